import CypherSyntax
import Diagnostics
import PropertyGraph

/// The ways of some rows along a repeated step.
struct RepeatSearch {
    let plan: Repeat
    let rows: Batch
    let stepper: any Stepper
    let context: ExecutionContext
    /// The searches of the rows before, with which the next ones go on.
    private(set) var searches: ShortestSearches?
    private var ways: [Way] = []

    init(plan: Repeat, rows: Batch, stepper: any Stepper, searches: ShortestSearches?, context: ExecutionContext) {
        self.plan = plan
        self.rows = rows
        self.stepper = stepper
        self.searches = searches
        self.context = context
    }

    private var forward: Bool { !plan.isReversed }

    mutating func run() throws(EvaluationError) -> [Way] {
        var starts: [(row: Int, node: Int32, wanted: Int32?)] = []
        // No walk begins or ends at null, or at a node that this graph does not have.
        let nodes = 0..<Int32(truncatingIfNeeded: context.graph.nodeEnd)
        for row in 0..<rows.count {
            let start = try rows[forward ? plan.from : plan.to].node(at: row)
            let wanted = plan.fromBound && plan.toBound ? try rows[plan.to].node(at: row) : nil
            if nodes.contains(start), wanted.map(nodes.contains) ?? true { starts.append((row, start, wanted)) }
        }
        guard let selector = plan.selector else {
            try enumerate(starts, nil)
            return ways
        }
        for start in try rest(of: starts, selector) {
            try context.check()
            try select(start, selector)
        }
        return ways
    }

    /// Where one way is enough and nothing is asked of the relationships, looks for those of all rows together; the rows that are left.
    private mutating func rest(
        of starts: [(row: Int, node: Int32, wanted: Int32?)], _ selector: PathSelector
    ) throws(EvaluationError) -> [(row: Int, node: Int32, wanted: Int32?)] {
        guard selector.takesAllOfOneLength == false, plan.range.lower <= 1, let walks = stepper.commonWalks else { return starts }
        var searches = self.searches ?? ShortestSearches(forward: walks.forward, backward: walks.backward, context)
        // Held once, or it would be copied.
        self.searches = nil
        defer { self.searches = searches }
        var pairs: [ShortestSearches.Pair] = []
        var rest: [(row: Int, node: Int32, wanted: Int32?)] = []
        for start in starts {
            if let wanted = start.wanted, wanted != start.node {
                pairs.append(ShortestSearches.Pair(row: start.row, start: start.node, end: wanted))
            } else {
                rest.append(start)
            }
        }
        let bindsList = plan.bindsList
        try searches.ways(between: pairs, atMost: plan.range.upper ?? .max) { row, way in
            ways.append(Way(row: row, relationships: bindsList ? way : [], length: way.count, rounds: [], end: 0))
        }
        return rest
    }

    /// The shortest ways from a start to all other nodes, where one to each is enough and nothing is asked of the relationships; false elsewhere.
    private mutating func reach(from start: Int32, row: Int, all: Bool) throws(EvaluationError) -> Bool {
        guard !all, var searches else { return false }
        self.searches = nil
        defer { self.searches = searches }
        guard let tree = try searches.tree(from: start, isFromEnd: !forward, atMost: plan.range.upper ?? .max) else { return false }
        for node in tree.met.dropFirst() {
            try context.check()
            let way = plan.bindsList ? tree.way(to: node) ?? [] : []
            let length = plan.bindsList ? way.count : tree.length(to: node) ?? 0
            ways.append(Way(row: row, relationships: forward ? way : way.reversed(), length: length, rounds: [], end: node))
        }
        return true
    }

    // MARK: All ways

    /// A way so far: shares what came before with the others.
    private final class Partial {
        let before: Partial?
        let round: Round?
        let node: Int32
        let start: Int

        init(before: Partial?, round: Round?, node: Int32, start: Int) {
            self.before = before
            self.round = round
            self.node = node
            self.start = start
        }

        /// O(length).
        func walked(_ relationships: [Int32]) -> Bool {
            var part: Partial? = self
            while let here = part {
                if let round = here.round, round.relationships.contains(where: relationships.contains) { return true }
                part = here.before
            }
            return false
        }

