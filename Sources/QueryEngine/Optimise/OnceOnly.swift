extension OptimiserRule {
    /// CALL { … } at the beginning of a statement runs for one row alone: what it gives are the rows.
    static let onceOnly = OptimiserRule(name: "subqueries of one row") { optimiser in
        optimiser.rewrite { plan in
            guard case .apply(.argument(row: nil), let inner, let apply) = plan, !apply.optional, !apply.isUnit, apply.transactions == nil, !inner.writes
            else { return plan }
            return inner.rewritten { if case .argument(apply.row) = $0 { .argument(row: nil) } else { $0 } }
        }
    }
}
