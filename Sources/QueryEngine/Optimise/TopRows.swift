extension OptimiserRule {
    /// ORDER BY with LIMIT holds only the rows that it may give. What is only computed for these rows comes after it, and a key that is
    /// never an error is asked of the rows alone that the keys before it leave open.
    static let topRows = OptimiserRule(name: "top rows") { optimiser in
        let known = optimiser
        func top(_ input: Plan, _ keys: [SortKey], skip: Term?, limit: Term) -> Plan {
            let waiting = keys.map { SortKey(term: $0.term, descending: $0.descending, mayWait: known.isHarmless($0.term)) }
            guard case .extend(let below, let items) = input, items.allSatisfy({ known.isHarmless($0.term) }) else {
                return .top(input, waiting, skip: skip, limit: limit)
            }
            var early: [SortKey] = []
            for var key in waiting {
                if let slot = key.term.asSlot, let item = items.first(where: { $0.slot == slot }) {
                    (key.term, key.mayWait) = (item.term, true)
                } else if items.contains(where: { known.needs(key.term).contains($0.slot) }) {
                    return .top(input, waiting, skip: skip, limit: limit)
                }
                early.append(key)
            }
            return .extend(top(below, early, skip: skip, limit: limit), items)
        }
        optimiser.rewrite { plan in
            switch plan {
            case .limit(.skip(.sort(let input, let keys), let skip), let limit): top(input, keys, skip: skip, limit: limit)
            case .limit(.sort(let input, let keys), let limit): top(input, keys, skip: nil, limit: limit)
            default: plan
            }
        }
    }
}
