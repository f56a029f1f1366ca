import CypherSyntax
import PropertyGraph

/// From a bound node along one relationship to the node at its other end.
struct ExpandStep: RowStep {
    let expand: Expand
    let walk: Walk
    /// From the end of each relationship to its start.
    let backward: Walk
    let filter: NodeFilter
    let context: ExecutionContext
    /// None where something was written over the graph.
    private let sides: [NeighbourRows]
    private let reachesOnlyAdmitted: Bool

    struct State: RowwiseState {
        let batch: Batch
        var row = 0
        /// Of the row: the side that is walked, and its neighbours there that have been given already.
        var side = 0
        var offset = 0
        /// Those along which one of the rows may lead.
        var sides: [NeighbourRows] = []
        /// By seek; nil where its values cannot be computed, which the filter then finds out.
        var wanted: [Vector?] = []
        /// Of each row, what is looked for among neighbours by value; nil for a value that nothing has.
        var keys: [UInt32?]?
    }

    /// The number of neighbours from which on those that a filter asks for are looked up one by one: for a written node, and for
    /// one whose neighbours lie in one row of memory, which is scanned much faster.
    static let (many, manyInRow) = (32, 4096)

    /// Number of neighbours read between two checks of the limits.
    static let portion = 1 << 18

    init(_ expand: Expand, _ context: ExecutionContext) {
        self.expand = expand
        self.context = context
        walk = Walk(context.graph, types: expand.types, direction: expand.direction)
        backward = expand.toBound ? Walk(context.graph, types: expand.types, direction: expand.direction.turned) : walk
        filter = NodeFilter(expand.test, context.graph)
        let (filter, found) = (filter, walk.sides ?? [])
        sides = found.map { NeighbourRows($0, filter) }
        reachesOnlyAdmitted = filter.admitsAll || !found.isEmpty && found.allSatisfy { filter.admitsAll($0.neighbours) }
    }

    func begin(_ batch: Batch) throws(EvaluationError) -> State {
        var state = State(batch: batch)
        if !expand.toBound, case .nodes(let ids) = batch[expand.from], let least = ids.min(), let most = ids.max() {
            state.sides = sides.count == 1 ? sides : sides.filter { $0.memory.hasEntries(of: least...most) }
            // Nothing leads on from any row.
            if state.sides.isEmpty { state.sides = Array(sides.prefix(1)) }
        }
        guard !expand.seeks.isEmpty, try hasHub(batch) else { return state }
        let evaluator = Evaluator(context)
        for seek in expand.seeks { state.wanted.append(try? evaluator.evaluate(seek.key.value, batch)) }
        return state
    }

    private func hasHub(_ batch: Batch) throws(EvaluationError) -> Bool {
        let many = walk.side == nil ? Self.many : Self.manyInRow
        let from = batch[expand.from]
        for row in 0..<batch.count {
            let node = try walk.node(of: from, at: row, expand.fromPlace)
            if node >= 0, walk.cost(of: node) > many { return true }
        }
        return false
    }

    mutating func advance(_ state: inout State) throws(EvaluationError) -> Batch? {
        if expand.oncePerEnd { return try ends(&state) }
        if expand.gives != .rows { return try weights(&state) }
        if state.wanted.isEmpty, !state.sides.isEmpty, case .nodes(let ids) = state.batch[expand.from], let earlier = earlier(state.batch) {
            if state.row == 0, state.keys == nil { try findKeys(of: ids, &state) }
            if let keys = state.keys { return neighbours(of: ids, keys, earlier, &state) }
            return neighbours(of: ids, along: state.sides, earlier, &state)
        }
        return try rows(&state)
    }

    /// The relationships that may not be walked again, a vector each, where each is one relationship; else nil.
    private func earlier(_ batch: Batch) -> [[Int32]]? {
        var earlier: [[Int32]] = []
        for slot in expand.differentFrom {
            guard case .relationships(let ids) = batch[slot] else { return nil }
            earlier.append(ids)
        }
        return earlier
    }

