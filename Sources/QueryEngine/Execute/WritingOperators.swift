import PropertyGraph

/// Takes all its rows before the first change, so that a statement never reads what it is about to write.
class EagerOperator: Operator {
    private let input: any Operator
    let context: ExecutionContext
    let writer: GraphWriter
    private var results: [Batch]?
    private(set) final var held = 0
    /// Of the rows, until the operator goes.
    final let reservation: MemoryReservation

    init(_ input: any Operator, _ context: ExecutionContext) {
        self.input = input
        self.context = context
        reservation = MemoryReservation(context)
        writer = GraphWriter(context)
    }

    final func next() throws(EvaluationError) -> Batch? {
        if results == nil {
            let batches = try input.all(reservation)
            context.steps += batches.reduce(0) { $0 + $1.count }
            try context.check()
            let results = try write(batches)
            held = (batches + results).reduce(0) { $0 + $1.bytes }
            self.results = results.reversed()
        }
        return results!.popLast()
    }

    /// The batches as one, where the rows are enough to be written together.
    final func together(_ batches: [Batch]) -> [Batch] {
        let isMany = batches.count > 1 && batches.reduce(0) { $0 + $1.count } >= context.leastWrittenTogether
        return isMany ? [Batch.joined(batches)].compactMap(\.self) : batches
    }

    /// The changes for all rows, and the rows that go on, none of the batches empty.
    func write(_ batches: [Batch]) throws(EvaluationError) -> [Batch] { batches }
}

final class CreateOperator: EagerOperator {
    private let create: ResolvedCreate

    init(_ input: any Operator, _ create: ResolvedCreate, _ context: ExecutionContext) {
        self.create = create
        super.init(input, context)
    }

    override func write(_ batches: [Batch]) throws(EvaluationError) -> [Batch] {
        var out: [Batch] = []
        for batch in together(batches) {
            let created = try writer.create(create, batch)
            try reservation.set(reservation.bytes + created.bytes - batch.bytes)
            out.append(created)
        }
        return out
    }
}

/// For each row what is found, or else what is then made; a later row finds what an earlier one made.
final class MergeOperator: EagerOperator {
    private let merge: PlannedMerge

    init(_ input: any Operator, _ merge: PlannedMerge, _ context: ExecutionContext) {
        self.merge = merge
        super.init(input, context)
    }

    override func write(_ batches: [Batch]) throws(EvaluationError) -> [Batch] {
        var out: [Batch] = []
        for batch in merge.isTogether ? together(batches) : batches {
            try context.check()
            let together = merge.isTogether ? try mergeTogether(batch) : nil
            let rows: Batch
            if let together { rows = together } else { rows = try mergeOneByOne(batch) }
            try reservation.set(reservation.bytes + rows.bytes - batch.bytes)
            out.append(rows)
        }
        return out
    }

    /// What is there is looked for once for all rows. Of the others, those that agree in all keys are one: the first makes what the
    /// others find. nil where that is not known, and nothing has been changed yet.
    private func mergeTogether(_ batch: Batch) throws(EvaluationError) -> Batch? {
        var found: Batch?
        context.rowsAhead = batch.count
        defer { context.rowsAhead = 0 }
        do throws(EvaluationError) {
            var numbered = batch
            numbered.columns[merge.row] = .integers(Array(0..<batch.count))
            found = Batch.joined(try SharedRows(merge.match.overNumberedRows, context, argument: numbered).all(MemoryReservation(context)))
        } catch {
            // Row by row, what an earlier row makes may be an error before this one.
            if error.isInterrupt || error.fault.category == .limitError { throw error }
            return nil
        }
        let rows = found?.numbers(merge.row) ?? []
        let missing = batch.rows(0..<batch.count, without: rows)
        var others = batch.gather(missing)
        var groups: [Int32] = []
        var firsts: [Int] = []
        if !missing.isEmpty {
            var keys: [Vector] = []
            for key in merge.create.keys { keys.append(try writer.evaluator.evaluate(key, others)) }
            // What does not equal itself is never found.
            guard keys.rowsEqualToThemselves(missing.count).count == missing.count else { return nil }
            var table = GroupTable(width: keys.count, graph: context.graph)
            groups = try table.groups(of: keys, count: missing.count, context.setting)
            for row in missing.indices where Int(groups[row]) == firsts.count { firsts.append(row) }
            let created = try writer.create(merge.create, others.gather(firsts), isMerge: true)
            for slot in merge.create.introduced { others.columns[slot] = created.columns[slot]?.gather(groups.map { Int($0) }) }
        }
        let (all, order) = Batch.merged(found, rows, others, missing)
        let isNew = { (place: Int) in place >= rows.count && firsts[Int(groups[place - rows.count])] == place - rows.count }
        try set(all, order.map(isNew))
        return all
    }

