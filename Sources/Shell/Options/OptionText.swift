public import Diagnostics
public import PropertyGraph

/// Values of options, read from their text.
public enum OptionText {
    public static func date(_ text: String) throws(Diagnostics) -> CalendarDate {
        guard let date = CalendarDate(text) else { throw Diagnostics(UsageFault.badDate(text)) }
        return date
    }

    /// `500ms`, `5s`, `2m`; without a unit, seconds.
    public static func duration(_ text: String) throws(Diagnostics) -> Duration {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = switch text[digits.endIndex...] {
        case "ms": 0.001
        case "", "s": 1.0
        case "m", "min": 60.0
        default: 0.0
        }
        guard unit > 0, let number = Double(digits), number > 0, number < 1e9 else {
            throw Diagnostics(UsageFault.badDuration(text))
        }
        return .seconds(number * unit)
    }

    /// `64K`, `500M`, `2G`, in steps of 1024; without a unit, bytes.
    public static func size(_ text: String) throws(Diagnostics) -> Int {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let power: Int? = switch text[digits.endIndex...] {
        case "": 0
        case "K": 10
        case "M": 20
        case "G": 30
        default: nil
        }
        guard let power, let number = Int(digits), number > 0, number <= Int.max >> power else {
            throw Diagnostics(UsageFault.badSize(text))
        }
        return number << power
    }

    /// A number of threads, 1 or more.
    static func threads(_ text: String) throws(Diagnostics) -> Int {
        guard let number = Int(text), number > 0 else { throw Diagnostics(UsageFault.badThreadCount(text)) }
        return number
    }

    /// `name=value`
    public static func parameter(_ text: String) throws(Diagnostics) -> QueryParameter {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw Diagnostics(UsageFault.badParameter(text))
        }
        return QueryParameter(
            name: String(text[..<equals]), value: value(String(text[text.index(after: equals)...])))
    }

    /// `name=VARIABLE`, or `NAME` for both: text, whatever it looks like.
    public static func environmentParameter(_ text: String) throws(Diagnostics) -> QueryParameter {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard !parts.contains("") else { throw Diagnostics(UsageFault.badParameter(text)) }
        guard let value = Environment[parts[parts.count - 1]] else {
            throw Diagnostics(UsageFault.unsetVariable(parts[parts.count - 1]))
        }
        return QueryParameter(name: parts[0], value: .string(value))
    }

    /// An integer, a float, `true`, `false`, `null`, a quoted string; all else is a string as it stands.
    public static func value(_ text: String) -> Value {
        switch text {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .null
        default: break
        }
        if text.count >= 2, let quote = text.first, quote == "'" || quote == "\"", text.last == quote {
            return .string(String(text.dropFirst().dropLast()))
        }
        let body = text.hasPrefix("-") ? text.dropFirst() : text[...]
        // Double reads `nan`, `inf` and hexadecimal as well: those stay strings.
        guard body.first?.isASCII == true, body.first?.isNumber == true,
            body.allSatisfy({ "0123456789.eE+-".contains($0) })
        else { return .string(text) }
        if let integer = Int(text) { return .integer(integer) }
        return Double(text).map { .float($0) } ?? .string(text)
    }
}

/// A value that statements can name as `$name`.
public struct QueryParameter: Sendable {
    public let name: String
    public let value: Value
}