    private func rows(_ state: inout State) throws(EvaluationError) -> Batch? {
        let batch = state.batch
        let from = batch[expand.from]
        let to = expand.toBound ? batch[expand.to] : nil
        let earlier = expand.differentFrom.map { batch[$0] }
        var walked = WalkedRelationships()
        var rows: [Int] = []
        var relationships: [Int32] = []
        var nodes: [Int32] = []
        var work = 0
        while !state.isDone, rows.count < context.rowsAtOnce, work < Self.portion {
            let row = state.row
            let node = try walk.node(of: from, at: row, expand.fromPlace)
            if node >= 0 {
                try walked.take(earlier, at: row)
                let start = relationships.count
                if !state.wanted.isEmpty, let found = try sought(from: node, state) {
                    work += 1 + found.count
                    for (relationship, neighbour) in found where filter.admits(neighbour) && !walked.contains(relationship) {
                        relationships.append(relationship)
                        if to == nil { nodes.append(neighbour) }
                    }
                } else if let wanted = try to.map({ (vector) throws(EvaluationError) in try walk.node(of: vector, at: row, expand.toPlace) }) {
                    if wanted >= 0, filter.admits(wanted) {
                        walk.forEach(from: node, to: wanted) { relationship in
                            work += 1
                            if !walked.contains(relationship) { relationships.append(relationship) }
                        }
                    }
                } else {
                    walk.forEach(from: node) { relationship, neighbour in
                        work += 1
                        guard filter.admits(neighbour), !walked.contains(relationship) else { return }
                        relationships.append(relationship)
                        nodes.append(neighbour)
                    }
                }
                rows += repeatElement(row, count: relationships.count - start)
            }
            state.row += 1
        }
        context.steps += work
        guard !rows.isEmpty else { return nil }
        var out = batch.gather(rows, keeping: expand.kept)
        out.columns[expand.relationship] = .relationships(relationships)
        if !expand.toBound { out.columns[expand.to] = .nodes(nodes) }
        return out
    }

    /// As `rows`, where the neighbours lie in a few rows of memory and nothing else is asked of them but to be walked for the first time.
    private func neighbours(of ids: [Int32], along sides: [NeighbourRows], _ earlier: [[Int32]], _ state: inout State) -> Batch? {
        let batch = state.batch
        // One earlier relationship is left out as the neighbours are written, several are afterwards.
        let keepsRelationship = expand.keeps(expand.relationship) || earlier.count > 1
        let keepsRow = batch.weights != nil || earlier.count > 1 || batch.columns.indices.contains { batch.columns[$0] != nil && expand.keeps($0) }
        if earlier.isEmpty, !keepsRow, !expand.keeps(expand.to), sides.count == 1, sides[0].isFree, sides[0].memory.isInOrder, let run = ids.run {
            return relationships(of: run, sides[0].memory, &state)
        }
        let size = context.rowsAtOnce
        var found = ExpandedRows(size, rows: keepsRow, nodes: expand.keeps(expand.to), relationships: keepsRelationship)
        let only = earlier.count == 1 ? earlier[0] : []
        var work = 0
        var (row, number, offset) = (state.row, state.side, state.offset)
        sides.withUnsafeBufferPointer { sides in
            found.write { (target: inout ExpandedRows.Target) in
                while row < ids.count, target.count < size, work < Self.portion {
                    let side = sides[number]
                    let positions = side.memory.positions(of: ids[row])
                    let start = positions.lowerBound + offset
                    let end = min(positions.upperBound, start + size - target.count)
                    let barred = only.isEmpty ? -1 : only[row]
                    if side.isFree, barred < 0 {
                        target.append(start..<end, of: side.memory, to: row)
                    } else {
                        target.append(start..<end, of: side.memory, to: row) { neighbour, relationship in
                            relationship != barred && (side.isFree || filter.admits(neighbour) && !(side.leavesOutLoops && neighbour == ids[row]))
                        }
                    }
                    work += end - start
                    if end < positions.upperBound {
                        offset += end - start
                    } else {
                        (number, offset) = (number + 1, 0)
                        if number == sides.count { (row, number) = (row + 1, 0) }
                    }
                }
            }
        }
        (state.row, state.side, state.offset) = (row, number, offset)
        context.steps += work
        if earlier.count > 1 { found.keep { (row, relationship) in earlier.allSatisfy { $0[row] != relationship } } }
        if found.count == 0 { return nil }
        var out = keepsRow ? batch.gather(found.rows, keeping: expand.kept) : Batch(count: found.count, slots: batch.columns.count)
        if keepsRelationship { out.columns[expand.relationship] = .relationships(found.relationships) }
        if expand.keeps(expand.to) { out.columns[expand.to] = .nodes(found.nodes) }
        return out
    }

