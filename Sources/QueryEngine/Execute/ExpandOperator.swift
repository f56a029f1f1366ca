import CypherSyntax
import PropertyGraph

/// From a bound node along one relationship to the node at its other end.
final class ExpandOperator: Operator {
    private let input: any Operator
    private let expand: Expand
    /// Made once the input has begun, for a clause before may write.
    private var walk: Walk?
    private var filter: NodeFilter?
    private let context: ExecutionContext
    private var batch: Batch?
    private var row = 0
    /// Neighbours of the row that have been given already.
    private var offset = 0

    init(_ input: any Operator, _ expand: Expand, _ context: ExecutionContext) {
        self.input = input
        self.expand = expand
        self.context = context
    }

    func next() throws(EvaluationError) -> Batch? {
        while true {
            if batch == nil {
                batch = try input.next()
                row = 0
            }
            guard let batch else { return nil }
            try context.check()
            if walk == nil {
                walk = Walk(context.graph, types: expand.types, direction: expand.direction)
                filter = NodeFilter(expand.test, context.graph)
            }
            let found: Batch?
            if expand.oncePerEnd {
                found = try ends(of: batch)
            } else if expand.gives != .rows {
                found = try weights(of: batch)
            } else if let side = walk!.side, !expand.toBound, expand.differentFrom.isEmpty, case .nodes(let ids) = batch[expand.from] {
                found = neighbours(of: ids, along: side, batch)
            } else {
                found = try rows(of: batch)
            }
            if row == batch.count { self.batch = nil }
            if let found { return found }
        }
    }

    private func rows(of batch: Batch) throws(EvaluationError) -> Batch? {
        let (walk, filter) = (walk!, filter!)
        let from = batch[expand.from]
        let to = expand.toBound ? batch[expand.to] : nil
        let earlier = expand.differentFrom.map { batch[$0] }
        var walked = WalkedRelationships()
        var rows: [Int] = []
        var relationships: [Int32] = []
        var nodes: [Int32] = []
        while row < batch.count, rows.count < context.rowsAtOnce {
            let node = try from.node(at: row)
            if node >= 0 {
                try walked.take(earlier, at: row)
                let start = relationships.count
                if let wanted = try to?.node(at: row) {
                    if wanted >= 0, filter.admits(wanted) {
                        walk.forEach(from: node, to: wanted) { relationship in
                            if !walked.contains(relationship) { relationships.append(relationship) }
                        }
                    }
                } else {
                    walk.forEach(from: node) { relationship, neighbour in
                        guard filter.admits(neighbour), !walked.contains(relationship) else { return }
                        relationships.append(relationship)
                        nodes.append(neighbour)
                    }
                }
                rows += repeatElement(row, count: relationships.count - start)
            }
            row += 1
        }
        guard !rows.isEmpty else { return nil }
        var out = batch.gather(rows, keeping: expand.kept)
        out.columns[expand.relationship] = .relationships(relationships)
        if !expand.toBound { out.columns[expand.to] = .nodes(nodes) }
        return out
    }

    /// As `rows`, where the neighbours lie in one row of memory and nothing else is asked of them.
    private func neighbours(of ids: [Int32], along side: WalkSide, _ batch: Batch) -> Batch? {
        let filter = filter!
        let isFree = filter.admitsAll(side.neighbours)
        let keepsRelationship = expand.keeps(expand.relationship)
        let keepsNode = expand.keeps(expand.to)
        let keepsRow = batch.weights != nil || batch.columns.indices.contains { batch.columns[$0] != nil && expand.keeps($0) }
        let (adjacency, first) = (side.adjacency, Int32(side.firstRelationship))
        let neighbours = adjacency.neighbours.elements
        let places = adjacency.rows?.elements
        let size = context.rowsAtOnce
        var rows = [Int](repeating: 0, count: keepsRow ? size : 0)
        var nodes = [Int32](repeating: 0, count: keepsNode ? size : 0)
        var relationships = [Int32](repeating: 0, count: keepsRelationship ? size : 0)
        var count = 0
        rows.withUnsafeMutableBufferPointer { rows in
            nodes.withUnsafeMutableBufferPointer { nodes in
                relationships.withUnsafeMutableBufferPointer { relationships in
                    while row < ids.count, count < size {
                        let positions = ids[row] < 0 ? 0..<0 : adjacency.positions(of: Int(ids[row]))
                        let start = positions.lowerBound + offset
                        let end = min(positions.upperBound, start + size - count)
                        if isFree {
                            if keepsRow { for index in 0..<end - start { rows[count + index] = row } }
                            if keepsNode { for index in 0..<end - start { nodes[count + index] = neighbours[start + index] } }
                            if keepsRelationship {
                                for index in 0..<end - start {
                                    relationships[count + index] = first + (places?[start + index] ?? Int32(truncatingIfNeeded: start + index))
                                }
                            }
                            count += end - start
                        } else {
                            for position in start..<end where filter.admits(neighbours[position]) {
                                if keepsRow { rows[count] = row }
                                if keepsNode { nodes[count] = neighbours[position] }
                                if keepsRelationship { relationships[count] = first + (places?[position] ?? Int32(truncatingIfNeeded: position)) }
                                count += 1
                            }
                        }
                        if end < positions.upperBound {
                            offset += end - start
                        } else {
                            offset = 0
                            row += 1
                        }
                    }
                }
            }
        }
        guard count > 0 else { return nil }
        if count < size {
            if keepsRow { rows.removeLast(size - count) }
            if keepsNode { nodes.removeLast(size - count) }
            if keepsRelationship { relationships.removeLast(size - count) }
        }
        var out = keepsRow ? batch.gather(rows, keeping: expand.kept) : Batch(count: count, slots: batch.columns.count)
        if keepsRelationship { out.columns[expand.relationship] = .relationships(relationships) }
        if keepsNode { out.columns[expand.to] = .nodes(nodes) }
        return out
    }