    /// ON CREATE and ON MATCH, row after row, or first the one and then the other where that makes no difference.
    private func set(_ rows: Batch, _ isNew: [Bool]) throws(EvaluationError) {
        if merge.setsApart, rows.count >= context.leastWrittenTogether {
            for (items, wanted) in [(merge.onCreate, true), (merge.onMatch, false)] where !items.isEmpty {
                guard let part = rows.keeping(isNew.indices.filter { isNew[$0] == wanted }) else { continue }
                if try !writer.setTogether(items, [part]) { try writer.apply(items, part) }
            }
            return
        }
        var start = 0
        while start < rows.count {
            let end = isNew[start...].firstIndex { $0 != isNew[start] } ?? rows.count
            let items = isNew[start] ? merge.onCreate : merge.onMatch
            if !items.isEmpty { try writer.apply(items, rows.slice(start..<end)) }
            start = end
        }
    }

    private func mergeOneByOne(_ batch: Batch) throws(EvaluationError) -> Batch {
        var merged: [Batch] = []
        for row in 0..<batch.count {
            try context.check()
            merged.append(try mergeRow(batch.slice(row..<row + 1)))
        }
        return Batch.joined(merged) ?? batch
    }

    private func mergeRow(_ row: Batch) throws(EvaluationError) -> Batch {
        if let found = Batch.joined(try merge.match.start(context, argument: row).all(MemoryReservation(context))) {
            try writer.apply(merge.onMatch, found)
            return found
        }
        let created = try writer.create(merge.create, row, isMerge: true)
        try writer.apply(merge.onCreate, created)
        return created
    }
}

extension Plan {
    /// Over a leaf whose rows have their numbers already.
    fileprivate var overNumberedRows: Plan { if case .argument = self { .argument(row: nil) } else { replacingInput(inputs[0].overNumberedRows) } }
}

/// SET and REMOVE.
final class SetOperator: EagerOperator {
    private let items: [ResolvedSet]

    init(_ input: any Operator, _ items: [ResolvedSet], _ context: ExecutionContext) {
        self.items = items
        super.init(input, context)
    }

    override func write(_ batches: [Batch]) throws(EvaluationError) -> [Batch] {
        if try !writer.setTogether(items, batches), try !writer.labelTogether(items, batches) { for batch in batches { try writer.apply(items, batch) } }
        return batches
    }
}

final class DeleteOperator: EagerOperator {
    private let targets: [Term]
    private let detach: Bool

    init(_ input: any Operator, _ targets: [Term], detach: Bool, _ context: ExecutionContext) {
        self.targets = targets
        self.detach = detach
        super.init(input, context)
    }

    override func write(_ batches: [Batch]) throws(EvaluationError) -> [Batch] {
        var doomed: [(vector: Vector, count: Int, place: Place)] = []
        for batch in batches {
            try context.check()
            for target in targets {
                doomed.append((try writer.evaluator.evaluate(target, batch), batch.count, target.place))
            }
        }
        try writer.delete(doomed, detach: detach)
        return batches
    }
}
