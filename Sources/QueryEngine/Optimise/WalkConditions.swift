import PropertyGraph

extension OptimiserRule {
    /// `all(r IN rs WHERE …)` and `none(…)` over the relationships or the nodes of a walk are asked of each one when it is met, so that
    /// no walk goes on from one that does not pass.
    static let walkConditions = OptimiserRule(name: "conditions on walked relationships") { optimiser in
        let known = optimiser
        optimiser.rewrite { plan in
            guard case .filter(let input, let term) = plan else { return plan }
            var (result, left, isHarmless) = (input, [Term](), true)
            for part in term.conjuncts {
                // What comes before may be an error for a row that the condition shuts out.
                if isHarmless, let walked = result.walking(part, known) {
                    result = walked
                } else {
                    left.append(part)
                    isHarmless = isHarmless && known.isHarmless(part)
                }
            }
            return left.isEmpty ? result : .filter(result, .all(left))
        }
    }

    /// If only the number of a walk's relationships, or of collected values, is needed, the walk or the aggregation returns that number.
    static let walkLengths = OptimiserRule(name: "length without a list") { optimiser in
        // By the slot of the walk's list, so that walks that share one, in parts of a UNION, share the other.
        var lengths: [Slot: Slot] = [:]
        let first = optimiser.planned.slotCount
        func lengthSlot(_ list: Slot) -> Slot {
            let slot = lengths[list] ?? first + lengths.count
            lengths[list] = slot
            return slot
        }
        optimiser.rewrite { plan in
            guard plan.inputs.count == 1, var input = plan.inputs.first else { return plan }
            var known: [Slot: Term] = [:]
            func length(_ term: Term) -> Term {
                guard let (list, isList) = term.measuredSlot else { return term.mappingChildren(length) }
                if known[list] == nil, let (changed, length) = input.measuring(list, collected: isList, lengthSlot) {
                    (input, known[list]) = (changed, .slot(length))
                } else if known[list] == nil, !isList, let found = input.measuringPath(list, lengthSlot) {
                    (input, known[list]) = found
                }
                return known[list]?.placed(at: term.place.span) ?? term
            }
            let mapped = plan.mapping(terms: length)
            return known.isEmpty ? plan : mapped.mapping(inputs: { _ in input })
        }
        optimiser.planned.slotCount += lengths.count
    }
}

extension Plan {
    /// The plan with the condition at the walk whose relationships it is about; nil where there is none below.
    fileprivate func walking(_ term: Term, _ known: Optimiser) -> Plan? {
        guard case .quantifier(let kind, let variable, let list, let condition) = term.kind, kind == .all || kind == .none,
            let (slot, isOfNodes) = list.walkedSlot.map({ ($0, false) }) ?? list.slotOfNodes.map({ ($0, true) }), condition.subqueries.isEmpty,
            condition.isDeterministic,
            Optimiser(planned: known.planned, entities: known.entities.union([variable]), isDeterministic: known.isDeterministic).isHarmless(condition)
        else { return nil }
        let each = WalkCondition(
            term: Term(.quantifier(kind, variable, list: .constant(.list([])), filter: condition), at: term.place.span), isOfNodes: isOfNodes)
        return atWalk(slot, reading: condition.freeSlots.subtracting([variable]), known) { input, walk in
            var walk = walk
            walk.conditions.append(each)
            return .expandLength(isOfNodes ? .filter(input, each.asked(of: walk.step.from)) : input, walk)
        }
    }

    private func atWalk(_ list: Slot, reading: SlotSet, _ known: Optimiser, _ change: (Plan, ExpandLength) -> Plan) -> Plan? {
        guard reading.isDisjoint(with: facts.binds) else { return nil }
        func below(_ input: Plan, _ slot: Slot) -> Plan? {
            input.atWalk(slot, reading: reading, known, change).map { changed in mapping(inputs: { _ in changed }) }
        }
        switch self {
        case .expandLength(let input, let expand) where expand.step.relationship == list && !expand.listBound: return change(input, expand)
        case .filter(let input, let term): return term.conjuncts.allSatisfy(known.isHarmless) ? below(input, list) : nil
        case .extend(let input, let items): return below(input, items.walked(list) ?? list)
        case .expand(let input, _), .expandLength(let input, _): return facts.binds.contains(list) ? nil : below(input, list)
        case .argument, .scan, .intersect, .ends, .semi, .narrow, .aggregate, .distinct, .sort, .skip, .limit, .top, .topOfEach, .unwind, .load, .optional,
            .union, .call, .repeat, .select, .apply, .use, .imports, .create, .merge, .set, .delete:
            return nil
        }
    }

    /// The plan with the lengths of all walks of a path, and their sum with its single steps; nil where no path of several parts is made below.
    fileprivate func measuringPath(_ path: Slot, _ lengthSlot: (Slot) -> Slot) -> (Plan, Term)? {
        guard let parts = relationships(ofPath: path), parts.count > 1 else { return nil }
        var (plan, steps, sum) = (self, 0, Term?.none)
        for part in parts {
            if let (changed, length) = plan.measuring(part, collected: false, lengthSlot) {
                plan = changed
                sum = sum.map { Term(.arithmetic(.add, $0, .slot(length))) } ?? .slot(length)
            } else if plan.stepsAlong(part) {
                steps += 1
            } else {
                return nil
            }
        }
        guard let sum else { return nil }
        return (plan, steps == 0 ? sum : Term(.arithmetic(.add, sum, .constant(.integer(steps)))))
    }

