import PropertyGraph

extension OptimiserRule {
    /// `size([(a)--(b) | …])` only counts, and `COUNT { … } > 0` only asks whether there is a row.
    static let countSubqueries = OptimiserRule(name: "count of a subquery") { optimiser in
        optimiser.rewriteTerms { term in
            switch term {
            case .call(let function, let arguments):
                guard case .collect(let number)? = arguments.first, FunctionTable[function].name == "size" else { return term }
                return .count(number)
            case .order(.greater, .count(let number), .constant(.integer(0))),
                .order(.greaterOrEqual, .count(let number), .constant(.integer(1))),
                .order(.less, .constant(.integer(0)), .count(let number)),
                .notEqual(.count(let number), .constant(.integer(0))):
                return .exists(number)
            case .equal(.count(let number), .constant(.integer(0))), .equal(.constant(.integer(0)), .count(let number)),
                .order(.less, .count(let number), .constant(.integer(1))):
                return .not(.exists(number))
            default: return term
            }
        }
    }
}
