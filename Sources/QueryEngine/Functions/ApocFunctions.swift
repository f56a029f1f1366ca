import PropertyGraph

extension FunctionTable {
    /// Those functions of Neo4j's APOC library that scripts use most and that are plain functions of their arguments.
    static let apocFunctions: [ScalarFunction] = listHelpers + mapHelpers + textHelpers

    private static let listHelpers: [ScalarFunction] = [
        ScalarFunction("apoc.coll.toSet", "list", "The elements without repeats.", [.list]) {
            context, arguments throws(EvaluationError) in
            var (seen, kept, meter) = (Set<HashedKey<Value>>(), [Value](), WorkMeter(context.run))
            for item in try list(arguments[0], "apoc.coll.toSet()") {
                try meter.did(1)
                if seen.insert(HashedKey(item)).inserted { kept.append(item) }
            }
            return .list(kept)
        },
        ScalarFunction("apoc.coll.sort", "list", "The elements in order.", [.list]) {
            context, arguments throws(EvaluationError) in
            let items = try list(arguments[0], "apoc.coll.sort()")
            try context.allow(items.count * MemoryLayout<Value>.stride)
            // A comparison cannot throw: once the run has to stop, all that are left are cut short.
            var (meter, stop) = (WorkMeter(context.run), EvaluationError?.none)
            let sorted = items.sorted { a, b in
                if stop != nil { return false }
                do throws(EvaluationError) { try meter.did(1) } catch { stop = error }
                return Value.order(a, b) < 0
            }
            if let stop { throw stop }
            return .list(sorted)
        },
        ScalarFunction("apoc.coll.sum", "numbers", "The sum of the numbers as a float.", [.list], returns: .float) {
            _, arguments throws(EvaluationError) in
            var sum = 0.0
            for item in try list(arguments[0], "apoc.coll.sum()") {
                switch item {
                case .integer(let value): sum += Double(value)
                case .float(let value): sum += value
                case .null: break
                case let other: throw .wrongArgument(other, "a list of numbers", "apoc.coll.sum()")
                }
            }
            return .float(sum)
        },
        ScalarFunction("apoc.coll.max", "list", "The greatest element, or null.", [.list]) {
            _, arguments throws(EvaluationError) in
            try list(arguments[0], "apoc.coll.max()").filter { !$0.isNull }.max { Value.order($0, $1) < 0 } ?? .null
        },
        ScalarFunction("apoc.coll.min", "list", "The least element, or null.", [.list]) {
            _, arguments throws(EvaluationError) in
            try list(arguments[0], "apoc.coll.min()").filter { !$0.isNull }.min { Value.order($0, $1) < 0 } ?? .null
        },
        ScalarFunction("apoc.coll.contains", "list, value", "Whether the list has the value.", [.list, nil], returns: .boolean) {
            _, arguments throws(EvaluationError) in
            .boolean(try list(arguments[0], "apoc.coll.contains()").contains(arguments[1]))
        },
        ScalarFunction("apoc.coll.flatten", "list", "The elements of the lists inside, one list after the other.", [.list]) {
            context, arguments throws(EvaluationError) in
            let items = try list(arguments[0], "apoc.coll.flatten()")
            let count = items.reduce(0) { if case .list(let inner) = $1 { $0 + inner.count } else { $0 + 1 } }
            try context.allow(count * MemoryLayout<Value>.stride)
            return .list(items.flatMap { item -> [Value] in if case .list(let inner) = item { inner.items } else { [item] } })
        },
    ]

