public import Diagnostics

/// Faults that show only when rows are made.
public enum EvaluationFault: Fault {
    /// An operand has the wrong type: `by` names the operator.
    case wrongType(found: String, wanted: String, by: String)
    /// As `wrongType`, for an argument of a function.
    case wrongArgument(found: String, wanted: String, by: String)
    /// An argument of range() that is not an integer.
    case wrongRange(found: String)
    /// `example` is a query that calls the procedure.
    case wrongProcedureArgument(found: String, wanted: String, procedure: String, example: String?)
    /// A procedure was asked for a label that no node has.
    case unknownLabel(String, near: [String])
    /// An argument has the right type but an impossible value.
    case invalidArgument(function: String, reason: String)
    /// The result does not fit into 64 bits; the text is the operation.
    case integerOverflow(String)
    /// An integer was divided by zero.
    case divisionByZero
    /// `map[key]` with a key that is not a string.
    case mapKeyNotString(found: String)
    /// `list[index]` with an index that is not an integer.
    case listIndexNotInteger(found: String)
    /// SKIP or LIMIT with a negative number.
    case negativeCount(clause: String)
    /// SKIP or LIMIT with something that is not an integer.
    case notAnInteger(clause: String)
    /// A number too great or too small for its place.
    case numberOutOfRange(String)
    /// `offset` counts characters from 0; nil where the whole pattern is meant.
    case invalidPattern(String, reason: String, offset: Int?)
    /// Something was read from a deleted node or relationship.
    case deletedEntity(String)
    /// A node or relationship of another graph than the one in use.
    case entityElsewhere(String)
    /// DELETE of a node that still has relationships.
    case connectedNode
    /// A value that a property cannot hold, as a map or a node.
    case invalidProperty(found: String)
    /// MERGE with a null property.
    case mergeOnNull(key: String)
    /// CAST of a value that has no counterpart of the type.
    case castFailed(value: String, type: String)
    /// In levels of lists and maps.
    case nestedTooDeeply(Int)
    /// The statement took longer than allowed; the text is the limit.
    case timeLimit(String)
    /// In bytes.
    case memoryLimit(Int)
    /// In bytes.
    case valueTooLarge(Int)
    /// The statement was cancelled.
    case interrupted

    public var code: String {
        switch self {
        case .wrongType, .wrongRange, .wrongProcedureArgument: "InvalidArgumentType"
        case .wrongArgument, .invalidArgument: "InvalidArgumentValue"
        case .unknownLabel: "UnknownLabel"
        case .integerOverflow: "IntegerOverflow"
        case .divisionByZero: "DivisionByZero"
        case .mapKeyNotString: "MapElementAccessByNonString"
        case .listIndexNotInteger: "ListElementAccessByNonInteger"
        case .negativeCount: "NegativeIntegerArgument"
        case .notAnInteger: "InvalidArgumentType"
        case .numberOutOfRange: "NumberOutOfRange"
        case .invalidPattern: "InvalidRegularExpression"
        case .deletedEntity: "DeletedEntityAccess"
        case .entityElsewhere: "EntityOfAnotherGraph"
        case .connectedNode: "DeleteConnectedNode"
        case .invalidProperty: "InvalidPropertyType"
        case .mergeOnNull: "MergeReadOwnWrites"
        case .castFailed: "InvalidCast"
        case .nestedTooDeeply: "NestedTooDeeply"
        case .timeLimit: "TimeLimit"
        case .memoryLimit, .valueTooLarge: "MemoryLimit"
        case .interrupted: "Interrupted"
        }
    }

    /// The type of error, as openCypher groups them.
    public var category: FaultCategory {
        switch self {
        case .wrongType, .wrongArgument, .wrongProcedureArgument, .invalidArgument, .mapKeyNotString, .listIndexNotInteger, .invalidProperty, .castFailed: .typeError
        case .deletedEntity, .entityElsewhere: .entityNotFound
        case .connectedNode: .constraintVerificationFailed
        case .mergeOnNull: .semanticError
        case .wrongRange, .unknownLabel, .integerOverflow, .divisionByZero, .numberOutOfRange, .invalidPattern: .argumentError
        case .negativeCount, .notAnInteger: .syntaxError
        case .nestedTooDeeply, .timeLimit, .memoryLimit, .valueTooLarge, .interrupted: .limitError
        }
    }

    public var sentence: String {
        switch self {
        case .wrongType(let found, let wanted, let by), .wrongArgument(let found, let wanted, let by):
            "\(by) takes \(wanted), not \(found)"
        case .wrongRange(let found): "range() takes integers, not \(found)"
        case .wrongProcedureArgument(let found, let wanted, let procedure, _):
            "\(procedure) takes a value of type \(wanted), not \(found)"
        case .unknownLabel(let label, _): "no node has the label `\(label)`"
        case .invalidArgument(let function, let reason): "\(function)(): \(reason)"
        case .integerOverflow(let what): "\(what) does not fit a 64-bit integer"
        case .divisionByZero: "an integer cannot be divided by zero"
        case .mapKeyNotString(let found): "a key is a string, not \(found)"
        case .listIndexNotInteger(let found): "a place in a list is an integer, not \(found)"
        case .negativeCount(let clause): "\(clause) cannot be negative"
        case .notAnInteger(let clause): "\(clause) takes an integer"
        case .numberOutOfRange(let what): what
        case .invalidPattern(let pattern, let reason, let offset):
            "'\(pattern)' is not a regular expression: \(reason)" + (offset.map { " at character \($0 + 1)" } ?? "")
        case .deletedEntity(let what): "\(what) has been deleted by this statement"
        case .entityElsewhere(let what): "\(what) is not in the graph that is being read here"
        case .connectedNode: "a node that still has relationships cannot be deleted"
        case .invalidProperty(let found): "a property cannot hold \(found)"
        case .mergeOnNull(let key): "MERGE cannot look for .\(key) = null, which nothing equals"
        case .castFailed(let value, let type): "\(value) cannot be cast to \(type)"
        case .nestedTooDeeply(let levels): "lists and maps cannot be nested more than \(levels) levels deep"
        case .timeLimit(let limit): "the query took longer than \(limit)"
        case .memoryLimit(let bytes): "the query would hold more than \(Self.size(bytes)) in memory"
        case .valueTooLarge(let bytes): "a single value cannot take more than \(Self.size(bytes)) of memory"
        case .interrupted: "the query was interrupted"
        }
    }

    public var hint: String? {
        switch self {
        case .unknownLabel(_, let near): Suggestion.question(near)
        case .entityElsewhere: "it was created by this statement, or found under another USE: read it there, and pass the value on"
        case .connectedNode: "DETACH DELETE takes the relationships along"
        case .wrongProcedureArgument(_, _, _, let example): example.map { "call it as in: \($0)" }
        case .castFailed: "toInteger(), toFloat() and toBoolean() give null in such a case"
        case .memoryLimit: "fewer groups, fewer rows to sort or to collect, or a higher limit"
        case .divisionByZero: "guard it: CASE WHEN n = 0 THEN null ELSE m / n END"
        default: nil
        }
    }

    /// As on the command line: 2G, 500K; bytes where no unit fits.
    private static func size(_ bytes: Int) -> String {
        for (unit, power) in [("G", 30), ("M", 20), ("K", 10)] where bytes >= 1 << power && bytes % (1 << power) == 0 {
            return "\(bytes >> power)\(unit)"
        }
        return "\(bytes) bytes"
    }
}