        var rounds: [Round] {
            var rounds: [Round] = []
            var part: Partial? = self
            while let here = part {
                if let round = here.round { rounds.append(round) }
                part = here.before
            }
            return rounds.reversed()
        }
    }

    /// Every way, level by level, no relationship twice. With a selector, of one start at a time, those it takes.
    private mutating func enumerate(
        _ starts: [(row: Int, node: Int32, wanted: Int32?)], _ selector: PathSelector?
    ) throws(EvaluationError) {
        var earlier: [Set<Int32>] = []
        for start in starts {
            var walked: Set<Int32> = []
            for slot in plan.differentFrom { walked.formUnion(try rows[slot].relationships(at: start.row)) }
            earlier.append(walked)
        }
        var quotas: [Int32: SelectorQuota] = [:]
        var frontier = starts.enumerated().map { Partial(before: nil, round: nil, node: $1.node, start: $0) }
        var level = 0
        while !frontier.isEmpty {
            if level >= plan.range.lower {
                for partial in frontier {
                    let start = starts[partial.start]
                    if let wanted = start.wanted, wanted != partial.node { continue }
                    if let selector, !quotas[partial.node, default: SelectorQuota(selector)].take(level) { continue }
                    add(start.row, partial.rounds, partial.node)
                }
            }
            level += 1
            if let upper = plan.range.upper, level > upper { return }
            if selector != nil, let wanted = starts[0].wanted, quotas[wanted]?.isDone(at: level) == true { return }
            var next: [Partial] = []
            var offset = 0
            while offset < frontier.count {
                try context.check()
                let part = frontier[offset..<min(frontier.count, offset + stepper.placesAtOnce)]
                offset += part.count
                let found = try stepper.rounds(
                    from: part.map { (starts[$0.start].row, $0.node) }, forward: forward)
                for (partial, rounds) in zip(part, found) {
                    for round in rounds
                    where plan.mayRepeat || !partial.walked(round.relationships)
                        && !round.relationships.contains(where: earlier[partial.start].contains)
                    {
                        next.append(Partial(before: partial, round: round, node: round.node, start: partial.start))
                    }
                }
            }
            frontier = next
        }
    }

    private mutating func add(_ row: Int, _ rounds: [Round], _ end: Int32) {
        ways.append(Way(row: row, rounds: forward ? rounds : rounds.reversed(), end: end))
    }

    // MARK: Shortest ways

    private mutating func select(
        _ start: (row: Int, node: Int32, wanted: Int32?), _ selector: PathSelector
    ) throws(EvaluationError) {
        guard plan.range.lower <= 1, plan.step.isSingle, let all = selector.takesAllOfOneLength else {
            return try enumerate([start], selector)
        }
        if let wanted = start.wanted, wanted != start.node {
            return try meet(start.row, start.node, wanted, all: all)
        }
        if plan.range.lower == 0 {
            add(start.row, [], start.node)
            if start.wanted != nil { return }
        } else {
            try goRound(start.row, start.node, all: all)
            if start.wanted != nil { return }
        }
        if try reach(from: start.node, row: start.row, all: all) { return }
        var layers = Layers(start.node, all: all)
        while let found = try layers.grow(stepper, row: start.row, forward: forward, upTo: plan.range.upper) {
            try context.check()
            for node in found { for rounds in layers.ways(to: node) { add(start.row, rounds, node) } }
        }
    }

    /// The shortest ways back to where they begin: one round, and from its end the shortest way without that relationship.
    private mutating func goRound(_ row: Int, _ start: Int32, all: Bool) throws(EvaluationError) {
        // The length that another way may have.
        var limit = plan.range.upper ?? .max
        var best: [[Round]] = []
        for first in try stepper.rounds(from: [(row, start)], forward: forward)[0] {
            try context.check()
            if limit < 1 { break }
            var found: [[Round]] = first.node == start ? [[first]] : []
            if first.node != start {
                var layers = Layers(first.node, all: all, without: first.relationships)
                while layers.depth + 1 < limit, try layers.grow(stepper, row: row, forward: forward, upTo: nil) != nil {
                    guard layers.depths[start] != nil else { continue }
                    found = layers.ways(to: start).map { [first] + $0 }
                    break
                }
            }
            guard let length = found.first?.count else { continue }
            if best.isEmpty || length < best[0].count { best = found } else if all { best += found }
            limit = all ? length : length - 1
        }
        for rounds in all ? best : Array(best.prefix(1)) { add(row, rounds, start) }
    }

