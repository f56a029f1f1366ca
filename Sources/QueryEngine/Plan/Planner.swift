import CypherSyntax
import PropertyGraph

/// Turns a resolved statement into a plan for one graph.
struct Planner {
    let estimate: Estimate
    /// The slots in use so far, and the most that were in use at once.
    private(set) var slotCount: Int
    private(set) var mostSlots: Int
    var subplans: [Subplan] = []
    /// While a subquery is planned: the number of the outer row, which no projection may forget.
    var rowNumber: Slot?
    /// What the subquery that is planned reads of the row around it, and no projection may forget: all that an EXISTS
    /// and its like read, and what the scope clause of a CALL brought in.
    var importedSlots: [Slot] = []
    private var farEnds: [FarEnd] = []

    init(estimate: Estimate, slotCount: Int) {
        self.estimate = estimate
        (self.slotCount, mostSlots) = (slotCount, slotCount)
    }

    static func plan(_ resolved: Resolver.Result, graph: Graph) -> PlannedQuery {
        var planner = Planner(estimate: Estimate(graph: graph), slotCount: resolved.kinds.count)
        // Inner subqueries were found before the outer ones that hold them.
        for subquery in resolved.subqueries { planner.add(subquery) }
        let plan = planner.plan(resolved.query, leaf: .argument(row: nil), bound: [])
        return PlannedQuery(
            plan: plan, columns: resolved.query.columns, outputs: resolved.query.outputs,
            subplans: planner.subplans, slotCount: planner.mostSlots, names: resolved.names, farEnds: planner.farEnds)
    }

    mutating func newSlot() -> Slot {
        slotCount += 1
        mostSlots = max(mostSlots, slotCount)
        return slotCount - 1
    }

    /// Plans what runs over rows of its own: what comes after it can use its slots again.
    mutating func releasingSlots<Result>(_ body: (inout Planner) -> Result) -> Result {
        let before = slotCount
        defer { slotCount = before }
        return body(&self)
    }

    private mutating func add(_ subquery: ResolvedSubquery) {
        let reads = subquery.query.outerSlots(subplans)
        let (plan, row) = releasingSlots { $0.plan(subquery.query, imports: reads.sorted(), bound: reads) }
        if let far = releasingSlots({ $0.farEnd(of: subquery.query, reads) }) { farEnds.append(far) }
        subplans.append(Subplan(plan: plan, row: row, output: subquery.query.outputs.first, reads: reads))
    }

    /// Of one pattern that speaks of one outer node. It is four times the work before it is worth while: the first row that is found is enough.
    private mutating func farEnd(of query: ResolvedQuery, _ reads: SlotSet) -> FarEnd? {
        guard reads.count == 1, let node = reads.first, query.branches.count == 1, query.branches[0].graph == nil,
            case .match(let match)? = query.branches[0].clauses.first, match.isPlainWalk(from: node),
            query.branches[0].clauses.dropFirst().allSatisfy({ if case .project(let projection) = $0 { projection.keepsRows } else { false } })
        else { return nil }
        var matching = MatchPlanner(planner: self, match: match, plan: .argument(row: nil), bound: [])
        let near = MatchPlanner(planner: self, match: match, plan: .argument(row: nil), bound: [node]).walkCost
        let least = 4 * matching.leastWalkCost / max(1, near)
        guard least < Double(estimate.graph.nodeCount) else { return nil }
        let plan = Plan.distinct(.narrow(matching.run(), [node]), [node])
        self = matching.planner
        return FarEnd(subquery: subplans.count, node: node, plan: plan, conditions: match.filters, leastRows: least)
    }

    /// The plan of a subquery, and the slot that numbers the rows of its leaf.
    mutating func plan(_ query: ResolvedQuery, imports: [Slot], bound: SlotSet) -> (plan: Plan, row: Slot) {
        let around = (rowNumber, importedSlots)
        let row = newSlot()
        (rowNumber, importedSlots) = (row, imports)
        defer { (rowNumber, importedSlots) = around }
        return (plan(query, leaf: .argument(row: row), bound: bound), row)
    }

    /// The slots that must be bound before the term can be computed.
    func needs(_ term: Term) -> SlotSet { subplans.needs(term) }

    mutating func plan(_ query: ResolvedQuery, leaf: Plan, bound: SlotSet) -> Plan {
        let branches = query.branches.map { branch in
            Plan.UnionBranch(plan: releasingSlots { $0.plan(branch, leaf: leaf, bound: bound) }, outputs: branch.outputs)
        }
        if branches.count == 1 { return branches[0].plan }
        let union = Plan.union(branches, into: query.outputs)
        guard query.distinct else { return union }
        // Rows without columns are all the same.
        return query.outputs.isEmpty ? .limit(union, .constant(.integer(1))) : .distinct(union, query.outputs)
    }

