import Diagnostics

/// `PatternPart (, PatternPart)*`.
public struct Pattern: Sendable {
    public var parts: [PatternPart]
    public init(parts: [PatternPart]) {
        self.parts = parts
    }
}

/// `[Variable =] PatternElement`.
public struct PatternPart: Sendable {
    public var variable: Name?
    public var element: PatternElement
    public init(variable: Name?, element: PatternElement) {
        self.variable = variable
        self.element = element
    }
}

/// `NodePattern (RelationshipPattern NodePattern)*`.
public struct PatternElement: Sendable {
    public var start: NodePattern
    public var steps: [Step]
    public var span: SourceSpan
    public init(start: NodePattern, steps: [Step], span: SourceSpan) {
        self.start = start
        self.steps = steps
        self.span = span
    }

    public struct Step: Sendable {
        public var relationship: RelationshipPattern
        public var node: NodePattern
        public init(relationship: RelationshipPattern, node: NodePattern) {
            self.relationship = relationship
            self.node = node
        }
    }
}

/// `( [Variable] [:Label]* [{…} | $parameter] )`.
public struct NodePattern: Sendable {
    public var variable: Name?
    public var labels: [Name]
    /// A map literal or a parameter.
    public var properties: Expression?
    public var span: SourceSpan
    public init(variable: Name?, labels: [Name], properties: Expression?, span: SourceSpan) {
        self.variable = variable
        self.labels = labels
        self.properties = properties
        self.span = span
    }
}

/// `-[ [Variable] [:TYPE|TYPE] [*[n][..[m]]] [{…} | $parameter] ]-` with its arrow.
public struct RelationshipPattern: Sendable {
    public enum Direction: Sendable {
        case outgoing, incoming
        /// `--` or `<-->`: either way.
        case either
    }

    public var direction: Direction
    public var variable: Name?
    public var types: [Name]
    public var length: VariableLength?
    /// A map literal or a parameter.
    public var properties: Expression?
    public var span: SourceSpan
    public init(
        direction: Direction, variable: Name?, types: [Name], length: VariableLength?,
        properties: Expression?, span: SourceSpan
    ) {
        self.direction = direction
        self.variable = variable
        self.types = types
        self.length = length
        self.properties = properties
        self.span = span
    }
}

/// `*`, `*2`, `*2..`, `*..3`, `*2..3`. A missing lower bound is nil and means 1.
public struct VariableLength: Sendable {
    public var lower: Int?
    public var upper: Int?
    public var span: SourceSpan
    public init(lower: Int?, upper: Int?, span: SourceSpan) {
        self.lower = lower
        self.upper = upper
        self.span = span
    }
}
