import CypherSyntax
import PropertyGraph

/// Orders the parts of one MATCH: begin where the fewest nodes are, walk along what is cheapest next,
/// and filter as soon as everything a filter speaks of is bound.
struct MatchPlanner {
    var planner: Planner
    let match: ResolvedMatch
    var plan: Plan
    var bound: SlotSet

    private var connections: [Connection]
    private var filters: [Term]
    private var nodes: [NodeDemand]
    private var walked: [Connection] = []

    init(planner: Planner, match: ResolvedMatch, plan: Plan, bound: SlotSet) {
        self.planner = planner
        self.match = match
        self.plan = plan
        self.bound = bound
        connections = match.connections
        filters = match.filters
        nodes = match.nodes
    }

    mutating func run() -> Plan {
        // Nodes bound by earlier clauses may have to have further labels.
        for node in nodes where bound.contains(node.slot) { check(node) }
        nodes.removeAll { bound.contains($0.slot) }
        applyFilters()
        while true {
            if let index = cheapestConnection() {
                if let node = nodeByValue(beyond: connections[index]) { scan(node) } else { walk(connections.remove(at: index)) }
            } else if let index = cheapestNode() {
                scan(index)
            } else if !connections.isEmpty {
                // Lengths that ask for each other.
                walk(connections.removeFirst())
            } else {
                break
            }
            applyFilters()
        }
        for path in match.paths {
            plan = .extend(plan, [ProjectedItem(slot: path.slot, term: .path(path.elements).placed(at: path.place.span))])
            bound.insert(path.slot)
            applyFilters()
        }
        return plan
    }

    private mutating func scan(_ index: Int) {
        let node = nodes.remove(at: index)
        plan = .scan(plan, Scan(node: node.slot, test: NodeTest(labels: node.labels), place: node.place))
        bound.insert(node.slot)
    }

    private mutating func applyFilters() {
        let ready = filters.filter { planner.needs($0).isSubset(of: bound) }
        guard !ready.isEmpty else { return }
        filters.removeAll { planner.needs($0).isSubset(of: bound) }
        // Subqueries last: the cheap tests leave fewer rows for them.
        let ordered = ready.filter { $0.subqueries.isEmpty } + ready.filter { !$0.subqueries.isEmpty }
        plan = .filter(plan, .all(ordered))
    }

    private mutating func check(_ node: NodeDemand) {
        if !node.labels.isEmpty {
            plan = .filter(plan, .hasLabels(.slot(node.slot), node.labels).placed(at: node.place.span))
        } else if !match.connections.contains(where: { $0.from == node.slot || $0.to == node.slot }) {
            // A null left by an OPTIONAL MATCH is not a node.
            plan = .filter(plan, .isNull(.slot(node.slot), negated: true))
        }
    }

    // MARK: Choices

    /// Rows to expect of scanning for the node with the filters that could be applied at once.
    private func cost(of node: NodeDemand) -> Double {
        var rows = planner.estimate.nodes(node.labels)
        for filter in filters {
            guard case .equal(let left, let right) = filter.kind else { continue }
            for (side, other) in [(left, right), (right, left)] {
                guard let (slot, key) = side.asPropertyOfSlot, slot == node.slot,
                    planner.needs(other).isSubset(of: bound)
                else { continue }
                rows *= planner.estimate.share(ofKey: key, labels: node.labels)
            }
        }
        return rows
    }

    /// Up to this number, nodes are looked up one by one.
    private static let few = 8.0

    private func cheapestNode() -> Int? {
        source() ?? larger() ?? nodes.indices.map { ($0, isLong ? cost(of: nodes[$0]) : walkCost(from: nodes[$0])) }.min { $0.1 < $1.1 }?.0
    }

    /// The steps that lead on are not gone through for each node of a long pattern: that would take their number to the third.
    private var isLong: Bool { connections.count > 12 }

