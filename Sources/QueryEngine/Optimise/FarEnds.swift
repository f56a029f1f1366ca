import PropertyGraph

extension OptimiserRule {
    /// Whether there is a row for each of many nodes is asked once, from where the pattern has the fewest rows: the nodes that have one are a set.
    static let farEnds = OptimiserRule(name: "subqueries from their far end") { optimiser in
        let (known, uses) = (optimiser, optimiser.planned.farEnds.isEmpty ? [] : optimiser.planned.subqueryUses)
        for far in optimiser.planned.farEnds where uses[far.subquery] == .exists && far.conditions.allSatisfy(known.isHarmless) {
            let number = optimiser.planned.subplans.count
            optimiser.planned.subplans.append(Subplan(plan: far.plan, row: far.node, output: far.node, reads: []))
            optimiser.planned.subplans[far.subquery].far = (number, far.node, far.leastRows)
        }
    }
}

extension ResolvedMatch {
    /// Whether it is a pattern of steps, and of walks of which the rows can be told, one of them from the node.
    func isPlainWalk(from node: Slot) -> Bool {
        !optional && selection == nil && paths.isEmpty && filters.allSatisfy { $0.subqueries.isEmpty }
            && connections.contains { $0.from == node || $0.to == node }
            && connections.allSatisfy { $0.length.map { $0.upper ?? .max <= MatchPlanner.countedSteps } ?? true && $0.selector == nil && $0.group == nil && !$0.bound }
    }
}

extension ResolvedProjection {
    /// Whether there is a row of it for each that comes in, whatever is asked of it.
    var keepsRows: Bool { !distinct && grouping == nil && order.isEmpty && skip == nil && limit == nil && filter == nil && items.allSatisfy { $0.term.asSlot != nil } }
}
