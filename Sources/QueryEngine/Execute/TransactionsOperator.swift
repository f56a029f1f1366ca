import Diagnostics
import PropertyGraph

/// `CALL { … } IN TRANSACTIONS`: takes all its rows, then portions of them. Under ON ERROR CONTINUE and BREAK a portion
/// that fails leaves the graph as it was before; BREAK begins none after it.
final class TransactionsOperator: Operator {
    private let input: any Operator
    private let inner: Plan
    private let apply: Apply
    private let transactions: ResolvedTransactions
    private let context: ExecutionContext
    private let reservation: MemoryReservation
    private var waiting: Batch?
    private var done = 0
    private var size = 1000
    private var hasBegun = false
    private var isBroken = false
    private var number = 0
    private(set) var held = 0

    init(
        _ input: any Operator, inner: Plan, _ apply: Apply, _ transactions: ResolvedTransactions, _ context: ExecutionContext
    ) {
        self.input = input
        self.inner = inner
        self.apply = apply
        self.transactions = transactions
        self.context = context
        reservation = MemoryReservation(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        if !hasBegun {
            hasBegun = true
            waiting = Batch.joined(try input.all(reservation))
            if let term = transactions.rows { size = try portion(term) }
        }
        while let waiting, done < waiting.count {
            let portion = waiting.slice(done..<min(done + size, waiting.count))
            done += portion.count
            if let out = try run(portion) { return out }
        }
        return nil
    }

    private func portion(_ term: Term) throws(EvaluationError) -> Int {
        switch try Evaluator(context).evaluate(term, context.emptyRow()).value(at: 0) {
        case .integer(let count) where count > 0: return count
        case let other:
            throw EvaluationError(.invalidArgument(function: "IN TRANSACTIONS", reason: "\(context.graph.text(of: other)) is not a number of rows"))
                .placed(at: term)
        }
    }

    private func run(_ portion: Batch) throws(EvaluationError) -> Batch? {
        if isBroken { return failed(portion, status: status(started: false, nil)) }
        number += 1
        guard transactions.onError != .fail else { return try made(portion) }
        let before = (context.graph, context.checked)
        do throws(EvaluationError) {
            let out = try made(portion)
            try context.checkConstraints()
            return out
        } catch {
            guard error.fault.category != .limitError else { throw error }
            (context.graph, context.checked) = before
            context.forgetKeyTables()
            isBroken = transactions.onError == .break
            return failed(portion, status: status(started: true, error.fault.sentence))
        }
    }

    /// The rows of a portion with what the subquery makes of them.
    private func made(_ portion: Batch) throws(EvaluationError) -> Batch? {
        let one = Apply(row: apply.row, imports: apply.imports, outputs: apply.outputs, isUnit: apply.isUnit, optional: apply.optional)
        let operation = ApplyOperator(ArgumentOperator(portion, rowsAtOnce: context.rowsAtOnce), inner: inner, one, context)
        guard var out = Batch.joined(try operation.all(reservation)) else { return nil }
        held = max(held, operation.held)
        if let slot = transactions.status { out.columns[slot] = .constant(status(started: true, nil)) }
        return out
    }

    private func failed(_ portion: Batch, status: Value) -> Batch {
        var out = portion
        for slot in apply.outputs { out.columns[slot] = .constant(.null) }
        if let slot = transactions.status { out.columns[slot] = .constant(status) }
        return out
    }

    private func status(started: Bool, _ message: String?) -> Value {
        .map([
            "started": .boolean(started), "committed": .boolean(started && message == nil),
            "transactionId": started ? .string("transaction-\(number)") : .null,
            "errorMessage": message.map { .string($0) } ?? .null,
        ])
    }
}
