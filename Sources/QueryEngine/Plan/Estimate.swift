import CypherSyntax
import PropertyGraph

/// How many rows to expect, from counts that the graph's base has at hand: what was written since is small beside it.
struct Estimate {
    let graph: Graph

    /// Nodes with all the labels.
    func nodes(_ labels: [String]) -> Double {
        var numbers: [Int] = []
        for label in labels {
            guard let number = graph.labels.number(of: label) else { return 0 }
            numbers.append(number)
        }
        return Double(graph.base.nodeTables(withLabels: numbers).reduce(0) { $0 + $1.range.count })
    }

    /// The share of nodes that a filter on one property keeps: one in as many as there are distinct values.
    func share(ofKey key: String, labels: [String]) -> Double {
        guard let number = graph.keys.number(of: key) else { return 0 }
        var distinct = 1
        for table in graph.base.nodeTables(withLabels: labels.compactMap { graph.labels.number(of: $0) }) {
            guard let column = table.columns[number] else { continue }
            switch column.storage {
            case .strings(_, let dictionary): distinct = max(distinct, dictionary.count)
            default: distinct = max(distinct, table.range.count / 2)
            }
        }
        return 1 / Double(distinct)
    }

    /// The share of nodes whose property is as the constant says, seen from a few of them; nil where the property is anything else than numbers or dates of one type.
    func share(_ relation: OrderOperator, _ left: Term, _ right: Term, labels: [String]) -> Double? {
        guard let key = left.asPropertyOfSlot?.key, let limit = right.asConstant, let number = graph.keys.number(of: key) else { return nil }
        var (looked, kept) = (0, 0)
        for table in graph.base.nodeTables(withLabels: labels.compactMap { graph.labels.number(of: $0) }) {
            guard let column = table.columns[number] else { continue }
            switch column.storage {
            case .integers, .floats, .dates: break
            case .booleans, .strings, .values: return nil
            }
            for row in stride(from: 0, to: table.range.count, by: max(1, table.range.count / Self.looks)) {
                looked += 1
                if Evaluator.compare(relation, column.value(at: row), limit) == .boolean(true) { kept += 1 }
            }
        }
        return looked == 0 ? nil : max(Double(kept), 0.5) / Double(looked)
    }

    /// Of each table.
    private static let looks = 100

    /// How many different texts the nodes have under the key; nil where other values are there. O(nodes with the labels).
    func texts(ofKey key: String, labels: [String]) -> Double? {
        guard let number = graph.keys.number(of: key) else { return nil }
        var most = 0
        for table in graph.base.nodeTables(withLabels: labels.compactMap { graph.labels.number(of: $0) }) {
            guard let column = table.columns[number], case .strings(let codes, let dictionary) = column.storage else { return nil }
            var isThere = [Bool](repeating: false, count: dictionary.count)
            for code in codes.elements where Int(code) < isThere.count { isThere[Int(code)] = true }
            most = max(most, isThere.count { $0 })
        }
        return most > 0 ? Double(most) : nil
    }

    /// Relationships of the types per node that has some, in the direction. Nodes between the least and the greatest
    /// that have some count too.
    func fanOut(_ types: [String], _ direction: RelationshipPattern.Direction) -> Double {
        let tables = types.isEmpty
            ? graph.base.relationshipTables
            : types.compactMap { graph.types.number(of: $0) }.compactMap { graph.base.table(ofType: $0) }
        return tables.reduce(0) { sum, table in
            let out = direction == .incoming ? 0 : Double(table.range.count) / Double(max(1, table.outgoing.nodes.count))
            let back = direction == .outgoing ? 0 : Double(table.range.count) / Double(max(1, table.incoming.nodes.count))
            return sum + out + back
        }
    }

    /// Types of relationships.
    var types: Int { graph.base.relationshipTables.count }

