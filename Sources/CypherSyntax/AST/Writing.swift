import Diagnostics

/// `CREATE Pattern`, `INSERT Pattern`.
public struct Create: Sendable {
    public var pattern: Pattern
    /// Written with GQL's word.
    public var isInsert = false
    public var span: SourceSpan
    public init(pattern: Pattern, span: SourceSpan) {
        self.pattern = pattern
        self.span = span
    }
}

/// `MERGE PatternPart [ON CREATE SET …] [ON MATCH SET …]`.
public struct Merge: Sendable {
    public var part: PatternPart
    public var onCreate: [SetItem]
    public var onMatch: [SetItem]
    public var span: SourceSpan
    public init(part: PatternPart, onCreate: [SetItem], onMatch: [SetItem], span: SourceSpan) {
        self.part = part
        self.onCreate = onCreate
        self.onMatch = onMatch
        self.span = span
    }
}

/// `SET SetItem (, SetItem)*`. Not named Set, which is Swift's.
public struct SetClause: Sendable {
    public var items: [SetItem]
    public var span: SourceSpan
    public init(items: [SetItem], span: SourceSpan) {
        self.items = items
        self.span = span
    }
}

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
public struct Remove: Sendable {
    public var items: [RemoveItem]
    public var span: SourceSpan
    public init(items: [RemoveItem], span: SourceSpan) {
        self.items = items
        self.span = span
    }
}

public enum RemoveItem: Sendable {
    case property(owner: Expression, key: Name)
    case labels(Name, [Name])
}

/// `[DETACH] DELETE Expression (, Expression)*`.
public struct Delete: Sendable {
    public var detach: Bool
    public var targets: [Expression]
    public var span: SourceSpan
    public init(detach: Bool, targets: [Expression], span: SourceSpan) {
        self.detach = detach
        self.targets = targets
        self.span = span
    }
}

/// `FOREACH (Variable IN Expression | writing clauses)`: the clauses for one element after the other.
public struct Foreach: Sendable {
    public var variable: Name
    public var list: Expression
    /// Writing ones, at least one.
    public var clauses: [Clause]
    public var span: SourceSpan
    public init(variable: Name, list: Expression, clauses: [Clause], span: SourceSpan) {
        self.variable = variable
        self.list = list
        self.clauses = clauses
        self.span = span
    }
}

/// `CALL procedure [(arguments)] [YIELD (* | items) [WHERE …]]`.
public struct Call: Sendable {
    public var procedure: Name
    /// nil where no parentheses stand: the arguments come from parameters of the same names.
    public var arguments: [Expression]?
    public var yield: Yield?
    public var span: SourceSpan
    public init(procedure: Name, arguments: [Expression]?, yield: Yield?, span: SourceSpan) {
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
    public var items: [YieldItem]
    public var filter: Expression?
    public init(star: Bool, items: [YieldItem], filter: Expression?) {
        self.star = star
        self.items = items
        self.filter = filter
    }
}

/// `field [AS variable]`.
public struct YieldItem: Sendable {
    public var field: Name
    public var alias: Name?
    public init(field: Name, alias: Name?) {
        self.field = field
        self.alias = alias
    }
}
