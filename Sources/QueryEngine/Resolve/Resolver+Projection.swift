import CypherSyntax
import Diagnostics
import PropertyGraph

// MARK: - RETURN and WITH

extension Resolver {
    mutating func resolve(
        _ body: ProjectionBody, filter: Expression?, isReturn: Bool, span: SourceSpan
    ) -> (projection: ResolvedProjection, columns: [String]) {
        aggregates = []
        var named: [NamedTerm] = []
        if body.star {
            if scope.names.isEmpty { report(.nothingToProject, span) }
            // Columns of * come in the order of their names, as a set has no order of its own.
            for name in scope.names.sorted() {
                let slot = scope[name]!
                named.append(NamedTerm(name: name, term: .slot(slot), type: type(of: slot), span: span))
            }
        }
        for item in body.items {
            let before = aggregates!.count
            let (term, type) = resolve(item.expression)
            if !isReturn, item.alias == nil, !item.expression.isVariable {
                report(.expressionNeedsAlias(item.text), item.expression.span)
            }
            named.append(
                NamedTerm(
                    name: item.alias?.text ?? item.columnName, term: term, type: type,
                    span: item.alias?.span ?? item.expression.span, aggregates: aggregates!.count > before))
        }
        checkDuplicates(named)

        // Everything that the clause projects gets its slot; a plain variable keeps the one it has.
        var items: [ProjectedItem] = []
        for entry in named {
            if case .slot(let slot) = entry.term, !entry.aggregates {
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

        let order = resolveOrder(
            body.order, items: items, projected: projected, outer: outer,
            onlyProjected: body.distinct || aggregating, aggregating: aggregating)
        let grouping = aggregating ? group(&items, named) : nil
        aggregates = nil

        scope = projected
        let projection = ResolvedProjection(
            distinct: body.distinct, items: items, grouping: grouping, order: order,
            skip: body.skip.map { resolveCount($0, "SKIP") }, limit: body.limit.map { resolveCount($0, "LIMIT") },
            filter: filter.map { resolveCondition($0) })
        return (projection, named.map(\.name))
    }

    private struct NamedTerm {
        var name: String
        var term: Term
        var type: StaticType?
        var span: SourceSpan
        var aggregates = false
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
        let aggregateSlots = Set(aggregates!.map(\.slot))
        let keySlots = Set(keys.map(\.slot))
        let replaced = term.replacing { part in
            guard part.isSimple, let key = keys.first(where: { $0.term == part }) else { return nil }
            return .slot(key.slot)
        }
        let allowed = aggregateSlots.union(keySlots).union(replaced.boundSlots)
        if !replaced.freeSlots.isSubset(of: allowed) { report(.ambiguousAggregation, span) }
        return replaced
    }

    private mutating func resolveOrder(
        _ order: [SortItem], items: [ProjectedItem], projected: Scope, outer: Scope,
        onlyProjected: Bool, aggregating: Bool
    ) -> [SortKey] {
        guard !order.isEmpty else { return [] }
        // Names of the projection hide those from before it.
        var merged = outer
        for name in projected.names { merged.declare(name, projected[name]!) }
        scope = merged
        var keys: [SortKey] = []
        for item in order {
            if !aggregating { aggregates = nil }
            var (term, _) = resolve(item.expression)
            if !aggregating { aggregates = [] }
            if onlyProjected {
                let itemSlots = Set(items.map(\.slot))
                let aggregateSlots = Set((aggregates ?? []).map(\.slot))
                // Beside an aggregate only simple keys count as projected; alone, any projected term does.
                let beside = aggregating && !term.freeSlots.isDisjoint(with: aggregateSlots)
                term = term.replacing { part in
                    guard !part.isConstant, !beside || part.isSimple else { return nil }
                    return items.first { $0.term == part }.map { .slot($0.slot) }
                }
                let missing = term.freeSlots.subtracting(itemSlots).subtracting(aggregateSlots).subtracting(term.boundSlots)
                if let slot = missing.min() {
                    if beside, items.contains(where: { $0.term.freeSlots.contains(slot) }) {
                        report(.ambiguousAggregation, item.expression.span)
                    } else {
                        undefined(slotNames[slot] ?? "?", item.expression.span)
                    }
                }
            }
            keys.append(SortKey(term: term, descending: item.descending))
        }
        return keys
    }

    /// SKIP and LIMIT: an integer that does not depend on the rows.
    private mutating func resolveCount(_ expression: Expression, _ clause: String) -> Term {
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
        } else if case .constant(.integer(let count)) = term, count < 0 {
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

extension Expression {
    fileprivate var isVariable: Bool {
        if case .variable = kind { true } else { false }
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
