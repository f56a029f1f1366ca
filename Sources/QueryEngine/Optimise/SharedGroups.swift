extension OptimiserRule {
    /// Marks the aggregations whose rows several threads may make and group. Whether they do is settled when the
    /// statement runs, by how many rows there are to expect.
    static let sharedGroups = OptimiserRule(name: "grouping on all cores") { optimiser in
        guard optimiser.isDeterministic else { return }
        optimiser.planned.plan = optimiser.planned.plan.rewritten { plan in
            guard case .aggregate(let input, let grouping) = plan else { return plan }
            if let grouped = input.groupingDistinct { return .aggregate(grouped, grouping) }
            return plan
        }
        optimiser.planned.plan = optimiser.planned.plan.rewritten { plan in
            guard case .aggregate(let input, var grouping) = plan, input.stages != nil || input.cut(at: \.facts.givesLate) != nil,
                !grouping.aggregates.contains(where: \.needsOrder)
            else { return plan }
            grouping.canShare = true
            return .aggregate(input, grouping)
        }
    }
}

extension Plan {
    /// DISTINCT over rows that can be shared as groups without aggregates, where all of them are read before the first is given.
    fileprivate var groupingDistinct: Plan? {
        switch self {
        case .distinct(let input, let slots) where input.stages != nil:
            .aggregate(input, Grouping(keys: slots.map { ProjectedItem(slot: $0, term: .slot($0)) }, aggregates: []))
        case .extend(let input, _), .narrow(let input, _), .filter(let input, _):
            input.groupingDistinct.map { grouped in mapping(inputs: { _ in grouped }) }
        default: nil
        }
    }
}

extension AggregateItem {
    /// Distinct values have no order of their own, and sums of floats depend on it in their last digit.
    fileprivate var needsOrder: Bool { distinct && (function == .sum || function == .avg) }
}
