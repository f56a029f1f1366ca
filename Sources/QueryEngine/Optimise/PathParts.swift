import PropertyGraph

extension OptimiserRule {
    /// `nodes(p)` and `relationships(p)` are made of what the pattern has bound, so that no path is made where nothing else reads it.
    static let pathParts = OptimiserRule(name: "parts of a path without it") { optimiser in
        optimiser.rewrite { plan in
            guard plan.inputs.count == 1, let input = plan.inputs.first else { return plan }
            func parts(_ term: Term) -> Term {
                guard case .call(let function, let arguments) = term.kind, ["nodes", "relationships"].contains(FunctionTable[function].name),
                    let path = arguments.first?.asSlot, let elements = input.elements(ofPath: path)
                else { return term.mappingChildren(parts) }
                var changed = term
                changed.kind = .call(function, [.path(elements).placed(at: arguments[0].place.span)])
                return changed
            }
            return plan.mapping(terms: parts)
        }
    }
}

extension Plan {
    /// What the path is made of, where all of it is still in the rows; else nil.
    fileprivate func elements(ofPath path: Slot) -> [Slot]? {
        switch self {
        case .extend(let input, let items):
            guard let item = items.first(where: { $0.slot == path }) else { return input.elements(ofPath: path, above: self) }
            if case .path(let elements) = item.term.kind { return SlotSet(facts.binds).isDisjoint(with: SlotSet(elements)) ? elements : nil }
            return item.term.asSlot.flatMap { input.elements(ofPath: $0, above: self) }
        case .narrow(let input, let slots): return input.elements(ofPath: path).flatMap { SlotSet($0).isSubset(of: SlotSet(slots)) ? $0 : nil }
        case .filter(let input, _), .semi(let input, _, _), .scan(let input, _), .expand(let input, _), .expandLength(let input, _), .intersect(let input, _),
            .ends(let input, _, _):
            return input.elements(ofPath: path, above: self)
        case .argument, .aggregate, .distinct, .sort, .skip, .limit, .top, .topOfEach, .unwind, .load, .optional, .union, .call, .repeat, .select, .apply,
            .use, .imports, .create, .merge, .set, .delete:
            return nil
        }
    }

    /// As above, below an operator that binds none of it anew.
    private func elements(ofPath path: Slot, above: Plan) -> [Slot]? {
        elements(ofPath: path).flatMap { SlotSet(above.facts.binds).isDisjoint(with: SlotSet($0 + [path])) ? $0 : nil }
    }
}
