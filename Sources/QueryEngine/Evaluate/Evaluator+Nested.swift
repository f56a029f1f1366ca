import CypherSyntax
import Diagnostics
import PropertyGraph

// MARK: - Terms with rows of their own

extension Evaluator {
    /// The elements of each row's list as rows of one larger batch, beside the row each came from.
    struct Flat {
        var batch: Batch
        var rows: [Int]
    }

    func lists(_ term: Term, _ batch: Batch, _ by: String) throws(EvaluationError) -> RowLists {
        let vector = try evaluate(term, batch)
        if case .lists(let lists) = vector { return .unboxed(lists) }
        var out: [ValueList?] = []
        for row in 0..<batch.count {
            switch vector.value(at: row) {
            case .null: out.append(nil)
            case .list(let items): out.append(items)
            case let other: throw .wrongType(other, "a list", by)
            }
        }
        return .boxed(out)
    }

    /// How many elements are computed at once: enough to be quick, few enough to hold in memory when
    /// each has a list of its own.
    private var chunk: Int { 2 * context.rowsAtOnce }

    func forEachChunk(
        _ lists: RowLists, _ slot: Slot, reading terms: [Term?], _ batch: Batch,
        _ body: (Flat) throws(EvaluationError) -> Void
    ) throws(EvaluationError) {
        let keep = reads(terms)
        let chunk = chunk
        var rows: [Int] = []
        var parts: [(row: Int, part: Range<Int>)] = []
        func flush() throws(EvaluationError) {
            guard !rows.isEmpty else { return }
            try context.setting.check(steps: rows.count)
            var flat = batch.gather(rows, keeping: keep)
            flat.columns[slot] = lists.elements(of: parts)
            try body(Flat(batch: flat, rows: rows))
            rows.removeAll(keepingCapacity: true)
            parts.removeAll(keepingCapacity: true)
        }
        for row in 0..<batch.count {
            let count = lists.length(at: row)
            var start = 0
            while start < count {
                let end = min(count, start + chunk - rows.count)
                parts.append((row, start..<end))
                rows += repeatElement(row, count: end - start)
                start = end
                if rows.count == chunk { try flush() }
            }
        }
        try flush()
    }

    /// The outer slots that the terms read, also through their subqueries.
    func reads(_ terms: [Term?]) -> SlotSet {
        var slots: SlotSet = []
        for term in terms {
            guard let term else { continue }
            slots.formUnion(context.subplans.slotsRead(by: term))
        }
        return slots
    }

    func comprehension(
        _ slot: Slot, _ list: Term, _ filter: Term?, _ projection: Term?, _ batch: Batch
    ) throws(EvaluationError) -> Vector {
        let lists = try lists(list, batch, "IN")
        var (results, owners) = ([(vector: Vector, count: Int)](), [Int32]())
        let reservation = MemoryReservation(context)
        try forEachChunk(lists, slot, reading: [filter, projection], batch) { chunk throws(EvaluationError) in
            var flat = chunk
            if let filter {
                let kept = try truths(of: filter, flat.batch, by: "WHERE")
                flat = Flat(batch: flat.batch.gather(kept), rows: kept.map { chunk.rows[$0] })
            }
            guard flat.batch.count > 0 else { return }
            let result = try projection.map { (term) throws(EvaluationError) in try evaluate(term, flat.batch) }
                ?? flat.batch[slot]
            if reservation.isLimited { try reservation.set(reservation.bytes + result.bytes(count: flat.batch.count)) }
            results.append((result, flat.batch.count))
            owners += flat.rows.map { Int32($0) }
        }
        return .lists(.joined(results), owners: owners, rows: batch.count, isNull: lists.isNull)
    }

    /// Of `size([x IN list WHERE …])`, without the list.
    func keptCount(_ argument: Term, _ batch: Batch) throws(EvaluationError) -> Vector? {
        guard case .comprehension(let slot, let list, let filter?, nil) = argument.kind else { return nil }
        do throws(EvaluationError) {
            let lists = try lists(list, batch, "IN")
            var counts = [Int](repeating: 0, count: batch.count)
            try forEachChunk(lists, slot, reading: [filter], batch) { chunk throws(EvaluationError) in
                for place in try truths(of: filter, chunk.batch, by: "WHERE") { counts[chunk.rows[place]] += 1 }
            }
            let present = (0..<batch.count).map { !lists.isNull(at: $0) }
            return present.contains(false) ? Vector.integers(counts).masked(present) : .integers(counts)
        } catch {
            throw error.placed(at: argument)
        }
    }

