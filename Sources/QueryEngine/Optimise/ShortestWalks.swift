import CypherSyntax

extension OptimiserRule {
    /// A shortest path whose condition speaks of each of its relationships or nodes alone is searched for along those that pass, in place of going
    /// through all paths and taking the shortest of them. It looks for what `walkConditions` leaves.
    static let shortestWalks = OptimiserRule(name: "shortest walks under conditions") { optimiser in
        let known = optimiser
        optimiser.rewrite { plan in
            guard case .apply(let input, let inner, let apply) = plan, case .select(let paths, let path, let by, let selector) = inner,
                selector.takesAllOfOneLength != nil, let walk = paths.searching(path: path, selector, by: SlotSet(by).union([apply.row]), known)?.plan
            else { return plan }
            guard apply.imports == nil, !apply.optional, !apply.isUnit, apply.transactions == nil else { return .apply(input, inner: walk, apply) }
            return walk.rewritten { if case .argument(apply.row) = $0 { input } else { $0 } }
        }
    }
}

extension Plan {
    /// The plan with a search for shortest ways in place of the walk that the path is made of, and the nodes at its ends; nil where something is asked of
    /// the whole path, or of what else the pattern holds.
    fileprivate func searching(path: Slot, _ selector: PathSelector, by: SlotSet, _ known: Optimiser) -> (plan: Plan, ends: SlotSet)? {
        switch self {
        case .extend(let input, let items):
            var walked = path
            for item in items {
                guard case .path(let elements) = item.term.kind, elements.count == 3 else { return nil }
                if item.slot == path { walked = elements[1] }
            }
            return input.searching(path: walked, selector, by: by, known).map { (.extend($0.plan, items), $0.ends) }
        case .filter(let input, let term):
            guard term.conjuncts.allSatisfy(known.isHarmless), let (searching, ends) = input.searching(path: path, selector, by: by, known),
                known.needs(term).intersection(searching.boundSlots).isSubset(of: ends)
            else { return nil }
            return (.filter(searching, term), ends)
        case .expandLength(let input, let walk):
            guard walk.step.relationship == path, !walk.listBound, !walk.mayRepeat, walk.range.lower <= 1, walk.step.differentFrom.isEmpty,
                walk.step.from != walk.step.to, walk.step.test.isEmpty, input.isOfDistinctRows, input.boundSlots.isSubset(of: by)
            else { return nil }
            // The node that a search from both ends begins at is met by none of its steps.
            let onEnd = walk.step.toBound ? walk.conditions.filter(\.isOfNodes).map { $0.asked(of: walk.step.to) } : []
            return (.repeat(onEnd.isEmpty ? input : .filter(input, .all(onEnd)), walk.search(selector)), [walk.step.from, walk.step.to])
        case .argument, .scan, .expand, .intersect, .ends, .semi, .narrow, .aggregate, .distinct, .sort, .skip, .limit, .top, .topOfEach, .unwind, .load,
            .optional, .union, .call, .repeat, .select, .apply, .use, .imports, .create, .merge, .set, .delete:
            return nil
        }
    }

    /// Whether no two rows that it makes of one row of the leaf have the same in all slots that it binds.
    private var isOfDistinctRows: Bool {
        switch self {
        case .argument: true
        case .scan(let input, _), .expand(let input, _), .intersect(let input, _), .filter(let input, _): input.isOfDistinctRows
        case .expandLength, .ends, .semi, .extend, .narrow, .aggregate, .distinct, .sort, .skip, .limit, .top, .topOfEach, .unwind, .load, .optional, .union,
            .call, .repeat, .select, .apply, .use, .imports, .create, .merge, .set, .delete:
            false
        }
    }
}

extension ExpandLength {
    /// The search for the shortest of its ways between each two nodes.
    fileprivate func search(_ selector: PathSelector) -> Repeat {
        Repeat(
            from: reversed ? step.to : step.from, to: reversed ? step.from : step.to, fromBound: !reversed || step.toBound, toBound: reversed || step.toBound,
            relationships: step.relationship, range: range, differentFrom: [], selector: selector, mayRepeat: false,
            step: .relationship(types: step.types, direction: reversed ? step.direction.turned : step.direction, properties: properties),
            conditions: conditions, place: step.place)
    }
}
