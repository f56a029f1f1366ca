import PropertyGraph

extension FunctionTable {
    static let listFunctions: [ScalarFunction] = [
        ScalarFunction("coalesce", "value, …", "The first argument that is not null.", arity: 1...Int.max, [nil], nullInNullOut: false) {
            _, arguments throws(EvaluationError) in arguments.first { !$0.isNull } ?? .null
        },
        ScalarFunction("head", "list", "The first element, or null.", [.list]) {
            _, arguments throws(EvaluationError) in try list(arguments[0], "head()").first ?? .null
        },
        ScalarFunction("last", "list", "The last element, or null.", [.list]) {
            _, arguments throws(EvaluationError) in try list(arguments[0], "last()").last ?? .null
        },
        ScalarFunction("tail", "list", "All elements but the first.", [.list], returns: .list(nil)) {
            _, arguments throws(EvaluationError) in .list(Array(try list(arguments[0], "tail()").dropFirst()))
        },
        ScalarFunction("size", "list", "How many elements a list has, characters a string, keys a map.", [.sized], returns: .integer) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .list(let items): .integer(items.count)
            case .string(let text): .integer(text.unicodeScalars.count)
            case .map(let map): .integer(map.count)
            case let other: throw .wrongArgument(other, Accepted.sized.words, "size()")
            }
        },
        ScalarFunction("isEmpty", "list", "Whether a list, string or map has nothing in it.", [.sized], returns: .boolean) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .list(let items): .boolean(items.isEmpty)
            case .string(let text): .boolean(text.isEmpty)
            case .map(let map): .boolean(map.isEmpty)
            case let other: throw .wrongArgument(other, Accepted.sized.words, "isEmpty()")
            }
        },
        ScalarFunction("reverse", "list", "A list or string back to front.", [.stringOrList]) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .list(let items): .list(items.reversed())
            case .string(let text): .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
            case let other: throw .wrongArgument(other, Accepted.stringOrList.words, "reverse()")
            }
        },
        ScalarFunction("range", "from, to [, step]", "The integers from one to the other, both in.", arity: 2...3, [.integer], returns: .list(.integer)) {
            context, arguments throws(EvaluationError) in
            let range = try IntegerRange(arguments)
            try context.memory.allow(range.count * MemoryLayout<Value>.stride)
            return .list(range.numbers.map { .integer($0) })
        },
    ]

    static func list(_ value: Value, _ function: String) throws(EvaluationError) -> [Value] {
        guard case .list(let items) = value else { throw .wrongArgument(value, "a list", function) }
        return items
    }
}
