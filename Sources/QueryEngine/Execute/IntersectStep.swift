import PropertyGraph

/// From several bound nodes along one relationship each to the nodes that all of them lead to. The neighbours of each
/// lie in order; the shortest list is gone through and the others are searched from where the last search ended, so
/// that a row takes O(shortest × log longest) steps. A node that stays the same over many rows has its neighbours
/// marked instead, and each of the other list then takes one look. A class, as a value would be copied, with all that it refers to, for the closures of each row.
final class IntersectStep: RowStep {
    private let intersection: Intersection
    private let context: ExecutionContext
    private let legs: [IntersectionLeg]
    private let filter: NodeFilter
    private let isFree: Bool
    private var marks = Marks()
    /// Neighbours looked at since the last look at the limits.
    private var work = 0
    /// A leg's place, and of what earlier legs it must take another relationship.
    private let earlierLegs: [[Int]]
    private let earlierSlots: [[Slot]]

    struct State: RowwiseState {
        let batch: Batch
        var row = 0
    }

    var held: Int { marks.bytes }

    init(_ intersection: Intersection, _ context: ExecutionContext) {
        self.intersection = intersection
        self.context = context
        let own = intersection.legs.map(\.relationship)
        earlierLegs = intersection.legs.indices.map { place in
            (0..<place).filter { intersection.legs[place].differentFrom.contains(own[$0]) || intersection.legs[$0].differentFrom.contains(own[place]) }
        }
        earlierSlots = intersection.legs.map { leg in leg.differentFrom.filter { !own.contains($0) } }
        legs = intersection.legs.map { IntersectionLeg($0, context.graph) }
        let filter = NodeFilter(intersection.legs[0].test, context.graph)
        isFree = legs.contains { leg in leg.walk.side.map { filter.admitsAll($0.neighbours) } ?? false } || filter.admitsAll
        self.filter = filter
        lists = legs.map(\.neighbours)
        places = [Range<Int>](repeating: 0..<0, count: legs.count)
    }

    func begin(_ batch: Batch) -> State { State(batch: batch) }

    func advance(_ state: inout State) throws(EvaluationError) -> Batch? {
        try intersection.gives == .rows ? rows(&state) : counts(&state)
    }

    // MARK: Rows

    private func rows(_ state: inout State) throws(EvaluationError) -> Batch? {
        let batch = state.batch
        let from = intersection.legs.map { batch[$0.from] }
        let keeps = intersection.legs.map { intersection.keeps($0.relationship) }
        var rows: [Int] = []
        var nodes: [Int32] = []
        var relationships = [[Int32]](repeating: [], count: legs.count)
        while !state.isDone, rows.count < context.rowsAtOnce {
            let row = state.row
            if try begin(from, row), markedWays != 0 {
                try noteWalked(batch, row)
                forEachNode { node in
                    forEachChoice {
                        rows.append(row)
                        nodes.append(node)
                        for leg in chosen.indices where keeps[leg] { relationships[leg].append(chosen[leg]) }
                        return true
                    }
                    return true
                }
            }
            state.row += 1
        }
        guard !rows.isEmpty else { return nil }
        var out = batch.gather(rows, keeping: intersection.kept)
        if intersection.keeps(intersection.to) { out.columns[intersection.to] = .nodes(nodes) }
        for (leg, slot) in intersection.legs.map(\.relationship).enumerated() where keeps[leg] {
            out.columns[slot] = .relationships(relationships[leg])
        }
        return out
    }

    /// Each row that closes once, with the number of ways where they count.
    private func counts(_ state: inout State) throws(EvaluationError) -> Batch? {
        let batch = state.batch
        let from = intersection.legs.map { batch[$0.from] }
        var rows: [Int] = []
        var counts: [Int] = []
        while !state.isDone {
            if try begin(from, state.row) {
                let count = try count(batch, state.row)
                if count > 0 {
                    rows.append(state.row)
                    counts.append(count)
                }
            }
            state.row += 1
        }
        guard !rows.isEmpty else { return nil }
        var out = batch.gather(rows, keeping: intersection.kept)
        if intersection.gives == .weights { try out.multiplyWeights(by: counts) }
        return out
    }

