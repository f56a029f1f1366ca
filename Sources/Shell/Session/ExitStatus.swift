import Diagnostics

/// How the program ends, as promised to scripts.
public enum ExitStatus: Int32, Sendable {
    case success = 0
    /// A query failed, or data are at fault.
    case failure = 1
    /// The program was called wrongly.
    case usage = 2
    /// A report has gaps, and was asked to fail on them.
    case gap = 3
    case timeLimit = 124
    case interrupted = 130

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
        default: .failure
        }
    }
}
