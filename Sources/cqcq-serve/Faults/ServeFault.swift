import Diagnostics

/// Faults of serving other programs.
package enum ServeFault: Fault {
    case badAddress(String)
    case needsPassword(String)
    case noPassword
    case cannotListen(String, reason: String)

    package var code: String {
        switch self {
        case .badAddress: "InvalidAddress"
        case .needsPassword, .noPassword: "PasswordNeeded"
        case .cannotListen: "CannotListen"
        }
    }

    package var category: FaultCategory {
        if case .cannotListen = self { .dataError } else { .usageError }
    }

    package var sentence: String {
        switch self {
        case .badAddress(let text): "`\(text)` is not an address"
        case .needsPassword(let host): "\(host) can be reached from other machines, so a user and a password are needed"
        case .noPassword: "--user needs a password in the environment variable CQCQ_SERVE_PASSWORD"
        case .cannotListen(let address, let reason): "cannot listen at \(address): \(reason)"
        }
    }

    package var hint: String? {
        switch self {
        case .badAddress: "write it as 127.0.0.1:7687"
        case .needsPassword: "give --user NAME and set CQCQ_SERVE_PASSWORD, or listen at 127.0.0.1"
        case .noPassword, .cannotListen: nil
        }
    }
}
