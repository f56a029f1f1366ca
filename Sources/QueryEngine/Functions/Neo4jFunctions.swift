import PropertyGraph

extension FunctionTable {
    /// Functions that scripts written for Neo4j use, beyond openCypher 9.
    static let neo4jFunctions: [ScalarFunction] = [
        ScalarFunction("timestamp", "", "Milliseconds since 1970, the same throughout a statement.", [], returns: .integer) {
            context, _ throws(EvaluationError) in
            guard let milliseconds = context.now.milliseconds else { throw EvaluationError(.integerOverflow("timestamp()")) }
            return .integer(milliseconds)
        },
        ScalarFunction("elementId", "entity", "The id of a node or relationship as text.", [.entity], returns: .string) {
            context, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .node(let node): .string(String(context.graph.identity(of: node)))
            case .relationship(let relationship): .string(String(context.graph.identity(of: relationship)))
            case let other: throw .wrongArgument(other, Accepted.entity.words, "elementId()")
            }
        },
        ScalarFunction("randomUUID", "", "A random UUID (version 4) as text.", [], returns: .string, isDeterministic: false) {
            context, _ throws(EvaluationError) in .string(uuid(context.random(), context.random()))
        },
        ScalarFunction("nullIf", "value, other", "The value, or null where it equals the other.", [nil, nil], nullInNullOut: false) {
            _, arguments throws(EvaluationError) in
            Value.equals(arguments[0], arguments[1]) == true ? .null : arguments[0]
        },
        ScalarFunction("isNaN", "number", "Whether the number is NaN.", [.number], returns: .boolean) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .float(let value): .boolean(value.isNaN)
            case .integer: .boolean(false)
            case let other: throw .wrongArgument(other, "a number", "isNaN()")
            }
        },
        ScalarFunction("valueType", "value", "The type of a value, as IS :: names it.", [nil], returns: .string, nullInNullOut: false) {
            context, arguments throws(EvaluationError) in
            var meter = WorkMeter(context.run)
            return .string(try valueType(arguments[0], &meter))
        },
        length("char_length"), length("character_length"),
        renamed("upper", "toUpper"), renamed("lower", "toLower"), renamed("ln", "log"), renamed("ceiling", "ceil"),
        ScalarFunction("btrim", "text [, characters]", "Without white space, or the characters, at both ends.", arity: 1...2, [.string, .string], returns: .string) {
            _, arguments throws(EvaluationError) in
            let text = try string(arguments[0], "btrim()")
            let characters = try arguments.count > 1 ? Set(string(arguments[1], "btrim()").unicodeScalars) : nil
            func isCut(_ scalar: Unicode.Scalar) -> Bool { characters?.contains(scalar) ?? scalar.properties.isWhitespace }
            var scalars = Substring(text).unicodeScalars
            while let first = scalars.first, isCut(first) { scalars.removeFirst() }
            while let last = scalars.last, isCut(last) { scalars.removeLast() }
            return .string(String(scalars))
        },
        orNull("toInteger"), orNull("toFloat"), orNull("toBoolean"), orNull("toString"),
        eachOrNull("toIntegerList", "toInteger", "integers"), eachOrNull("toFloatList", "toFloat", "floats"),
        eachOrNull("toBooleanList", "toBoolean", "booleans"), eachOrNull("toStringList", "toString", "strings"),
    ]

    private static func length(_ name: String) -> ScalarFunction {
        ScalarFunction(name, "text", "How many characters a string has.", [.string], returns: .integer) {
            _, arguments throws(EvaluationError) in .integer(try string(arguments[0], "\(name)()").unicodeScalars.count)
        }
    }

    /// The same function under the name that GQL gives it.
    private static func renamed(_ name: String, _ known: String) -> ScalarFunction {
        let function = standard(known)
        return ScalarFunction(
            name, function.parameters, "The same as \(known)().", function.argumentTypes, returns: function.result, function.body)
    }

    /// A conversion that returns null where the function itself would fail.
    private static func orNull(_ name: String) -> ScalarFunction {
        let function = standard(name)
        return ScalarFunction(name + "OrNull", "value", "As \(name)(), but null for a value that cannot be converted.", [nil], returns: function.result) {
            context, arguments throws(EvaluationError) in (try? function.body(context, arguments)) ?? .null
        }
    }

    private static func eachOrNull(_ name: String, _ one: String, _ what: String) -> ScalarFunction {
        let function = standard(one)
        return ScalarFunction(name, "list", "The elements as \(what), null for those that cannot be converted.", [.list], returns: .list(function.result)) {
            context, arguments throws(EvaluationError) in
            .list(try list(arguments[0], "\(name)()").map { $0.isNull ? .null : (try? function.body(context, [$0])) ?? .null })
        }
    }

    private static func standard(_ name: String) -> ScalarFunction {
        (stringFunctions + numberFunctions + conversionFunctions).first { $0.name == name }!
    }

    private static func uuid(_ high: UInt64, _ low: UInt64) -> String {
        var bytes = [high, low].flatMap { word in stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) } }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }.joined(separator: "-")
    }

    /// `INTEGER NOT NULL`, `LIST<FLOAT NOT NULL | STRING NOT NULL> NOT NULL`, `NULL`.
    private static func valueType(_ value: Value, _ meter: inout WorkMeter) throws(EvaluationError) -> String {
        try meter.did(1)
        switch value {
        case .null: return "NULL"
        case .list(let items):
            var types: Set<String> = []
            for item in items { types.insert(try valueType(item, &meter)) }
            let named = types.subtracting(["NULL"]).sorted()
            let element = types.contains("NULL") && named.count == 1 ? String(named[0].dropLast(9))
                : named.isEmpty ? (types.isEmpty ? "NOTHING" : "NULL")
                : types.contains("NULL") ? named.map { String($0.dropLast(9)) }.joined(separator: " | ")
                : named.joined(separator: " | ")
            return "LIST<\(element)> NOT NULL"
        default: return value.typeName + " NOT NULL"
        }
    }
}
