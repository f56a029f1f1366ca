import Diagnostics
import PropertyGraph

/// Drops rows that repeat, the first of each kept.
final class DistinctOperator: Operator {
    private let input: any Operator
    private let slots: [Slot]
    private var seen: GroupTable?
    private let context: ExecutionContext
    private let reservation: MemoryReservation

    var held: Int { seen?.bytes ?? 0 }

    init(_ input: any Operator, _ slots: [Slot], _ context: ExecutionContext) {
        self.input = input
        self.slots = slots
        self.context = context
        reservation = MemoryReservation(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        while let batch = try input.next() {
            try context.check()
            if seen == nil { seen = GroupTable(width: slots.count, graph: context.graph) }
            var next = seen!.count
            let groups = try seen!.groups(of: slots.map { batch[$0] }, count: batch.count, context.setting)
            context.steps += batch.count
            try reservation.grow(by: batch.count, carrying: batch.bytes) { seen!.bytes }
            var fresh: [Int] = []
            for row in 0..<batch.count where Int(groups[row]) == next {
                next += 1
                fresh.append(row)
            }
            if let rows = batch.keeping(fresh) { return rows }
        }
        return nil
    }
}

/// One row a group. Without keys there is one group, also of no rows.
final class AggregateOperator: Operator {
    private let input: SharedRows
    private let grouping: Grouping
    private let context: ExecutionContext
    private var done = false
    private(set) var held = 0

    init(_ input: SharedRows, _ grouping: Grouping, _ context: ExecutionContext) {
        self.input = input
        self.grouping = grouping
        self.context = context
    }

    func next() throws(EvaluationError) -> Batch? {
        if done { return nil }
        done = true
        var groups = try groups()
        held = groups.bytes
        return try groups.result()
    }

    private func groups() throws(EvaluationError) -> PartialGroups {
        if grouping.canShare, let groups = try input.work()?.groups(grouping) { return groups }
        var groups = PartialGroups(grouping, Evaluator(context), rows: input.leafRows)
        while let batch = try input.next() {
            try context.check()
            try groups.add(batch)
        }
        return groups
    }
}

/// All rows, in order; rows that are equal in all keys keep the order they came in.
final class SortOperator: Operator {
    private let input: any Operator
    private let keys: [SortKey]
    private let evaluator: Evaluator
    private var sorted: (rows: Batch, order: [Int])?
    private var offset: Int?
    private let reservation: MemoryReservation
    var held: Int { reservation.bytes }

    init(_ input: any Operator, _ keys: [SortKey], _ context: ExecutionContext) {
        self.input = input
        self.keys = keys
        evaluator = Evaluator(context)
        reservation = MemoryReservation(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        if offset == nil {
            offset = 0
            sorted = try sort()
        }
        guard let sorted, let start = offset, start < sorted.order.count else { return nil }
        let end = min(sorted.order.count, start + evaluator.context.rowsAtOnce)
        offset = end
        return sorted.rows.gather(Array(sorted.order[start..<end]))
    }

    private func sort() throws(EvaluationError) -> (rows: Batch, order: [Int])? {
        let batches = try input.all(reservation)
        var parts: [(order: RowOrder, count: Int)] = []
        for batch in batches {
            try evaluator.context.check()
            let order = RowOrder(keys, try evaluator.columns(keys, batch))
            try reservation.set(reservation.bytes + order.bytes + batch.count * RowSort.bytesOfRow(keys.count))
            parts.append((order, batch.count))
        }
        guard let rows = Batch.joined(batches) else { return nil }
        return (rows, try RowOrder.joined(parts, keys).sorted(rows.count, evaluator.context))
    }
}