    /// As `neighbours`, of nodes that follow each other, whose relationships do so too, where these alone are read.
    private func relationships(of nodes: Range<Int>, _ side: SideMemory, _ state: inout State) -> Batch? {
        let positions = side.positions(of: nodes).dropFirst(state.offset).prefix(context.rowsAtOnce)
        state.offset += positions.count
        context.steps += positions.count
        if positions.count < context.rowsAtOnce { state.row = state.batch.count }
        guard let first = positions.first else { return nil }
        var out = Batch(count: positions.count, slots: state.batch.columns.count)
        let start = side.relationship(at: first)
        out.columns[expand.relationship] = .relationships([Int32](count: positions.count) { start + Int32(truncatingIfNeeded: $0) })
        return out
    }

    /// Each row that has a neighbour once, with the number of its neighbours where they count.
    private func weights(_ state: inout State) throws(EvaluationError) -> Batch? {
        let batch = state.batch
        let from = batch[expand.from]
        let to = expand.toBound ? batch[expand.to] : nil
        let earlier = expand.differentFrom.map { batch[$0] }
        if case .nodes(let starts) = from, case .nodes(let ends)? = to, earlier.isEmpty { return try weights(from: starts, to: ends, &state) }
        var walked = WalkedRelationships()
        let onlyDegree = to == nil && earlier.isEmpty && reachesOnlyAdmitted
        var rows: [Int] = []
        var counts: [Int] = []
        var work = 0
        for row in 0..<batch.count {
            let node = try walk.node(of: from, at: row, expand.fromPlace)
            guard node >= 0 else { continue }
            if work > Self.portion {
                context.steps += work
                work = 0
                try context.check()
            }
            var count = 0
            if onlyDegree, let degree = walk.degree(of: node) {
                count = degree
            } else {
                try walked.take(earlier, at: row)
                if let wanted = try to.map({ (vector) throws(EvaluationError) in try walk.node(of: vector, at: row, expand.toPlace) }) {
                    if wanted >= 0, filter.admits(wanted) {
                        walk.forEach(from: node, to: wanted) {
                            work += 1
                            if !walked.contains($0) { count += 1 }
                        }
                    }
                } else {
                    walk.forEach(from: node) { relationship, neighbour in
                        work += 1
                        if filter.admits(neighbour), !walked.contains(relationship) { count += 1 }
                    }
                }
            }
            if count > 0 {
                rows.append(row)
                counts.append(count)
            }
        }
        context.steps += work
        state.row = batch.count
        guard !rows.isEmpty else { return nil }
        var out = rows.count == batch.count ? batch : batch.gather(rows, keeping: expand.kept)
        if expand.gives == .weights { try out.multiplyWeights(by: counts) }
        return out
    }

    // MARK: Each end once

    /// See `ExpandStep+Seeks`.
    var byValue = NeighboursByValue()

    /// Nodes that have been given, and those all of whose neighbours have, in this run.
    private var given = NodeSet()
    private var exhausted = NodeSet()

    var held: Int { given.bytes + exhausted.bytes + byValue.bytes }

    /// The neighbours of all rows that no row before has led to. A relationship that the row has walked before
    /// matters only where it begins at the very node that the step begins at: all other rows of a node are as one.
    private mutating func ends(_ state: inout State) throws(EvaluationError) -> Batch? {
        let (graph, batch) = (context.graph, state.batch)
        let from = batch[expand.from]
        let earlier = expand.differentFrom.map { batch[$0] }
        var walked = WalkedRelationships()
        var nodes: [Int32] = []
        var work = 0
        for row in 0..<batch.count {
            let node = try walk.node(of: from, at: row, expand.fromPlace)
            guard node >= 0, !exhausted.contains(node) else { continue }
            try walked.take(earlier, at: row)
            let isWhole = !walked.containsAny { graph.begins($0, at: node, expand.direction) }
            if isWhole { exhausted.insert(node, of: graph.nodeEnd) }
            walk.forEach(from: node) { relationship, neighbour in
                work += 1
                guard !given.contains(neighbour), filter.admits(neighbour), isWhole || !walked.contains(relationship) else { return }
                given.insert(neighbour, of: graph.nodeEnd)
                nodes.append(neighbour)
            }
            if work > Self.portion {
                context.steps += work
                work = 0
                try context.check()
            }
        }
        context.steps += work
        state.row = batch.count
        guard !nodes.isEmpty else { return nil }
        var out = Batch(count: nodes.count, slots: batch.columns.count)
        out.columns[expand.to] = .nodes(nodes)
        return out
    }
}

extension Graph {
    /// Whether walking in the direction from the node can take the relationship.
    fileprivate func begins(_ relationship: Int32, at node: Int32, _ direction: RelationshipPattern.Direction) -> Bool {
        let ends = ends(of: RelationshipID(relationship))
        return direction != .incoming && ends.source.index == node || direction != .outgoing && ends.target.index == node
    }
}
