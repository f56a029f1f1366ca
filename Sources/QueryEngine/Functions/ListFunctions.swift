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
            _, arguments throws(EvaluationError) in
            var numbers: [Int] = []
            for argument in arguments {
                guard case .integer(let number) = argument else { throw .wrongArgument(argument, "integers", "range()") }
                numbers.append(number)
            }
            let (from, to, step) = (numbers[0], numbers[1], numbers.count > 2 ? numbers[2] : 1)
            guard step != 0 else { throw EvaluationError(.numberOutOfRange("range() cannot go in steps of 0")) }
            guard step > 0 ? from <= to : from >= to else { return .list([]) }
            let (span, overflow) = to.subtractingReportingOverflow(from)
            guard !overflow, span / step < 100_000_000 else {
                throw EvaluationError(.numberOutOfRange("range() of more than 100 million numbers"))
            }
            return .list(stride(from: from, through: to, by: step).map { .integer($0) })
        },
    ]

    static func list(_ value: Value, _ function: String) throws(EvaluationError) -> [Value] {
        guard case .list(let items) = value else { throw .wrongArgument(value, "a list", function) }
        return items
    }
}
