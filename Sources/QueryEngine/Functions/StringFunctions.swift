import PropertyGraph

/// Characters are Unicode scalars here, as in `size()`.
extension FunctionTable {
    static let stringFunctions: [ScalarFunction] = [
        ScalarFunction("toUpper", "text", "In capitals.", [.string], returns: .string) {
            _, arguments throws(EvaluationError) in .string(try string(arguments[0], "toUpper()").uppercased())
        },
        ScalarFunction("toLower", "text", "In small letters.", [.string], returns: .string) {
            _, arguments throws(EvaluationError) in .string(try string(arguments[0], "toLower()").lowercased())
        },
        ScalarFunction("trim", "text", "Without white space at both ends.", [.string], returns: .string) {
            _, arguments throws(EvaluationError) in .string(trimmed(try string(arguments[0], "trim()"), true, true))
        },
        ScalarFunction("lTrim", "text", "Without white space at the start.", [.string], returns: .string) {
            _, arguments throws(EvaluationError) in .string(trimmed(try string(arguments[0], "lTrim()"), true, false))
        },
        ScalarFunction("rTrim", "text", "Without white space at the end.", [.string], returns: .string) {
            _, arguments throws(EvaluationError) in .string(trimmed(try string(arguments[0], "rTrim()"), false, true))
        },
        ScalarFunction("left", "text, length", "The first characters.", [.string, .integer], returns: .string) {
            _, arguments throws(EvaluationError) in
            let text = try string(arguments[0], "left()")
            return .string(String(text.unicodeScalars.prefix(try length(arguments[1], "left()"))))
        },
        ScalarFunction("right", "text, length", "The last characters.", [.string, .integer], returns: .string) {
            _, arguments throws(EvaluationError) in
            let text = try string(arguments[0], "right()")
            return .string(String(text.unicodeScalars.suffix(try length(arguments[1], "right()"))))
        },
        ScalarFunction("substring", "text, start [, length]", "The characters from `start` (from 0) on.", arity: 2...3, [.string, .integer, .integer], returns: .string) {
            _, arguments throws(EvaluationError) in
            let text = try string(arguments[0], "substring()").unicodeScalars
            let rest = text.dropFirst(try length(arguments[1], "substring()"))
            guard arguments.count > 2 else { return .string(String(rest)) }
            return .string(String(rest.prefix(try length(arguments[2], "substring()"))))
        },
        ScalarFunction("replace", "text, search, replacement", "With every occurrence replaced.", [.string, .string, .string], returns: .string) {
            _, arguments throws(EvaluationError) in
            let text = try string(arguments[0], "replace()")
            let search = try string(arguments[1], "replace()")
            guard !search.isEmpty else { return .string(text) }
            return .string(pieces(of: text, by: search).joined(separator: try string(arguments[2], "replace()")))
        },
        ScalarFunction("split", "text, delimiter", "The pieces between the delimiters.", [.string, .string], returns: .list(.string)) {
            _, arguments throws(EvaluationError) in
            let text = try string(arguments[0], "split()")
            let delimiter = try string(arguments[1], "split()")
            if delimiter.isEmpty { return .list(text.unicodeScalars.map { .string(String($0)) }) }
            return .list(pieces(of: text, by: delimiter).map { .string($0) })
        },
    ]

    static func string(_ value: Value, _ function: String) throws(EvaluationError) -> String {
        guard case .string(let text) = value else { throw .wrongArgument(value, "a string", function) }
        return text
    }

    private static func length(_ value: Value, _ function: String) throws(EvaluationError) -> Int {
        guard case .integer(let length) = value else { throw .wrongArgument(value, "an integer", function) }
        guard length >= 0 else { throw EvaluationError(.numberOutOfRange("\(function) takes no negative number")) }
        return length
    }

    private static func trimmed(_ text: String, _ start: Bool, _ end: Bool) -> String {
        var scalars = Substring(text).unicodeScalars
        if start { while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() } }
        if end { while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() } }
        return String(scalars)
    }

    /// Scalar by scalar, so that an accent is never split off by Swift's character rules. O(text × search).
    private static func pieces(of text: String, by separator: String) -> [String] {
        let (bytes, wanted) = (Array(text.utf8), Array(separator.utf8))
        var pieces: [String] = []
        var start = 0
        var at = 0
        while at + wanted.count <= bytes.count {
            if bytes[at..<at + wanted.count].elementsEqual(wanted) {
                pieces.append(String(decoding: bytes[start..<at], as: UTF8.self))
                at += wanted.count
                start = at
            } else {
                at += 1
            }
        }
        pieces.append(String(decoding: bytes[start...], as: UTF8.self))
        return pieces
    }
}
