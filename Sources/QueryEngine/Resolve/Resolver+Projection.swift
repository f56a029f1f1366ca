import CypherSyntax
import Diagnostics
import PropertyGraph

// MARK: - RETURN and WITH

extension Resolver {
    mutating func resolve(
        _ body: ProjectionBody, filter: Expression?, isReturn: Bool, span: SourceSpan
    ) -> (projection: ResolvedProjection, columns: [String]) {
        aggregates = []
        projectedKeys = []
        let named = resolveItems(of: body, isReturn: isReturn, span: span)
        checkDuplicates(named)

        // Everything that the clause projects gets its slot; a plain variable keeps the one it has.
        var items: [ProjectedItem] = []
        for entry in named {
            if let slot = entry.term.asSlot, !entry.aggregates, !isReturn || !slotsAroundOptional.contains(slot) {
                items.append(ProjectedItem(slot: slot, term: entry.term))
            } else {
                let kind = entry.type.map(SlotKind.init) ?? .value(nil)
                items.append(ProjectedItem(slot: newSlot(kind, name: entry.name), term: entry.term))
            }
        }
        let aggregating = !aggregates!.isEmpty

        let outer = scope
        var projected = Scope()
        for (entry, item) in zip(named, items) { projected.declare(entry.name, item.slot) }

        // Names of the projection hide those from before it.
        scope = outer
        for name in projected.names { scope.declare(name, projected[name]!) }
        let after = AfterProjection(
            items: items, onlyProjected: body.distinct || aggregating, aggregating: aggregating)
        let order = body.order.map { item in
            SortKey(term: resolve(item.expression, after) { $0.resolve($1).term }, descending: item.descending)
        }
        let condition = filter.map { filter in
            resolve(filter, AfterProjection(items: items, onlyProjected: after.onlyProjected, aggregating: false)) {
                $0.resolveCondition($1)
            }
        }
        let grouping = aggregating ? group(&items, named) : nil
        aggregates = nil

        if !isReturn || isReadingSubquery { checkImportedNames(named, items) }
        for name in imported.names { projected.declare(name, imported[name]!) }
        leftBehind.formUnion(outer.names.filter { projected[$0] == nil })
        scope = projected
        let projection = ResolvedProjection(
            distinct: body.distinct, items: items, grouping: grouping, order: order,
            skip: body.skip.map { resolveCount($0, "SKIP") }, limit: body.limit.map { resolveCount($0, "LIMIT") },
            filter: condition)
        return (projection, named.map(\.name))
    }

    /// What the clause names, in the order of its columns.
    private mutating func resolveItems(of body: ProjectionBody, isReturn: Bool, span: SourceSpan) -> [NamedTerm] {
        var named: [NamedTerm] = []
        if body.star {
            if isReturn, scope.names.isEmpty { report(.nothingToProject, span) }
            // Columns of * come in the order of their names, as a set has no order of its own.
            for name in scope.names.sorted() where !isReturn || imported[name] == nil {
                let slot = scope[name]!
                named.append(NamedTerm(name: name, term: .slot(slot), type: type(of: slot), span: span))
            }
        }
        for item in body.items {
            let (term, type) = resolve(item.expression)
            if !isReturn, item.alias == nil, !item.expression.isVariable {
                report(.expressionNeedsAlias(item.text), item.expression.span)
                hasUnnamedItem = true
            }
            named.append(
                NamedTerm(
                    name: item.alias?.text ?? item.columnName, term: term, type: type,
                    span: item.alias?.span ?? item.expression.span,
                    // One that stands in an item before is not made anew.
                    aggregates: !term.freeSlots.isDisjoint(with: aggregates!.map(\.slot))))
        }
        return named
    }

    private struct NamedTerm {
        var name: String
        var term: Term
        var type: StaticType?
        var span: SourceSpan
        var aggregates = false
    }

    /// A name from around the subquery cannot get another meaning in it.
    private mutating func checkImportedNames(_ named: [NamedTerm], _ items: [ProjectedItem]) {
        for (entry, item) in zip(named, items) {
            if let slot = imported[entry.name], slot != item.slot { report(.variableAlreadyBound(entry.name), of: entry.name, entry.span) }
        }
    }

    private mutating func checkDuplicates(_ named: [NamedTerm]) {
        var seen: Set<String> = []
        for entry in named where !seen.insert(entry.name).inserted {
            report(.columnNameConflict(entry.name), entry.span)
        }
    }