    /// Rows to expect of beginning at the node and of all steps that lead on from there.
    private func walkCost(from start: NodeDemand) -> Double {
        let rows = cost(of: start)
        return rows + steps(from: rows * share(of: start), bound.union([start.slot]))
    }

    /// Of beginning where that is the fewest.
    var leastWalkCost: Double { nodes.map(walkCost).min() ?? 0 }

    /// Of one row that is bound already.
    var walkCost: Double { steps(from: 1, bound) }

    /// Rows to expect of the steps that lead on, the cheapest first.
    private func steps(from rows: Double, _ reached: SlotSet) -> Double {
        var (rows, total, reached, left) = (rows, 0.0, reached, connections)
        while true {
            let steps = left.indices.compactMap { index in factor(left[index], reached).map { (index, $0) } }
            guard let (index, factor) = steps.min(by: { $0.1 < $1.1 }) else { return total }
            let step = left.remove(at: index)
            rows *= factor
            total += rows
            for node in nodes where [step.from, step.to].contains(node.slot) && !reached.contains(node.slot) {
                rows *= share(of: node) * (planner.estimate.nodes(node.labels) > 0 ? cost(of: node) / planner.estimate.nodes(node.labels) : 0)
            }
            reached.formUnion([step.from, step.to])
        }
    }

    /// Of a longer walk as many are counted as of one of this length.
    static let countedSteps = 5

    /// Rows that a step makes of each, from what is bound; nil where neither end is.
    private func factor(_ step: Connection, _ bound: SlotSet) -> Double? {
        let (from, to) = (bound.contains(step.from), bound.contains(step.to))
        if from && to { return 0.5 }
        guard from || to else { return nil }
        let once = degree(of: step, fromLeft: from)
        guard let length = step.length else { return once }
        return (0..<min(length.upper ?? .max, Self.countedSteps)).reduce(1.0) { rows, _ in rows * max(1.1, once) }
    }

    /// Relationships of the step for each node at one of its ends.
    private func degree(of step: Connection, fromLeft: Bool) -> Double {
        let (end, direction) = fromLeft ? (step.from, step.direction) : (step.to, step.direction.turned)
        let labels = match.nodes.first { $0.slot == end }?.labels ?? []
        // Its labels were said by an earlier clause or nowhere, and it is one that the type speaks of.
        if labels.isEmpty, bound.contains(end) { return planner.estimate.fanOut(step.types, direction) }
        let nodes = planner.estimate.nodes(labels)
        if step.types.isEmpty || nodes == 0 { return planner.estimate.degree(step.types, direction) }
        return step.types.reduce(0) { $0 + planner.estimate.relationships($1, direction, from: labels) } / nodes
    }

    /// The share of nodes that filters on the node alone leave, other than those that say what a property equals: a guess, but for a property that is
    /// compared with a constant.
    private func share(of node: NodeDemand) -> Double {
        filters.reduce(1) { share, filter in
            guard filter.subqueries.isEmpty, planner.needs(filter).subtracting(bound) == [node.slot] else { return share }
            switch filter.kind {
            case .equal(let left, let right): return left.asPropertyOfSlot != nil || right.asPropertyOfSlot != nil ? share : share / 10
            case .isIn, .string: return share / 10
            case .order(let relation, let left, let right):
                return share * (planner.estimate.share(relation, left, right, labels: node.labels)
                    ?? planner.estimate.share(relation.turned, right, left, labels: node.labels) ?? 1 / 3)
            case .and, .or, .not, .xor: return share / 2
            default: return share
            }
        }
    }

