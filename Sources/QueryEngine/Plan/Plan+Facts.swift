/// What is known of an operator by itself, whatever its inputs are.
struct OperatorFacts {
    /// Slots of the rows that come in which it reads by itself; what its terms and subqueries read comes on top.
    var reads: SlotSet = []
    /// It, or what runs within it, may read any slot of the rows that come in.
    var readsAll = false
    /// Slots that it computes for the rows that go out.
    var binds: [Slot] = []
    var terms: [Term] = []
    /// Numbers of the subqueries that it runs by itself.
    var subqueries: [Int] = []
    var condition = ConditionPassage.never
    /// Each row that comes out belongs to one row that went in, in the same order, so that many rows can be sent
    /// through at once and told apart by their number.
    var isRowwise = true
    /// It turns rows into rows on whichever thread they are: what comes out is the same however they are dealt out.
    var isShareable = false
    /// It has all its rows before it gives the first.
    var givesLate = false
    var writes = false
}

/// When a condition on the rows that come out can be asked of those that go in.
enum ConditionPassage {
    case never
    /// Where it does not speak of what the operator binds: each row that goes in is one that comes out.
    case always
    /// As `always`, and where it is never an error: it is then asked of rows that the operator would have dropped.
    case harmless
    /// Where it speaks of these slots alone.
    case onlyOf([Slot])
}

extension Plan {
    /// Answers for each operator: there is no default, so that a new one has to.
    var facts: OperatorFacts {
        switch self {
        case .argument(let row): OperatorFacts(binds: [row].compactMap { $0 }, isShareable: row == nil)
        case .scan(_, let scan):
            OperatorFacts(binds: [scan.node], terms: [scan.key?.value].compactMap { $0 } + scan.narrower.map(\.value), condition: .harmless, isShareable: true)
        case .expand(_, let expand):
            OperatorFacts(reads: expand.reads, binds: expand.bound, condition: .harmless, isShareable: !expand.oncePerEnd)
        case .intersect(_, let intersection):
            OperatorFacts(reads: intersection.reads, binds: intersection.bound, condition: .harmless, isShareable: true)
        case .expandLength(_, let expand):
            OperatorFacts(
                reads: expand.step.reads.union(expand.listBound ? [expand.step.relationship] : []),
                binds: (expand.listBound ? [] : [expand.step.relationship]) + (expand.step.toBound ? [] : [expand.step.to])
                    + [expand.length].compactMap { $0 },
                terms: expand.properties.map(\.value) + expand.conditions.map(\.term), condition: .harmless, isShareable: true)
        case .ends(_, let expand, let fromBound):
            OperatorFacts(
                reads: SlotSet([expand.relationship] + expand.differentFrom + (fromBound ? [expand.from] : []) + (expand.toBound ? [expand.to] : [])),
                binds: (fromBound ? [] : [expand.from]) + (expand.toBound ? [] : [expand.to]), condition: .harmless, isShareable: true)
        case .filter(_, let term): OperatorFacts(terms: [term], condition: .harmless, isShareable: true)
        case .semi(_, let subquery, _): OperatorFacts(subqueries: [subquery], condition: .harmless, isShareable: true)
        case .extend(_, let items):
            OperatorFacts(binds: items.map(\.slot), terms: items.map(\.term), condition: .always, isShareable: true)
        case .narrow: OperatorFacts(condition: .always, isShareable: true)
        case .aggregate(_, let grouping):
            OperatorFacts(
                binds: grouping.keys.map(\.slot) + grouping.aggregates.map(\.slot),
                terms: grouping.keys.map(\.term) + grouping.aggregates.flatMap { [$0.argument, $0.parameter].compactMap { $0 } },
                isRowwise: rowNumber.map { grouping.keys.first?.slot == $0 } ?? false, givesLate: true)
        case .distinct(_, let slots):
            OperatorFacts(reads: SlotSet(slots), condition: .onlyOf(slots), isRowwise: rowNumber.map(slots.contains) ?? false)
        case .sort(_, let keys):
            OperatorFacts(terms: keys.map(\.term), condition: .always, isRowwise: rowNumber.map { keys.first?.term.asSlot == $0 } ?? false, givesLate: true)
        case .skip(_, let count), .limit(_, let count): OperatorFacts(terms: [count], isRowwise: false)
        case .top(_, let keys, let skip, let limit):
            OperatorFacts(terms: keys.map(\.term) + [skip].compactMap { $0 } + [limit], isRowwise: false, givesLate: true)
        case .topOfEach(_, let row, let keys, let skip, let limit):
            OperatorFacts(reads: [row], terms: keys.map(\.term) + [skip].compactMap { $0 } + [limit], givesLate: true)
        case .unwind(_, let unwinding):
            OperatorFacts(binds: unwinding.slots, terms: [unwinding.list], condition: .harmless, isShareable: true)
        case .load(_, let loading): OperatorFacts(binds: [loading.record], terms: [loading.address] + (loading.sheet.map { [$0] } ?? []), condition: .harmless)
        case .optional(_, _, _, let introduced): OperatorFacts(binds: introduced, isShareable: true)
        case .union(_, let slots): OperatorFacts(binds: slots, isRowwise: false)
        case .call(_, let call):
            OperatorFacts(readsAll: true, binds: call.yields.map(\.slot), terms: call.arguments, isRowwise: false)
        case .repeat(_, let walk):
            OperatorFacts(readsAll: true, binds: walk.bound, terms: walk.step.properties.map(\.value) + walk.conditions.map(\.term), isShareable: walk.isSteady)
        case .select: OperatorFacts(readsAll: true, isRowwise: false)
        case .apply(_, let inner, let apply): OperatorFacts(readsAll: true, binds: apply.outputs, isRowwise: !inner.writes)
        case .use(_, let use): OperatorFacts(terms: use.arguments)
        // Below is the grouping that dropped them.
        case .imports(_, let slots): OperatorFacts(readsAll: true, binds: slots)
        case .create(_, let create):
            OperatorFacts(readsAll: true, binds: create.introduced, terms: create.terms, isRowwise: false, writes: true)
        case .merge(_, let merge):
            OperatorFacts(
                readsAll: true, binds: merge.create.introduced,
                terms: merge.create.terms + (merge.onCreate + merge.onMatch).flatMap(\.terms), isRowwise: false, writes: true)
        case .set(_, let items): OperatorFacts(readsAll: true, terms: items.flatMap(\.terms), isRowwise: false, writes: true)
        case .delete(_, let targets, _): OperatorFacts(readsAll: true, terms: targets, isRowwise: false, writes: true)
        }
    }

