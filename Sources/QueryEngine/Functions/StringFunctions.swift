import PropertyGraph

/// Characters are Unicode scalars here, as in `size()`.
extension FunctionTable {
    static let stringFunctions: [ScalarFunction] = [
        ScalarFunction("toUpper", "text", "The text in upper case.", [.string], returns: .string) {
            context, arguments throws(EvaluationError) in
            .string(try TextWork(context).mapped(try string(arguments[0], "toUpper()")) { $0.uppercased() })
        },
        ScalarFunction("toLower", "text", "The text in lower case.", [.string], returns: .string) {
            context, arguments throws(EvaluationError) in
            .string(try TextWork(context).mapped(try string(arguments[0], "toLower()")) { $0.lowercased() })
        },
        ScalarFunction("trim", "text", "The text without white space at both ends.", [.string], returns: .string) {
            context, arguments throws(EvaluationError) in
            .string(try TextWork(context).trimmed(try string(arguments[0], "trim()"), start: true, end: true))
        },
        ScalarFunction("lTrim", "text", "The text without white space at the start.", [.string], returns: .string) {
            context, arguments throws(EvaluationError) in
            .string(try TextWork(context).trimmed(try string(arguments[0], "lTrim()"), start: true, end: false))
        },
        ScalarFunction("rTrim", "text", "The text without white space at the end.", [.string], returns: .string) {
            context, arguments throws(EvaluationError) in
            .string(try TextWork(context).trimmed(try string(arguments[0], "rTrim()"), start: false, end: true))
        },
        ScalarFunction("left", "text, length", "The first characters.", [.string, .integer], returns: .string) {
            context, arguments throws(EvaluationError) in
            let text = try string(arguments[0], "left()")
            return .string(try TextWork(context).part(of: text, from: 0, count: try length(arguments[1], "left()")))
        },
        ScalarFunction("right", "text, length", "The last characters.", [.string, .integer], returns: .string) {
            context, arguments throws(EvaluationError) in
            let text = try string(arguments[0], "right()")
            let work = TextWork(context)
            let start = max(0, try work.length(of: text) - (try length(arguments[1], "right()")))
            return .string(try work.part(of: text, from: start, count: nil))
        },
        ScalarFunction("substring", "text, start [, length]", "The characters from `start` (the first is 0).", arity: 2...3, [.string, .integer, .integer], returns: .string) {
            context, arguments throws(EvaluationError) in
            let text = try string(arguments[0], "substring()")
            let start = try length(arguments[1], "substring()")
            let count = try arguments.count > 2 ? length(arguments[2], "substring()") : nil
            return .string(try TextWork(context).part(of: text, from: start, count: count))
        },
        ScalarFunction("replace", "text, search, replacement", "The text with every occurrence replaced.", [.string, .string, .string], returns: .string) {
            context, arguments throws(EvaluationError) in
            let text = try string(arguments[0], "replace()")
            let search = try string(arguments[1], "replace()")
            let replacement = try string(arguments[2], "replace()")
            return .string(search.isEmpty ? text : try TextWork(context).replacing(search, in: text, by: replacement))
        },
        ScalarFunction("split", "text, delimiter", "The pieces between the delimiters.", [.string, .string], returns: .list(.string)) {
            context, arguments throws(EvaluationError) in
            let text = try string(arguments[0], "split()")
            let delimiter = try string(arguments[1], "split()")
            return .list(try delimiter.isEmpty ? TextWork(context).characters(of: text) : TextWork(context).pieces(of: text, by: delimiter))
        },
    ]

    static func string(_ value: Value, _ function: String) throws(EvaluationError) -> String {
        guard case .string(let text) = value else { throw .wrongArgument(value, "a string", function) }
        return text
    }

    static func length(_ value: Value, _ function: String) throws(EvaluationError) -> Int {
        guard case .integer(let length) = value else { throw .wrongArgument(value, "an integer", function) }
        guard length >= 0 else { throw EvaluationError(.numberOutOfRange("\(function) does not take a negative number")) }
        return length
    }
}
