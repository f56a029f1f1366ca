import Diagnostics

/// `[OPTIONAL] CALL [(scope)] { Query } [IN TRANSACTIONS …]`.
public struct CallSubquery: SyntaxNode {
    /// Which variables of the outer query the subquery sees.
    public enum Imports: Sendable {
        /// No scope clause: a WITH that begins the query imports.
        case importingWith
        /// `(*)`
        case all
        /// `(a, b)`, `()`
        case names([Name])
    }

    /// Whether a row for which the subquery has no result is kept.
    public var optional: Bool
    /// Which variables of the outer query the subquery sees.
    public var imports: Imports
    /// Run once for each row.
    public var query: Query
    /// `IN TRANSACTIONS …`; nil if not written.
    public var transactions: Transactions?
    public var span: SourceSpan
    /// `IN [[workers] CONCURRENT] TRANSACTIONS [OF rows ROWS] [ON ERROR …] [REPORT STATUS AS variable]`
    public struct Transactions: SyntaxNode {
        /// What happens after an error; the raw value is its spelling.
        public enum Reaction: String, Sendable {
            /// Go on with the next batch.
            case `continue` = "CONTINUE"
            /// Run no further batch.
            case `break` = "BREAK"
            /// End with the error.
            case fail = "FAIL"
        }

        /// Whether `CONCURRENT` is written.
        public var isConcurrent = false
        /// An integer or a parameter, as `rows` is.
        public var workers: Expression?
        /// Rows per transaction.
        public var rows: Expression?
        /// What happens after an error; nil means `fail`.
        public var onError: Reaction?
        /// The variable that reports on each transaction.
        public var status: Name?
        public var span: SourceSpan
        package init(span: SourceSpan) { self.span = span }
    }

    package init(optional: Bool, imports: Imports, query: Query, span: SourceSpan) {
        self.optional = optional
        self.imports = imports
        self.query = query
        self.span = span
    }
}

/// `FOR Variable IN Expression [WITH ORDINALITY Variable | WITH OFFSET Variable]`.
public struct ForClause: SyntaxNode {
    /// Holds one element per row.
    public var variable: Name
    /// The list to go through.
    public var list: Expression
    /// `WITH ORDINALITY` or `WITH OFFSET`; nil if not written.
    public var place: Place?
    public var span: SourceSpan

    /// Where in the list each element stands.
    public struct Place: Sendable {
        /// Holds the position.
        public var variable: Name
        /// The first is 1, as ORDINALITY has it, not 0, as OFFSET does.
        public var countsFromOne: Bool
        package init(variable: Name, countsFromOne: Bool) {
            self.variable = variable
            self.countsFromOne = countsFromOne
        }
    }

    package init(variable: Name, list: Expression, place: Place? = nil, span: SourceSpan) {
        self.variable = variable
        self.list = list
        self.place = place
        self.span = span
    }
}

/// `LET Variable = Expression (, Variable = Expression)*`.
public struct Let: SyntaxNode {
    /// In the order written; later ones see earlier ones.
    public var items: [LetItem]
    public var span: SourceSpan
    package init(items: [LetItem], span: SourceSpan) {
        self.items = items
        self.span = span
    }
}

/// `Variable = Expression`.
public struct LetItem: Sendable {
    /// The new variable.
    public var variable: Name
    /// Its value.
    public var value: Expression
    package init(variable: Name, value: Expression) {
        self.variable = variable
        self.value = value
    }
}

/// `FILTER [WHERE] Expression`.
public struct FilterClause: SyntaxNode {
    /// Rows for which this is not true are dropped.
    public var condition: Expression
    public var span: SourceSpan
    package init(condition: Expression, span: SourceSpan) {
        self.condition = condition
        self.span = span
    }
}