    func quantifier(
        _ kind: Quantifier.Kind, _ slot: Slot, _ list: Term, _ filter: Term, _ batch: Batch
    ) throws(EvaluationError) -> Vector {
        let lists = try lists(list, batch, "IN")
        var tallies = [(yes: Int, no: Int, unknown: Int)](repeating: (0, 0, 0), count: batch.count)
        try forEachChunk(lists, slot, reading: [filter], batch) { flat throws(EvaluationError) in
            let results = try evaluate(filter, flat.batch)
            for (index, row) in flat.rows.enumerated() {
                switch try Self.truth(results.value(at: index), "WHERE") {
                case true?: tallies[row].yes += 1
                case false?: tallies[row].no += 1
                case nil: tallies[row].unknown += 1
                }
            }
        }
        return .booleans(
            tallies.enumerated().map { row, tally in
                if lists.isNull(at: row) { return -1 }
                let (yes, no, unknown) = tally
                return switch kind {
                case .all: no > 0 ? 0 : unknown > 0 ? -1 : 1
                case .any: yes > 0 ? 1 : unknown > 0 ? -1 : 0
                case .none: yes > 0 ? 0 : unknown > 0 ? -1 : 1
                case .single: yes > 1 ? 0 : unknown > 0 ? -1 : yes == 1 ? 1 : 0
                }
            })
    }

    // MARK: Subqueries

    /// Runs the plan for every row; `body` gets the row and the batch in which a result of it stands, and
    /// answers whether it has seen enough of all rows.
    private func run(
        _ subplan: Subplan, _ batch: Batch, onlyWhether: Bool = false, _ body: (_ row: Int, _ results: Batch, _ place: Int) throws(EvaluationError) -> Bool
    ) throws(EvaluationError) {
        var outer = Batch(count: batch.count, slots: context.slotCount)
        for slot in subplan.reads { outer.columns[slot] = batch.columns[slot] }
        guard !subplan.plan.isRowwise else {
            var (start, portion) = (0, RowPortion(holdsRows: subplan.holdsRows))
            while start < batch.count {
                let (rows, steps) = (portion.rows(from: start, of: batch.count), context.steps)
                let results = subplan.plan.start(context, argument: outer.part(rows))
                while let found = try results.next() {
                    let numbers = found.numbers(subplan.row)
                    for place in 0..<found.count where try body(start + numbers[place], found, place) { return }
                }
                portion.adapt(to: context.steps - steps)
                start = rows.upperBound
            }
            return
        }
        for row in 0..<batch.count {
            let results = subplan.plan.start(context, argument: outer.slice(row..<row + 1))
            var done = false
            while !done, let found = try results.next() {
                for place in 0..<found.count {
                    // Enough of this row: the others still have their turn.
                    if try body(row, found, place) { done = true }
                }
                if onlyWhether { done = true }
            }
        }
    }

    func found(_ subplan: Subplan, _ batch: Batch) throws(EvaluationError) -> [Bool] {
        if let far = subplan.far, context.graph.hasNoWrites, case .nodes(let ids) = batch[far.node], let known = try nodes(of: far, rows: batch.count) {
            context.steps += ids.count
            return ids.map(known.contains)
        }
        var found = [Bool](repeating: false, count: batch.count)
        var missing = batch.count
        try run(subplan, batch, onlyWhether: true) { row, _, _ in
            if !found[row] {
                found[row] = true
                missing -= 1
            }
            return missing == 0
        }
        return found
    }

    /// All nodes for which there is a row; nil while only a few were asked about.
    private func nodes(of far: (number: Int, node: Slot, leastRows: Double), rows: Int) throws(EvaluationError) -> NodeSet? {
        let least = context.setting.limits.asksFarEnds.map { $0 ? 0 : .infinity } ?? far.leastRows
        return try context.keyTables.nodes(of: far.number, rows: rows, atLeast: least) { () throws(EvaluationError) in
            var found = NodeSet()
            let results = context.subplans[far.number].plan.start(context, argument: context.emptyRow())
            while let batch = try results.next() {
                try context.check()
                guard case .nodes(let ids) = batch[far.node] else { continue }
                for id in ids { found.insert(id, of: context.graph.nodeEnd) }
            }
            return found
        }
    }

    func exists(_ subplan: Subplan, _ batch: Batch) throws(EvaluationError) -> Vector {
        .booleans(try found(subplan, batch).map { $0 ? 1 : 0 })
    }

    func count(_ subplan: Subplan, _ batch: Batch) throws(EvaluationError) -> Vector {
        var counts = [Int](repeating: 0, count: batch.count)
        try run(subplan, batch) { (row, results, place) throws(EvaluationError) in
            counts[row] = try .counting(counts[row], results.weights?[place] ?? 1)
            return false
        }
        return .integers(counts)
    }

    func collect(_ subplan: Subplan, _ batch: Batch) throws(EvaluationError) -> Vector {
        var (found, owners) = ([(vector: Vector, count: Int)](), [Int32]())
        let output = subplan.output!
        let reservation = MemoryReservation(context)
        try run(subplan, batch) { (row, results, place) throws(EvaluationError) in
            if place == 0 {
                found.append((results[output], results.count))
                if reservation.isLimited { try reservation.set(reservation.bytes + results[output].bytes(count: results.count)) }
            }
            owners.append(Int32(row))
            return false
        }
        return .lists(.joined(found), owners: owners, rows: batch.count)
    }
}
