import Diagnostics

/// `[CYPHER …] [EXPLAIN | PROFILE] [USING PERIODIC COMMIT] Query`, or a command for indexes and constraints.
public struct Statement: SyntaxNode {
    /// What is to happen with the statement: run it, show its plan, or run it and show its plan with counts.
    public enum Mode: Sendable {
        /// The statement as it is, behind `EXPLAIN`, or behind `PROFILE`.
        case run, explain, profile
    }

    /// A query or a schema command.
    public enum Body: Sendable {
        /// Reads or writes the graph.
        case query(Query)
        /// Creates or drops an index or constraint.
        case schema(SchemaCommand)
    }

    /// `CYPHER …`; nil if not written.
    public var prefix: CypherPrefix?
    /// `EXPLAIN`, `PROFILE` or neither.
    public var mode: Mode
    /// `USING PERIODIC COMMIT …`; nil if not written.
    public var periodicCommit: PeriodicCommit?
    /// The query or schema command.
    public var body: Body
    public var span: SourceSpan
    package init(prefix: CypherPrefix? = nil, mode: Mode, body: Body, span: SourceSpan) {
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
public struct PeriodicCommit: SyntaxNode {
    /// Rows per commit; nil if not written.
    public var rows: Int?
    public var span: SourceSpan
    package init(rows: Int?, span: SourceSpan) {
        self.rows = rows
        self.span = span
    }
}

/// `CYPHER [version] [name=value]*`: the version of the language and the planner that Neo4j is to use.
public struct CypherPrefix: SyntaxNode {
    /// `name=value`.
    public struct Option: Sendable {
        /// The name of the option: `planner`.
        public var name: Name
        /// The value of the option: `cost`.
        public var value: Name
        package init(name: Name, value: Name) {
            self.name = name
            self.value = value
        }
    }

    /// As written: `5`, `4.4`.
    public var version: String?
    /// In the order written.
    public var options: [Option]
    public var span: SourceSpan
    package init(version: String? = nil, options: [Option] = [], span: SourceSpan) {
        self.version = version
        self.options = options
        self.span = span
    }
}

/// `SingleQuery (UNION [ALL | DISTINCT] SingleQuery)*`.
public struct Query: Sendable {
    /// The query before the first UNION.
    public var first: SingleQuery
    /// The others, in the order written.
    public var unions: [Union]
    package init(first: SingleQuery, unions: [Union] = []) {
        self.first = first
        self.unions = unions
    }
}

/// `UNION [ALL | DISTINCT] SingleQuery`.
public struct Union: SyntaxNode {
    /// Whether equal rows are kept.
    public var all: Bool
    /// The query behind UNION.
    public var query: SingleQuery
    public var span: SourceSpan
    package init(all: Bool, query: SingleQuery, span: SourceSpan) {
        self.all = all
        self.query = query
        self.span = span
    }
}

/// Clauses without UNION.
public struct SingleQuery: SyntaxNode {
    /// At least one, in the order written.
    public var clauses: [Clause]
    public var span: SourceSpan
    package init(clauses: [Clause], span: SourceSpan) {
        self.clauses = clauses
        self.span = span
    }
}

/// One clause of a query.
public enum Clause: SyntaxNode {
    /// First of its query.
    case use(Use)
    /// First of its query too, with RETURN behind it at most.
    case show(Show)
    /// `MATCH`, `OPTIONAL MATCH`
    case match(Match)
    /// `UNWIND`
    case unwind(Unwind)
    /// `CALL procedure(…)`
    case call(Call)
    /// `CREATE`, `INSERT`
    case create(Create)
    /// `MERGE`
    case merge(Merge)
    /// `SET`
    case set(SetClause)
    /// `REMOVE`
    case remove(Remove)
    /// `DELETE`, `DETACH DELETE`
    case delete(Delete)
    /// `FOREACH`
    case foreach(Foreach)
    /// `WITH`
    case with(With)
    /// `RETURN`
    case `return`(Return)
    /// `CALL { … }`
    case subquery(CallSubquery)
    /// `LOAD CSV`
    case load(LoadCsv)
    /// `LOAD TABLE`
    case loadTable(LoadTable)
    /// `FOR`
    case `for`(ForClause)
    /// `LET`
    case `let`(Let)
    /// `FILTER`
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
public struct Use: SyntaxNode {
    /// With its namespace: `cqcq.asOf`.
    public var graph: Name
    /// In the order written; empty without parentheses.
    public var arguments: [Expression]
    public var span: SourceSpan
    package init(graph: Name, arguments: [Expression], span: SourceSpan) {
        self.graph = graph
        self.arguments = arguments
        self.span = span
    }
}

/// `USING …` behind a pattern: how Neo4j's planner is to find it.
public struct PlannerHint: SyntaxNode {
    /// Which hint it is.
    public enum Kind: Sendable {
        /// `USING [RANGE | TEXT | POINT | BTREE] INDEX [SEEK] variable:Label(key, …)`
        case index(type: String?, seek: Bool, Name, label: Name, keys: [Name])
        /// `USING SCAN variable:Label`
        case scan(Name, label: Name)
        /// `USING JOIN ON variable, …`
        case join([Name])
    }

    /// Which hint it is.
    public var kind: Kind
    public var span: SourceSpan
    package init(kind: Kind, span: SourceSpan) {
        self.kind = kind
        self.span = span
    }
}

/// `[OPTIONAL] MATCH Pattern PlannerHint* [WHERE Expression]`.
public struct Match: SyntaxNode {
    /// Whether a row without a match is kept, its new variables null.
    public var optional: Bool
    /// What to find.
    public var pattern: Pattern
    /// Accepted for compatibility; the planner ignores them.
    public var hints: [PlannerHint] = []
    /// The condition after WHERE.
    public var filter: Expression?
    public var span: SourceSpan
    package init(optional: Bool, pattern: Pattern, filter: Expression?, span: SourceSpan) {
        self.optional = optional
        self.pattern = pattern
        self.filter = filter
        self.span = span
    }
}

/// `UNWIND Expression AS Variable`.
public struct Unwind: SyntaxNode {
    /// The list to go through.
    public var list: Expression
    /// Holds one element per row.
    public var variable: Name
    public var span: SourceSpan
    package init(list: Expression, variable: Name, span: SourceSpan) {
        self.list = list
        self.variable = variable
        self.span = span
    }
}

/// `LOAD CSV [WITH HEADERS] FROM Expression AS Variable [FIELDTERMINATOR String] [ENCODING String]`.
public struct LoadCsv: SyntaxNode {
    /// Whether rows are maps by the names in the first line, not lists.
    public var hasHeaders: Bool
    /// A path or a `file:` address.
    public var address: Expression
    /// Holds one record per row.
    public var variable: Name
    /// One ASCII character; nil where the file is to show it.
    public var fieldTerminator: Name?
    /// As written; nil where the file is to show it.
    public var encoding: Name?
    public var span: SourceSpan
    package init(
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
public struct LoadTable: SyntaxNode {
    /// Where the column names stand.
    public enum Header: Hashable, Sendable {
        /// The reader finds it.
        case found
        /// Counted from 1, as spreadsheets count.
        case row(Int)
        /// Nowhere: rows are lists.
        case none
    }

    /// A path or a `file:` address.
    public var address: Expression
    /// The name of the sheet; nil for the first that is not hidden.
    public var sheet: Expression?
    /// Where the column names stand.
    public var header: Header
    /// Holds one record per row.
    public var variable: Name
    public var span: SourceSpan
    package init(address: Expression, sheet: Expression?, header: Header, variable: Name, span: SourceSpan) {
        self.address = address
        self.sheet = sheet
        self.header = header
        self.variable = variable
        self.span = span
    }
}
