import Diagnostics

/// `CREATE Pattern`, `INSERT Pattern`.
public struct Create: SyntaxNode {
    /// What to create.
    public var pattern: Pattern
    /// Written with GQL's word.
    public var isInsert = false
    public var span: SourceSpan
    package init(pattern: Pattern, span: SourceSpan) {
        self.pattern = pattern
        self.span = span
    }
}

/// `MERGE PatternPart [ON CREATE SET …] [ON MATCH SET …]`.
public struct Merge: SyntaxNode {
    /// What to find, or else to create.
    public var part: PatternPart
    /// What to set if it was created.
    public var onCreate: [SetItem]
    /// What to set if it was found.
    public var onMatch: [SetItem]
    public var span: SourceSpan
    package init(part: PatternPart, onCreate: [SetItem], onMatch: [SetItem], span: SourceSpan) {
        self.part = part
        self.onCreate = onCreate
        self.onMatch = onMatch
        self.span = span
    }
}

/// `SET SetItem (, SetItem)*`. Not named Set, which is Swift's.
public struct SetClause: SyntaxNode {
    /// In the order written.
    public var items: [SetItem]
    public var span: SourceSpan
    package init(items: [SetItem], span: SourceSpan) {
        self.items = items
        self.span = span
    }
}

/// One change of SET.
public enum SetItem: Sendable {
    /// `owner.key = value`
    case property(owner: Expression, key: Name, value: Expression)
    /// `variable = value`: all properties anew
    case replace(Name, Expression)
    /// `variable += value`: the properties that the value has
    case add(Name, Expression)
    /// `variable:Label:Other`
    case labels(Name, [Name])
}

/// `REMOVE RemoveItem (, RemoveItem)*`.
public struct Remove: SyntaxNode {
    /// In the order written.
    public var items: [RemoveItem]
    public var span: SourceSpan
    package init(items: [RemoveItem], span: SourceSpan) {
        self.items = items
        self.span = span
    }
}

/// One change of REMOVE.
public enum RemoveItem: Sendable {
    /// `owner.key`
    case property(owner: Expression, key: Name)
    /// `variable:Label:Other`
    case labels(Name, [Name])
}

/// `[DETACH] DELETE Expression (, Expression)*`.
public struct Delete: SyntaxNode {
    /// Whether relationships of deleted nodes are deleted too.
    public var detach: Bool
    /// Nodes, relationships or paths.
    public var targets: [Expression]
    public var span: SourceSpan
    package init(detach: Bool, targets: [Expression], span: SourceSpan) {
        self.detach = detach
        self.targets = targets
        self.span = span
    }
}

/// `FOREACH (Variable IN Expression | writing clauses)`: the clauses for one element after the other.
public struct Foreach: SyntaxNode {
    /// Holds one element after another.
    public var variable: Name
    /// The list to go through.
    public var list: Expression
    /// Writing ones, at least one.
    public var clauses: [Clause]
    public var span: SourceSpan
    package init(variable: Name, list: Expression, clauses: [Clause], span: SourceSpan) {
        self.variable = variable
        self.list = list
        self.clauses = clauses
        self.span = span
    }
}

/// `CALL procedure [(arguments)] [YIELD (* | items) [WHERE …]]`.
public struct Call: SyntaxNode {
    /// With its namespace: `db.labels`.
    public var procedure: Name
    /// nil where no parentheses stand: the arguments come from parameters of the same names.
    public var arguments: [Expression]?
    /// Which results to take; nil if not written.
    public var yield: Yield?
    public var span: SourceSpan
    package init(procedure: Name, arguments: [Expression]?, yield: Yield?, span: SourceSpan) {
        self.procedure = procedure
        self.arguments = arguments
        self.yield = yield
        self.span = span
    }
}

/// What of a procedure's results is taken.
public struct Yield: Sendable {
    /// `YIELD *`
    public var star: Bool
    /// In the order written; empty with a star.
    public var items: [YieldItem]
    /// The condition after WHERE.
    public var filter: Expression?
    package init(star: Bool, items: [YieldItem], filter: Expression?) {
        self.star = star
        self.items = items
        self.filter = filter
    }
}

/// `field [AS variable]`.
public struct YieldItem: Sendable {
    /// The name of the result.
    public var field: Name
    /// The name after AS.
    public var alias: Name?
    package init(field: Name, alias: Name?) {
        self.field = field
        self.alias = alias
    }
}
