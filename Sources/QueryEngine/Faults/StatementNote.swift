import Diagnostics

/// What a statement says to another database and means nothing here. It runs all the same.
package enum StatementNote: Fault {
    /// `CYPHER 5 planner=cost`
    case prefix
    /// `USING INDEX …`
    case plannerHint
    /// `CREATE INDEX`
    case index
    /// `USING PERIODIC COMMIT`, `IN TRANSACTIONS`
    case oneTransaction
    /// `IN 4 CONCURRENT TRANSACTIONS`
    case oneAfterTheOther

    package var code: String {
        switch self {
        case .prefix: "PrefixIgnored"
        case .plannerHint: "HintIgnored"
        case .index: "IndexListed"
        case .oneTransaction, .oneAfterTheOther: "OneTransaction"
        }
    }

    package var category: FaultCategory { .semanticError }

    package var sentence: String {
        switch self {
        case .prefix: "there is one version of the language and one planner: the prefix changes nothing"
        case .plannerHint: "the planner needs no hint: this one changes nothing"
        case .index: "the index is listed: properties are found without one"
        case .oneTransaction: "a statement is one transaction: it is kept when it has come to its end"
        case .oneAfterTheOther: "rows are written one after the other, not concurrently"
        }
    }
}
