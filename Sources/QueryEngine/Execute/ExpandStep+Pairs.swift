import CypherSyntax
import PropertyGraph

// MARK: - Between two bound nodes

extension ExpandStep {
    /// As `weights`, where both ends are bound. Rows that follow each other often share an end, as those of one start that was walked on from: its neighbours
    /// are marked once, and the other ends looked up among them. O(rows + neighbours of the ends that are shared), else the logarithm of the neighbours for each row.
    func weights(from starts: [Int32], to ends: [Int32], _ state: inout State) throws(EvaluationError) -> Batch? {
        var (rows, counts, work) = ([Int](), [Int](), 0)
        var marks = NodeMarks(context.graph.nodeEnd)
        func take(_ row: Int) {
            var count = 0
            walk.forEach(from: starts[row], to: ends[row]) { _ in count += 1 }
            work += 1 + count
            guard count > 0 else { return }
            rows.append(row)
            counts.append(count)
        }
        func isWalked(_ row: Int) -> Bool { marks.isNode(starts[row]) && marks.isNode(ends[row]) && filter.admits(ends[row]) }

        while state.row < state.batch.count, work < Self.portion {
            let first = state.row
            let (sameStart, sameEnd) = (starts.equalRun(from: first), ends.equalRun(from: first))
            let run = sameStart.count >= sameEnd.count ? sameStart : sameEnd
            let (shared, others, from) = sameStart.count >= sameEnd.count ? (starts[first], ends, walk) : (ends[first], starts, backward)
            state.row = run.upperBound
            if run.count < Self.leastShared || !marks.isNode(shared) || from.cost(of: shared) > Self.neighboursPerRow * run.count {
                for row in run where isWalked(row) { take(row) }
                continue
            }
            from.forEach(from: shared) { marks.insert($1) }
            for row in run where marks.contains(others[row]) && isWalked(row) {
                // How many there are does not matter.
                if expand.gives == .weights { take(row) } else { rows.append(row) }
            }
            from.forEach(from: shared) { marks.remove($1) }
            work += run.count + 2 * from.cost(of: shared)
        }
        context.steps += work
        guard !rows.isEmpty else { return nil }
        var out = rows.count == state.batch.count ? state.batch : state.batch.gather(rows, keeping: expand.kept)
        if expand.gives == .weights { try out.multiplyWeights(by: counts) }
        return out
    }

    /// Rows that share an end from which on its neighbours are marked, and how many of them there may be for each row: looking for one of them takes about as long
    /// as marking that many.
    private static let (leastShared, neighboursPerRow) = (4, 8)
}

/// Some of a graph's nodes, a bit for each.
private struct NodeMarks {
    private let nodes: Int
    private var words: [UInt64] = []

    /// - Parameter nodes: one more than the highest node.
    init(_ nodes: Int) { self.nodes = nodes }

    func isNode(_ node: Int32) -> Bool { node >= 0 && Int(node) < nodes }

    @inline(__always)
    func contains(_ node: Int32) -> Bool { isNode(node) && !words.isEmpty && words[Int(node) >> 6] & 1 << (UInt64(node) & 63) != 0 }

    mutating func insert(_ node: Int32) {
        if words.isEmpty { words = [UInt64](repeating: 0, count: nodes / 64 + 1) }
        words[Int(node) >> 6] |= 1 << (UInt64(node) & 63)
    }

    mutating func remove(_ node: Int32) { words[Int(node) >> 6] &= ~(1 << (UInt64(node) & 63)) }
}
