extension ResolvedQuery {
    /// The slots that the query reads and does not bind itself. `subplans` are those of the subqueries before it.
    func outerSlots(_ subplans: [Subplan]) -> SlotSet {
        var slots = SlotUse(subplans: subplans)
        for clause in branches.flatMap(\.clauses) { slots.note(clause) }
        if branches.count > 1 { slots.bound.formUnion(outputs) }
        return slots.read.subtracting(slots.bound)
    }
}

/// The slots that clauses read, and those that they bind.
private struct SlotUse {
    let subplans: [Subplan]
    var read: SlotSet = []
    var bound: SlotSet = []

    mutating func note(_ clause: ResolvedClause) {
        switch clause {
        case .match(let match): note(match)
        case .subquery(let call):
            let outer = call.query.outerSlots(subplans)
            read.formUnion(outer)
            // A variable that is handed through is the outer one.
            bound.formUnion(SlotSet(call.query.outputs).subtracting(outer))
            if let status = call.transactions?.status { bound.insert(status) }
        case .extend(let items):
            for item in items { note(item.term) }
            bound.formUnion(items.map(\.slot))
        case .filter(let terms): note(terms)
        case .unwind(let unwinding):
            note(unwinding.list)
            bound.formUnion(unwinding.slots)
        case .load(let loading):
            note(loading.address)
            note(loading.sheet)
            bound.insert(loading.record)
        case .call(let call):
            note(call.arguments)
            note(call.filter)
            bound.formUnion(call.yields.map(\.slot))
        case .create(let create):
            for node in create.nodes { note(node.properties) }
            for relationship in create.relationships {
                read.formUnion([relationship.from, relationship.to])
                note(relationship.properties)
            }
            bound.formUnion(create.introduced)
        case .merge(let merge):
            note(merge.match)
            bound.formUnion(merge.create.introduced)
            for item in merge.onCreate + merge.onMatch { note(item) }
        case .set(let items): for item in items { note(item) }
        case .delete(let targets, _): note(targets)
        case .project(let projection): note(projection)
        }
    }

    private mutating func note(_ term: Term?) {
        guard let term else { return }
        read.formUnion(subplans.slotsRead(by: term))
        bound.formUnion(term.boundSlots)
    }

    private mutating func note(_ terms: [Term]) {
        for term in terms { note(term) }
    }

    private mutating func note(_ item: ResolvedSet) {
        switch item.change {
        case .property(let owner, _, let value): note([owner, value])
        case .replace(let slot, let value), .add(let slot, let value):
            read.insert(slot)
            note(value)
        case .addLabels(let slot, _), .removeLabels(let slot, _): read.insert(slot)
        }
    }

    private mutating func note(_ match: ResolvedMatch) {
        read.formUnion(match.nodes.map(\.slot))
        for connection in match.connections {
            read.formUnion([connection.slot, connection.from, connection.to])
            for property in connection.properties { note(property.value) }
            if let group = connection.group { note(group.match) }
        }
        note(match.filters)
        note(match.selection?.filters ?? [])
        bound.formUnion(match.introduced)
    }

    private mutating func note(_ projection: ResolvedProjection) {
        for item in projection.items + (projection.grouping?.keys ?? []) {
            note(item.term)
            if item.term != .slot(item.slot) { bound.insert(item.slot) }
        }
        for aggregate in projection.grouping?.aggregates ?? [] {
            note(aggregate.argument)
            note(aggregate.parameter)
            bound.insert(aggregate.slot)
        }
        for key in projection.order { note(key.term) }
        note(projection.filter)
    }
}
