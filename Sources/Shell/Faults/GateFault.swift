import Diagnostics

/// A result that is not the one that was asked for: a check of a script that did not pass.
package enum GateFault: Fault {
    case rowsFound(Int)
    case rowCount(found: Int, expected: String)
    case value(found: String, expected: String)
    case noResult

    package var code: String {
        switch self {
        case .rowsFound: "RowsFound"
        case .rowCount: "UnexpectedRowCount"
        case .value: "UnexpectedResult"
        case .noResult: "NoResult"
        }
    }

    package var category: FaultCategory { .gateError }

    package var sentence: String {
        switch self {
        case .rowsFound(let count): count == 1 ? "1 row was returned, and none may be" : "\(count) rows were returned, and none may be"
        case .rowCount(let found, let expected): "the result has \(found) row\(found == 1 ? "" : "s"), expected: \(expected)"
        case .value(let found, let expected): "the first value of the result is \(found), expected: \(expected)"
        case .noResult: "no result to check: no query has run yet"
        }
    }

    package var hint: String? {
        if case .noResult = self { "`:expect` checks the result of the query or command before it" } else { nil }
    }
}
