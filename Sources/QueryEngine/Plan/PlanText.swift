import CypherSyntax
import PropertyGraph

/// A plan as lines of text, the last operator first, what feeds it below it.
struct PlanText {
    let planned: PlannedQuery
    let graph: Graph
    private var estimate: Estimate { Estimate(graph: graph) }

    struct Line {
        var text: String
        /// The operator starts with the plan, and not anew for each row.
        var startsOnce: Bool
    }

    func lines() -> [Line] {
        var out: [Line] = []
        add(planned.plan, "", "", startsOnce: true, to: &out)
        for (number, subplan) in planned.subplans.enumerated() {
            out.append(Line(text: "Subquery \(number + 1)" + way(number, subplan), startsOnce: false))
            add(subplan.plan, "  ", "  ", startsOnce: false, to: &out)
        }
        return out
    }

    private func way(_ number: Int, _ subplan: Subplan) -> String {
        if planned.subplans.contains(where: { $0.far?.number == number }) { return "  once" }
        let far = subplan.far.map { "  from \(Int($0.leastRows.rounded(.up))) rows on by subquery \($0.number + 1)" } ?? ""
        return (subplan.plan.isRowwise ? "" : "  row by row") + far
    }

    private func add(_ plan: Plan, _ first: String, _ rest: String, startsOnce: Bool, to out: inout [Line]) {
        let (name, details) = describe(plan)
        out.append(Line(text: first + name + (details.isEmpty ? "" : "  " + details), startsOnce: startsOnce))
        var allInputsStart = false
        if case .union = plan { allInputsStart = true }
        // The last input goes straight on; the others branch off.
        let inputs = plan.inputs
        for (index, input) in inputs.enumerated() {
            let isLast = index == inputs.count - 1
            let once = startsOnce && (index == 0 || allInputsStart)
            if inputs.count == 1 {
                add(input, rest, rest, startsOnce: once, to: &out)
            } else {
                add(input, rest + (isLast ? "└ " : "├ "), rest + (isLast ? "  " : "│ "), startsOnce: once, to: &out)
            }
        }
    }

    private func describe(_ plan: Plan) -> (name: String, details: String) {
        switch plan {
        case .argument(let row): ("Argument", row == nil ? "" : "row of the outer query")
        case .scan(let input, let scan): describe(scan, over: input)
        case .expand(_, let step):
            (step.toBound ? "ExpandInto" : "Expand",
             arrow(step, "") + words(step.gives) + (step.oncePerEnd ? "  each end once" : "")
                + (step.perType == .rows ? "" : "  each type once" + words(step.perType)))
        case .intersect(_, let intersection):
            ("Intersect", intersection.legs.map { arrow($0, "") }.joined(separator: ", ") + words(intersection.gives))
        case .expandLength(_, let expand): describe(expand)
        case .ends(_, let step, _): ("RelationshipEnds", arrow(step, ""))
        case .filter(_, let term): ("Filter", text(term))
        case .semi(_, let subquery, let anti): (anti ? "AntiJoin" : "SemiJoin", "subquery \(subquery + 1)")
        case .extend(_, let items):
            ("Extend", items.map { "\(text($0.term)) AS \(name($0.slot))" }.joined(separator: ", "))
        case .narrow(_, let slots): ("Keep", slots.map(name).joined(separator: ", "))
        case .aggregate(_, let grouping):
            ("Aggregate", (grouping.keys.filter { $0.slot != plan.rowNumber }.map { text($0.term) } + grouping.aggregates.map(text)).joined(separator: ", ")
                + (grouping.base.map { "  by \(text($0.term)) first" } ?? "") + apart(plan))
        case .distinct(_, let slots): ("Distinct", slots.filter { $0 != plan.rowNumber }.map(name).joined(separator: ", ") + apart(plan))
        case .sort(_, let keys):
            ("Sort", text(keys.filter { $0.term.asSlot.map { $0 != plan.rowNumber } ?? true }) + apart(plan))
        case .top(_, let keys, let skip, let limit):
            ("Top", text(limit) + (skip.map { " after \(text($0))" } ?? "") + " by "
                + (keys.count > 1 && keys.dropFirst().allSatisfy(\.mayWait) ? text([keys[0]]) + ", then " + text(Array(keys.dropFirst())) : text(keys)))
        case .topOfEach(_, _, let keys, let skip, let limit):
            ("TopOfEachRow", text(limit) + (skip.map { " after \(text($0))" } ?? "") + " by " + text(keys))
        case .skip(_, let count): ("Skip", text(count))
        case .limit(_, let count): ("Limit", text(count))
        case .load(_, let loading):
            (loading.isTable ? "LoadTable" : "LoadCSV",
             text(loading.address) + (loading.sheet.map { " SHEET \(text($0))" } ?? "") + " AS \(name(loading.record))")
        case .unwind(_, let unwinding):
            ("Unwind", "\(text(unwinding.list)) AS " + unwinding.slots.map(name).joined(separator: ", "))
        case .optional(_, _, _, let introduced): ("Optional", introduced.compactMap { planned.name(of: $0) }.joined(separator: ", "))
        case .union: ("Union", "")
        case .call(_, let call): ("ProcedureCall", "\(call.procedure.name)(\(list(call.arguments)))")
        case .repeat(_, let walk): (walk.selector == nil ? "Repeat" : "ShortestPath", repeated(walk))
        case .select(_, let path, _, let selector): ("SelectPaths", "\(selector.words) of \(name(path))")
        case .apply(_, let inner, let apply):
            (apply.optional ? "OptionalApply" : "Apply",
             apply.outputs.compactMap { planned.name(of: $0) }.joined(separator: ", ")
                + (inner.isRowwise && !inner.writes || apply.writesApart(inner) ? "" : apply.outputs.contains { planned.name(of: $0) != nil } ? ", row by row" : "row by row"))
        case .use(_, let use): ("Use", "\(use.function.name)(\(list(use.arguments)))")
        case .imports(_, let slots): ("Import", slots.map(name).joined(separator: ", "))
        case .create(_, let create): ("Create", made(create))
        case .merge(_, let merge): ("Merge", made(merge.create) + (merge.isTogether ? "" : "  row by row"))
        case .set(_, let items): ("Set", "\(items.count) changes a row")
        case .delete(_, let targets, let detach): (detach ? "DetachDelete" : "Delete", list(targets))
        }
    }