    /// All relationships of the type in the direction from nodes with the labels.
    func relationships(_ type: String, _ direction: RelationshipPattern.Direction, from labels: [String]) -> Double {
        let numbers = labels.compactMap { graph.labels.number(of: $0) }
        guard numbers.count == labels.count, let table = graph.types.number(of: type).flatMap(graph.base.table(ofType:)) else { return 0 }
        return graph.base.nodeTables(withLabels: numbers).reduce(0) { sum, nodes in
            let out = direction == .incoming ? 0 : table.outgoing.positions(of: nodes.range).count
            let back = direction == .outgoing ? 0 : table.incoming.positions(of: nodes.range).count
            return sum + Double(out + back)
        }
    }

    /// Nodes that a walk of any length comes to from one, where the relationships are a forest.
    func walked(_ types: [String], _ direction: RelationshipPattern.Direction, _ range: LengthRange) -> Double? {
        Walk(graph, types: types, direction: direction).forest.map { min($0.shape.meanDepth, Double(range.upper ?? .max)) }
    }

    /// Whether at most one relationship leads on from each node, and walks end.
    func leadsUp(_ types: [String], _ direction: RelationshipPattern.Direction) -> Bool {
        Walk(graph, types: types, direction: direction).forest?.leadsUp ?? false
    }

    /// Relationships per node, of the types, in the direction.
    func degree(_ types: [String], _ direction: RelationshipPattern.Direction) -> Double {
        let tables = types.isEmpty
            ? graph.base.relationshipTables
            : types.compactMap { graph.types.number(of: $0) }.compactMap { graph.base.table(ofType: $0) }
        let relationships = tables.reduce(0) { $0 + $1.range.count }
        let one = Double(relationships) / Double(max(1, graph.base.nodeCount))
        return direction == .either ? 2 * one : one
    }
}

extension Plan {
    /// The rows to expect from the plan, and from all its operators together, for a given number of rows at its leaf.
    func work(_ estimate: Estimate, rows: Double) -> (rows: Double, steps: Double) {
        guard let input = inputs.first else { return (rows, rows) }
        let below = input.work(estimate, rows: rows)
        let out: Double
        switch self {
        case .scan(_, let scan): out = below.rows * (scan.key == nil && !scan.oncePerTable ? estimate.nodes(scan.test.labels) : 1)
        case .expand(.scan(let input, _), let step) where step.perType != .rows:
            let rows = input.work(estimate, rows: rows)
            return (rows.rows * Double(estimate.types), rows.steps + rows.rows * Double(estimate.types))
        case .expand(_, let step):
            let steps = step.toBound ? 1 : estimate.fanOut(step.types, step.direction)
            out = step.gives == .rows && !step.oncePerEnd ? below.rows * steps : below.rows
        case .intersect(_, let intersection):
            let steps = intersection.legs.map { estimate.fanOut($0.types, $0.direction) }.min() ?? 1
            return (below.rows, below.steps + below.rows * steps)
        case .unwind: out = below.rows * Double(range?.count ?? 1)
        case .optional(_, let inner, _, _):
            let inside = inner.work(estimate, rows: below.rows)
            return (max(below.rows, inside.rows), below.steps + inside.steps)
        case .expandLength(_, let expand):
            out = below.rows * max(1, expand.asksEndsAlone ? estimate.walked(expand.step.types, expand.step.direction, expand.range) ?? 1 : 1)
        case .union(let branches, _):
            let all = branches.map { $0.plan.work(estimate, rows: rows) }
            let made = all.reduce(0) { $0 + $1.rows }
            return (made, all.reduce(made) { $0 + $1.steps })
        case .argument, .ends, .filter, .semi, .extend, .narrow, .aggregate, .distinct, .sort, .skip, .limit, .top, .topOfEach, .load,
            .call, .repeat, .select, .apply, .use, .imports, .create, .merge, .set, .delete:
            out = below.rows
        }
        return (out, below.steps + out)
    }
}

extension OrderOperator {
    /// With its sides the other way round.
    var turned: OrderOperator {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}
