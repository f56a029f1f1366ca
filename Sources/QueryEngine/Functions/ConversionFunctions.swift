import PropertyGraph

extension FunctionTable {
    static let conversionFunctions: [ScalarFunction] = [
        ScalarFunction("toInteger", "value", "The value as an integer; null where the text is no number.", [numberOrText], returns: .integer) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .integer: return arguments[0]
            case .float(let value): return try integer(value)
            case .string(let text):
                let trimmed = text.filter { !$0.isWhitespace }
                if let value = Int(trimmed) { return .integer(value) }
                return try Double(trimmed).map(integer) ?? .null
            case let other: throw .invalid("toInteger", "\(other.typeWords) is no number")
            }
        },
        ScalarFunction("toFloat", "value", "The value as a float; null where the text is no number.", [numberOrText], returns: .float) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .integer(let value): .float(Double(value))
            case .float: arguments[0]
            case .string(let text): Double(text).map { .float($0) } ?? .null
            case let other: throw .invalid("toFloat", "\(other.typeWords) is no number")
            }
        },
        ScalarFunction("toBoolean", "value", "true or false as read from the text; null for any other text.", [booleanOrText], returns: .boolean) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .boolean: arguments[0]
            case .string(let text):
                switch text.lowercased() {
                case "true": .boolean(true)
                case "false": .boolean(false)
                default: .null
                }
            case let other: throw .invalid("toBoolean", "\(other.typeWords) is neither true nor false")
            }
        },
        ScalarFunction("toString", "value", "The value as text.", [scalar], returns: .string) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .string: arguments[0]
            case .integer(let value): .string(String(value))
            case .float(let value): .string(FloatText.text(of: value))
            case .boolean(let value): .string(value ? "true" : "false")
            case .date, .localTime, .time, .localDateTime, .dateTime, .duration:
                .string(arguments[0].temporalText ?? "")
            case let other: throw .invalid("toString", "\(other.typeWords) has no text form")
            }
        },
    ]

    private static let numberOrText = Accepted(words: "a number or a string") {
        $0.isNumber || $0 == .string
    }
    private static let booleanOrText = Accepted(words: "a boolean or a string") {
        $0 == .boolean || $0 == .string
    }
    private static let scalar = Accepted(words: "a string, a number, a boolean or a date") {
        $0.isNumber || $0 == .string || $0 == .boolean || $0.isTemporal
    }

    private static func integer(_ value: Double) throws(EvaluationError) -> Value {
        guard let whole = Int(exactly: value.rounded(.towardZero)) else {
            throw EvaluationError(.integerOverflow(FloatText.text(of: value)))
        }
        return .integer(whole)
    }
}