    /// How many ways there are, of which some may take a relationship twice or lead to a node that does not pass;
    /// nil where no neighbours are marked, or searching is less work than looking.
    private var markedWays: Int? {
        guard let marked = marks.leg else { return nil }
        let other = legs[1 - marked].neighbours
        return other.count > 8 * legs[marked].neighbours.count ? nil : marks.sum(other)
    }

    private func count(_ batch: Batch, _ row: Int) throws(EvaluationError) -> Int {
        let ways = markedWays
        if ways == 0 { return 0 }
        try noteWalked(batch, row)
        if let ways, isFree, !isDemanding { return ways - waysTakenTwice }
        let onlyOne = intersection.gives == .set
        var count = 0
        forEachNode { _ in
            if isDemanding || !suspects.isEmpty {
                forEachChoice {
                    count += 1
                    return !onlyOne
                }
            } else {
                count += places.reduce(1) { $0 * $1.count }
            }
            return !onlyOne || count == 0
        }
        return count
    }

    /// Of all ways of the row those that walk a relationship that was walked before. It leads to one of its own ends.
    private var waysTakenTwice: Int {
        var twice = 0
        for (place, node) in suspects.enumerated() where !suspects[..<place].contains(node) && marks.holds(node) {
            for (place, list) in lists.enumerated() {
                let start = Self.place(of: node, in: list, from: 0)
                var end = start
                while end < list.count, list[end] == node { end += 1 }
                places[place] = start..<end
            }
            twice += places.reduce(1) { $0 * $1.count }
            forEachChoice {
                twice -= 1
                return true
            }
        }
        return twice
    }

    // MARK: One row

    /// The neighbours of each leg, where among them the node is that all lead to, and one relationship of each. They are kept for their memory.
    private var lists: [UnsafeBufferPointer<Int32>] = []
    private var places: [Range<Int>] = []
    private var chosen: [Int32] = []
    /// Whether two legs might take the same relationship: they begin at the same node.
    private var isDemanding = false
    /// The relationships that the row's MATCH has walked before, by leg, and the nodes at the ends of those that the leg could walk too.
    private var walked: [[Int32]] = []
    private var suspects: [Int32] = []

    /// Moves each leg to the row's node; false where one has no neighbour.
    private func begin(_ from: [Vector], _ row: Int) throws(EvaluationError) -> Bool {
        var stays: Int?
        for (place, leg) in legs.enumerated() {
            let node = try leg.walk.node(of: from[place], at: row, intersection.legs[place].fromPlace)
            if node >= 0, node == leg.node {
                stays = place
                continue
            }
            if marks.leg == place { marks.clear(leg.neighbours) }
            leg.move(to: node)
        }
        for (place, leg) in legs.enumerated() {
            lists[place] = leg.neighbours
            if leg.neighbours.isEmpty { return false }
            work += leg.neighbours.count
        }
        if work > 1 << 20 {
            context.steps += work
            work = 0
            try context.check()
        }
        if legs.count == 2, marks.leg == nil, let stays { marks.set(legs[stays].neighbours, of: stays, context.graph.nodeEnd) }
        return true
    }

    private func noteWalked(_ batch: Batch, _ row: Int) throws(EvaluationError) {
        isDemanding = false
        for (place, others) in earlierLegs.enumerated() {
            for other in others where legs[other].node == legs[place].node { isDemanding = true }
        }
        guard earlierSlots.contains(where: { !$0.isEmpty }) else { return }
        if walked.isEmpty { walked = earlierSlots.map { _ in [] } }
        suspects.removeAll(keepingCapacity: true)
        for (place, slots) in earlierSlots.enumerated() {
            walked[place].removeAll(keepingCapacity: true)
            for slot in slots { try batch[slot].appendRelationships(at: row, to: &walked[place]) }
            for relationship in walked[place] {
                let ends = context.graph.ends(of: RelationshipID(relationship))
                // The leg cannot walk it from elsewhere.
                guard ends.source.index == legs[place].node || ends.target.index == legs[place].node else { continue }
                suspects.append(ends.source.index)
                suspects.append(ends.target.index)
            }
        }
    }

