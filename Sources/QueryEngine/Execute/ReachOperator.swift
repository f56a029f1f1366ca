import PropertyGraph

/// From a bound node to each node that can be reached in so many steps, once: breadth first, so that a node is met
/// by one of its shortest ways. With a least length of 0 or 1 a shortest way walks no relationship twice.
final class ReachOperator: Operator {
    private let input: any Operator
    private let expand: ExpandLength
    /// Made once the input has begun, for a clause before may write.
    private var walk: Walk?
    private let context: ExecutionContext
    private let demand: RelationshipDemand
    private var batch: Batch?
    private var row = 0
    /// By node, the last search that met it.
    private var metBy: [Int32] = []
    private var searches: Int32 = 0
    /// Found for `row` and not yet given.
    private var waiting: ArraySlice<Int32> = []

    var held: Int { (metBy.count + waiting.count) * MemoryLayout<Int32>.stride }

    init(_ input: any Operator, _ expand: ExpandLength, _ context: ExecutionContext) {
        self.input = input
        self.expand = expand
        self.context = context
        demand = RelationshipDemand(expand.properties, context)
    }

    func next() throws(EvaluationError) -> Batch? {
        while true {
            if batch == nil {
                batch = try input.next()
                row = 0
                if let batch, batch.count > 0 { waiting = try search(batch) }
            }
            guard let batch else { return nil }
            var rows: [Int] = []
            var nodes: [Int32] = []
            while row < batch.count, rows.count < context.rowsAtOnce {
                let taken = waiting.prefix(context.rowsAtOnce - rows.count)
                waiting = waiting.dropFirst(taken.count)
                nodes += taken
                rows += repeatElement(row, count: taken.count)
                guard waiting.isEmpty else { break }
                row += 1
                if row < batch.count { waiting = try search(batch) }
            }
            if row == batch.count { self.batch = nil }
            guard !rows.isEmpty else { continue }
            var out = batch.gather(rows)
            if !expand.step.toBound { out.columns[expand.step.to] = .nodes(nodes) }
            return out
        }
    }

    private func search(_ batch: Batch) throws(EvaluationError) -> ArraySlice<Int32> {
        try context.check()
        if walk == nil {
            walk = Walk(context.graph, types: expand.step.types, direction: expand.step.direction)
            metBy = [Int32](repeating: 0, count: context.graph.nodeEnd)
        }
        let walk = walk!
        let start = try batch[expand.step.from].node(at: row)
        guard start >= 0 else { return [] }
        let wanted = expand.step.toBound ? try batch[expand.step.to].node(at: row) : nil
        if let wanted, wanted < 0 { return [] }
        let properties = try demand.wanted(batch, at: row)
        searches += 1
        var found: [Int32] = []
        var frontier = [start]
        if expand.range.lower == 0 {
            metBy[Int(start)] = searches
            found.append(start)
        }
        var depth = 0
        while !frontier.isEmpty, depth < expand.range.upper ?? .max {
            if let wanted, metBy[Int(wanted)] == searches { break }
            depth += 1
            var next: [Int32] = []
            for (place, node) in frontier.enumerated() {
                if place % 4096 == 4095 { try context.check() }
                walk.forEach(from: node) { relationship, neighbour in
                    guard metBy[Int(neighbour)] != searches, demand.admits(relationship, properties) else { return }
                    metBy[Int(neighbour)] = searches
                    next.append(neighbour)
                }
            }
            found += next
            frontier = next
        }
        guard let wanted else { return found[...] }
        return metBy[Int(wanted)] == searches ? [wanted] : []
    }
}
