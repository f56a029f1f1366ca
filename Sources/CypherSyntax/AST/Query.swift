import Diagnostics

/// `[CYPHER …] [EXPLAIN | PROFILE] [USING PERIODIC COMMIT] Query`, or a command for indexes and constraints.
public struct Statement: Sendable {
    public enum Mode: Sendable { case run, explain, profile }
    public enum Body: Sendable {
        case query(Query)
        case schema(SchemaCommand)
    }

    public var prefix: CypherPrefix?
    public var mode: Mode
    public var periodicCommit: PeriodicCommit?
    public var body: Body
    public var span: SourceSpan
    public init(prefix: CypherPrefix? = nil, mode: Mode, body: Body, span: SourceSpan) {
        self.prefix = prefix
        self.mode = mode
        self.body = body
        self.span = span
    }

    /// Nil for a command.
    public var query: Query? {
        if case .query(let query) = body { query } else { nil }
    }
}

/// `USING PERIODIC COMMIT [rows]`: how often Neo4j is to commit what is written.
public struct PeriodicCommit: Sendable {
    public var rows: Int?
    public var span: SourceSpan
    public init(rows: Int?, span: SourceSpan) {
        self.rows = rows
        self.span = span
    }
}

/// `CYPHER [version] [name=value]*`: the version of the language and the planner that Neo4j is to use.
public struct CypherPrefix: Sendable {
    public struct Option: Sendable {
        public var name: Name
        public var value: Name
        public init(name: Name, value: Name) {
            self.name = name
            self.value = value
        }
    }

    /// As written: `5`, `4.4`.
    public var version: String?
    public var options: [Option]
    public var span: SourceSpan
    public init(version: String? = nil, options: [Option] = [], span: SourceSpan) {
        self.version = version
        self.options = options
        self.span = span
    }
}

/// `SingleQuery (UNION [ALL | DISTINCT] SingleQuery)*`.
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
    /// First of its query too, with RETURN behind it at most.
    case show(Show)
    case match(Match)
    case unwind(Unwind)
    case call(Call)
    case create(Create)
    case merge(Merge)
    case set(SetClause)
    case remove(Remove)
    case delete(Delete)
    case foreach(Foreach)
    case with(With)
    case `return`(Return)
    case subquery(CallSubquery)
    case load(LoadCsv)
    case loadTable(LoadTable)
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
        case .foreach(let clause): clause.span
        case .with(let clause): clause.span
        case .return(let clause): clause.span
        case .subquery(let clause): clause.span
        case .load(let clause): clause.span
        case .loadTable(let clause): clause.span
        case .for(let clause): clause.span
        case .let(let clause): clause.span
        case .filter(let clause): clause.span
        case .use(let clause): clause.span
        case .show(let clause): clause.span
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

/// `USING …` behind a pattern: how Neo4j's planner is to find it.
public struct PlannerHint: Sendable {
    public enum Kind: Sendable {
        /// `USING [RANGE | TEXT | POINT | BTREE] INDEX [SEEK] variable:Label(key, …)`
        case index(type: String?, seek: Bool, Name, label: Name, keys: [Name])
        /// `USING SCAN variable:Label`
        case scan(Name, label: Name)
        /// `USING JOIN ON variable, …`
        case join([Name])
    }

    public var kind: Kind
    public var span: SourceSpan
    public init(kind: Kind, span: SourceSpan) {
        self.kind = kind
        self.span = span
    }
}

/// `[OPTIONAL] MATCH Pattern PlannerHint* [WHERE Expression]`.
public struct Match: Sendable {
    public var optional: Bool
    public var pattern: Pattern
    public var hints: [PlannerHint] = []
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

/// `LOAD CSV [WITH HEADERS] FROM Expression AS Variable [FIELDTERMINATOR String] [ENCODING String]`.
public struct LoadCsv: Sendable {
    public var hasHeaders: Bool
    public var address: Expression
    public var variable: Name
    /// One ASCII character; nil where the file is to show it.
    public var fieldTerminator: Name?
    /// As written; nil where the file is to show it.
    public var encoding: Name?
    public var span: SourceSpan
    public init(
        hasHeaders: Bool, address: Expression, variable: Name, fieldTerminator: Name?, encoding: Name? = nil, span: SourceSpan
    ) {
        self.hasHeaders = hasHeaders
        self.address = address
        self.variable = variable
        self.fieldTerminator = fieldTerminator
        self.encoding = encoding
        self.span = span
    }
}

/// `LOAD TABLE Expression [SHEET Expression] [HEADER ROW Integer | NO HEADER] AS Variable`.
public struct LoadTable: Sendable {
    public enum Header: Hashable, Sendable {
        /// The reader finds it.
        case found
        /// Counted from 1, as spreadsheets count.
        case row(Int)
        case none
    }

    public var address: Expression
    public var sheet: Expression?
    public var header: Header
    public var variable: Name
    public var span: SourceSpan
    public init(address: Expression, sheet: Expression?, header: Header, variable: Name, span: SourceSpan) {
        self.address = address
        self.sheet = sheet
        self.header = header
        self.variable = variable
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
