import PropertyGraph

extension OptimiserRule {
    /// Labels that a scanned or reached node must have are asked while scanning and walking, table by table.
    static let labelPushDown = OptimiserRule(name: "label push-down") { optimiser in
        let known = optimiser
        optimiser.rewrite { plan in
            guard case .filter(let input, let term) = plan else { return plan }
            var (result, left, isHarmless) = (input, [Term](), true)
            for part in term.conjuncts {
                // What comes before may fail for a node that the label shuts out.
                if isHarmless, let asked = result.asking(part, known) {
                    result = asked
                } else {
                    left.append(part)
                    isHarmless = isHarmless && known.isHarmless(part)
                }
            }
            return left.isEmpty ? result : .filter(result, .all(left))
        }
    }
}

extension Plan {
    fileprivate func asking(_ term: Term, _ known: Optimiser) -> Plan? {
        switch self {
        case .scan(let input, var scan):
            guard scan.test.add(term, of: scan.node) else { return nil }
            return .scan(input, scan)
        case .expand(let input, var expand):
            guard !expand.toBound, expand.test.add(term, of: expand.to) else { return nil }
            return .expand(input, expand)
        case .expandLength(let input, var expand):
            guard !expand.step.toBound, expand.step.test.add(term, of: expand.step.to) else { return nil }
            return .expandLength(input, expand)
        // A filter of the same clause between them.
        case .filter(let input, let other):
            guard let asked = input.asking(term, known), other.conjuncts.allSatisfy(known.isHarmless) else { return nil }
            return .filter(asked, other)
        default: return nil
        }
    }
}

extension NodeTest {
    /// Whether the term was a test of the node's labels, and is now part of this one.
    fileprivate mutating func add(_ term: Term, of node: Slot) -> Bool {
        switch term.kind {
        case .hasLabels(let base, let labels) where base.asSlot == node: self.labels += labels.filter { !self.labels.contains($0) }
        default:
            guard let test = LabelTest(term, of: node) else { return false }
            expressions.append(test)
        }
        return true
    }

    var text: String {
        labels.map { ":" + $0 }.joined() + expressions.map { ":" + $0.text }.joined()
    }
}

extension LabelTest {
    /// Of a condition that speaks of nothing but the labels of one node; else nil.
    fileprivate init?(_ term: Term, of node: Slot) {
        func tests(_ terms: [Term]) -> [LabelTest]? {
            let tests = terms.compactMap { LabelTest($0, of: node) }
            return tests.count == terms.count ? tests : nil
        }
        switch term.kind {
        case .hasLabels(let base, let labels) where base.asSlot == node: self = .and(labels.map { .name($0) })
        case .labelled(let base, let test) where base.asSlot == node: self = test
        case .not(let operand):
            guard let test = LabelTest(operand, of: node) else { return nil }
            self = .not(test)
        case .and(let terms):
            guard let tests = tests(terms) else { return nil }
            self = .and(tests)
        case .or(let terms):
            guard let tests = tests(terms) else { return nil }
            self = .or(tests)
        default: return nil
        }
    }
}
