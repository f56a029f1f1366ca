import Diagnostics

/// Constraints and indexes: what breaks one, and declarations that cannot be made.
package enum ConstraintFault: Fault, Error {
    /// `properties` as `:Label(key, …)`; `values` as text, one for each key.
    case duplicate(constraint: String, properties: String, keys: [String], values: [String])
    case missing(constraint: String, properties: String, key: String)
    case wrongType(constraint: String, properties: String, key: String, value: String, type: String)
    /// `kind`: `index` or `constraint`.
    case nameTaken(kind: String, String)
    case equivalent(kind: String, String)
    case unknown(kind: String, String, near: [String])

    package var code: String {
        switch self {
        case .duplicate, .missing, .wrongType: "ConstraintViolation"
        case .nameTaken, .equivalent: "SchemaAlreadyExists"
        case .unknown: "SchemaNotFound"
        }
    }

    package var category: FaultCategory {
        switch self {
        case .duplicate, .missing, .wrongType: .constraintVerificationFailed
        case .nameTaken, .equivalent, .unknown: .semanticError
        }
    }

    package var sentence: String {
        switch self {
        case .duplicate(let constraint, let properties, let keys, let values):
            "two of \(properties) have \(zip(keys, values).map { "\($0) = \($1)" }.joined(separator: " and ")), which constraint \(constraint) forbids"
        case .missing(let constraint, let properties, let key): "one of \(properties) has no \(key), which constraint \(constraint) requires"
        case .wrongType(let constraint, let properties, let key, let value, let type):
            "one of \(properties) has \(key) = \(value), but constraint \(constraint) requires \(type)"
        case .nameTaken(_, let name): "there is already an index or a constraint named \(name)"
        case .equivalent(let kind, let name): "\(kind) \(name) is the same already"
        case .unknown(let kind, let name, _): "there is no \(kind) \(name)"
        }
    }

    package var hint: String? {
        switch self {
        case .duplicate, .missing, .wrongType: nil
        case .nameTaken, .equivalent: "IF NOT EXISTS leaves it as it is"
        case .unknown(_, _, let near): Suggestion.question(near) ?? "IF EXISTS takes what is not there for done"
        }
    }
}
