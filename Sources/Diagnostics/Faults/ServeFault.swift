/// Faults of serving other programs.
public enum ServeFault: Fault {
    case badAddress(String)
    case needsPassword(String)
    case noPassword
    case cannotListen(String, reason: String)

    public var code: String {
        switch self {
        case .badAddress: "InvalidAddress"
        case .needsPassword, .noPassword: "PasswordNeeded"
        case .cannotListen: "CannotListen"
        }
    }

    public var category: FaultCategory {
        if case .cannotListen = self { .dataError } else { .usageError }
    }

    public var sentence: String {
        switch self {
        case .badAddress(let text): "`\(text)` is not an address"
        case .needsPassword(let host): "\(host) can be reached from other machines, so a user and a password are needed"
        case .noPassword: "--user needs a password in the environment variable CQCQ_SERVE_PASSWORD"
        case .cannotListen(let address, let reason): "cannot listen at \(address): \(reason)"
        }
    }

    public var hint: String? {
        switch self {
        case .badAddress: "write it as 127.0.0.1:7687"
        case .needsPassword: "give --user NAME and set CQCQ_SERVE_PASSWORD, or listen at 127.0.0.1"
        case .noPassword, .cannotListen: nil
        }
    }
}
