import CypherSyntax
import PropertyGraph

/// From a bound relationship to the nodes at its ends.
struct EndsStep {
    private let expand: Expand
    private let fromBound: Bool
    private let context: ExecutionContext

    init(_ expand: Expand, fromBound: Bool, _ context: ExecutionContext) {
        (self.expand, self.fromBound, self.context) = (expand, fromBound, context)
    }

    func rows(of batch: Batch) throws(EvaluationError) -> Batch? {
        let graph = context.graph
        let types = expand.types.isEmpty ? nil : Set(expand.types.compactMap(graph.types.number))
        let relationship = batch[expand.relationship]
        let from = fromBound ? batch[expand.from] : nil
        let to = expand.toBound ? batch[expand.to] : nil
        let earlier = expand.differentFrom.map { batch[$0] }
        var rows: [Int] = []
        var starts: [Int32] = []
        var finishes: [Int32] = []
        for row in 0..<batch.count {
            let index = try relationship.relationship(at: row)
            guard index >= 0 else { continue }
            let id = RelationshipID(index)
            // A pattern finds what is there.
            guard graph.contains(id), !graph.isDeleted(id), let type = graph.typeNumber(of: id), types?.contains(type) ?? true else { continue }
            var walked = false
            for vector in earlier where try vector.relationships(at: row).contains(index) { walked = true }
            if walked { continue }
            let ends = graph.ends(of: id)
            var pairs: [(Int32, Int32)] = []
            if expand.direction != .incoming { pairs.append((ends.source.index, ends.target.index)) }
            if expand.direction != .outgoing, expand.direction == .incoming || ends.source != ends.target {
                pairs.append((ends.target.index, ends.source.index))
            }
            for (start, finish) in pairs {
                if expand.from == expand.to, start != finish { continue }
                if let from, try from.node(at: row) != start { continue }
                if let to, try to.node(at: row) != finish { continue }
                rows.append(row)
                starts.append(start)
                finishes.append(finish)
            }
        }
        guard !rows.isEmpty else { return nil }
        var out = batch.gather(rows)
        out.columns[expand.from] = .nodes(starts)
        out.columns[expand.to] = .nodes(finishes)
        return out
    }
}
