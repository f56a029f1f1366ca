import CypherSyntax
import Diagnostics
import PropertyGraph

// MARK: - Label expressions, types, CAST

extension Evaluator {
    func labelled(_ base: Vector, _ test: LabelTest, _ count: Int) throws(EvaluationError) -> Vector {
        let graph = context.graph
        var out: [Value] = []
        out.reserveCapacity(count)
        for row in 0..<count {
            switch base.value(at: row) {
            case .null: out.append(.null)
            case .node(let node):
                try graph.requireKnown(node)
                let own = graph.labelNumbers(of: node)
                let holds = test.holds(hasAny: !own.isEmpty) { graph.labels.number(of: $0).map(own.contains) ?? false }
                out.append(.boolean(holds))
            case .relationship(let relationship):
                try graph.requireKnown(relationship)
                let type = graph.type(of: relationship)
                out.append(.boolean(test.holds(hasAny: true) { $0 == type }))
            case let other: throw .wrongType(other, "a node or a relationship", ":\(test.text)")
            }
        }
        return .values(out)
    }

    /// ACYCLIC: no node twice. SIMPLE: none but the first, as the last.
    static func keeps(_ mode: PathMode, _ value: Value) -> Value {
        guard case .path(let path) = value else { return .null }
        let nodes = mode == .simple && path.nodes.count > 1 && path.nodes.first == path.nodes.last
            ? path.nodes.dropLast() : path.nodes[...]
        return .boolean(Set(nodes).count == nodes.count)
    }
}

extension Value {
    /// Whether the value is of the type; null is of every type that does not say NOT NULL.
    func conforms(to type: ValueType) -> Bool {
        if isNull {
            if case .nothing = type.kind { return false }
            if case .union(let types) = type.kind { return !type.notNull && types.contains { conforms(to: $0) } }
            return !type.notNull
        }
        switch type.kind {
        case .any: return true
        case .nothing, .null: return false
        case .named(let name): return typeName == name
        case .union(let types): return types.contains { conforms(to: $0) }
        case .list(let element):
            guard case .list(let items) = self else { return false }
            return items.allSatisfy { $0.conforms(to: element) }
        case .property:
            switch self {
            case .map, .node, .relationship, .path: return false
            case .list(let items):
                return items.allSatisfy { item in
                    if case .list = item { return false }
                    return !item.isNull && item.conforms(to: type)
                }
            default: return true
            }
        }
    }

    /// The value as one of the type. What has no counterpart there is a fault, and null stays null.
    func cast(to type: ValueType, _ functions: FunctionContext) throws(EvaluationError) -> Value {
        if conforms(to: type) { return self }
        let failed = EvaluationError(.castFailed(value: castWords, type: type.text))
        if isNull { throw failed }
        switch (type.kind, self) {
        case (.list(let element), .list(let items)):
            var out: [Value] = []
            for item in items { out.append(try item.cast(to: element, functions)) }
            return .list(out)
        case (.union(let types), _):
            for type in types { if let value = try? cast(to: type, functions) { return value } }
            throw failed
        case (.named("INTEGER"), .string(let text)):
            guard let number = Int(text.filter { !$0.isWhitespace }) else { throw failed }
            return .integer(number)
        case (.named("INTEGER"), .float(let number)):
            guard let whole = Int(exactly: number.rounded(.towardZero)) else { throw failed }
            return .integer(whole)
        case (.named(let name), _):
            guard let function = Self.castFunctions[name].flatMap({ FunctionTable.find($0) }),
                let value = try? FunctionTable[function].body(functions, [self]), value.conforms(to: type), !value.isNull
            else { throw failed }
            return value
        default: throw failed
        }
    }

    /// By type, the function that makes one of another value.
    private static let castFunctions = [
        "FLOAT": "toFloat", "BOOLEAN": "toBoolean", "STRING": "toString", "DATE": "date", "LOCAL TIME": "localtime",
        "ZONED TIME": "time", "LOCAL DATETIME": "localdatetime", "ZONED DATETIME": "datetime", "DURATION": "duration",
    ]

    private var castWords: String {
        if case .string(let text) = self { return "'\(text.excerpt)'" }
        return typeWords
    }
}