    /// Where a single step goes over all there is either way, it begins where the relationships come from: what is asked
    /// of them lies in that order, and a scattered read costs about as much as a step.
    private func source() -> Int? {
        guard connections.count == 1, nodes.count == 2, let step = connections.first, step.types.count == 1, step.direction != .either,
            step.length == nil, step.selector == nil, step.group == nil, !step.bound,
            let from = nodes.firstIndex(where: { $0.slot == step.from }), let to = nodes.firstIndex(where: { $0.slot == step.to })
        else { return nil }
        let (source, target) = step.direction == .outgoing ? (from, to) : (to, from)
        let (out, back) = (nodes[source], nodes[target])
        // What is asked of the targets alone leaves fewer of them to begin with.
        guard !filters.contains(where: { planner.needs($0).subtracting(bound) == [back.slot] }) else { return nil }
        let forwards = cost(of: out) + planner.estimate.relationships(step.types[0], .outgoing, from: out.labels)
        let backwards = cost(of: back) + planner.estimate.relationships(step.types[0], .incoming, from: back.labels)
        return forwards <= 1.25 * backwards ? source : nil
    }

    /// Of two kinds of nodes that only equal values join, the one with more nodes: the other ones are put into a table by hash,
    /// which takes longer for each node than looking it up there.
    private func larger() -> Int? {
        guard connections.isEmpty, nodes.count == 2, filters.contains(where: { equates($0, nodes[0].slot, nodes[1].slot) }) else { return nil }
        let counts = nodes.map { planner.estimate.nodes($0.labels) }
        // Where a filter leaves few nodes, these are looked up one by one.
        guard nodes.indices.allSatisfy({ cost(of: nodes[$0]) == counts[$0] }) else { return nil }
        let larger = counts[0] >= counts[1] ? 0 : 1
        return SeekStep.joinsByHash(rows: Int(counts[1 - larger]), nodes: Int(counts[larger])) ? larger : nil
    }

    /// Whether it says that what is computed of one node alone equals what is computed of the other one.
    private func equates(_ term: Term, _ a: Slot, _ b: Slot) -> Bool {
        guard case .equal(let left, let right) = term.kind else { return false }
        let sides = [planner.needs(left).subtracting(bound), planner.needs(right).subtracting(bound)]
        return sides == [[a], [b]] || sides == [[b], [a]]
    }

    /// The node that a step leads to, where far fewer nodes have the texts of one that is bound than the step comes to: these are looked up,
    /// and whether the step leads there is asked then.
    private func nodeByValue(beyond step: Connection) -> Int? {
        guard step.length == nil, step.selector == nil, step.group == nil, !step.bound, bound.contains(step.from) != bound.contains(step.to) else { return nil }
        let end = bound.contains(step.from) ? step.to : step.from
        guard let index = nodes.firstIndex(where: { $0.slot == end }), let steps = factor(step, bound), steps > 8 else { return nil }
        var rows = planner.estimate.nodes(nodes[index].labels)
        if rows > 1_000_000 { return nil }
        for filter in filters {
            guard case .equal(let left, let right) = filter.kind else { continue }
            for (side, other) in [(left, right), (right, left)] {
                guard let (slot, key) = side.asPropertyOfSlot, slot == end, other.asPropertyOfSlot != nil, planner.needs(other).isSubset(of: bound),
                    let texts = planner.estimate.texts(ofKey: key, labels: nodes[index].labels)
                else { continue }
                rows /= texts
            }
        }
        return 4 * rows + 1 < steps ? index : nil
    }

    private func cheapestConnection() -> Int? {
        func cost(_ connection: Connection) -> Double? {
            if connection.bound, connection.length == nil { return 0 }
            guard connection.properties.allSatisfy({ planner.needs($0.value).isSubset(of: bound) }) else { return nil }
            let (from, to) = (bound.contains(connection.from), bound.contains(connection.to))
            if from && to { return 0.5 }
            guard from || to else { return nil }
            let direction = from ? connection.direction : connection.direction.turned
            let degree = degree(of: connection, fromLeft: from)
            guard let length = connection.length else { return 1 + degree }
            if connection.selector != nil {
                // From both ends, where the other one is among few.
                let other = from ? connection.to : connection.from
                if let node = nodes.first(where: { $0.slot == other }), self.cost(of: node) <= Self.few { return nil }
                return 1000 + degree
            }
            if let walked = planner.estimate.walked(connection.types, direction, length) { return 2 + walked }
            let steps = Double(min(length.upper ?? 5, 5))
            var rows = 1.0
            for _ in 0..<Int(steps) { rows *= max(1.1, degree) }
            return 2 + rows
        }
        return connections.indices
            .compactMap { index in cost(connections[index]).map { (index, $0) } }
            .min { $0.1 < $1.1 }?.0
    }

