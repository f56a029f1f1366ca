extension OptimiserRule {
    /// EXISTS as a condition is an operator of its own, asked last, and stops at the first row.
    static let semiJoin = OptimiserRule(name: "semi-join and anti-join") { optimiser in
        let known = optimiser
        optimiser.rewrite { plan in
            guard case .filter(let input, let term) = plan else { return plan }
            var left: [Term] = []
            var joins: [(subquery: Int, anti: Bool)] = []
            for part in term.conjuncts {
                switch part {
                case .exists(let number): joins.append((number, false))
                case .not(.exists(let number)): joins.append((number, true))
                // It may be at fault for rows that the subquery would have dropped.
                case _ where !joins.isEmpty && !known.isHarmless(part): return plan
                default: left.append(part)
                }
            }
            let filtered: Plan = left.isEmpty ? input : .filter(input, .all(left))
            return joins.reduce(filtered) { .semi($0, subquery: $1.subquery, anti: $1.anti) }
        }
    }
}
