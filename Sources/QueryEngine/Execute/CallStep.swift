import Diagnostics
import PropertyGraph

/// Each row with each row that the procedure gives for its arguments. A procedure without outputs,
/// or of which nothing is taken, leaves the rows as they are.
struct CallStep {
    let call: ResolvedCall
    let evaluator: Evaluator

    func rows(of batch: Batch) throws(EvaluationError) -> Batch? {
        evaluator.context.steps += batch.count
        var arguments: [Vector] = []
        for term in call.arguments { arguments.append(try evaluator.evaluate(term, batch)) }
        var rows: [Int] = []
        var results: [[Value]] = []
        for row in 0..<batch.count {
            let values = arguments.map { $0.value(at: row) }
            for (index, input) in call.procedure.inputs.enumerated() where !input.accepts(values[index]) {
                throw EvaluationError(
                    .wrongProcedureArgument(
                        found: values[index].typeWords, wanted: input.type, procedure: call.procedure.name,
                        example: call.procedure.example)
                ).placed(at: call.arguments[index]).placed(at: call.place)
            }
            let found: [[Value]]
            do {
                found = try call.procedure.body(evaluator.context.graph, values)
            } catch {
                let argument = call.arguments.indices.contains(error.argument) ? call.arguments[error.argument].place : Place()
                throw EvaluationError(error.fault).placed(at: argument).placed(at: call.place)
            }
            if call.yields.isEmpty {
                rows.append(row)
                results.append([])
            } else {
                rows += repeatElement(row, count: found.count)
                results += found
            }
        }
        guard !rows.isEmpty else { return nil }
        var out = batch.gather(rows)
        for (column, slot) in call.yields { out.columns[slot] = .values(results.map { $0[column] }) }
        return out
    }
}