    private mutating func plan(_ branch: ResolvedBranch, leaf: Plan, bound: SlotSet) -> Plan {
        var plan = leaf
        var bound = bound
        for clause in branch.clauses {
            switch clause {
            case .match(let match):
                plan = self.plan(match, input: plan, bound: &bound)
            case .unwind(let unwinding):
                plan = .unwind(plan, unwinding)
                bound.formUnion(unwinding.slots)
            case .load(let loading):
                plan = .load(plan, loading)
                bound.insert(loading.record)
            case .call(let call):
                plan = .call(plan, call)
                if let filter = call.filter { plan = .filter(plan, filter) }
                bound.formUnion(call.yields.map(\.slot))
            case .create(let create):
                plan = .create(plan, create)
                bound.formUnion(create.introduced)
            case .merge(let merge):
                let (merge, computed) = naming(merge)
                if !computed.isEmpty {
                    plan = .extend(plan, computed)
                    bound.formUnion(computed.map(\.slot))
                }
                plan = .merge(plan, releasingSlots { $0.plan(merge, bound: bound) })
                bound.formUnion(merge.create.introduced)
            case .set(let items): plan = .set(plan, items)
            case .delete(let targets, let detach): plan = .delete(plan, targets, detach: detach)
            case .subquery(let call): plan = self.plan(call, input: plan, bound: &bound)
            case .extend(let items):
                plan = .extend(plan, items)
                bound.formUnion(items.map(\.slot))
            case .filter(let terms): plan = .filter(plan, .all(terms))
            case .project(let projection):
                plan = self.plan(projection, input: plan)
                bound = SlotSet(projection.items.map(\.slot) + importedSlots)
            }
        }
        if let graph = branch.graph { plan = .use(plan, graph) }
        return plan
    }

    private mutating func plan(_ match: ResolvedMatch, input: Plan, bound: inout SlotSet) -> Plan {
        if let selection = match.selection { return plan(match, selecting: selection, input: input, bound: &bound) }
        guard match.optional else {
            var planner = MatchPlanner(planner: self, match: match, plan: input, bound: bound)
            let plan = planner.run()
            self = planner.planner
            bound = planner.bound
            return plan
        }
        return releasingSlots { planner in
            let row = planner.newSlot()
            var matching = MatchPlanner(planner: planner, match: match, plan: .argument(row: row), bound: bound)
            let inner = matching.run()
            planner = matching.planner
            bound = matching.bound
            return .optional(input, inner: inner, row: row, introduced: match.introduced)
        }
    }

    /// Where no row sees what another one changes, what the pattern's properties are computed from is computed once: they are looked for, told
    /// apart and written.
    private mutating func naming(_ merge: ResolvedMerge) -> (merge: ResolvedMerge, computed: [ProjectedItem]) {
        guard merge.isTogether else { return (merge, []) }
        var computed: [ProjectedItem] = []
        for value in merge.create.properties.flatMap(\.children) where value.isComputed && !computed.contains(where: { $0.term == value }) {
            computed.append(ProjectedItem(slot: newSlot(), term: value))
        }
        func named(_ term: Term) -> Term {
            term.replacing { part in computed.first { $0.term == part }.map { Term.slot($0.slot).placed(at: part.place.span) } }
        }
        var merge = merge
        merge.match.filters = merge.match.filters.map(named)
        for place in merge.create.nodes.indices { merge.create.nodes[place].properties = merge.create.nodes[place].properties.map(named) }
        for place in merge.create.relationships.indices { merge.create.relationships[place].properties = merge.create.relationships[place].properties.map(named) }
        return (merge, computed)
    }

    private mutating func plan(_ merge: ResolvedMerge, bound: SlotSet) -> PlannedMerge {
        let row = newSlot()
        var matching = MatchPlanner(planner: self, match: merge.match, plan: .argument(row: row), bound: bound)
        let match = matching.run()
        self = matching.planner
        return PlannedMerge(
            match: match, row: row, isTogether: merge.isTogether, create: merge.create, onCreate: merge.onCreate, onMatch: merge.onMatch)
    }

    private func plan(_ projection: ResolvedProjection, input: Plan) -> Plan {
        var plan = input
        let slots = projection.items.map(\.slot)
        if let grouping = projection.grouping {
            plan = .aggregate(plan, grouping)
            if !importedSlots.isEmpty { plan = .imports(plan, importedSlots) }
        }
        let computed = projection.items.filter { $0.term != .slot($0.slot) }
        if !computed.isEmpty { plan = .extend(plan, computed) }
        let kept = slots + [rowNumber].compactMap { $0 } + importedSlots
        if projection.distinct { plan = .distinct(.narrow(plan, kept), slots) }
        if !projection.order.isEmpty { plan = .sort(plan, projection.order) }
        if let skip = projection.skip { plan = .skip(plan, skip) }
        if let limit = projection.limit { plan = .limit(plan, limit) }
        if let filter = projection.filter { plan = .filter(plan, filter) }
        if !projection.distinct { plan = .narrow(plan, kept) }
        return plan
    }
}