    /// As the fact of the operator, for the whole plan; the inner plan of APPLY runs for each row by itself.
    var isRowwise: Bool {
        if case .apply(let input, _, _) = self { return facts.isRowwise && input.isRowwise }
        // The rows of several branches, put together again by the number of the row.
        if case .sort(.union(let branches, _), _) = self { return facts.isRowwise && branches.allSatisfy(\.plan.isRowwise) }
        return facts.isRowwise && inputs.allSatisfy(\.isRowwise)
    }

    /// The slot that numbers the rows of the leaf.
    var rowNumber: Slot? { if case .argument(let row) = self { row } else { inputs.first?.rowNumber } }

    /// All slots that it, or what is below it, binds.
    var boundSlots: SlotSet { inputs.reduce(into: SlotSet(facts.binds)) { $0.formUnion($1.boundSlots) } }

    /// Whether running the plan changes the graph.
    var writes: Bool { facts.writes || inputs.contains(where: \.writes) }
}

extension Expand {
    /// Slots of the row that the step begins with.
    var reads: SlotSet { SlotSet([from] + (toBound ? [to] : []) + differentFrom) }
    var bound: [Slot] { [relationship] + (toBound ? [] : [to]) }
}

extension Repeat {
    var bound: [Slot] {
        var bound = [relationships] + (fromBound ? [] : [from]) + (toBound ? [] : [to]) + [length].compactMap { $0 }
        if case .group(let group) = step { bound += group.lists.map(\.outer) }
        return bound
    }
}

extension Repeat {
    /// Which one is given of several that are as short may depend on the rows that are searched for together.
    fileprivate var isSteady: Bool {
        if case .relationship = step { !bindsList || selector?.takesAllOfOneLength == true } else { false }
    }
}

extension RepeatedStep {
    /// What each relationship's properties must equal; a group asks for itself.
    var properties: [Term.MapItem] {
        if case .relationship(_, _, let properties) = self { properties } else { [] }
    }
}

extension ResolvedCreate {
    var terms: [Term] { (nodes.map(\.properties) + relationships.map(\.properties)).compactMap { $0 } }
}

extension ResolvedSet {
    var terms: [Term] {
        switch change {
        case .property(let owner, _, let value): [owner, value]
        case .replace(_, let map), .add(_, let map): [map]
        case .addLabels, .removeLabels: []
        }
    }
}
