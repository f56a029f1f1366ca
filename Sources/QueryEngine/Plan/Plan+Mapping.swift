/// The same plan with other parts: the only place that takes operators apart and puts them together again.
extension Plan {
    /// The same operator over other inputs, with each of its terms put through `terms`. What MERGE looks for is a plan of its own:
    /// no input, but its terms are the operator's.
    func mapping(inputs go: (Plan) -> Plan = { $0 }, terms map: (Term) -> Term = { $0 }) -> Plan {
        func mapItems(_ items: [ProjectedItem]) -> [ProjectedItem] { items.map { ProjectedItem(slot: $0.slot, term: map($0.term)) } }
        func mapKeys(_ keys: [SortKey]) -> [SortKey] { keys.map { SortKey(term: map($0.term), descending: $0.descending, mayWait: $0.mayWait) } }
        switch self {
        case .argument: return self
        case .scan(let input, var scan):
            func mapKey(_ key: KeyTest) -> KeyTest { KeyTest(asked: map(key.asked), value: map(key.value), isList: key.isList, place: key.place) }
            scan.key = scan.key.map(mapKey)
            scan.narrower = scan.narrower.map(mapKey)
            return .scan(go(input), scan)
        case .expand(let input, let expand): return .expand(go(input), expand)
        case .intersect(let input, let intersection): return .intersect(go(input), intersection)
        case .expandLength(let input, var expand):
            expand.properties = expand.properties.map { Term.MapItem(key: $0.key, value: map($0.value)) }
            expand.conditions = expand.conditions.map { $0.mapping(map) }
            return .expandLength(go(input), expand)
        case .ends(let input, let expand, let fromBound): return .ends(go(input), expand, fromBound: fromBound)
        case .filter(let input, let term): return .filter(go(input), map(term))
        case .semi(let input, let subquery, let anti): return .semi(go(input), subquery: subquery, anti: anti)
        case .extend(let input, let items): return .extend(go(input), mapItems(items))
        case .narrow(let input, let slots): return .narrow(go(input), slots)
        case .aggregate(let input, var grouping):
            grouping.keys = mapItems(grouping.keys)
            for index in grouping.aggregates.indices {
                grouping.aggregates[index].argument = grouping.aggregates[index].argument.map(map)
                grouping.aggregates[index].parameter = grouping.aggregates[index].parameter.map(map)
            }
            return .aggregate(go(input), grouping)
        case .distinct(let input, let slots): return .distinct(go(input), slots)
        case .sort(let input, let keys): return .sort(go(input), mapKeys(keys))
        case .skip(let input, let count): return .skip(go(input), map(count))
        case .limit(let input, let count): return .limit(go(input), map(count))
        case .top(let input, let keys, let skip, let limit):
            return .top(go(input), mapKeys(keys), skip: skip.map(map), limit: map(limit))
        case .topOfEach(let input, let row, let keys, let skip, let limit):
            return .topOfEach(go(input), row: row, mapKeys(keys), skip: skip.map(map), limit: map(limit))
        case .unwind(let input, var unwinding):
            unwinding.list = map(unwinding.list)
            return .unwind(go(input), unwinding)
        case .optional(let input, let inner, let row, let introduced):
            return .optional(go(input), inner: go(inner), row: row, introduced: introduced)
        case .union(let branches, let slots):
            return .union(branches.map { UnionBranch(plan: go($0.plan), outputs: $0.outputs) }, into: slots)
        case .load(let input, var loading):
            loading.address = map(loading.address)
            loading.sheet = loading.sheet.map(map)
            return .load(go(input), loading)
        case .call(let input, var call):
            call.arguments = call.arguments.map(map)
            return .call(go(input), call)
        case .repeat(let input, let walk): return .repeat(go(input), walk.mapping(plans: go, terms: map))
        case .select(let input, let path, let by, let selector): return .select(go(input), path: path, by: by, selector)
        case .apply(let input, let inner, let apply): return .apply(go(input), inner: go(inner), apply)
        case .imports(let input, let slots): return .imports(go(input), slots)
        case .use(let input, var use):
            use.arguments = use.arguments.map(map)
            return .use(go(input), use)
        case .create(let input, let create): return .create(go(input), create.mapping(map))
        case .merge(let input, var merge):
            merge.match = merge.match.rewritten { $0.mapping(terms: map) }
            merge.create = merge.create.mapping(map)
            merge.onCreate = merge.onCreate.map { $0.mapping(map) }
            merge.onMatch = merge.onMatch.map { $0.mapping(map) }
            return .merge(go(input), merge)
        case .set(let input, let items): return .set(go(input), items.map { $0.mapping(map) })
        case .delete(let input, let targets, let detach): return .delete(go(input), targets.map(map), detach: detach)
        }
    }

    /// Every operator put through `change`, inputs first.
    func rewritten(_ change: (Plan) -> Plan) -> Plan {
        change(mapping(inputs: { $0.rewritten(change) }))
    }
}

extension WalkCondition {
    fileprivate func mapping(_ map: (Term) -> Term) -> WalkCondition { WalkCondition(term: map(term), isOfNodes: isOfNodes) }
}

extension Repeat {
    fileprivate func mapping(plans go: (Plan) -> Plan, terms map: (Term) -> Term) -> Repeat {
        var mapped = self
        mapped.conditions = conditions.map { $0.mapping(map) }
        switch step {
        case .relationship(let types, let direction, let properties):
            let properties = properties.map { Term.MapItem(key: $0.key, value: map($0.value)) }
            mapped.step = .relationship(types: types, direction: direction, properties: properties)
        case .group(var group):
            (group.forward, group.backward) = (go(group.forward), go(group.backward))
            mapped.step = .group(group)
        }
        return mapped
    }
}

extension ResolvedCreate {
    fileprivate func mapping(_ map: (Term) -> Term) -> ResolvedCreate {
        var mapped = self
        for index in nodes.indices { mapped.nodes[index].properties = nodes[index].properties.map(map) }
        for index in relationships.indices { mapped.relationships[index].properties = relationships[index].properties.map(map) }
        return mapped
    }
}

extension ResolvedSet {
    fileprivate func mapping(_ map: (Term) -> Term) -> ResolvedSet {
        var mapped = self
        switch change {
        case .property(let owner, let key, let value): mapped.change = .property(owner: map(owner), key: key, value: map(value))
        case .replace(let slot, let term): mapped.change = .replace(slot, map(term))
        case .add(let slot, let term): mapped.change = .add(slot, map(term))
        case .addLabels, .removeLabels: break
        }
        return mapped
    }
}
