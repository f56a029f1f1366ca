extension OptimiserRule {
    /// EXISTS as a condition is an operator of its own, asked last, and stops at the first row.
    static let semiJoin = OptimiserRule(name: "semi-join and anti-join") { optimiser in
        let known = optimiser
        optimiser.rewrite { plan in
            guard case .filter(let input, let term) = plan else { return plan }
            var left: [Term] = []
            var joins: [(subquery: Int, anti: Bool)] = []
            for part in term.conjuncts {
                switch part.existence {
                case let join?: joins.append(join)
                // It may fail for rows that the subquery would have dropped.
                case _ where !joins.isEmpty && !known.isHarmless(part): return plan
                default: left.append(part)
                }
            }
            let filtered: Plan = left.isEmpty ? input : .filter(input, .all(left))
            return joins.reduce(filtered) { .semi($0, subquery: $1.subquery, anti: $1.anti) }
        }
    }
}

extension Term {
    /// EXISTS or NOT EXISTS, and of which subquery.
    fileprivate var existence: (subquery: Int, anti: Bool)? {
        switch kind {
        case .exists(let number): (number, false)
        case .not(let operand): operand.existence.flatMap { $0.anti ? nil : ($0.subquery, true) }
        default: nil
        }
    }
}
