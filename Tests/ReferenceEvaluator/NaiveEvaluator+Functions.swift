import CypherSyntax
import PropertyGraph

// MARK: - The commonest functions, and the aggregates

extension NaiveEvaluator {
    static let aggregates: Set<String> = ["count", "sum", "avg", "min", "max", "collect"]

    func group(_ here: Environment) throws -> [Row] {
        guard let group = here.group else { throw NaiveFault.notSupported("an aggregate outside RETURN and WITH") }
        return group
    }

    func function(_ call: FunctionCall, _ here: Environment) throws -> Value {
        let name = call.name.text.lowercased()
        if Self.aggregates.contains(name) { return try aggregate(name, call, try group(here)) }
        let arguments = try call.arguments.map { try value($0, here) }
        if name == "coalesce" { return arguments.first { !$0.isNull } ?? .null }
        if arguments.contains(where: \.isNull) { return .null }
        if arguments.count > 1, let found = try several(name, arguments) { return found }
        switch (name, arguments.first) {
        case ("id", .node(let node)): return .integer(Int(node.index))
        case ("id", .relationship(let relationship)): return .integer(Int(relationship.index))
        case ("labels", .node(let node)): return .list(try graph.node(node).labels.sorted().map { .string($0) })
        case ("type", .relationship(let relationship)): return .string(try graph.relationship(relationship).type)
        case ("startnode", .relationship(let relationship)): return .node(try graph.relationship(relationship).source)
        case ("endnode", .relationship(let relationship)): return .node(try graph.relationship(relationship).target)
        case ("nodes", .path(let path)): return .list(path.nodes.map { .node($0) })
        case ("relationships", .path(let path)): return .list(path.relationships.map { .relationship($0) })
        case ("length", .path(let path)): return .integer(path.relationships.count)
        case ("size", .list(let items)): return .integer(items.count)
        case ("size", .string(let text)): return .integer(text.unicodeScalars.count)
        case ("head", .list(let items)): return items.first ?? .null
        case ("last", .list(let items)): return items.last ?? .null
        case ("tail", .list(let items)): return .list(Array(items.dropFirst()))
        case ("reverse", .list(let items)): return .list(items.reversed())
        case ("toupper", .string(let text)): return .string(text.uppercased())
        case ("tolower", .string(let text)): return .string(text.lowercased())
        case ("abs", .integer(let number)): return .integer(abs(number))
        case ("sign", .integer(let number)): return .integer(number.signum())
        case ("reverse", .string(let text)): return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
        case ("trim", .string(let text)): return .string(NaiveText.trimmed(text))
        case ("keys", .node(let node)): return .list(try graph.node(node).properties.keys.map { .string($0) })
        case ("keys", .map(let map)): return .list(map.keys.map { .string($0) })
        case ("properties", .node(let node)): return .map(try graph.node(node).properties)
        case ("properties", .relationship(let relationship)): return .map(try graph.relationship(relationship).properties)
        case ("tostring", .integer(let number)): return .string(String(number))
        case ("tostring", .string(let text)): return .string(text)
        case ("tostring", .boolean(let truth)): return .string(truth ? "true" : "false")
        case ("tointeger", .integer(let number)): return .integer(number)
        case ("tointeger", .string(let text)): return Int(text).map { .integer($0) } ?? .null
        case ("tofloat", .integer(let number)): return .float(Double(number))
        case ("duration", .map(let map)): return try duration(map.map { ($0.key, $0.value) })
        case ("date", .string(let text)): return .date(try CalendarDate(iso: text))
        default: break
        }
        throw NaiveFault.notSupported("\(call.name.text)() of \(arguments.map(\.typeName))")
    }

    /// Functions with more than one argument; nil where there is none of the name.
    private func several(_ name: String, _ arguments: [Value]) throws -> Value? {
        switch (name, arguments[0], arguments[1]) {
        case ("range", .integer(let from), .integer(let to)):
            guard arguments.count == 3 else { return .list(from <= to ? (from...to).map { .integer($0) } : []) }
            guard case .integer(let step) = arguments[2], step != 0 else { throw NaiveFault.wrongType("range()") }
            return .list(stride(from: from, through: to, by: step).map { .integer($0) })
        case ("split", .string(let text), .string(let mark)):
            return .list(NaiveText.split(text, at: mark).map { .string($0) })
        case ("replace", .string(let text), .string(let old)):
            guard arguments.count == 3, case .string(let new) = arguments[2] else { return nil }
            return .string(old.isEmpty ? text : NaiveText.replaced(text, old, new))
        case ("left", .string(let text), .integer(let count)):
            return .string(String(String.UnicodeScalarView(text.unicodeScalars.prefix(count))))
        case ("right", .string(let text), .integer(let count)):
            return .string(String(String.UnicodeScalarView(text.unicodeScalars.suffix(count))))
        case ("substring", .string(let text), .integer(let start)):
            let rest = text.unicodeScalars.dropFirst(start)
            guard arguments.count == 3, case .integer(let count) = arguments[2] else { return .string(String(rest)) }
            return .string(String(rest.prefix(count)))
        default: return nil
        }
    }

    private func aggregate(_ name: String, _ call: FunctionCall, _ group: [Row]) throws -> Value {
        var values = try group.map { try value(call.arguments[0], Environment(row: $0)) }.filter { !$0.isNull }
        if call.quantifier == .distinct { values = values.map { [$0] }.withoutRepeats().map { $0[0] } }
        switch name {
        case "count": return .integer(values.count)
        case "collect": return .list(values)
        case "min": return values.min { Value.order($0, $1) < 0 } ?? .null
        case "max": return values.max { Value.order($0, $1) < 0 } ?? .null
        default:
            let sum = try values.reduce(Value.integer(0)) { try NaiveArithmetic.apply(.add, $0, $1) }
            if name == "sum" { return sum }
            return values.isEmpty ? .null : try NaiveArithmetic.apply(.divide, sum, .float(Double(values.count)))
        }
    }
}

extension Expression {
    /// Whether an aggregate stands in it, subqueries and the bodies of comprehensions left aside.
    var hasAggregate: Bool {
        switch kind {
        case .countStar: true
        case .function(let call):
            NaiveEvaluator.aggregates.contains(call.name.text.lowercased()) || call.arguments.contains { $0.hasAggregate }
        case .list(let items): items.contains { $0.hasAggregate }
        case .map(let entries): entries.contains { $0.value.hasAggregate }
        case .property(let base, _), .hasLabels(let base, _), .unary(_, let base), .isNull(let base, _): base.hasAggregate
        case .element(let a, let b), .binary(_, let a, let b): a.hasAggregate || b.hasAggregate
        case .slice(let base, let from, let to): [base, from, to].contains { $0?.hasAggregate == true }
        case .comparison(let first, let links): first.hasAggregate || links.contains { $0.operand.hasAggregate }
        case .case(let cases):
            ([cases.subject, cases.otherwise] + cases.branches.flatMap { [$0.when, $0.then] })
                .contains { $0?.hasAggregate == true }
        case .listComprehension(let comprehension): comprehension.list.hasAggregate
        case .quantifier(let quantifier): quantifier.list.hasAggregate
        case .reduce(let reduce): reduce.list.hasAggregate || reduce.initial.hasAggregate
        default: false
        }
    }
}