    /// The plan that the slot comes from, unless this one binds it itself.
    private func below(_ slot: Slot) -> Plan? {
        switch self {
        case .filter(let input, _), .semi(let input, _, _), .expand(let input, _), .expandLength(let input, _), .scan(let input, _), .narrow(let input, _),
            .intersect(let input, _), .ends(let input, _, _), .extend(let input, _):
            return facts.binds.contains(slot) ? nil : input
        case .argument, .aggregate, .distinct, .sort, .skip, .limit, .top, .topOfEach, .unwind, .load, .optional, .union, .call, .repeat, .select, .apply,
            .use, .imports, .create, .merge, .set, .delete:
            return nil
        }
    }

    private func relationships(ofPath path: Slot) -> [Slot]? {
        if case .extend(_, let items) = self, let item = items.first(where: { $0.slot == path }) {
            guard case .path(let elements) = item.term.kind else { return nil }
            return elements.indices.filter { $0 % 2 == 1 }.map { elements[$0] }
        }
        return below(path)?.relationships(ofPath: path)
    }

    /// Whether the slot is of one relationship, which a step below binds.
    private func stepsAlong(_ relationship: Slot) -> Bool {
        if case .expand(_, let step) = self, step.relationship == relationship { return true }
        return below(relationship)?.stepsAlong(relationship) ?? false
    }

    /// The plan with the number of relationships in a slot of its own, `lengthSlot` of the list, which may be null; nil where
    /// no walk below makes it.
    /// - Parameter collected: it may be a list of values, and not of relationships.
    fileprivate func measuring(_ list: Slot, collected: Bool, _ lengthSlot: (Slot) -> Slot) -> (Plan, Slot)? {
        func below(_ input: Plan, _ slot: Slot) -> (Plan, Slot)? {
            guard let (changed, length) = input.measuring(slot, collected: collected, lengthSlot) else { return nil }
            return (mapping(inputs: { _ in changed }), length)
        }
        switch self {
        case .expandLength(let input, var expand) where expand.step.relationship == list:
            if expand.listBound { return below(input, list) }
            let length = expand.length ?? lengthSlot(list)
            expand.length = length
            return (.expandLength(input, expand), length)
        case .repeat(let input, var walk) where walk.relationships == list:
            let length = walk.length ?? lengthSlot(list)
            walk.length = length
            return (.repeat(input, walk), length)
        case .extend(let input, let items):
            if let walked = items.walked(list) { return below(input, walked) }
            return facts.binds.contains(list) ? nil : below(input, list)
        case .filter(let input, _), .semi(let input, _, _), .expand(let input, _), .expandLength(let input, _), .scan(let input, _),
            .intersect(let input, _), .ends(let input, _, _):
            return facts.binds.contains(list) ? nil : below(input, list)
        case .narrow(let input, let slots):
            guard slots.contains(list), let (changed, length) = input.measuring(list, collected: collected, lengthSlot) else { return nil }
            return (.narrow(changed, slots + [length]), length)
        case .aggregate(let input, var grouping):
            guard collected, var item = grouping.aggregates.first(where: { $0.slot == list && $0.function == .collect }) else { return nil }
            (item.slot, item.function) = (lengthSlot(list), .count)
            if !grouping.aggregates.contains(where: { $0.slot == item.slot }) { grouping.aggregates.append(item) }
            return (.aggregate(input, grouping), item.slot)
        case .argument, .distinct, .sort, .skip, .limit, .top, .topOfEach, .unwind, .load, .optional, .union, .call, .repeat, .select, .apply, .use,
            .imports, .create, .merge, .set, .delete:
            return nil
        }
    }
}

extension [ProjectedItem] {
    /// The slot of the list of relationships that stands for `slot` below the items: of the path made of it alone, or by another name.
    fileprivate func walked(_ slot: Slot) -> Slot? {
        guard let item = first(where: { $0.slot == slot }) else { return nil }
        if case .path(let elements) = item.term.kind, elements.count == 3 { return elements[1] }
        return item.term.asSlot.flatMap { $0 == slot ? nil : $0 }
    }
}

extension Term {
    /// Of the list or path whose relationships it lists.
    fileprivate var walkedSlot: Slot? {
        if case .call(let function, let arguments) = kind, FunctionTable[function].name == "relationships" { return arguments.first?.asSlot }
        return asSlot
    }

    /// Of the path whose nodes it lists.
    fileprivate var slotOfNodes: Slot? {
        guard case .call(let function, let arguments) = kind, FunctionTable[function].name == "nodes" else { return nil }
        return arguments.first?.asSlot
    }

    /// Of the list or path whose relationships it counts; and whether it would count those of any list in the slot.
    fileprivate var measuredSlot: (slot: Slot, isList: Bool)? {
        guard case .call(let function, let arguments) = kind, let argument = arguments.first else { return nil }
        switch FunctionTable[function].name {
        case "length": return argument.asSlot.map { ($0, false) }
        case "size": return argument.walkedSlot.map { ($0, argument.asSlot != nil) }
        default: return nil
        }
    }
}
