import Diagnostics
import QueryEngine

/// Which columns of nodes and relationships a query asks for, by variable.
struct Demands {
    struct Demand: Equatable {
        var keys: Set<String> = []
        /// All of them: it is in the result.
        var whole = false
        /// Its labels or its type.
        var table = false
        var ends = false

        /// What a result shows.
        static let all = Demand(whole: true, table: true, ends: true)

        mutating func formUnion(_ other: Demand) {
            keys.formUnion(other.keys)
            whole = whole || other.whole
            table = table || other.table
            ends = ends || other.ends
        }
    }

    private let collectsWhole: Bool
    private var bySlot: [Slot: Demand] = [:]
    /// The second is the first by another name.
    private var names: [(from: Slot, to: Slot)] = []

    subscript(slot: Slot) -> Demand { bySlot[slot] ?? Demand() }

    init(_ query: LogicalQuery, collectsWhole: Bool) {
        self.collectsWhole = collectsWhole
        note(query.query)
        for subquery in query.subqueries { note(subquery.query) }
        for slot in query.query.outputs { bySlot[slot, default: Demand()].formUnion(.all) }
        var changed = true
        while changed {
            changed = false
            for (from, to) in names {
                var demand = self[from]
                demand.formUnion(self[to])
                if demand != self[from] {
                    bySlot[from] = demand
                    changed = true
                }
            }
        }
    }

    private mutating func note(_ query: ResolvedQuery) {
        for branch in query.branches {
            for (from, to) in zip(branch.outputs, query.outputs) where from != to { names.append((from, to)) }
            for clause in branch.clauses { note(clause) }
        }
    }

    private mutating func note(_ clause: ResolvedClause) {
        switch clause {
        case .match(let match):
            for node in match.nodes where !node.labels.isEmpty && !match.introduced.contains(node.slot) {
                bySlot[node.slot, default: Demand()].table = true
            }
            for connection in match.connections where connection.bound {
                bySlot[connection.slot, default: Demand()].ends = true
                bySlot[connection.slot, default: Demand()].table = true
            }
        case .project(let projection):
            for item in projection.items + (projection.grouping?.keys ?? []) {
                if let slot = item.term.asSlot, slot != item.slot { names.append((slot, item.slot)) }
            }
            guard collectsWhole else { break }
            for aggregate in projection.grouping?.aggregates ?? [] where aggregate.function == .collect {
                if let slot = aggregate.argument?.asSlot { bySlot[slot, default: Demand()].formUnion(.all) }
            }
        case .extend(let items):
            for item in items { if let slot = item.term.asSlot { names.append((slot, item.slot)) } }
        case .subquery(let call): note(call.query)
        case .unwind, .load, .call, .create, .merge, .set, .delete, .filter: break
        }
        clause.terms.forEach { note($0) }
    }

    private mutating func note(_ term: Term) {
        switch term.kind {
        case .property(let base, let key): if let slot = base.asSlot { bySlot[slot, default: Demand()].keys.insert(key) }
        case .hasLabels(let base, _), .labelled(let base, _): if let slot = base.asSlot { bySlot[slot, default: Demand()].table = true }
        case .call(let function, let arguments):
            guard let slot = arguments.first?.asSlot else { break }
            if ["labels", "type"].contains(function.name) { bySlot[slot, default: Demand()].table = true }
            if ["startNode", "endNode"].contains(function.name) { bySlot[slot, default: Demand()].ends = true }
        case .map(let items):
            for slot in items.compactMap({ $0.value.asSlot }) { bySlot[slot, default: Demand()].formUnion(.all) }
        case .isIn(_, let list):
            if case .call(let function, let arguments) = list.kind, function.name == "labels", let slot = arguments.first?.asSlot {
                bySlot[slot, default: Demand()].table = true
            }
        default: break
        }
        term.children.forEach { note($0) }
    }
}

extension ResolvedClause {
    /// Every expression in it, subqueries left out.
    var terms: [Term] {
        switch self {
        case .match(let match): match.filters + (match.selection?.filters ?? []) + match.connections.flatMap { $0.properties.map(\.value) }
        case .unwind(let unwinding): [unwinding.list]
        case .load(let loading): [loading.address]
        case .call(let call): call.arguments
        case .project(let projection):
            projection.items.map(\.term) + (projection.grouping?.keys.map(\.term) ?? [])
                + (projection.grouping?.aggregates.flatMap { [$0.argument, $0.parameter].compactMap { $0 } } ?? [])
                + projection.order.map(\.term) + [projection.skip, projection.limit, projection.filter].compactMap { $0 }
        case .extend(let items): items.map(\.term)
        case .filter(let terms): terms
        case .create, .merge, .set, .delete, .subquery: []
        }
    }

    /// Every variable that it speaks of, also through its subqueries.
    func slots(_ subqueries: [ResolvedSubquery]) -> SlotSet {
        var slots: SlotSet = []
        for term in terms {
            slots.formUnion(term.freeSlots)
            for number in term.subqueries { slots.formUnion(subqueries[number].query.slots(subqueries)) }
        }
        switch self {
        case .match(let match):
            slots.formUnion(match.nodes.map(\.slot))
            for connection in match.connections { slots.formUnion([connection.slot, connection.from, connection.to]) }
            for path in match.paths { slots.formUnion(path.elements) }
        case .subquery(let call): slots.formUnion(call.query.slots(subqueries).union(call.imports))
        case .unwind, .load, .call, .project, .extend, .filter, .create, .merge, .set, .delete: break
        }
        return slots
    }
}

extension ResolvedQuery {
    func slots(_ subqueries: [ResolvedSubquery]) -> SlotSet {
        branches.reduce(into: SlotSet(outputs)) { slots, branch in
            slots.formUnion(branch.outputs)
            for clause in branch.clauses { slots.formUnion(clause.slots(subqueries)) }
        }
    }
}

extension ResolvedClause {
    /// From the first to the last of its patterns and expressions.
    var span: SourceSpan? {
        var places = terms.map(\.place)
        if case .match(let match) = self { places += match.nodes.map(\.place) + match.connections.map(\.place) }
        return places.compactMap(\.span).reduce(nil) { whole, span in whole?.union(span) ?? span }
    }
}
