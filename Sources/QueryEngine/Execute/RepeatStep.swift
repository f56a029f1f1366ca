import CypherSyntax
import Diagnostics
import PropertyGraph

/// See `Repeat`. Goes breadth first: all ways of one length before those of the next.
struct RepeatStep: RowStep {
    private let plan: Repeat
    private let context: ExecutionContext
    /// Rows whose walks are done together: each may hold many unfinished paths.
    private let rowsTogether: Int
    /// See `RepeatSearch`.
    private var searches: ShortestSearches?

    var held: Int { searches?.bytes ?? 0 }

    struct State: RowState {
        let batch: Batch
        /// Rows of the batch that have been walked for.
        var offset = 0
        /// What was found for the last of them, and how much of it has been given.
        var ready: Batch?
        var readyOffset = 0

        var isDone: Bool { offset == batch.count && readyOffset == ready?.count ?? 0 }
    }

    init(_ plan: Repeat, _ context: ExecutionContext) {
        self.plan = plan
        self.context = context
        // Shortest ways that begin at one node are one search.
        rowsTogether = plan.selector != nil && plan.fromBound && plan.toBound ? context.rowsAtOnce : min(64, context.rowsAtOnce)
    }

    func begin(_ batch: Batch) -> State { State(batch: batch) }

    mutating func advance(_ state: inout State) throws(EvaluationError) -> Batch? {
        if let ready = state.ready, state.readyOffset < ready.count {
            let start = state.readyOffset
            state.readyOffset = min(ready.count, start + context.rowsAtOnce)
            return state.readyOffset - start == ready.count ? ready : ready.slice(start..<state.readyOffset)
        }
        let end = min(state.batch.count, state.offset + rowsTogether)
        state.ready = try walk(state.batch.slice(state.offset..<end))
        state.readyOffset = 0
        state.offset = end
        return nil
    }

    private mutating func walk(_ rows: Batch) throws(EvaluationError) -> Batch? {
        let stepper: any Stepper
        switch plan.step {
        case .relationship(let types, let direction, let properties):
            stepper = RelationshipStepper(types, direction, properties, plan.conditions, rows, context)
        case .group(let group): stepper = GroupStepper(group, rows, context)
        }
        var search = RepeatSearch(plan: plan, rows: rows, stepper: stepper, searches: searches, context: context)
        searches = nil
        let ways = try search.run().sorted { $0.row < $1.row }
        searches = search.searches
        guard !ways.isEmpty else { return nil }
        var out = rows.gather(ways.map(\.row))
        if let length = plan.length { out.columns[length] = .integers(ways.map(\.length)) }
        if plan.bindsList {
            var lists = WalkLists()
            for way in ways { lists.append(way.relationships, reversed: false) }
            out.columns[plan.relationships] = lists.vector
        }
        if !(plan.fromBound && plan.toBound) {
            out.columns[plan.isReversed ? plan.from : plan.to] = .nodes(ways.map(\.end))
        }
        if case .group(let group) = plan.step {
            for (index, list) in group.lists.enumerated() {
                out.columns[list.outer] = .values(ways.map { way in
                    group.isQuestion ? way.rounds.first?.values[index] ?? .null : .list(way.rounds.map { $0.values[index] })
                })
            }
        }
        return out
    }
}

/// Once round: the relationships in the order of the pattern, and what each variable was.
struct Round {
    var relationships: [Int32]
    var values: [Value]
    /// The node at the other end.
    var node: Int32
}

/// A finished way of one row, its relationships and its rounds in the order of the pattern.
struct Way {
    var row: Int
    /// Left out where none is read, as are the rounds of a single relationship.
    var relationships: [Int32]
    var length: Int
    var rounds: [Round]
    /// The end that the walk did not begin at.
    var end: Int32
}

extension Way {
    init(row: Int, rounds: [Round], end: Int32) {
        let relationships = rounds.flatMap(\.relationships)
        self.init(row: row, relationships: relationships, length: relationships.count, rounds: rounds, end: end)
    }
}

