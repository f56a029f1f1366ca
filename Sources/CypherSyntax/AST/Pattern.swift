import Diagnostics

/// `PatternPart (, PatternPart)*`.
public struct Pattern: Sendable {
    /// At least one, in the order written.
    public var parts: [PatternPart]
    package init(parts: [PatternPart]) {
        self.parts = parts
    }
}

/// `[Variable =] [selector] [mode] PatternElement`.
public struct PatternPart: Sendable {
    /// Names the path.
    public var variable: Name?
    /// Which of the matching paths to keep; nil keeps all.
    public var selector: PathSelector?
    /// What a path may visit twice; nil means `trail`.
    public var mode: PathMode?
    /// Nodes and relationships in turn.
    public var element: PatternElement
    package init(
        variable: Name?, selector: PathSelector? = nil, mode: PathMode? = nil, element: PatternElement
    ) {
        self.variable = variable
        self.selector = selector
        self.mode = mode
        self.element = element
    }
}

/// `NodePattern ((RelationshipPattern | PathGroup) NodePattern)*`. Nodes left out beside a group are there, unnamed.
public struct PatternElement: SyntaxNode {
    /// The leftmost node.
    public var start: NodePattern
    /// From left to right; empty for a single node.
    public var steps: [Step]
    /// WHERE inside the parentheses around the element.
    public var filter: Expression?
    public var span: SourceSpan
    package init(start: NodePattern, steps: [Step], span: SourceSpan) {
        self.start = start
        self.steps = steps
        self.span = span
    }

    /// A relationship or group, and the node to its right.
    public struct Step: Sendable {
        /// What stands between two nodes.
        public enum Link: Sendable {
            /// `-[…]->`
            case relationship(RelationshipPattern)
            /// `((a)-->(b))+`
            case group(PathGroup)
        }

        /// What leads to the node.
        public var link: Link
        /// The node to the right of the link.
        public var node: NodePattern
        package init(_ link: Link, node: NodePattern) {
            self.link = link
            self.node = node
        }
    }
}

/// `( [Variable] [:Label]* [{…} | $parameter] [WHERE Expression] )`.
public struct NodePattern: SyntaxNode {
    /// nil if the node has no name.
    public var variable: Name?
    /// Labels that the node must all have.
    public var labels: [Name]
    /// In place of `labels` where they are written with `&`, `|`, `!` or `%`.
    public var labelExpression: LabelExpression?
    /// A map literal or a parameter.
    public var properties: Expression?
    /// The condition inside the parentheses.
    public var filter: Expression?
    public var span: SourceSpan
    package init(variable: Name?, labels: [Name], properties: Expression?, span: SourceSpan) {
        self.variable = variable
        self.labels = labels
        self.properties = properties
        self.span = span
    }
}

/// `-[ [Variable] [:TYPE|TYPE] [*[n][..[m]]] [{…} | $parameter] [WHERE Expression] ]-` with its arrow and quantifier.
public struct RelationshipPattern: SyntaxNode {
    /// The direction of the arrow, from left to right.
    public enum Direction: Sendable {
        /// `-->` or `<--`.
        case outgoing, incoming
        /// `--` or `<-->`: either way.
        case either
    }

    /// The direction of the arrow.
    public var direction: Direction
    /// nil if the relationship has no name.
    public var variable: Name?
    /// Types of which the relationship must have one; empty allows any.
    public var types: [Name]
    /// In place of `types` where they are more than alternatives.
    public var typeExpression: LabelExpression?
    /// `*1..3`: a path of that many relationships; nil for a single one.
    public var length: VariableLength?
    /// A map literal or a parameter.
    public var properties: Expression?
    /// The condition inside the brackets.
    public var filter: Expression?
    /// A quantifier behind the arrow, as in GQL.
    public var quantifier: PathQuantifier?
    public var span: SourceSpan
    package init(
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
public struct VariableLength: SyntaxNode {
    /// The fewest relationships.
    public var lower: Int?
    /// The most relationships; nil for no limit.
    public var upper: Int?
    public var span: SourceSpan
    package init(lower: Int?, upper: Int?, span: SourceSpan) {
        self.lower = lower
        self.upper = upper
        self.span = span
    }
}
