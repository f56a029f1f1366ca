import PropertyGraph

/// Each input row with one relationship of each type, which stands for all of that type that lead on from the nodes of a scan: where only the type is
/// read above, they are as one.
struct TypeCountStep: RowStep {
    private let expand: Expand
    private let context: ExecutionContext
    /// One relationship of each type of which there are some.
    private var relationships: [Int32] = []
    /// How many there are.
    private var counts: [Int] = []

    struct State: RowwiseState {
        let batch: Batch
        var row = 0
    }

    /// Number of nodes walked from between two checks of the limits.
    private static let portion = 1 << 16

    init(_ scan: Scan, _ expand: Expand, _ context: ExecutionContext) throws(EvaluationError) {
        self.expand = expand
        self.context = context
        let walk = Walk(context.graph, types: expand.types, direction: expand.direction)
        let runs = scan.runs(in: context.graph)
        let filter = NodeFilter(expand.test, context.graph)
        if expand.direction != .either, let sides = walk.sides {
            for side in sides { count(side, from: runs, filter) }
        } else {
            try count(walk, from: runs, filter)
        }
    }

    /// By how much memory they take where every neighbour passes.
    private mutating func count(_ side: WalkSide, from runs: [Range<Int>], _ filter: NodeFilter) {
        let rows = NeighbourRows(side, filter)
        var (first, count) = (Int?.none, 0)
        for run in runs {
            let positions = side.adjacency.positions(of: run)
            if rows.isFree {
                first = first ?? positions.first
                count += positions.count
            } else {
                for position in positions where filter.admits(rows.memory.neighbours[position]) {
                    first = first ?? position
                    count += 1
                }
            }
        }
        guard let first else { return }
        relationships.append(rows.memory.relationship(at: first))
        counts.append(count)
    }

    private mutating func count(_ walk: Walk, from runs: [Range<Int>], _ filter: NodeFilter) throws(EvaluationError) {
        var places: [Int: Int] = [:]
        for run in runs {
            for start in stride(from: run.lowerBound, to: run.upperBound, by: Self.portion) {
                try context.check()
                for node in start..<min(run.upperBound, start + Self.portion) {
                    walk.forEach(from: Int32(node)) { relationship, neighbour in
                        guard filter.admits(neighbour), let type = context.graph.typeNumber(of: RelationshipID(relationship)) else { return }
                        let place = places[type] ?? counts.count
                        if place == counts.count {
                            places[type] = place
                            relationships.append(relationship)
                            counts.append(0)
                        }
                        counts[place] += 1
                    }
                }
            }
        }
    }

    var isEmpty: Bool { relationships.isEmpty }

    func begin(_ batch: Batch) -> State { State(batch: batch) }

    func advance(_ state: inout State) throws(EvaluationError) -> Batch? {
        defer { state.row += 1 }
        var out = state.batch.gather([Int](repeating: state.row, count: relationships.count), keeping: expand.kept)
        out.columns[expand.relationship] = .relationships(relationships)
        if expand.perType == .weights { try out.multiplyWeights(by: counts) }
        return out
    }
}