protocol Stepper {
    /// Places to ask for together.
    var placesAtOnce: Int { get }
    /// For each place the rounds that begin at its node, or with `forward` false, that end there.
    func rounds(from places: [(row: Int, node: Int32)], forward: Bool) throws(EvaluationError) -> [[Round]]
    /// The steps either way, where they are the same for all rows and nothing is asked of them.
    var commonWalks: (forward: Walk, backward: Walk)? { get }
}

/// A round is one relationship.
struct RelationshipStepper: Stepper {
    private let forward: WalkCandidates
    private let backward: WalkCandidates
    private let rows: Batch
    let placesAtOnce: Int
    let commonWalks: (forward: Walk, backward: Walk)?

    init(
        _ types: [String], _ direction: RelationshipPattern.Direction, _ properties: [Term.MapItem], _ conditions: [WalkCondition], _ rows: Batch,
        _ context: ExecutionContext
    ) {
        let (forward, backward) = (Walk(context.graph, types: types, direction: direction), Walk(context.graph, types: types, direction: direction.turned))
        self.forward = WalkCandidates(forward, properties: properties, conditions: conditions, context)
        self.backward = WalkCandidates(backward, properties: properties, conditions: conditions, context)
        self.rows = rows
        placesAtOnce = context.rowsAtOnce
        commonWalks = properties.isEmpty && conditions.isEmpty ? (forward, backward) : nil
    }

    func rounds(from places: [(row: Int, node: Int32)], forward isForward: Bool) throws(EvaluationError) -> [[Round]] {
        let candidates = isForward ? forward : backward
        var rounds = [[Round]](repeating: [], count: places.count)
        var found = WalkCandidates.Found()
        var next = 0
        while next < places.count {
            let row = places[next].row
            let properties = try candidates.wanted(rows, at: row)
            found.removeAll()
            while next < places.count, places[next].row == row {
                candidates.add(from: places[next].node, origin: Int32(truncatingIfNeeded: next), properties, to: &found)
                next += 1
            }
            try candidates.settle(from: 0, rows, row, &found)
            for place in 0..<found.count {
                rounds[Int(found.origins[place])].append(Round(relationships: [found.relationships[place]], values: [], node: found.nodes[place]))
            }
        }
        return rounds
    }
}

/// A round is what a plan finds from its first node or to its last.
struct GroupStepper: Stepper {
    private let group: RepeatedGroup
    private let rows: Batch
    private let context: ExecutionContext
    var placesAtOnce: Int { context.rowsAtOnce }
    var commonWalks: (forward: Walk, backward: Walk)? { nil }

    init(_ group: RepeatedGroup, _ rows: Batch, _ context: ExecutionContext) {
        self.group = group
        self.rows = rows
        self.context = context
    }

    func rounds(from places: [(row: Int, node: Int32)], forward: Bool) throws(EvaluationError) -> [[Round]] {
        var argument = Batch(count: places.count, slots: context.slotCount)
        let indices = places.map(\.row)
        for slot in group.reads { argument.columns[slot] = rows.columns[slot]?.gather(indices) }
        argument.columns[forward ? group.first : group.last] = .nodes(places.map(\.node))
        let results = (forward ? group.forward : group.backward).start(context, argument: argument)
        var found = [[Round]](repeating: [], count: places.count)
        while let batch = try results.next() {
            guard case .integers(let numbers) = batch[group.row] else { continue }
            let ends = batch[forward ? group.last : group.first]
            let relationships = group.relationships.map { batch[$0] }
            let values = group.lists.map { batch[$0.inner] }
            for place in 0..<batch.count {
                var walked: [Int32] = []
                for vector in relationships { walked.append(try vector.relationship(at: place)) }
                found[numbers[place]].append(
                    Round(relationships: walked, values: values.map { $0.value(at: place) }, node: try ends.node(at: place)))
            }
        }
        return found
    }
}
