import PropertyGraph

extension FunctionTable {
    static let conversionFunctions: [ScalarFunction] = [
        ScalarFunction("toInteger", "value", "The value as an integer: a fraction is cut off, true is 1, and text that is not a number is null.", [numberOrTruth], returns: .integer) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .integer: return arguments[0]
            case .float(let value): return try integer(value)
            case .boolean(let truth): return .integer(truth ? 1 : 0)
            case .string(let text):
                guard let number = number(text) else { return .null }
                if let whole = Int(number) { return .integer(whole) }
                return try Double(number).map(integer) ?? .null
            case let other: throw .wrongArgument(other, numberOrTruth.words, "toInteger()")
            }
        },
        ScalarFunction("toFloat", "value", "The value as a float; text that is not a number is null.", [numberOrText], returns: .float) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .integer(let value): .float(Double(value))
            case .float: arguments[0]
            case .string(let text): number(text).flatMap { Double($0) }.map { .float($0) } ?? .null
            case let other: throw .wrongArgument(other, numberOrText.words, "toFloat()")
            }
        },
        ScalarFunction("toBoolean", "value", "The value as a boolean: any integer but 0 is true, and text other than true and false is null.", [truth], returns: .boolean) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .boolean: arguments[0]
            case .integer(let number): .boolean(number != 0)
            case .string(let text):
                switch number(text)?.lowercased() {
                case "true": .boolean(true)
                case "false": .boolean(false)
                default: .null
                }
            case let other: throw .wrongArgument(other, truth.words, "toBoolean()")
            }
        },
        ScalarFunction("toString", "value", "The value as a string.", [scalar], returns: .string) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .string: arguments[0]
            case .integer(let value): .string(String(value))
            case .float(let value): .string(FloatText.text(of: value))
            case .boolean(let value): .string(value ? "true" : "false")
            case .date, .localTime, .time, .localDateTime, .dateTime, .duration:
                .string(arguments[0].temporalText ?? "")
            case let other: throw .wrongArgument(other, scalar.words, "toString()")
            }
        },
    ]

    private static let numberOrText = Accepted(words: "a number or a string") {
        $0.isNumber || $0 == .string
    }
    private static let numberOrTruth = Accepted(words: "a number, a boolean or a string") {
        $0.isNumber || $0 == .boolean || $0 == .string
    }
    private static let truth = Accepted(words: "a boolean, an integer or a string") {
        $0 == .boolean || $0 == .integer || $0 == .string
    }
    private static let scalar = Accepted(words: "a string, a number, a boolean or a date") {
        $0.isNumber || $0 == .string || $0 == .boolean || $0.isTemporal
    }

    /// A text that may be a number, without the blanks around it; nil for one that is longer than numbers are.
    private static func number(_ text: String) -> String? {
        guard text.utf8.count <= 4096 else { return nil }
        // Of ASCII, what lies above the blank is none.
        if let first = text.utf8.first, let last = text.utf8.last, (0x21..<0x7F).contains(first), (0x21..<0x7F).contains(last) { return text }
        var scalars = Substring(text).unicodeScalars
        while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        return String(scalars)
    }

    private static func integer(_ value: Double) throws(EvaluationError) -> Value {
        guard let whole = Int(exactly: value.rounded(.towardZero)) else {
            throw EvaluationError(.integerOverflow(FloatText.text(of: value)))
        }
        return .integer(whole)
    }
}
