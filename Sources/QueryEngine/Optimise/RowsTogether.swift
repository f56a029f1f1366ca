import PropertyGraph

extension OptimiserRule {
    /// CALL { … } runs once for many rows where its groups, its order and its limit can be kept apart by the number of the outer row.
    static let rowsTogether = OptimiserRule(name: "subqueries for many rows at once") { optimiser in
        guard optimiser.planned.isDeterministic else { return }
        optimiser.rewrite { plan in
            guard case .apply(let input, let inner, var apply) = plan, apply.transactions == nil, !inner.isRowwise, !inner.writes,
                let together = inner.keepingApart(apply.row)
            else { return plan }
            apply.holdsRows = true
            return .apply(input, inner: together, apply)
        }
    }
}

extension Plan {
    /// The plan over many rows of the leaf, with the rows of each in the order in which they come for one row alone; nil where that
    /// is not known, and where it would read more rows than for one alone: a LIMIT without an order stops early.
    fileprivate func keepingApart(_ row: Slot) -> Plan? {
        switch self {
        case .argument(let own): return own == row ? self : nil
        case .aggregate(let input, var grouping):
            grouping.givesEachRow = grouping.keys.isEmpty
            grouping.keys.insert(ProjectedItem(slot: row, term: .slot(row)), at: 0)
            return input.keepingApart(row).map { .aggregate($0, grouping) }
        case .distinct(let input, let slots): return input.keepingApart(row).map { .distinct($0, slots.contains(row) ? slots : [row] + slots) }
        case .top(let input, let keys, let skip, let limit):
            return input.keepingApart(row).map { .topOfEach($0, row: row, keys, skip: skip, limit: limit) }
        case .sort(let input, let keys):
            return input.keepingApart(row).map { .sort($0, [SortKey(term: .slot(row), descending: false)] + keys) }
        case .apply(let input, let inner, let apply) where facts.isRowwise: return input.keepingApart(row).map { .apply($0, inner: inner, apply) }
        case .optional(let input, let inner, let number, let introduced):
            return input.keepingApart(row).map { .optional($0, inner: inner, row: number, introduced: introduced) }
        case .scan, .expand, .intersect, .expandLength, .ends, .filter, .semi, .extend, .narrow, .unwind, .imports:
            return inputs[0].keepingApart(row).map { input in mapping(inputs: { _ in input }) }
        case .apply, .topOfEach, .skip, .limit, .load, .union, .call, .repeat, .select, .use, .create, .merge, .set, .delete: return nil
        }
    }
}
