import PropertyGraph

/// An expression of SQL, before it is spelled for one dialect.
indirect enum SQLTerm: Hashable, Sendable {
    case column(table: String?, String)
    /// A value of a type that SQL has.
    case constant(Value, SQLType)
    /// Both sides of an operator that all dialects spell alike: `=`, `AND`, `+` …
    case infix(String, [SQLTerm])
    case not(SQLTerm)
    case negate(SQLTerm)
    case isNull(SQLTerm, negated: Bool)
    case isIn(SQLTerm, [SQLTerm])
    /// Conditions with what they lead to.
    case cases([SQLBranch], otherwise: SQLTerm?)
    /// A function that all dialects call alike.
    case call(String, [SQLTerm])
    case cast(SQLTerm, SQLType)
    case operation(SQLOperation, [SQLTerm])
    case aggregate(SQLAggregate)
    case exists(SQLBody)
    /// A query of one row and one column.
    case scalar(SQLBody)
    /// An error of the engine in place of a value of the type, about a value that is not null.
    case failure(RowRefusal, SQLType, about: SQLTerm)

    static func and(_ parts: [SQLTerm]) -> SQLTerm {
        parts.count == 1 ? parts[0] : parts.isEmpty ? .constant(.boolean(true), .boolean) : .infix("AND", parts)
    }
}

struct SQLBranch: Hashable, Sendable {
    var when: SQLTerm
    var then: SQLTerm
}

/// What each dialect says in its own way.
enum SQLOperation: Hashable, Sendable {
    /// Of integers, towards zero.
    case quotient, remainder
    case concatenation
    case contains, startsWith, endsWith
    case textLength, textBytes
    case substring
    case right
    /// Of the element type.
    case list(SQLType)
    case listSize, listJoin, listReversed
    /// By its place from 0, or from the end with a negative one.
    case element(Int)
    /// Whether an element equals the value, in three-valued logic.
    case listContains
    /// Whether keys, none of them null, are among others.
    case hasKey, sharesKey
    /// A part of a date, named as EXTRACT has it.
    case datePart(String)
    case truncation
    case isNaN
    /// Text compared by code points.
    case byCodePoint
    /// Keys and values in turn.
    case object([String])
    /// The same, as text.
    case row([String])
}

struct SQLAggregate: Hashable, Sendable {
    enum Function: Hashable, Sendable {
        case count, sum, mean, least, greatest
        /// With nulls, as COLLECT has them.
        case collectAll(SQLType)
        /// Without nulls; never null itself.
        case collect(SQLType)
    }

    var function: Function
    /// nil counts rows.
    var argument: SQLTerm?
    var distinct: Bool
    var type: SQLType
    var order: [SQLOrder] = []
}

extension SQLTerm {
    /// The number of rows.
    static let allRows = SQLTerm.aggregate(SQLAggregate(function: .count, distinct: false, type: .integer))
}

struct SQLOrder: Hashable, Sendable {
    var term: SQLTerm
    var descending: Bool
}
