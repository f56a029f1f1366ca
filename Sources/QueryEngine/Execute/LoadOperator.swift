import Diagnostics
import PropertyGraph

/// Each row with each record of a file, which is read as rows are asked for.
final class LoadOperator: Operator {
    private let input: any Operator
    private let plan: Loading
    private let evaluator: Evaluator
    private var batch: Batch?
    private var addresses: Vector = .constant(.null)
    private var row = 0
    private var reader: (any RecordReader)?

    init(_ input: any Operator, _ plan: Loading, _ context: ExecutionContext) {
        self.input = input
        self.plan = plan
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        while true {
            try evaluator.context.check()
            if batch == nil {
                batch = try input.next()
                row = 0
                if let batch { addresses = try evaluator.evaluate(plan.address, batch) }
            }
            guard let batch else { return nil }
            let records = try read()
            guard !records.isEmpty else {
                reader = nil
                row += 1
                if row == batch.count { self.batch = nil }
                continue
            }
            var out = batch.gather([Int](repeating: row, count: records.count))
            out.columns[plan.record] = .values(records)
            return out
        }
    }

    /// The next records of the row's file, none at its end.
    private func read() throws(EvaluationError) -> [Value] {
        let address = reader == nil ? try address() : nil
        do throws(LoadFault) {
            if reader == nil {
                guard let address else { return [] }
                guard let source = evaluator.context.records else { throw .filesNotAllowed(address) }
                reader = try source.open(address, form: plan.form)
            }
            guard let reader else { return [] }
            var records: [Value] = []
            while records.count < evaluator.context.rowsAtOnce, let cells = try reader.next() {
                let values = cells.map { $0.map(Value.string) ?? .null }
                records.append(reader.header.map { .map(PropertyMap(uniqueKeys: $0, values: values)) } ?? .list(values))
            }
            return records
        } catch {
            throw EvaluationError(error).placed(at: plan.address)
        }
    }

    /// Of the row; nothing is read where it is null.
    private func address() throws(EvaluationError) -> String? {
        switch addresses.value(at: row) {
        case .null: return nil
        case .string(let address): return address
        case let other: throw .wrongType(other, "a string", "LOAD CSV").placed(at: plan.address)
        }
    }
}
