public import Diagnostics

/// An error as a client gets it: a status code of Neo4j, which drivers act on, and a message.
public struct BoltFailure: Error, Equatable, Sendable {
    public var code: String
    public var message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    /// The message has the place, the sentence, our own code and the hint.
    public init(_ diagnostics: Diagnostics) {
        guard let first = diagnostics.list.first else {
            self.init(code: "Neo.DatabaseError.General.UnknownError", message: "unknown error")
            return
        }
        var message = first.fault.sentence + " [\(first.fault.code)]"
        if let span = first.span, let source = first.source {
            let place = source.position(of: span.start)
            message = "line \(place.line), column \(place.column): " + message
        }
        if let hint = first.fault.hint { message += "; hint: " + hint }
        self.init(code: Self.code(of: first.fault), message: message)
    }

    static func code(of fault: any Fault) -> String {
        switch fault.category {
        case .syntaxError: "Neo.ClientError.Statement.SyntaxError"
        case .semanticError, .commandError, .usageError, .dataError, .gateError: "Neo.ClientError.Statement.SemanticError"
        case .typeError: "Neo.ClientError.Statement.TypeError"
        case .argumentError where ["DivisionByZero", "IntegerOverflow"].contains(fault.code): "Neo.ClientError.Statement.ArithmeticError"
        case .argumentError: "Neo.ClientError.Statement.ArgumentError"
        case .entityNotFound: "Neo.ClientError.Statement.EntityNotFound"
        case .parameterMissing: "Neo.ClientError.Statement.ParameterMissing"
        case .procedureError: "Neo.ClientError.Procedure.ProcedureNotFound"
        case .constraintVerificationFailed: "Neo.ClientError.Schema.ConstraintValidationFailed"
        case .limitError:
            switch fault.code {
            case "TimeLimit": "Neo.ClientError.Transaction.TransactionTimedOut"
            case "Interrupted": "Neo.ClientError.Transaction.Terminated"
            // Trying again would not help, so this is none of the errors that drivers try again after.
            default: "Neo.ClientError.General.LimitExceeded"
            }
        }
    }

    /// Drivers begin such a transaction again by themselves.
    static let outdated = BoltFailure(
        code: "Neo.TransientError.Transaction.Outdated", message: "another client has written meanwhile: nothing of this transaction is kept; begin it again")

    static func request(_ message: String) -> BoltFailure {
        BoltFailure(code: "Neo.ClientError.Request.Invalid", message: message)
    }
}
