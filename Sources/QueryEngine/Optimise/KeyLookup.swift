import PropertyGraph

extension OptimiserRule {
    /// A scan whose nodes must have a known property begins at those nodes.
    static let keyLookup = OptimiserRule(name: "start by key") { optimiser in
        let known = optimiser
        optimiser.rewrite { plan in
            guard case .filter(.scan(let input, var scan), let term) = plan, scan.key == nil else { return plan }
            let parts = term.conjuncts
            for (index, part) in parts.enumerated() {
                guard let key = part.keyTest(of: scan.node) else {
                    // A fault in an earlier part would come for more rows than are left.
                    if known.isHarmless(part) { continue } else { break }
                }
                scan.key = key
                let left = parts[..<index] + parts[(index + 1)...]
                return left.isEmpty ? .scan(input, scan) : .filter(.scan(input, scan), .all(Array(left)))
            }
            return plan
        }
    }
}

extension Term {
    fileprivate func keyTest(of node: Slot) -> KeyTest? {
        func isKnown(_ term: Term) -> Bool { term.isSimpleOrConstant && !term.freeSlots.contains(node) }
        switch self {
        case .equal(.property(.slot(node), let key), let value) where isKnown(value),
            .equal(let value, .property(.slot(node), let key)) where isKnown(value):
            return KeyTest(key: key, value: value, isList: false)
        case .isIn(.property(.slot(node), let key), let list) where isKnown(list):
            return KeyTest(key: key, value: list, isList: true)
        default: return nil
        }
    }

    private var isSimpleOrConstant: Bool {
        switch self {
        case .constant, .parameter: true
        default: isSimple
        }
    }
}