    /// Items without an aggregate are the keys. What stands beside an aggregate in one
    /// expression must be a key, part by part: a variable or a property that is projected as it is.
    private mutating func group(_ items: inout [ProjectedItem], _ named: [NamedTerm]) -> Grouping {
        var keys: [ProjectedItem] = []
        for (index, entry) in named.enumerated() where !entry.aggregates { keys.append(items[index]) }
        for slot in projectedKeys where !keys.contains(where: { $0.slot == slot }) {
            keys.append(ProjectedItem(slot: slot, term: .slot(slot)))
        }
        for (index, entry) in named.enumerated() {
            if entry.aggregates {
                items[index].term = overKeys(entry.term, keys, entry.span)
            } else {
                items[index].term = .slot(items[index].slot)
            }
        }
        return Grouping(keys: keys, aggregates: aggregates!)
    }

    private mutating func overKeys(_ term: Term, _ keys: [ProjectedItem], _ span: SourceSpan) -> Term {
        let aggregateSlots = SlotSet(aggregates!.map(\.slot))
        let keySlots = SlotSet(keys.map(\.slot))
        let replaced = term.replacing { part in
            guard part.isSimple, let key = keys.first(where: { $0.term == part }) else { return nil }
            return .slot(key.slot).placed(at: part.place.span)
        }
        let allowed = aggregateSlots.union(keySlots).union(replaced.boundSlots).union(imported.slots.values)
        if !replaced.freeSlots.isSubset(of: allowed) { report(.ambiguousAggregation, span) }
        return replaced
    }

    /// What an ORDER BY or a WHERE behind a projection may speak of.
    private struct AfterProjection {
        var items: [ProjectedItem]
        /// DISTINCT and grouping leave nothing of the rows before them.
        var onlyProjected: Bool
        var aggregating: Bool
    }

    private mutating func resolve(
        _ expression: Expression, _ after: AfterProjection, _ body: (inout Resolver, Expression) -> Term
    ) -> Term {
        let found = aggregates
        if !after.aggregating { aggregates = nil }
        var term = body(&self, expression)
        let all = aggregates ?? []
        if !after.aggregating { aggregates = found }
        guard after.onlyProjected else { return term }

        let itemSlots = SlotSet(after.items.map(\.slot))
        let aggregateSlots = SlotSet(all.map(\.slot))
        // Beside an aggregate only simple keys count as projected; alone, any projected term does.
        let beside = !term.freeSlots.isDisjoint(with: aggregateSlots)
        term = term.replacing { part in
            guard !part.isConstant, !beside || part.isSimple else { return nil }
            return after.items.first { $0.term == part }.map { .slot($0.slot).placed(at: part.place.span) }
        }
        var read = term.freeSlots.subtracting(term.boundSlots).subtracting(imported.slots.values)
        // An aggregate that is not projected would have to look behind the projection.
        for new in all.dropFirst(found?.count ?? 0) { read.formUnion(new.argument?.freeSlots ?? []) }
        if let slot = read.subtracting(itemSlots).subtracting(aggregateSlots).min() {
            if beside, after.items.contains(where: { $0.term.freeSlots.contains(slot) }), all.count == found?.count {
                report(.ambiguousAggregation, expression.span)
            } else {
                undefined(slotNames[slot] ?? "?", expression.span)
            }
        }
        return term
    }

    /// SKIP, LIMIT and OF ROWS: an integer that does not depend on the rows.
    mutating func resolveCount(_ expression: Expression, _ clause: String) -> Term {
        let hidden = scope
        let found = faults.count
        scope = Scope()
        let (term, type) = resolve(expression)
        scope = hidden
        if faults.count > found, faults[found...].contains(where: { $0.fault.code == "UndefinedVariable" }) {
            faults.removeSubrange(found...)
            report(.notConstant(clause: clause), expression.span)
            return .constant(.integer(0))
        }
        if let type, type != .integer {
            report(.notAnInteger(clause: clause), expression.span)
        } else if case .integer(let count)? = term.asConstant, count < 0 {
            report(.negativeCount(clause: clause), expression.span)
        }
        return term
    }
}

extension ProjectionItem {
    /// A variable names its column without the backquotes it may be written in.
    fileprivate var columnName: String {
        if case .variable(let name) = expression.kind { return name }
        return text
    }
}

extension SlotKind {
    init(_ type: StaticType) {
        switch type {
        case .node: self = .node
        case .relationship: self = .relationship
        case .path: self = .path
        default: self = .value(type)
        }
    }
}
