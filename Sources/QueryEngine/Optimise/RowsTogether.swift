import PropertyGraph

extension OptimiserRule {
    /// CALL { … }, and COUNT, COLLECT and EXISTS, run once for many rows where their groups, their order and their limit can be kept apart by the
    /// number of the outer row.
    static let rowsTogether = OptimiserRule(name: "subqueries for many rows at once") { optimiser in
        guard optimiser.isDeterministic else { return }
        optimiser.rewrite { plan in
            guard case .apply(let input, let inner, var apply) = plan, apply.transactions == nil, !inner.isRowwise, !inner.writes,
                let together = inner.keepingApart(apply.row)
            else { return plan }
            apply.holdsRows = true
            return .apply(input, inner: together, apply)
        }
        for (index, subplan) in optimiser.planned.subplans.enumerated() {
            guard !subplan.plan.isRowwise, let together = subplan.plan.keepingApart(subplan.row) else { continue }
            optimiser.planned.subplans[index].plan = together
            optimiser.planned.subplans[index].holdsRows = true
        }
    }
}

extension Plan {
    /// The plan over many rows of the leaf, with the rows of each in the order in which they come for one row alone; nil where that
    /// is not known, and where it would read many more rows than for one alone: a LIMIT without an order stops early.
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
        case .limit(.skip(let input, let skip), let limit) where input.hasFewSteps:
            return input.keepingApart(row).map { .topOfEach($0, row: row, [], skip: skip, limit: limit) }
        case .limit(let input, let limit) where input.hasFewSteps:
            return input.keepingApart(row).map { .topOfEach($0, row: row, [], skip: nil, limit: limit) }
        case .union(let branches, let slots):
            var apart: [UnionBranch] = []
            for branch in branches {
                guard let plan = branch.plan.keepingApart(row) else { return nil }
                apart.append(UnionBranch(plan: plan, outputs: [row] + branch.outputs))
            }
            // One branch is done for all rows before the next: the rows of each come together again.
            return .sort(.union(apart, into: [row] + slots), [SortKey(term: .slot(row), descending: false)])
        case .repeat(let input, let walk): return input.keepingApart(row).map { .repeat($0, walk) }
        case .apply(let input, let inner, let apply) where facts.isRowwise: return input.keepingApart(row).map { .apply($0, inner: inner, apply) }
        case .optional(let input, let inner, let number, let introduced):
            return input.keepingApart(row).map { .optional($0, inner: inner, row: number, introduced: introduced) }
        case .scan, .expand, .intersect, .expandLength, .ends, .filter, .semi, .extend, .narrow, .unwind, .imports:
            return inputs[0].keepingApart(row).map { input in mapping(inputs: { _ in input }) }
        case .apply, .topOfEach, .skip, .limit, .load, .call, .select, .use, .create, .merge, .set, .delete: return nil
        }
    }

    /// Whether it goes to neighbours twice at most, so that stopping early saves little.
    private var hasFewSteps: Bool { neighbourSteps.map { $0 <= 2 } ?? false }

    private var neighbourSteps: Int? {
        switch self {
        case .argument: 0
        case .expand(let input, _), .intersect(let input, _): input.neighbourSteps.map { $0 + 1 }
        case .scan(let input, let scan): scan.key == nil ? nil : input.neighbourSteps
        case .ends(let input, _, _), .filter(let input, _), .semi(let input, _, _), .extend(let input, _), .narrow(let input, _), .distinct(let input, _),
            .imports(let input, _):
            input.neighbourSteps
        case .expandLength, .aggregate, .sort, .skip, .limit, .top, .topOfEach, .unwind, .load, .optional, .union, .call, .repeat, .select, .apply, .use,
            .create, .merge, .set, .delete:
            nil
        }
    }
}
