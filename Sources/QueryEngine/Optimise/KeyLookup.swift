import PropertyGraph

extension OptimiserRule {
    /// A scan whose nodes must have a known property begins at those nodes, also where MERGE looks for them.
    static let keyLookup = OptimiserRule(name: "start by key") { optimiser in
        let known = optimiser
        optimiser.rewrite { plan in
            guard case .merge(let input, var merge) = plan else { return (plan.seeking(known) ?? plan).seekingInSteps() }
            // A value that fails here fails too when MERGE creates.
            merge.match = merge.match.rewritten { ($0.seeking(known, mayFail: true) ?? $0).seekingInSteps() }
            return .merge(input, merge)
        }
    }
}

extension Plan {
    /// A filter over a scan as a search by key, with what is left of the filter.
    fileprivate func seeking(_ known: Optimiser, mayFail: Bool = false) -> Plan? {
        guard case .filter(.scan(let input, var scan), let term) = self, scan.key == nil else { return nil }
        let parts = term.conjuncts
        for (index, part) in parts.enumerated() {
            // A fault in an earlier part would come for more rows than are left, and one in the value for rows that
            // an earlier part has dropped.
            if let key = part.keyTest(of: scan.node, mayFail: mayFail || index == 0) ?? (index == 0 && input.mayHaveManyRows ? part.computedTest(of: scan.node) : nil) {
                scan.key = key
                scan.narrowerFrom = mayFail ? 1 : 64
                if !key.isList { scan.narrower = known.narrower(parts[(index + 1)...], of: scan.node, mayFail: mayFail) }
                let left = parts[..<index] + parts[(index + 1)...]
                return left.isEmpty ? .scan(input, scan) : .filter(.scan(input, scan), .all(Array(left)))
            }
            guard known.isHarmless(part) else { return nil }
        }
        return nil
    }
}

extension Plan {
    /// Something below goes over more than the nodes with a known property.
    fileprivate var mayHaveManyRows: Bool {
        switch self {
        case .argument: false
        case .scan(let input, let scan): scan.key == nil || input.mayHaveManyRows
        case .expand, .expandLength, .intersect, .unwind, .load, .call, .repeat: true
        default: inputs.contains(where: \.mayHaveManyRows)
        }
    }
}

extension Optimiser {
    /// Those of the conditions behind the first that look for a value too, with nothing before them whose fault would then not come.
    fileprivate func narrower(_ parts: ArraySlice<Term>, of node: Slot, mayFail: Bool) -> [KeyTest] {
        var found: [KeyTest] = []
        for part in parts {
            if let key = part.keyTest(of: node, mayFail: mayFail), !key.isList { found.append(key) }
            guard mayFail || isHarmless(part), found.count < 8 else { break }
        }
        return found
    }
}

extension Plan {
    /// Filters over a step, which then knows what they ask for. They stay: what the step looks up is only quicker to go through.
    fileprivate func seekingInSteps() -> Plan {
        guard case .filter = self else { return self }
        var terms: [Term] = []
        var below = self
        while case .filter(let input, let term) = below {
            terms += term.conjuncts
            below = input
        }
        guard case .expand(let input, var step) = below, !step.bound.isEmpty else { return self }
        step.seeks = terms.flatMap { term in
            [(step.to, false), (step.relationship, true)].compactMap { (slot: Slot, isOfRelationship: Bool) -> StepSeek? in
                guard isOfRelationship || !step.toBound, let key = term.keyTest(of: slot, mayFail: true), !key.isList,
                    key.value.freeSlots.isDisjoint(with: step.bound)
                else { return nil }
                return StepSeek(key: key, isOfRelationship: isOfRelationship)
            }
        }
        if step.seeks.isEmpty { return self }
        func replaced(_ plan: Plan) -> Plan {
            if case .filter(let below, let term) = plan { .filter(replaced(below), term) } else { .expand(input, step) }
        }
        return replaced(self)
    }
}

extension Term {
    fileprivate func keyTest(of node: Slot, mayFail: Bool) -> KeyTest? {
        func isKnown(_ term: Term) -> Bool {
            !term.freeSlots.contains(node)
                && (term.isSimpleOrConstant || mayFail && term.isDeterministic && term.subqueries.isEmpty)
        }
        switch kind {
        case .equal(let left, let right):
            for (side, value) in [(left, right), (right, left)] {
                if side.asPropertyOfSlot?.slot == node, isKnown(value) {
                    return KeyTest(asked: side, value: value, isList: false, place: place)
                }
            }
            return nil
        case .isIn(let element, let list):
            guard element.asPropertyOfSlot?.slot == node, isKnown(list) else { return nil }
            return KeyTest(asked: element, value: list, isList: true, place: place)
        default: return nil
        }
    }

    /// Where both sides of an equation are computed, one of the node alone and one of the rows that it is to be joined to.
    fileprivate func computedTest(of node: Slot) -> KeyTest? {
        guard case .equal(let left, let right) = kind, isDeterministic, left.subqueries.isEmpty, right.subqueries.isEmpty else { return nil }
        for (side, value) in [(left, right), (right, left)] where side.freeSlots == [node] {
            if !value.freeSlots.isEmpty, !value.freeSlots.contains(node) { return KeyTest(asked: side, value: value, isList: false, place: place) }
        }
        return nil
    }

    private var isSimpleOrConstant: Bool {
        switch kind {
        case .constant, .parameter: true
        default: isSimple
        }
    }
}