    /// From both ends, always on from the smaller frontier, until they meet.
    private mutating func meet(_ row: Int, _ from: Int32, _ to: Int32, all: Bool) throws(EvaluationError) {
        var left = Layers(from, all: all)
        var right = Layers(to, all: all)
        while left.depth + right.depth < plan.range.upper ?? .max {
            try context.check()
            let found: [Int32]?
            if left.frontier.count <= right.frontier.count {
                found = try left.grow(stepper, row: row, forward: true, upTo: nil)
            } else {
                found = try right.grow(stepper, row: row, forward: false, upTo: nil)
            }
            guard let found else { return }
            let meeting = found.filter { left.depths[$0] != nil && right.depths[$0] != nil }
            guard !meeting.isEmpty else { continue }
            for node in meeting.sorted() {
                for begin in left.ways(to: node) {
                    for end in right.ways(to: node) {
                        ways.append(Way(row: row, rounds: begin + Array(end.reversed()), end: to))
                        if !all { return }
                    }
                }
            }
            return
        }
    }
}

/// The nodes around a start, by their distance, and how each was come to.
private struct Layers {
    private(set) var depth = 0
    private(set) var frontier: [Int32]
    private(set) var depths: [Int32: Int]
    private var arrivals: [Int32: [(before: Int32, round: Round)]] = [:]
    private let start: Int32
    /// Keep every shortest way, not one.
    private let all: Bool
    /// Relationships that are not walked.
    private let without: [Int32]

    init(_ start: Int32, all: Bool, without: [Int32] = []) {
        self.start = start
        self.all = all
        self.without = without
        frontier = [start]
        depths = [start: 0]
    }

    /// The nodes one step further out, in the order they were met; nil where there are none, or none may be.
    mutating func grow(
        _ stepper: any Stepper, row: Int, forward: Bool, upTo limit: Int?
    ) throws(EvaluationError) -> [Int32]? {
        if let limit, depth >= limit { return nil }
        depth += 1
        var next: [Int32] = []
        var offset = 0
        while offset < frontier.count {
            let part = frontier[offset..<min(frontier.count, offset + stepper.placesAtOnce)]
            offset += part.count
            let found = try stepper.rounds(from: part.map { (row, $0) }, forward: forward)
            for (node, rounds) in zip(part, found) {
                for round in rounds where without.isEmpty || !round.relationships.contains(where: without.contains) {
                    if let known = depths[round.node] {
                        if all, known == depth { arrivals[round.node]!.append((node, round)) }
                    } else {
                        depths[round.node] = depth
                        arrivals[round.node] = [(node, round)]
                        next.append(round.node)
                    }
                }
            }
        }
        frontier = next
        return next.isEmpty ? nil : next
    }

    /// The shortest ways from the start to the node, rounds in the order walked.
    func ways(to node: Int32) -> [[Round]] {
        var found: [[Round]] = []
        // The way back from the node, and for each step of it the next arrival to try.
        var nodes = [node]
        var back: [Round] = []
        var tried = [0]
        while let here = nodes.last {
            let place = tried[tried.count - 1]
            if here == start || place == arrivals[here]!.count {
                if here == start { found.append(back.reversed()) }
                nodes.removeLast()
                tried.removeLast()
                if !back.isEmpty { back.removeLast() }
            } else {
                tried[tried.count - 1] += 1
                back.append(arrivals[here]![place].round)
                nodes.append(arrivals[here]![place].before)
                tried.append(0)
            }
        }
        return found
    }
}

extension PathSelector {
    /// nil where the paths can be of several lengths, or more than one of the least but not all.
    var takesAllOfOneLength: Bool? {
        switch self {
        case .any(1), .shortest(1), .shortestPath: false
        case .allShortest, .allShortestPaths, .groups(1): true
        case .any, .shortest, .groups: nil
        }
    }
}
