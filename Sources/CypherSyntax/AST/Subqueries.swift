import Diagnostics

/// `[OPTIONAL] CALL [(scope)] { Query } [IN TRANSACTIONS …]`.
public struct CallSubquery: Sendable {
    public enum Imports: Sendable {
        /// No scope clause: a WITH that begins the query imports.
        case importingWith
        /// `(*)`
        case all
        /// `(a, b)`, `()`
        case names([Name])
    }

    public var optional: Bool
    public var imports: Imports
    public var query: Query
    public var transactions: Transactions?
    public var span: SourceSpan
    /// `IN [[workers] CONCURRENT] TRANSACTIONS [OF rows ROWS] [ON ERROR …] [REPORT STATUS AS variable]`
    public struct Transactions: Sendable {
        public enum Reaction: String, Sendable {
            case `continue` = "CONTINUE"
            case `break` = "BREAK"
            case fail = "FAIL"
        }

        public var isConcurrent = false
        /// An integer or a parameter, as `rows` is.
        public var workers: Expression?
        public var rows: Expression?
        public var onError: Reaction?
        public var status: Name?
        public var span: SourceSpan
        public init(span: SourceSpan) { self.span = span }
    }

    public init(optional: Bool, imports: Imports, query: Query, span: SourceSpan) {
        self.optional = optional
        self.imports = imports
        self.query = query
        self.span = span
    }
}

/// `FOR Variable IN Expression [WITH ORDINALITY Variable | WITH OFFSET Variable]`.
public struct ForClause: Sendable {
    public var variable: Name
    public var list: Expression
    public var place: Place?
    public var span: SourceSpan

    /// Where in the list each element stands.
    public struct Place: Sendable {
        public var variable: Name
        /// The first is 1, as ORDINALITY has it, not 0, as OFFSET does.
        public var countsFromOne: Bool
        public init(variable: Name, countsFromOne: Bool) {
            self.variable = variable
            self.countsFromOne = countsFromOne
        }
    }

    public init(variable: Name, list: Expression, place: Place? = nil, span: SourceSpan) {
        self.variable = variable
        self.list = list
        self.place = place
        self.span = span
    }
}

/// `LET Variable = Expression (, Variable = Expression)*`.
public struct Let: Sendable {
    public var items: [LetItem]
    public var span: SourceSpan
    public init(items: [LetItem], span: SourceSpan) {
        self.items = items
        self.span = span
    }
}

public struct LetItem: Sendable {
    public var variable: Name
    public var value: Expression
    public init(variable: Name, value: Expression) {
        self.variable = variable
        self.value = value
    }
}

/// `FILTER [WHERE] Expression`.
public struct FilterClause: Sendable {
    public var condition: Expression
    public var span: SourceSpan
    public init(condition: Expression, span: SourceSpan) {
        self.condition = condition
        self.span = span
    }
}
