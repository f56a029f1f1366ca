extension OptimiserRule {
    /// Marks the aggregations whose rows several threads may make and group. Whether they do is settled when the
    /// statement runs, by how many rows there are to expect.
    static let sharedGroups = OptimiserRule(name: "grouping on all cores") { optimiser in
        guard optimiser.planned.isDeterministic else { return }
        optimiser.planned.plan = optimiser.planned.plan.rewritten { plan in
            guard case .aggregate(let input, var grouping) = plan, input.stages != nil,
                !grouping.aggregates.contains(where: \.needsOrder)
            else { return plan }
            grouping.canShare = true
            return .aggregate(input, grouping)
        }
    }
}

extension AggregateItem {
    /// Distinct values have no order of their own, and sums of floats depend on it in their last digit.
    fileprivate var needsOrder: Bool { distinct && (function == .sum || function == .avg) }
}
