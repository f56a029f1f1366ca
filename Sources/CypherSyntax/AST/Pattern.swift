import Diagnostics

/// `PatternPart (, PatternPart)*`.
public struct Pattern: Sendable {
    public var parts: [PatternPart]
    public init(parts: [PatternPart]) {
        self.parts = parts
    }
}

/// `[Variable =] [selector] [mode] PatternElement`.
public struct PatternPart: Sendable {
    public var variable: Name?
    public var selector: PathSelector?
    public var mode: PathMode?
    public var element: PatternElement
    public init(
        variable: Name?, selector: PathSelector? = nil, mode: PathMode? = nil, element: PatternElement
    ) {
        self.variable = variable
        self.selector = selector
        self.mode = mode
        self.element = element
    }
}

/// `NodePattern ((RelationshipPattern | PathGroup) NodePattern)*`. Nodes left out beside a group are there, unnamed.
public struct PatternElement: Sendable {
    public var start: NodePattern
    public var steps: [Step]
    /// WHERE inside the parentheses around the element.
    public var filter: Expression?
    public var span: SourceSpan
    public init(start: NodePattern, steps: [Step], span: SourceSpan) {
        self.start = start
        self.steps = steps
        self.span = span
    }

    public struct Step: Sendable {
        public enum Link: Sendable {
            case relationship(RelationshipPattern)
            case group(PathGroup)
        }

        public var link: Link
        public var node: NodePattern
        public init(_ link: Link, node: NodePattern) {
            self.link = link
            self.node = node
        }
    }
}

/// `( [Variable] [:Label]* [{…} | $parameter] [WHERE Expression] )`.
public struct NodePattern: Sendable {
    public var variable: Name?
    public var labels: [Name]
    /// In place of `labels` where they are written with `&`, `|`, `!` or `%`.
    public var labelExpression: LabelExpression?
    /// A map literal or a parameter.
    public var properties: Expression?
    public var filter: Expression?
    public var span: SourceSpan
    public init(variable: Name?, labels: [Name], properties: Expression?, span: SourceSpan) {
        self.variable = variable
        self.labels = labels
        self.properties = properties
        self.span = span
    }
}

/// `-[ [Variable] [:TYPE|TYPE] [*[n][..[m]]] [{…} | $parameter] [WHERE Expression] ]-` with its arrow and quantifier.
public struct RelationshipPattern: Sendable {
    public enum Direction: Sendable {
        case outgoing, incoming
        /// `--` or `<-->`: either way.
        case either
    }

    public var direction: Direction
    public var variable: Name?
    public var types: [Name]
    /// In place of `types` where they are more than alternatives.
    public var typeExpression: LabelExpression?
    public var length: VariableLength?
    /// A map literal or a parameter.
    public var properties: Expression?
    public var filter: Expression?
    public var quantifier: PathQuantifier?
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
