import Diagnostics
import PropertyGraph

/// A whole query: named tables, each made of those before it, and the last SELECT.
package struct SQLQuery: Sendable {
    var tables: [SQLTable]
    var body: SQLBody
    /// Of the result, in order.
    package var columns: [(name: String, type: SQLType)]
    /// Where the last clause is written.
    var span: SourceSpan?
}

/// One WITH.
struct SQLTable: Sendable {
    var name: String
    var columns: [String] = []
    var body: SQLBody
    var isRecursive = false
    /// Its rows are some of many, so that it is to be made once.
    var isCut = false
    /// Where the clause is written that it was made of.
    var span: SourceSpan?
}

indirect enum SQLBody: Hashable, Sendable {
    case select(SQLSelect)
    case union([SQLBody], all: Bool)
}

struct SQLSelect: Hashable, Sendable {
    var columns: [SQLColumn] = []
    var distinct = false
    var from: [SQLSource] = []
    var conditions: [SQLTerm] = []
    var groups: [SQLTerm] = []
    var having: SQLTerm?
    /// A grouping without keys, which has one row, even of no rows.
    var isOneGroup = false
    var order: [SQLOrder] = []
    /// Numbers of the relationships that were walked: an order that nobody has asked for, in which lists come out the same each time.
    var walked: [SQLTerm] = []
    var skip: Int?
    var limit: Int?
}

extension SQLSelect {
    /// What HAVING says. Where no column of one group gathers, as all are constants or nobody asks for them, a condition that always holds says
    /// that the rows come together.
    var groupCondition: SQLTerm? {
        guard having == nil, isOneGroup, !columns.contains(where: { $0.term.hasAggregate }) else { return having }
        return .infix(">=", [.allRows, .constant(.integer(0), .integer)])
    }

    /// Joins further tables; of the first of all, the condition is one of the rows.
    mutating func join(_ sources: [SQLSource]) {
        var sources = sources
        if from.isEmpty, !sources.isEmpty {
            conditions += sources[0].on
            sources[0].on = []
        }
        from += sources
    }
}

struct SQLColumn: Hashable, Sendable {
    var term: SQLTerm
    var name: String
}

/// What stands behind FROM or JOIN.
struct SQLSource: Hashable, Sendable {
    enum Join: Hashable, Sendable {
        /// Inner; without a condition each row with each.
        case inner
        case left
    }

    indirect enum Content: Hashable, Sendable {
        case table(String)
        case query(SQLBody, columns: [String])
        /// Rows of one column.
        case values([SQLTerm], SQLType, column: String)
        /// The elements of a list.
        case elements(SQLTerm, column: String)
        /// Joined among themselves first.
        case group([SQLSource])
    }

    var content: Content
    var alias: String
    var join = Join.inner
    var on: [SQLTerm] = []
    /// It speaks of tables before it.
    var isLateral = false
}