    /// Where what holds rows of many outer rows keeps them apart.
    private func apart(_ plan: Plan) -> String { plan.rowNumber != nil && plan.facts.isRowwise ? "  for each row" : "" }

    private func describe(_ scan: Scan, over input: Plan) -> (name: String, details: String) {
        let node = "(\(name(scan.node))\(scan.test.text))"
        if let key = scan.key {
            let tests = ([key] + scan.narrower).map { "\(text($0.asked)) \($0.isList ? "IN" : "=") \(text($0.value))" }
            let (rows, nodes) = (min(1e15, input.work(estimate, rows: 1).rows.rounded()), estimate.nodes(scan.test.labels))
            // What it is when the rows are as many as expected: how many there are shows only in the run.
            if key.property == nil || !key.isList && !key.value.freeSlots.isEmpty && SeekStep.joinsByHash(rows: Int(rows), nodes: Int(nodes)) {
                return ("HashJoin", "\(node) \(tests.joined(separator: " and "))  about \(Int(rows)) rows with \(Int(nodes)) nodes")
            }
            return ("NodeByKeySeek", "\(node) \(tests.joined(separator: " or "))")
        }
        return (scan.test.isEmpty ? "AllNodesScan" : "NodeByLabelScan", node + (scan.oncePerTable ? "  each table once" : "") + words(scan.gives))
    }

    private func describe(_ expand: ExpandLength) -> (name: String, details: String) {
        let arrow = (expand.mayRepeat ? "WALK " : "") + arrow(expand.step, "*\(expand.range.lower)..\(expand.range.upper.map(String.init) ?? "")")
        let length = expand.length == nil ? "" : "  with its length"
        if expand.asksEndsAlone, let forest = Walk(graph, types: expand.step.types, direction: expand.step.direction).forest {
            return ("ForestExpand", arrow + words(expand.step.gives) + length + (forest.leadsUp ? "  to the one parent of each" : "  from the one parent of each"))
        }
        return (expand.endsOnly ? "Reach" : "VarLengthExpand", arrow + words(expand.conditions) + length)
    }

    private func words(_ conditions: [WalkCondition]) -> String {
        conditions.isEmpty ? "" : "  " + conditions.map { each($0.term) }.joined(separator: ", ")
    }

    private func words(_ gives: Multiplicity) -> String {
        switch gives {
        case .rows: ""
        case .weights: "  counted"
        case .set: "  first only"
        }
    }

    private func text(_ keys: [SortKey]) -> String {
        keys.map { text($0.term) + ($0.descending ? " DESC" : "") }.joined(separator: ", ")
    }

    private func made(_ create: ResolvedCreate) -> String {
        let nodes = create.nodes.map { "(\(name($0.slot))\($0.labels.map { ":" + $0 }.joined()))" }
        let relationships = create.relationships.map { "(\(name($0.from)))-[:\($0.type)]->(\(name($0.to)))" }
        return (nodes + relationships).joined(separator: ", ")
    }

    private func arrow(_ step: Expand, _ length: String) -> String {
        let types = step.types.isEmpty ? "" : ":" + step.types.joined(separator: "|")
        let middle = "-[\(planned.name(of: step.relationship) ?? "")\(types)\(length)]-"
        return "(\(name(step.from)))" + (step.direction == .incoming ? "<" : "") + middle
            + (step.direction == .outgoing ? ">" : "") + "(\(name(step.to))\(step.test.text))"
    }

    /// A condition on each relationship of a walk.
    private func each(_ condition: Term) -> String {
        guard case .quantifier(let kind, _, _, let filter) = condition.kind else { return text(condition) }
        return (kind == .none ? "none " : "each ") + text(filter)
    }