    private static let mapHelpers: [ScalarFunction] = [
        ScalarFunction("apoc.map.merge", "map, other", "The entries of both; those of the other replace.", [Accepted.map, .map], returns: .map, nullInNullOut: false) {
            _, arguments throws(EvaluationError) in
            let (first, second) = (try map(arguments[0], "apoc.map.merge()"), try map(arguments[1], "apoc.map.merge()"))
            return .map(first.merging(second) { $1 })
        },
        ScalarFunction("apoc.map.fromPairs", "pairs", "A map out of lists of a key and a value.", [.list], returns: .map) {
            context, arguments throws(EvaluationError) in
            var (made, meter) = (PropertyMap(), WorkMeter(context.run))
            for pair in try list(arguments[0], "apoc.map.fromPairs()") {
                try meter.did(1)
                guard case .list(let parts) = pair, parts.count == 2, case .string(let key) = parts[0] else {
                    throw .wrongArgument(pair, "lists of a string and a value", "apoc.map.fromPairs()")
                }
                made[key] = parts[1]
            }
            return .map(made)
        },
        ScalarFunction("apoc.map.fromLists", "keys, values", "A map out of keys and values in the same order.", [.list, .list], returns: .map) {
            context, arguments throws(EvaluationError) in
            let (keys, values) = (try list(arguments[0], "apoc.map.fromLists()"), try list(arguments[1], "apoc.map.fromLists()"))
            guard keys.count == values.count else { throw .invalid("apoc.map.fromLists", "the lists differ in length") }
            var (made, meter) = (PropertyMap(), WorkMeter(context.run))
            for (key, value) in zip(keys, values) {
                try meter.did(1)
                made[try string(key, "apoc.map.fromLists()")] = value
            }
            return .map(made)
        },
        ScalarFunction("apoc.map.setKey", "map, key, value", "The map with the value under the key.", [Accepted.map, .string, nil], returns: .map, nullInNullOut: false) {
            _, arguments throws(EvaluationError) in
            var made = try map(arguments[0], "apoc.map.setKey()")
            made[try string(arguments[1], "apoc.map.setKey()")] = arguments[2]
            return .map(made)
        },
        ScalarFunction("apoc.map.removeKey", "map, key", "The map without the key.", [Accepted.map, .string], returns: .map) {
            _, arguments throws(EvaluationError) in
            var made = try map(arguments[0], "apoc.map.removeKey()")
            made.removeValue(forKey: try string(arguments[1], "apoc.map.removeKey()"))
            return .map(made)
        },
    ]

    private static let textHelpers: [ScalarFunction] = [
        ScalarFunction("apoc.text.join", "texts, delimiter", "The strings with the delimiter between them.", [.list, .string], returns: .string) {
            context, arguments throws(EvaluationError) in
            var (texts, meter) = ([String](), WorkMeter(context.run))
            for item in try list(arguments[0], "apoc.text.join()") where !item.isNull {
                try meter.did(1)
                texts.append(try string(item, "apoc.text.join()"))
            }
            let delimiter = try string(arguments[1], "apoc.text.join()")
            let (between, isTooLong) = delimiter.utf8.count.multipliedReportingOverflow(by: texts.count)
            try context.allow(isTooLong ? .max / 2 : texts.reduce(0) { $0 + $1.utf8.count } + between)
            return .string(texts.joined(separator: delimiter))
        },
        ScalarFunction("apoc.text.capitalize", "text", "With a capital as its first letter.", [.string], returns: .string) {
            _, arguments throws(EvaluationError) in
            let text = try string(arguments[0], "apoc.text.capitalize()")
            return .string(text.prefix(1).uppercased() + text.dropFirst())
        },
        ScalarFunction("apoc.convert.toString", "value", "The value as text.", [nil], returns: .string) {
            context, arguments throws(EvaluationError) in .string(context.graph.text(of: arguments[0]).unquoted(arguments[0]))
        },
    ]

    /// Null is an empty map.
    private static func map(_ value: Value, _ function: String) throws(EvaluationError) -> PropertyMap {
        switch value {
        case .map(let map): map.entries
        case .null: [:]
        default: throw .wrongArgument(value, "a map", function)
        }
    }
}

extension String {
    /// A string by itself is its own text.
    fileprivate func unquoted(_ value: Value) -> String {
        if case .string(let text) = value { text } else { self }
    }
}

extension FunctionTable {
    // What map projections are made of.
    static let properties = find("properties")!
    static let mergeMaps = find("apoc.map.merge")!
    static let tail = find("tail")!
}
