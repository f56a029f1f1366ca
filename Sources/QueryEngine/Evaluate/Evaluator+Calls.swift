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
        var vectors: [Vector] = []
        for argument in arguments { vectors.append(try evaluate(argument, batch)) }
        if let typed = typedCall(function, vectors, batch.count) { return typed }
        let functions = context.functions
        if function.dependsOnArgumentsAlone {
            let found = try resultsByText(id, vectors) { (values) throws(EvaluationError) in try function.body(functions, values) }
            if let found { return found }
        }
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

    private func typedCall(_ function: ScalarFunction, _ vectors: [Vector], _ count: Int) -> Vector? {
        switch function.name {
        case "coalesce": coalesced(vectors, count)
        case "labels": labels(vectors[0])
        case "type": types(vectors[0])
        default: TypedCalls.apply(function, vectors) ?? (vectors.isEmpty ? nil : TypedTexts.call(function.name, vectors))
        }
    }

    /// Of each row the first value that is not null.
    private func coalesced(_ vectors: [Vector], _ count: Int) -> Vector? {
        var result = vectors[0]
        for vector in vectors.dropFirst() {
            guard case .booleans(let missing) = Self.isNull(result, negated: false, count) else {
                if case .constant(.null) = result { result = vector }
                continue
            }
            guard missing.contains(1) else { break }
            let others: (vector: Vector, count: Int)
            if case .constant(let value) = vector { others = (context.spread(value, 1), 1) } else { others = (vector, count) }
            let last = count + others.count - 1
            let places = [Int](count: count) { missing[$0] == 0 ? $0 : min(count + $0, last) }
            result = Vector.joined([(result, count), others]).gather(places)
        }
        return result
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
