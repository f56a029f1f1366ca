import Diagnostics

/// Faults of a connection to another engine, and what that engine refuses.
package enum ServiceFault: Fault {
    case badAddress(String)
    /// A password in the address would stand in the list of processes.
    case passwordInAddress
    case cannotConnect(String, reason: String)
    /// The connection ended in the middle.
    case lost(String, reason: String)
    /// What the server sent is not Bolt.
    case notBolt(String, reason: String)
    /// The server's own words, behind its status code.
    case refused(by: String, status: String, message: String)
    /// Under --read-only, of a query that this program cannot read either.
    case mayWrite
    /// What only our own graph can do.
    case notThere(String, service: String)

    package var code: String {
        switch self {
        case .badAddress, .passwordInAddress: "InvalidAddress"
        case .cannotConnect, .lost, .notBolt: "ConnectionFailed"
        case .refused: "RefusedByServer"
        case .mayWrite: "ReadOnly"
        case .notThere: "NotOverAConnection"
        }
    }

    package var category: FaultCategory {
        switch self {
        case .badAddress, .passwordInAddress: .usageError
        case .cannotConnect, .lost, .notBolt: .dataError
        case .refused(_, let status, _): Self.category(of: status)
        case .mayWrite: .semanticError
        case .notThere: .commandError
        }
    }

    /// Status codes are four words with dots: `Neo.ClientError.Statement.SyntaxError`.
    private static func category(of status: String) -> FaultCategory {
        let kind = status.split(separator: ".").last.map(String.init) ?? ""
        switch kind {
        case "TransactionTimedOut", "Terminated": return .limitError
        case "ArithmeticError": return .argumentError
        case "ConstraintValidationFailed": return .constraintVerificationFailed
        default: return FaultCategory(rawValue: kind) ?? (kind.hasPrefix("Procedure") ? .procedureError : .semanticError)
        }
    }

    package var sentence: String {
        switch self {
        case .badAddress(let text): "`\(text)` is not the address of a Bolt server"
        case .passwordInAddress: "the address holds a password, which other users of this machine can see"
        case .cannotConnect(let name, let reason): "cannot connect to \(name): \(reason)"
        case .lost(let name, let reason): "the connection to \(name) was lost: \(reason)"
        case .notBolt(let name, let reason): "\(name) does not answer as a Bolt server: \(reason)"
        case .refused(let name, let status, let message): "\(name) refused it: \(message) (\(status))"
        case .mayWrite: "nothing may be written, and this program cannot know whether the query would"
        case .notThere(let what, let name): "\(what) works on this program's own graph, and the session is connected to \(name)"
        }
    }

    package var hint: String? {
        switch self {
        case .badAddress: "write it as bolt://HOST:7687, or bolt://USER@HOST:7687/DATABASE"
        case .passwordInAddress: "put it into the environment variable CQCQ_CONNECT_PASSWORD"
        case .refused(_, let status, _) where status.contains(".Security."):
            "name the user as bolt://USER@HOST, and put the password into CQCQ_CONNECT_PASSWORD"
        case .mayWrite: "leave out --read-only, or write the query as openCypher"
        case .lost: "the next statement connects again"
        default: nil
        }
    }
}
