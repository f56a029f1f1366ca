import PropertyGraph

/// From a bound node along several relationships, none walked twice but in a WALK: depth first, so that
/// memory holds one path at a time.
final class ExpandLengthOperator: Operator {
    private let input: any Operator
    private let expand: ExpandLength
    /// Made once the input has begun, for a clause before may write.
    private var walk: Walk?
    private let context: ExecutionContext
    private let demand: RelationshipDemand

    private var batch: Batch?
    private var row = 0
    private var search: Search?

    init(_ input: any Operator, _ expand: ExpandLength, _ context: ExecutionContext) {
        self.input = input
        self.expand = expand
        self.context = context
        demand = RelationshipDemand(expand.properties, context)
    }

    /// The state of one row's search.
    private struct Search {
        var wanted: Int32?
        var walked: Set<Int32>
        var properties: [Value]
        /// The whole list where it is bound.
        var given: [Int32]?
        var path: [Int32] = []
        /// Per depth, what is still to be tried from there.
        var stack: [[(relationship: Int32, node: Int32)]]
        var startPending: Int32?
    }

    func next() throws(EvaluationError) -> Batch? {
        while true {
            if batch == nil {
                batch = try input.next()
                row = 0
                search = nil
            }
            guard let batch else { return nil }
            if walk == nil {
                walk = Walk(context.graph, types: expand.step.types, direction: expand.step.direction)
            }
            var rows: [Int] = []
            var lists: [Value] = []
            var nodes: [Int32] = []
            while row < batch.count, rows.count < context.rowsAtOnce {
                try context.check()
                if search == nil { search = try begin(batch) }
                if search != nil { try run(&rows, &lists, &nodes) }
                if search == nil || search!.stack.isEmpty && search!.startPending == nil {
                    search = nil
                    row += 1
                }
            }
            if row == batch.count { self.batch = nil }
            guard !rows.isEmpty else { continue }
            var out = batch.gather(rows)
            out.columns[expand.step.relationship] = .values(lists)
            if !expand.step.toBound { out.columns[expand.step.to] = .nodes(nodes) }
            return out
        }
    }

    private func begin(_ batch: Batch) throws(EvaluationError) -> Search? {
        let start = try batch[expand.step.from].node(at: row)
        guard start >= 0 else { return nil }
        if expand.listBound, batch[expand.step.relationship].value(at: row).isNull { return nil }
        var walked: Set<Int32> = []
        for slot in expand.step.differentFrom { walked.formUnion(try batch[slot].relationships(at: row)) }
        let properties = try demand.wanted(batch, at: row)
        return Search(
            wanted: expand.step.toBound ? try batch[expand.step.to].node(at: row) : nil, walked: walked,
            properties: properties,
            given: expand.listBound ? try batch[expand.step.relationship].relationships(at: row) : nil,
            stack: expand.range.upper == 0 ? [] : [candidates(from: start, properties)],
            startPending: expand.range.lower == 0 ? start : nil)
    }

    private func candidates(from node: Int32, _ properties: [Value]) -> [(relationship: Int32, node: Int32)] {
        var found: [(relationship: Int32, node: Int32)] = []
        walk!.forEach(from: node) { relationship, neighbour in
            if demand.admits(relationship, properties) { found.append((relationship, neighbour)) }
        }
        // Taken from the end, so that the first comes first.
        found.reverse()
        return found
    }

    /// Goes on with the search until the batch is full or the search is done.
    private func run(
        _ rows: inout [Int], _ lists: inout [Value], _ nodes: inout [Int32]
    ) throws(EvaluationError) {
        func emit(_ node: Int32, _ search: Search) {
            if let wanted = search.wanted, wanted != node { return }
            let path = expand.reversed ? Array(search.path.reversed()) : search.path
            if let given = search.given, given != path { return }
            rows.append(row)
            lists.append(.list(path.map { .relationship(RelationshipID($0)) }))
            nodes.append(node)
        }
        if let start = search!.startPending {
            search!.startPending = nil
            emit(start, search!)
        }
        var steps = 0
        while !search!.stack.isEmpty, rows.count < context.rowsAtOnce {
            steps += 1
            if steps % 4096 == 0 { try context.check() }
            let depth = search!.stack.count
            guard let candidate = search!.stack[depth - 1].popLast() else {
                search!.stack.removeLast()
                if !search!.path.isEmpty { search!.walked.remove(search!.path.removeLast()) }
                continue
            }
            guard expand.mayRepeat || search!.walked.insert(candidate.relationship).inserted else { continue }
            search!.path.append(candidate.relationship)
            if depth >= expand.range.lower { emit(candidate.node, search!) }
            if depth < expand.range.upper ?? .max {
                search!.stack.append(candidates(from: candidate.node, search!.properties))
            } else {
                search!.walked.remove(search!.path.removeLast())
            }
        }
    }
}
