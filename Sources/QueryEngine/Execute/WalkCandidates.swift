import CypherSyntax
import PropertyGraph

/// What a walk of any length may go on along: the relationships at a node that have the properties asked for, if they and the
/// nodes they lead to pass every condition. Conditions are computed for many relationships at once.
struct WalkCandidates {
    private let conditions: [WalkCondition]
    private let walk: Walk
    private let test: RelationshipPropertyTest
    private let evaluator: Evaluator
    private let reads: SlotSet

    /// Side by side.
    struct Found {
        var relationships: [Int32] = []
        var nodes: [Int32] = []
        /// The place of the node that each leads from.
        var origins: [Int32] = []

        var count: Int { relationships.count }

        mutating func removeAll() {
            relationships.removeAll(keepingCapacity: true)
            nodes.removeAll(keepingCapacity: true)
            origins.removeAll(keepingCapacity: true)
        }
    }

    init(_ walk: Walk, properties: [Term.MapItem], conditions: [WalkCondition], _ context: ExecutionContext) {
        self.conditions = conditions
        self.walk = walk
        test = RelationshipPropertyTest(properties, context)
        evaluator = Evaluator(context)
        reads = evaluator.reads(conditions.map(\.term))
    }

    /// The values of the properties for one row.
    func wanted(_ batch: Batch, at row: Int) throws(EvaluationError) -> [Value] { try test.wanted(batch, at: row) }

    /// Puts what leads on from a node behind what was found before; what does not pass a condition too, until `settle`.
    /// - Parameter origin: to tell the node by.
    @inline(__always)
    func add(from node: Int32, origin: Int32 = 0, _ properties: [Value], to found: inout Found) {
        walk.forEach(from: node) { relationship, neighbour in
            if !properties.isEmpty, !test.admits(relationship, properties) { return }
            found.relationships.append(relationship)
            found.nodes.append(neighbour)
            found.origins.append(origin)
        }
    }

    /// Drops what does not pass a condition of what was found from `start` on.
    func settle(from start: Int, _ batch: Batch, _ row: Int, _ found: inout Found) throws(EvaluationError) {
        for condition in conditions where found.count > start { try keep(condition, from: start, batch, row, &found) }
    }

    private func keep(_ condition: WalkCondition, from start: Int, _ batch: Batch, _ row: Int, _ found: inout Found) throws(EvaluationError) {
        guard case .quantifier(let kind, let variable, _, let filter) = condition.term.kind else { return }
        let wanted: Int8 = kind == .none ? 0 : 1
        var rows = batch.gather([Int](repeating: row, count: found.count - start), keeping: reads)
        rows.columns[variable] = condition.isOfNodes ? .nodes(Array(found.nodes[start...])) : .relationships(Array(found.relationships[start...]))
        let truths = try evaluator.truths(try evaluator.evaluate(filter, rows), count: rows.count, of: filter, by: "WHERE")
        var kept = start
        for place in start..<found.count where truths[place - start] == wanted {
            found.relationships[kept] = found.relationships[place]
            found.nodes[kept] = found.nodes[place]
            found.origins[kept] = found.origins[place]
            kept += 1
        }
        found.relationships.removeLast(found.count - kept)
        found.nodes.removeLast(found.nodes.count - kept)
        found.origins.removeLast(found.origins.count - kept)
    }
}
