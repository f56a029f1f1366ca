import Diagnostics

/// `[EXPLAIN | PROFILE] Query`.
public struct Statement: Sendable {
    public enum Mode: Sendable { case run, explain, profile }
    public var mode: Mode
    public var query: Query
    public var span: SourceSpan
    public init(mode: Mode, query: Query, span: SourceSpan) {
        self.mode = mode
        self.query = query
        self.span = span
    }
}

/// `SingleQuery (UNION [ALL] SingleQuery)*`.
public struct Query: Sendable {
    public var first: SingleQuery
    public var unions: [Union]
    public init(first: SingleQuery, unions: [Union] = []) {
        self.first = first
        self.unions = unions
    }
}

public struct Union: Sendable {
    public var all: Bool
    public var query: SingleQuery
    public var span: SourceSpan
    public init(all: Bool, query: SingleQuery, span: SourceSpan) {
        self.all = all
        self.query = query
        self.span = span
    }
}

public struct SingleQuery: Sendable {
    public var clauses: [Clause]
    public var span: SourceSpan
    public init(clauses: [Clause], span: SourceSpan) {
        self.clauses = clauses
        self.span = span
    }
}

public enum Clause: Sendable {
    /// First of its query.
    case use(Use)
    case match(Match)
    case unwind(Unwind)
    case call(Call)
    case create(Create)
    case merge(Merge)
    case set(SetClause)
    case remove(Remove)
    case delete(Delete)
    case with(With)
    case `return`(Return)
    case subquery(CallSubquery)
    case load(LoadCsv)
    case `for`(ForClause)
    case `let`(Let)
    case filter(FilterClause)
    /// Ends a query that gives no rows.
    case finish(SourceSpan)

    public var span: SourceSpan {
        switch self {
        case .match(let clause): clause.span
        case .unwind(let clause): clause.span
        case .call(let clause): clause.span
        case .create(let clause): clause.span
        case .merge(let clause): clause.span
        case .set(let clause): clause.span
        case .remove(let clause): clause.span
        case .delete(let clause): clause.span
        case .with(let clause): clause.span
        case .return(let clause): clause.span
        case .subquery(let clause): clause.span
        case .load(let clause): clause.span
        case .for(let clause): clause.span
        case .let(let clause): clause.span
        case .filter(let clause): clause.span
        case .use(let clause): clause.span
        case .finish(let span): span
        }
    }
}

/// `USE Name[(Expression, …)]`: the graph that the query is asked of.
public struct Use: Sendable {
    /// With its namespace: `cqcq.asOf`.
    public var graph: Name
    public var arguments: [Expression]
    public var span: SourceSpan
    public init(graph: Name, arguments: [Expression], span: SourceSpan) {
        self.graph = graph
        self.arguments = arguments
        self.span = span
    }
}

/// `[OPTIONAL] MATCH Pattern [WHERE Expression]`.
public struct Match: Sendable {
    public var optional: Bool
    public var pattern: Pattern
    public var filter: Expression?
    public var span: SourceSpan
    public init(optional: Bool, pattern: Pattern, filter: Expression?, span: SourceSpan) {
        self.optional = optional
        self.pattern = pattern
        self.filter = filter
        self.span = span
    }
}

/// `UNWIND Expression AS Variable`.
public struct Unwind: Sendable {
    public var list: Expression
    public var variable: Name
    public var span: SourceSpan
    public init(list: Expression, variable: Name, span: SourceSpan) {
        self.list = list
        self.variable = variable
        self.span = span
    }
}

/// `LOAD CSV [WITH HEADERS] FROM Expression AS Variable [FIELDTERMINATOR String]`.
public struct LoadCsv: Sendable {
    public var hasHeaders: Bool
    public var address: Expression
    public var variable: Name
    /// One ASCII character; nil for a comma.
    public var fieldTerminator: Name?
    public var span: SourceSpan
    public init(hasHeaders: Bool, address: Expression, variable: Name, fieldTerminator: Name?, span: SourceSpan) {
        self.hasHeaders = hasHeaders
        self.address = address
        self.variable = variable
        self.fieldTerminator = fieldTerminator
        self.span = span
    }
}

/// `WITH ProjectionBody [WHERE Expression]`.
public struct With: Sendable {
    public var body: ProjectionBody
    public var filter: Expression?
    public var span: SourceSpan
    public init(body: ProjectionBody, filter: Expression?, span: SourceSpan) {
        self.body = body
        self.filter = filter
        self.span = span
    }
}

/// `RETURN ProjectionBody`.
public struct Return: Sendable {
    public var body: ProjectionBody
    public var span: SourceSpan
    public init(body: ProjectionBody, span: SourceSpan) {
        self.body = body
        self.span = span
    }
}

/// `[DISTINCT] (* | item) (, item)* [ORDER BY …] [SKIP …] [LIMIT …]`.
public struct ProjectionBody: Sendable {
    public var distinct: Bool
    /// `*` stood first.
    public var star: Bool
    public var items: [ProjectionItem]
    public var order: [SortItem]
    public var skip: Expression?
    public var limit: Expression?
    public init(
        distinct: Bool = false, star: Bool = false, items: [ProjectionItem] = [],
        order: [SortItem] = [], skip: Expression? = nil, limit: Expression? = nil
    ) {
        self.distinct = distinct
        self.star = star
        self.items = items
        self.order = order
        self.skip = skip
        self.limit = limit
    }
}

/// `Expression [AS Variable]`.
public struct ProjectionItem: Sendable {
    public var expression: Expression
    public var alias: Name?
    /// The expression as written: the name of a column without an alias.
    public var text: String
    public init(expression: Expression, alias: Name?, text: String) {
        self.expression = expression
        self.alias = alias
        self.text = text
    }
}

/// `Expression [ASC | DESC]`.
public struct SortItem: Sendable {
    public var expression: Expression
    public var descending: Bool
    public init(expression: Expression, descending: Bool) {
        self.expression = expression
        self.descending = descending
    }
}