    private func repeated(_ walk: Repeat) -> String {
        let range = "{\(walk.range.lower),\(walk.range.upper.map(String.init) ?? "")}"
        let middle: String
        switch walk.step {
        case .relationship(let types, let direction, _):
            middle = (direction == .incoming ? "<-" : "-") + "[\(planned.name(of: walk.relationships) ?? "")"
                + (types.isEmpty ? "" : ":" + types.joined(separator: "|")) + "]" + (direction == .outgoing ? "->" : "-") + range
        case .group(let group):
            middle = "(\(group.lists.map { name($0.outer) }.joined(separator: ", ")))" + range
        }
        let selector = walk.selector.map { $0.words + " " } ?? (walk.mayRepeat ? "WALK " : "")
        let both = walk.fromBound && walk.toBound && walk.selector != nil ? "  from both ends" : ""
        return selector + "(\(name(walk.from)))" + middle + "(\(name(walk.to)))" + words(walk.conditions) + both
    }

    private func text(_ aggregate: AggregateItem) -> String {
        guard let argument = aggregate.argument else { return "count(*)" }
        return "\(aggregate.function.rawValue)(\(aggregate.distinct ? "DISTINCT " : "")\(text(argument)))"
    }

    func name(_ slot: Slot) -> String { planned.name(of: slot) ?? "_\(slot)" }

    private func list(_ terms: [Term]) -> String { terms.map(text).joined(separator: ", ") }

    func text(_ term: Term) -> String {
        switch term.kind {
        case .constant(let value): graph.text(of: value)
        case .parameter(let name): "$" + name
        case .slot(let slot): name(slot)
        case .property(let base, let key): "\(text(base)).\(key)"
        case .hasLabels(let base, let labels): text(base) + labels.map { ":" + $0 }.joined()
        case .element(let base, let index): "\(text(base))[\(text(index))]"
        case .slice(let base, let from, let to):
            "\(text(base))[\(from.map(text) ?? "")..\(to.map(text) ?? "")]"
        case .list(let items): "[\(list(items))]"
        case .map(let items): "{" + items.map { "\($0.key): \(text($0.value))" }.joined(separator: ", ") + "}"
        case .not(let operand): "NOT \(text(operand))"
        case .negate(let operand): "-\(text(operand))"
        case .positive(let operand): "+\(text(operand))"
        case .and(let parts): parts.map { isJunction($0) ? "(\(text($0)))" : text($0) }.joined(separator: " AND ")
        case .or(let parts): parts.map { isJunction($0) ? "(\(text($0)))" : text($0) }.joined(separator: " OR ")
        case .xor(let a, let b): "(\(text(a)) XOR \(text(b)))"
        case .arithmetic(let op, let a, let b): "(\(text(a)) \(op.rawValue) \(text(b)))"
        case .equal(let a, let b): "\(text(a)) = \(text(b))"
        case .notEqual(let a, let b): "\(text(a)) <> \(text(b))"
        case .order(let op, let a, let b): "\(text(a)) \(op.rawValue) \(text(b))"
        case .isIn(let a, let b): "\(text(a)) IN \(text(b))"
        case .string(let op, let a, let b): "\(text(a)) \(op.rawValue) \(text(b))"
        case .isNull(let operand, let negated): "\(text(operand)) IS \(negated ? "NOT " : "")NULL"
        case .call(let function, let arguments): "\(FunctionTable[function].name)(\(list(arguments)))"
        case .cases: "CASE … END"
        case .comprehension(let slot, let items, let filter, let projection):
            "[\(name(slot)) IN \(text(items))\(filter.map { " WHERE " + text($0) } ?? "")\(projection.map { " | " + text($0) } ?? "")]"
        case .quantifier(let kind, let slot, let items, let filter):
            "\(kind.rawValue)(\(name(slot)) IN \(text(items)) WHERE \(text(filter)))"
        case .reduce(let accumulator, let initial, let slot, let items, let step):
            "reduce(\(name(accumulator)) = \(text(initial)), \(name(slot)) IN \(text(items)) | \(text(step)))"
        case .path: "path"
        case .exists(let number): "EXISTS {subquery \(number + 1)}"
        case .collect(let number): "[subquery \(number + 1)]"
        case .count(let number): "COUNT {subquery \(number + 1)}"
        case .labelled(let base, let test): "\(text(base)):\(test.text)"
        case .typed(let operand, let type, let negated): "\(text(operand)) IS \(negated ? "NOT " : ""):: \(type.text)"
        case .cast(let operand, let type): "CAST(\(text(operand)) AS \(type.text))"
        case .pathMode(let path, let mode): "\(mode.rawValue) \(text(path))"
        }
    }

    private func isJunction(_ term: Term) -> Bool {
        switch term.kind {
        case .and, .or: true
        default: false
        }
    }
}

extension PlannedQuery {
    /// nil for what has no name in the text.
    func name(of slot: Slot) -> String? {
        slot < names.count ? names[slot] : nil
    }
}
