import Diagnostics
import PropertyGraph

// MARK: - Functions

extension Evaluator {
    func call(
        _ id: FunctionID, _ arguments: [Term], _ batch: Batch
    ) throws(EvaluationError) -> Vector {
        let function = FunctionTable[id]
        if function.name == "size" {
            if let counts = try pieceCount(arguments, batch) { return counts }
            if let counts = try keptCount(arguments[0], batch) { return counts }
        }
        if let place = function.elementPlace, let piece = try splitPiece(of: arguments[0], at: place, batch) { return piece }
        if case .path(let elements)? = arguments.first?.kind, let part = pathPart(function.name, elements, batch) { return part }
        var vectors: [Vector] = []
        for argument in arguments { vectors.append(try evaluate(argument, batch)) }
        if let typed = try typedCall(function, vectors, batch.count) { return typed }
        let functions = context.functions
        if function.dependsOnArgumentsAlone {
            let found = try resultsByText(id, vectors) { (values) throws(EvaluationError) in try function.body(functions, values) }
            if let found { return found }
        }
        if let texts = TypedTexts.call(function.name, vectors) { return texts }
        let isConstant = function.isDeterministic && vectors.allSatisfy { if case .constant = $0 { true } else { false } }
        var out: [Value] = []
        out.reserveCapacity(batch.count)
        var values = [Value](repeating: .null, count: vectors.count)
        // Of all results together: a function itself looks only at the one it makes.
        var made = 0
        for row in 0..<(isConstant ? 1 : batch.count) {
            if row % 64 == 63 { try functions.run.check(steps: 64) }
            for place in vectors.indices { values[place] = vectors[place].value(at: row) }
            if function.nullInNullOut, values.contains(where: \.isNull) {
                out.append(.null)
            } else {
                let result = try function.body(functions, values)
                made += result.ownBytes
                functions.run.limits.steps?.add(result.ownBytes / 16)
                try functions.run.memory.allow(made)
                if result.isNull, function.isCast { noteNull(function, values, arguments, batch, row) }
                out.append(result)
            }
        }
        return isConstant ? .constant(out[0]) : .unboxed(out)
    }

    /// A cast that gave null for something: counted, with the record and the column it came from.
    private func noteNull(_ function: ScalarFunction, _ values: [Value], _ arguments: [Term], _ batch: Batch, _ row: Int) {
        guard let value = values.first, !value.isNull else { return }
        var (record, column): (Value?, String?)
        if let (slot, key) = arguments[0].loadedCell, batch.columns.indices.contains(slot) {
            record = batch[slot].value(at: row)
            column = key
        }
        context.setting.notes.becameNull(function.name, value, record: record, column: column, at: arguments[0].place.span)
    }
}

extension ScalarFunction {
    /// Of head() and last(), the place of the element that they give.
    fileprivate var elementPlace: Int? { name == "head" ? 0 : name == "last" ? -1 : nil }
}
