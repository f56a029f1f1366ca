import PropertyGraph

extension OptimiserRule {
    /// `size([(a)--(b) | …])` only counts, and `COUNT { … } > 0` only asks whether there is a row.
    static let countSubqueries = OptimiserRule(name: "count of a subquery") { optimiser in
        optimiser.rewriteTerms { term in
            if case .call(let function, let arguments) = term.kind, FunctionTable[function].name == "size",
                case .collect(let number)? = arguments.first?.kind
            {
                return .count(number)
            }
            guard let (number, isPresent) = term.countTest else { return term }
            return isPresent ? .exists(number) : .not(.exists(number))
        }
    }
}

extension Term {
    /// The subquery whose count is compared with a number so that only 0 differs from all other counts; and whether the
    /// comparison then holds where there is a row.
    fileprivate var countTest: (subquery: Int, isPresent: Bool)? {
        switch kind {
        case .equal(let a, let b): Self.existence(a, b, ==)
        case .notEqual(let a, let b): Self.existence(a, b, !=)
        case .order(.less, let a, let b): Self.existence(a, b, <)
        case .order(.lessOrEqual, let a, let b): Self.existence(a, b, <=)
        case .order(.greater, let a, let b): Self.existence(a, b, >)
        case .order(.greaterOrEqual, let a, let b): Self.existence(a, b, >=)
        default: nil
        }
    }

    private static func existence(_ a: Term, _ b: Term, _ holds: @escaping (Int, Int) -> Bool) -> (subquery: Int, isPresent: Bool)? {
        let number: Int
        let test: (Int) -> Bool
        switch (a.kind, b.kind) {
        case (.count(let subquery), .constant(.integer(let bound))): (number, test) = (subquery, { holds($0, bound) })
        case (.constant(.integer(let bound)), .count(let subquery)): (number, test) = (subquery, { holds(bound, $0) })
        default: return nil
        }
        // A comparison changes at its bound alone: if it does so between 0 and 1, and not behind, it is the same for all others.
        guard test(0) != test(1), test(1) == test(2), test(2) == test(.max) else { return nil }
        return (number, test(1))
    }
}
