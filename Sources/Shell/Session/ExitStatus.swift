import Diagnostics
import QueryEngine

/// How the program ends, as promised to scripts.
public enum ExitStatus: Int32, CaseIterable, Sendable {
    case success = 0
    /// A query failed, or there is an error in the data.
    case failure = 1
    /// The program was called wrongly.
    case usage = 2
    /// A gate did not pass: gaps, rows, or another number of rows than expected.
    case gap = 3
    case timeLimit = 124
    case interrupted = 130

    /// What each means, for help and the man page.
    public var meaning: String {
        switch self {
        case .success: "done"
        case .failure: "a query failed, or the data are wrong"
        case .usage: "wrong usage"
        case .gap: "a gate failed: gaps under --fail-on-gap, rows under --fail-on-rows, another number than --expect-rows"
        case .timeLimit: "time limit"
        case .interrupted: "interrupted"
        }
    }

    public static var list: String { allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; ") }

    init(for diagnostics: Diagnostics) {
        let first = diagnostics.list.first?.fault
        self = switch first?.category {
        case .limitError:
            switch first?.code {
            case EvaluationFault.interrupted.code: .interrupted
            case EvaluationFault.memoryLimit(0).code: .failure
            default: .timeLimit
            }
        case .usageError: .usage
        case .gateError: .gap
        default: .failure
        }
    }
}
