import CypherSyntax
import PropertyGraph

// MARK: - Parts of values, and expressions with variables of their own

extension NaiveEvaluator {
    func property(_ key: String, of value: Value) throws -> Value {
        switch value {
        case .null: .null
        case .node(let node): try graph.node(node).properties[key] ?? .null
        case .relationship(let relationship): try graph.relationship(relationship).properties[key] ?? .null
        case .date, .duration: try temporalPart(key, of: value)
        case .map(let map): map[key] ?? .null
        default: throw NaiveFault.wrongType(".\(key)")
        }
    }

    func hasLabels(_ value: Value, _ labels: [String]) throws -> Value {
        switch value {
        case .null: return .null
        case .node(let node):
            let found = try graph.node(node).labels
            return .boolean(labels.allSatisfy(found.contains))
        case .relationship(let relationship):
            let type = try graph.relationship(relationship).type
            return .boolean(labels.allSatisfy { $0 == type })
        default: throw NaiveFault.wrongType("a label test")
        }
    }

    func element(_ base: Value, _ index: Value) throws -> Value {
        switch (base, index) {
        case (.null, _), (_, .null): return .null
        case (.list(let items), .integer(let place)):
            let index = place < 0 ? items.count + place : place
            return items.indices.contains(index) ? items[index] : .null
        case (_, .string(let key)): return try property(key, of: base)
        default: throw NaiveFault.wrongType("[ ]")
        }
    }

    func slice(_ base: Value, _ from: Value?, _ to: Value?) throws -> Value {
        if base.isNull || from?.isNull == true || to?.isNull == true { return .null }
        guard case .list(let items) = base else { throw NaiveFault.wrongType("[..]") }
        func place(_ value: Value?, _ missing: Int) throws -> Int {
            guard let value else { return missing }
            guard case .integer(let place) = value else { throw NaiveFault.wrongType("[..]") }
            return min(items.count, max(0, place < 0 ? items.count + place : place))
        }
        let (start, end) = (try place(from, 0), try place(to, items.count))
        return .list(start < end ? Array(items[start..<end]) : [])
    }

    private func items(_ expression: Expression, _ here: Environment) throws -> [Value]? {
        switch try value(expression, here) {
        case .null: return nil
        case .list(let list): return list.items
        default: throw NaiveFault.wrongType("a list")
        }
    }

    func comprehend(_ comprehension: ListComprehension, _ here: Environment) throws -> Value {
        guard let items = try items(comprehension.list, here) else { return .null }
        var kept: [Value] = []
        for item in items {
            let inner = here.with(comprehension.variable.text, item)
            if let filter = comprehension.filter, try truth(filter, inner) != true { continue }
            kept.append(try comprehension.projection.map { try value($0, inner) } ?? item)
        }
        return .list(kept)
    }

    func comprehend(_ comprehension: PatternComprehension, _ here: Environment) throws -> Value {
        let part = PatternPart(variable: comprehension.variable, element: comprehension.element)
        var kept: [Value] = []
        for row in try matches(Pattern(parts: [part]), here.row) {
            if let filter = comprehension.filter, try truth(filter, Environment(row: row)) != true { continue }
            kept.append(try value(comprehension.projection, Environment(row: row)))
        }
        return .list(kept)
    }

    func quantify(_ quantifier: CypherSyntax.Quantifier, _ here: Environment) throws -> Value {
        guard let items = try items(quantifier.list, here) else { return .null }
        let truths = try items.map { try truth(quantifier.filter, here.with(quantifier.variable.text, $0)) }
        let (yes, unknown) = (truths.count { $0 == true }, truths.contains(nil))
        switch quantifier.kind {
        case .all: return truths.contains(false) ? .boolean(false) : unknown ? .null : .boolean(true)
        case .any: return yes > 0 ? .boolean(true) : unknown ? .null : .boolean(false)
        case .none: return yes > 0 ? .boolean(false) : unknown ? .null : .boolean(true)
        case .single: return yes > 1 ? .boolean(false) : unknown ? .null : .boolean(yes == 1)
        }
    }

    func fold(_ reduce: Reduce, _ here: Environment) throws -> Value {
        var accumulator = try value(reduce.initial, here)
        guard let items = try items(reduce.list, here) else { return .null }
        for item in items {
            let inner = here.with(reduce.accumulator.text, accumulator).with(reduce.variable.text, item)
            accumulator = try value(reduce.expression, inner)
        }
        return accumulator
    }
}
