/// What went wrong, as facts. Each layer has enums of its own in its folder Faults; those that several layers throw are here.
/// Sentences are made there and nowhere else, so that codes stay while wording improves.
public protocol Fault: Sendable {
    /// Stable, in upper camel case: `UndefinedVariable`.
    var code: String { get }
    /// The type of error, as openCypher groups them.
    var category: FaultCategory { get }
    /// One sentence without a full stop, naming the thing that is wrong.
    var sentence: String { get }
    /// What the user can do about it, where something can be said.
    var hint: String? { get }
    /// What may stand in place of the text that the fault is placed at, the likeliest first.
    var replacements: [String] { get }
}

extension Fault {
    public var hint: String? { nil }
    public var replacements: [String] { [] }
}

/// The error types of openCypher, and those of the shell around it.
public enum FaultCategory: String, Sendable {
    /// The text does not follow the grammar.
    case syntaxError = "SyntaxError"
    /// The text follows the grammar but has no meaning for this graph.
    case semanticError = "SemanticError"
    /// A value has the wrong type.
    case typeError = "TypeError"
    /// A value has the right type but is out of range.
    case argumentError = "ArgumentError"
    /// A node or relationship does not exist.
    case entityNotFound = "EntityNotFound"
    /// A parameter has no value.
    case parameterMissing = "ParameterMissing"
    /// A procedure does not exist or is called wrongly.
    case procedureError = "ProcedureError"
    /// A write would break a constraint.
    case constraintVerificationFailed = "ConstraintVerificationFailed"
    /// Something in a data file.
    case dataError = "DataError"
    /// A command of the knowledge base used wrongly: unknown name, several matches.
    case commandError = "CommandError"
    /// The program itself used wrongly: unknown option, unreadable file.
    case usageError = "UsageError"
    /// A check of a script that did not pass.
    case gateError = "GateError"
    /// A limit on time or memory, or an interrupt.
    case limitError = "LimitError"
}

/// When a fault was found: before any row, or while rows were made.
public enum FaultPhase: String, Sendable {
    /// Before the first row.
    case compileTime = "compile time"
    /// While rows were made.
    case runtime = "runtime"
}

/// How bad it is.
public enum Severity: String, Sendable {
    /// An error stops the work; a warning or note does not.
    case error, warning, note
}

/// Codes as `cqcq check` names its rules.
package enum RuleName {
    /// `unknown-id` of `UnknownID`: words begin at a capital after a small letter, and at the last of several capitals.
    package static func of(code: String) -> String {
        let letters = Array(code)
        var name = ""
        for (index, letter) in letters.enumerated() {
            let followsSmall = index > 0 && !letters[index - 1].isUppercase
            let precedesSmall = index > 0 && index + 1 < letters.count && letters[index + 1].isLowercase
            if letter.isUppercase, followsSmall || precedesSmall { name += "-" }
            name += letter.lowercased()
        }
        return name
    }
}
