import PropertyGraph

extension OptimiserRule {
    /// A condition on what an earlier clause has bound is asked there, before the rows become many.
    /// Within one MATCH conditions are early already.
    static let earlyFilters = OptimiserRule(name: "predicate push-down") { optimiser in
        let known = optimiser
        optimiser.rewrite { plan in
            guard case .filter(let input, let term) = plan else { return plan }
            let parts = term.conjuncts
            // A part that can fail may be guarded by the ones before it: all go or none.
            guard parts.allSatisfy(known.isHarmless) else {
                return input.sinking(term, needing: known.needs(term), harmless: false) ?? plan
            }
            var (result, left) = (input, [Term]())
            for part in parts {
                if let sunk = result.sinking(part, needing: known.needs(part), harmless: true) { result = sunk } else { left.append(part) }
            }
            return left.isEmpty ? result : left.count == parts.count ? plan : .filter(result, .all(left))
        }
    }
}

extension Plan {
    /// The plan with the filter somewhere below its last operator; nil where that needs the rows as they are.
    fileprivate func sinking(_ term: Term, needing slots: SlotSet, harmless: Bool) -> Plan? {
        func below(_ input: Plan) -> Plan {
            input.sinking(term, needing: slots, harmless: harmless) ?? .filter(input, term)
        }
        guard term.isDeterministic, let input = inputs.first else { return nil }
        let facts = facts
        // Past another filter only together with what lies below it.
        if case .filter = self {
            guard harmless, let sunk = input.sinking(term, needing: slots, harmless: true) else { return nil }
            return mapping(inputs: { _ in sunk })
        }
        switch facts.condition {
        case .never: return nil
        case .harmless where !harmless: return nil
        case .onlyOf(let own): if !slots.isSubset(of: SlotSet(own)) { return nil }
        case .always, .harmless: if !slots.isDisjoint(with: facts.binds) { return nil }
        }
        return mapping(inputs: below)
    }
}

extension Optimiser {
    /// Whether computing it for more rows than are there in the end can do no harm: it never fails.
    func isHarmless(_ term: Term) -> Bool {
        switch term.kind {
        case .constant, .parameter, .slot: true
        case .property(let base, _), .hasLabels(let base, _), .labelled(let base, _):
            base.asSlot.map(entities.contains) ?? false
        case .equal, .notEqual, .order, .isNull, .string(.startsWith, _, _), .string(.endsWith, _, _),
            .string(.contains, _, _), .typed:
            term.children.allSatisfy(isHarmless)
        // Of what a pattern has bound; a single node may be anything that came from elsewhere.
        case .path(let elements): elements.count > 1
        case .isIn(let element, let list): list.isConstantList && isHarmless(element)
        default: false
        }
    }
}

extension Term {
    /// Whether it answers the same for the same row.
    var isDeterministic: Bool {
        if case .call(let function, _) = kind, !FunctionTable[function].isDeterministic { return false }
        var all = true
        forEachChild { all = all && $0.isDeterministic }
        return all
    }
}
