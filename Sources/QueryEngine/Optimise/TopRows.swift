extension OptimiserRule {
    /// ORDER BY with LIMIT holds only the rows that it may give.
    static let topRows = OptimiserRule(name: "top rows") { optimiser in
        optimiser.rewrite { plan in
            switch plan {
            case .limit(.skip(.sort(let input, let keys), let skip), let limit):
                .top(input, keys, skip: skip, limit: limit)
            case .limit(.sort(let input, let keys), let limit): .top(input, keys, skip: nil, limit: limit)
            default: plan
            }
        }
    }
}