    // MARK: Steps

    private mutating func walk(_ connection: Connection) {
        let (fromBound, toBound) = (bound.contains(connection.from), bound.contains(connection.to))
        if connection.group != nil || connection.selector != nil { return walkRepeatedly(connection) }
        // Between two nodes of a forest there is one way: from the lower one it is not looked for.
        let climbs = fromBound && toBound && connection.length != nil && !connection.bound && planner.estimate.leadsUp(connection.types, connection.direction.turned)
        let forward = !climbs && (fromBound || !toBound)
        var step = Expand(
            from: forward ? connection.from : connection.to, relationship: connection.slot,
            to: forward ? connection.to : connection.from,
            direction: forward ? connection.direction : connection.direction.turned,
            types: connection.types, toBound: fromBound && toBound,
            differentFrom: walked.filter { overlaps($0, connection) }.map(\.slot), place: connection.place)
        step.fromPlace = place(of: step.from)
        step.toPlace = place(of: step.to)
        // A loop in the pattern: (a)-[]->(a).
        if connection.from == connection.to { step.toBound = true }
        if let length = connection.length {
            plan = .expandLength(
                plan,
                ExpandLength(
                    step: step, range: length, properties: connection.properties, reversed: !forward,
                    listBound: connection.bound, mayRepeat: connection.mayRepeat))
        } else if connection.bound {
            let startBound = fromBound || toBound
            step.toBound = fromBound && toBound
            plan = .ends(plan, step, fromBound: startBound)
            bindNode(step.from)
        } else {
            plan = .expand(plan, step)
        }
        walked.append(connection)
        bound.insert(connection.slot)
        bindNode(step.to)
    }

    private mutating func walkRepeatedly(_ connection: Connection) {
        let step: RepeatedStep
        if let group = connection.group {
            let planned = planner.plan(group)
            step = .group(planned)
        } else {
            step = .relationship(types: connection.types, direction: connection.direction, properties: connection.properties)
        }
        plan = .repeat(
            plan,
            Repeat(
                from: connection.from, to: connection.to, fromBound: bound.contains(connection.from),
                toBound: bound.contains(connection.to), relationships: connection.slot,
                range: connection.length ?? LengthRange(lower: 1, upper: 1),
                differentFrom: walked.filter { overlaps($0, connection) }.map(\.slot), selector: connection.selector,
                mayRepeat: connection.mayRepeat, step: step, place: connection.place))
        walked.append(connection)
        bound.insert(connection.slot)
        bound.formUnion(connection.group?.lists.map(\.outer) ?? [])
        bindNode(connection.from)
        bindNode(connection.to)
    }

    private func place(of node: Slot) -> Place { match.nodes.first { $0.slot == node }?.place ?? Place() }

    private mutating func bindNode(_ slot: Slot) {
        bound.insert(slot)
        guard let index = nodes.firstIndex(where: { $0.slot == slot }) else { return }
        check(nodes.remove(at: index))
    }

    /// Whether two relationships of one MATCH could be the same one.
    private func overlaps(_ a: Connection, _ b: Connection) -> Bool {
        if a.mayRepeat || b.mayRepeat { return false }
        // Selected paths are chosen apart from the rest of the pattern.
        if a.selector != nil || b.selector != nil { return false }
        return a.types.isEmpty || b.types.isEmpty || !Set(a.types).isDisjoint(with: b.types)
    }
}

extension RelationshipPattern.Direction {
    /// The same relationship seen from its other end.
    var turned: Self {
        switch self {
        case .outgoing: .incoming
        case .incoming: .outgoing
        case .either: .either
        }
    }
}
