import PropertyGraph

extension FunctionTable {
    static let listFunctions: [ScalarFunction] = [
        ScalarFunction("coalesce", "value, …", "The first argument that is not null, or null.", arity: 1...Int.max, [nil], nullInNullOut: false) {
            _, arguments throws(EvaluationError) in arguments.first { !$0.isNull } ?? .null
        },
        ScalarFunction("head", "list", "The first element of a list; null if it is empty.", [.list]) {
            _, arguments throws(EvaluationError) in try list(arguments[0], "head()").first ?? .null
        },
        ScalarFunction("last", "list", "The last element of a list; null if it is empty.", [.list]) {
            _, arguments throws(EvaluationError) in try list(arguments[0], "last()").last ?? .null
        },
        ScalarFunction("tail", "list", "All elements but the first.", [.list], returns: .list(nil)) {
            context, arguments throws(EvaluationError) in
            let items = try list(arguments[0], "tail()")
            try context.allowList(of: items.count)
            return .list(ValueList(items.dropFirst()))
        },
        ScalarFunction("size", "list", "The number of elements of a list, characters of a string or keys of a map.", [.sized], returns: .integer) {
            context, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .list(let items): .integer(items.count)
            case .string(let text): .integer(try TextWork(context).length(of: text))
            case .map(let map): .integer(map.count)
            case let other: throw .wrongArgument(other, Accepted.sized.words, "size()")
            }
        },
        ScalarFunction("isEmpty", "list", "Whether a list, a string or a map is empty.", [.sized], returns: .boolean) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .list(let items): .boolean(items.isEmpty)
            case .string(let text): .boolean(text.isEmpty)
            case .map(let map): .boolean(map.isEmpty)
            case let other: throw .wrongArgument(other, Accepted.sized.words, "isEmpty()")
            }
        },
        ScalarFunction("reverse", "list", "A list or a string in reverse order.", [.stringOrList]) {
            context, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .list(let items):
                try context.allowList(of: items.count)
                return .list(ValueList(items.items.reversed()))
            case .string(let text): return .string(try TextWork(context).reversed(text))
            case let other: throw .wrongArgument(other, Accepted.stringOrList.words, "reverse()")
            }
        },
        ScalarFunction("range", "from, to [, step]", "The integers from one to the other, both included.", arity: 2...3, [nil], returns: .list(.integer)) {
            context, arguments throws(EvaluationError) in
            let range = try IntegerRange(arguments)
            try context.allowList(of: range.count)
            var numbers: [Value] = []
            numbers.reserveCapacity(range.count)
            for index in 0..<range.count {
                numbers.append(.integer(range[index]))
                if index & 0xFFFF == 0xFFFF { try context.run.check(steps: 1 << 16) }
            }
            return .list(numbers)
        },
    ]

    static func list(_ value: Value, _ function: String) throws(EvaluationError) -> ValueList {
        guard case .list(let items) = value else { throw .wrongArgument(value, "a list", function) }
        return items
    }
}