    /// Each row that has a neighbour once, with the number of its neighbours where they count.
    private func weights(of batch: Batch) throws(EvaluationError) -> Batch? {
        let (walk, filter) = (walk!, filter!)
        let from = batch[expand.from]
        let to = expand.toBound ? batch[expand.to] : nil
        let earlier = expand.differentFrom.map { batch[$0] }
        var walked = WalkedRelationships()
        let isFree = filter.admitsAll || walk.side.map { filter.admitsAll($0.neighbours) } ?? false
        let onlyDegree = to == nil && earlier.isEmpty && isFree
        var rows: [Int] = []
        var counts: [Int] = []
        for row in 0..<batch.count {
            self.row = row
            let node = try from.node(at: row)
            guard node >= 0 else { continue }
            var count = 0
            if onlyDegree, let degree = walk.degree(of: node) {
                count = degree
            } else {
                try walked.take(earlier, at: row)
                if let wanted = try to?.node(at: row) {
                    if wanted >= 0, filter.admits(wanted) {
                        walk.forEach(from: node, to: wanted) { if !walked.contains($0) { count += 1 } }
                    }
                } else {
                    walk.forEach(from: node) { relationship, neighbour in
                        if filter.admits(neighbour), !walked.contains(relationship) { count += 1 }
                    }
                }
            }
            if count > 0 {
                rows.append(row)
                counts.append(count)
            }
        }
        row = batch.count
        guard !rows.isEmpty else { return nil }
        var out = rows.count == batch.count ? batch : batch.gather(rows, keeping: expand.kept)
        if expand.gives == .weights { try out.multiplyWeights(by: counts) }
        return out
    }

    // MARK: Each end once

    /// Nodes that have come, and those all of whose neighbours have.
    private var come = NodeSet()
    private var walkedWhole = NodeSet()

    var held: Int { come.bytes + walkedWhole.bytes }

    /// The neighbours of all rows that no row before has led to. A relationship that the row has walked before
    /// matters only where it begins at the very node that the step begins at: all other rows of a node are as one.
    private func ends(of batch: Batch) throws(EvaluationError) -> Batch? {
        let (walk, filter, graph) = (walk!, filter!, context.graph)
        let from = batch[expand.from]
        let earlier = expand.differentFrom.map { batch[$0] }
        var walked = WalkedRelationships()
        var nodes: [Int32] = []
        var work = 0
        for row in 0..<batch.count {
            let node = try from.node(at: row)
            guard node >= 0, !walkedWhole.contains(node) else { continue }
            try walked.take(earlier, at: row)
            let isWhole = !walked.containsAny { graph.begins($0, at: node, expand.direction) }
            if isWhole { walkedWhole.insert(node, of: graph.nodeEnd) }
            walk.forEach(from: node) { relationship, neighbour in
                work += 1
                guard !come.contains(neighbour), filter.admits(neighbour), isWhole || !walked.contains(relationship) else { return }
                come.insert(neighbour, of: graph.nodeEnd)
                nodes.append(neighbour)
            }
            if work > 1 << 20 {
                work = 0
                try context.check()
            }
        }
        row = batch.count
        guard !nodes.isEmpty else { return nil }
        var out = Batch(count: nodes.count, slots: batch.columns.count)
        out.columns[expand.to] = .nodes(nodes)
        return out
    }
}

/// What the MATCH of a row has walked already: it walks no relationship twice.
struct WalkedRelationships {
    private var few: [Int32] = []
    private var many: Set<Int32> = []

    mutating func take(_ earlier: [Vector], at row: Int) throws(EvaluationError) {
        if earlier.isEmpty { return }
        few.removeAll(keepingCapacity: true)
        for vector in earlier { try vector.appendRelationships(at: row, to: &few) }
        many = few.count > 16 ? Set(few) : []
    }

    @inline(__always)
    func contains(_ relationship: Int32) -> Bool {
        if few.isEmpty { return false }
        return many.isEmpty ? few.contains(relationship) : many.contains(relationship)
    }

    func containsAny(_ holds: (Int32) -> Bool) -> Bool { few.contains(where: holds) }
}

extension Graph {
    /// Whether walking in the direction from the node can take the relationship.
    fileprivate func begins(_ relationship: Int32, at node: Int32, _ direction: RelationshipPattern.Direction) -> Bool {
        let ends = ends(of: RelationshipID(relationship))
        return direction != .incoming && ends.source.index == node || direction != .outgoing && ends.target.index == node
    }
}

/// From a bound relationship to the nodes at its ends.
final class EndsOperator: Operator {
    private let input: any Operator
    private let expand: Expand
    private let fromBound: Bool
    private let types: Set<String>
    private let context: ExecutionContext

    init(_ input: any Operator, _ expand: Expand, fromBound: Bool, _ context: ExecutionContext) {
        self.input = input
        self.expand = expand
        self.fromBound = fromBound
        self.context = context
        types = Set(expand.types)
    }

    func next() throws(EvaluationError) -> Batch? {
        while let batch = try input.next() {
            try context.check()
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
                if !types.isEmpty, !types.contains(context.graph.type(of: id)) { continue }
                var walked = false
                for vector in earlier where try vector.relationships(at: row).contains(index) { walked = true }
                if walked { continue }
                let ends = context.graph.ends(of: id)
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
            guard !rows.isEmpty else { continue }
            var out = batch.gather(rows)
            out.columns[expand.from] = .nodes(starts)
            out.columns[expand.to] = .nodes(finishes)
            return out
        }
        return nil
    }
}