    /// Each node that all legs lead to, ascending, while `places` tells where it is among the neighbours of each. `body` answers whether to go on.
    private func forEachNode(_ body: (_ node: Int32) -> Bool) {
        var driver = 0
        for place in lists.indices {
            places[place] = 0..<0
            if lists[place].count < lists[driver].count { driver = place }
        }
        var at = 0
        let own = lists[driver]
        search: while at < own.count {
            let node = own[at]
            for place in lists.indices {
                let start = place == driver ? at : Self.place(of: node, in: lists[place], from: places[place].upperBound)
                var end = start
                while end < lists[place].count, lists[place][end] == node { end += 1 }
                places[place] = start..<end
            }
            at = places[driver].upperBound
            for place in lists.indices where places[place].isEmpty {
                if places[place].lowerBound == lists[place].count { break search }
                continue search
            }
            if isFree || filter.admits(node), !body(node) { return }
        }
    }

    /// Every choice of one relationship a leg that walks none twice. `body` answers whether to go on.
    private func forEachChoice(_ body: () -> Bool) {
        chosen.removeAll(keepingCapacity: true)
        func choose(_ leg: Int) -> Bool {
            if leg == legs.count { return body() }
            for place in places[leg] {
                let relationship = legs[leg].relationship(at: place)
                if !walked.isEmpty, walked[leg].contains(relationship) { continue }
                if earlierLegs[leg].contains(where: { chosen[$0] == relationship }) { continue }
                chosen.append(relationship)
                let goesOn = choose(leg + 1)
                chosen.removeLast()
                if !goesOn { return false }
            }
            return true
        }
        _ = choose(0)
    }

    /// The first place from `start` on that is not below the node. O(log of the way there).
    private static func place(of node: Int32, in list: UnsafeBufferPointer<Int32>, from start: Int) -> Int {
        var (low, high, step) = (start, start, 1)
        while high < list.count, list[high] < node {
            low = high + 1
            high += step
            step *= 2
        }
        high = min(high, list.count)
        while low < high {
            let middle = (low + high) / 2
            if list[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// By node, how often it stands among the neighbours of one leg.
private struct Marks {
    /// Whose neighbours are marked.
    private(set) var leg: Int?
    private var counts: [UInt8] = []

    var bytes: Int { counts.count }

    mutating func set(_ neighbours: UnsafeBufferPointer<Int32>, of leg: Int, _ nodes: Int) {
        if counts.isEmpty { counts = [UInt8](repeating: 0, count: nodes) }
        self.leg = leg
        for (place, node) in neighbours.enumerated() {
            // Up to this number, parallel relationships are counted one by one.
            guard counts[Int(node)] < 255 else {
                clear(UnsafeBufferPointer(rebasing: neighbours[..<place]))
                return
            }
            counts[Int(node)] += 1
        }
    }

    mutating func clear(_ neighbours: UnsafeBufferPointer<Int32>) {
        leg = nil
        for node in neighbours { counts[Int(node)] = 0 }
    }

    func holds(_ node: Int32) -> Bool { counts[Int(node)] != 0 }

    /// How often the marked nodes stand in the list, each as often as it is marked.
    func sum(_ list: UnsafeBufferPointer<Int32>) -> Int {
        counts.withUnsafeBufferPointer { counts in
            var sum = 0
            for node in list { sum &+= Int(counts[Int(node)]) }
            return sum
        }
    }
}
