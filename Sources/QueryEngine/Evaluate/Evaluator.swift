import CypherSyntax
import Diagnostics
import PropertyGraph

/// Computes terms for all rows of a batch at once.
struct Evaluator {
    let context: ExecutionContext

    init(_ context: ExecutionContext) {
        self.context = context
    }

    func evaluate(_ term: Term, _ batch: Batch) throws(EvaluationError) -> Vector {
        do {
            context.setting.limits.steps?.add(batch.count)
            let vector = try compute(term, batch)
            if term.makesValues { try admit(vector) }
            return vector
        } catch {
            throw error.placed(at: term)
        }
    }

    private func compute(_ term: Term, _ batch: Batch) throws(EvaluationError) -> Vector {
        switch term.kind {
        case .constant(let value): return .constant(value)
        case .parameter(let name): return .constant(context.parameters[name] ?? .null)
        case .slot(let slot): return batch[slot]
        case .property(let base, let key):
            if let part = try durationPart(key, of: base, batch) { return part }
            return try property(try evaluate(base, batch), key, batch.count)
        case .hasLabels(let base, let labels): return try hasLabels(try evaluate(base, batch), labels, batch.count)
        case .element(let base, let index):
            if let element = try splitPiece(of: base, at: index.asConstant?.asInteger, batch) { return element }
            let (a, b) = (try evaluate(base, batch), try evaluate(index, batch))
            if let element = Self.element(of: a, at: b) { return element }
            return try map(a, b, batch.count) { (a, b) throws(EvaluationError) in try element(of: a, at: b) }
        case .slice(let base, let from, let to): return try slice(base, from, to, batch)
        case .list(let items): return try list(items, batch)
        case .map(let items): return try map(items, batch)
        case .not(let operand): return try negation(of: try evaluate(operand, batch), batch.count)
        case .negate(let operand):
            let vector = try evaluate(operand, batch)
            if let result = TypedArithmetic.negated(vector) { return result }
            return try map(vector, batch.count) { (value) throws(EvaluationError) in try Arithmetic.negated(value) }
        case .positive(let operand): return try map(operand, batch) { (value) throws(EvaluationError) in try Arithmetic.positive(value) }
        case .and(let terms): return try junction(terms, decisive: false, "AND", batch)
        case .or(let terms): return try junction(terms, decisive: true, "OR", batch)
        case .xor(let a, let b):
            return try map(a, b, batch) { (a, b) throws(EvaluationError) in
                guard let a = try Self.truth(a, "XOR"), let b = try Self.truth(b, "XOR") else { return .null }
                return .boolean(a != b)
            }
        case .arithmetic(let op, let a, let b):
            if let dates = try datesMoved(op, a, b, batch) { return dates }
            return try arithmetic(op, try evaluate(a, batch), try evaluate(b, batch), batch.count)
        case .equal(let a, let b):
            let (a, b) = (try evaluate(a, batch), try evaluate(b, batch))
            if let result = TypedComparison.equal(a, b, batch.count) { return result }
            return try map(a, b, batch.count) { (a, b) throws(EvaluationError) in Value.equals(a, b).value }
        case .notEqual(let a, let b): return try notEqual(try evaluate(a, batch), try evaluate(b, batch), batch.count)
        case .order(let op, let a, let b):
            let (a, b) = (try evaluate(a, batch), try evaluate(b, batch))
            if let result = TypedComparison.order(op, a, b, batch.count) { return result }
            return try map(a, b, batch.count) { (a, b) throws(EvaluationError) in Self.compare(op, a, b) }
        case .isIn(let a, let b):
            return try contains(try evaluate(b, batch), try evaluate(a, batch), batch.count)
        case .string(let op, let a, let b): return try string(op, a, b, batch)
        case .isNull(let operand, let negated): return Self.isNull(try evaluate(operand, batch), negated: negated, batch.count)
        case .call(let id, let arguments): return try call(id, arguments, batch)
        case .cases(let subject, let branches, let otherwise): return try cases(subject, branches, otherwise, batch)
        case .comprehension(let slot, let list, let filter, let projection):
            return try comprehension(slot, list, filter, projection, batch)
        case .quantifier(let kind, let slot, let list, let filter): return try quantifier(kind, slot, list, filter, batch)
        case .reduce(let accumulator, let initial, let slot, let list, let step):
            return try reduce(accumulator, initial, slot, list, step, batch)
        case .path(let elements): return try path(elements, batch)
        case .exists(let number): return try exists(context.subplans[number], batch)
        case .collect(let number): return try collect(context.subplans[number], batch)
        case .count(let number): return try count(context.subplans[number], batch)
        case .labelled(let base, let test): return try labelled(try evaluate(base, batch), test, batch.count)
        case .typed(let operand, let type, let negated):
            return try map(operand, batch) { (value) throws(EvaluationError) in .boolean(value.conforms(to: type) != negated) }
        case .cast(let operand, let type):
            let functions = context.functions
            return try map(operand, batch) { (value) throws(EvaluationError) in try value.cast(to: type, functions) }
        case .pathMode(let path, let mode):
            return try map(path, batch) { (value) throws(EvaluationError) in Self.keeps(mode, value) }
        }
    }

    private func notEqual(_ a: Vector, _ b: Vector, _ count: Int) throws(EvaluationError) -> Vector {
        if case .booleans(let equal)? = TypedComparison.equal(a, b, count) { return .booleans(equal.map { $0 < 0 ? -1 : 1 - $0 }) }
        return try map(a, b, count) { (a, b) throws(EvaluationError) in Value.equals(a, b).map { !$0 }.value }
    }

    private func negation(of vector: Vector, _ count: Int) throws(EvaluationError) -> Vector {
        if case .booleans(let truths) = vector { return .booleans(truths.map { $0 < 0 ? -1 : 1 - $0 }) }
        return try map(vector, count) { (value) throws(EvaluationError) in
            try Self.truth(value, "NOT").map { .boolean(!$0) } ?? .null
        }
    }

    private func arithmetic(_ op: ArithmeticOperator, _ a: Vector, _ b: Vector, _ count: Int) throws(EvaluationError) -> Vector {
        if let result = TypedArithmetic.apply(op, a, b, count) { return result }
        if op == .add, let texts = try textSum(a, b) { return texts }
        // Bytes of the lists and strings that are concatenated.
        var made = 0
        var meter = WorkMeter(context.setting)
        return try map(a, b, count) { (a, b) throws(EvaluationError) in
            made += a.ownBytes + b.ownBytes
            try context.setting.memory.allow(made)
            try meter.did(1 + (a.ownBytes + b.ownBytes) / MemoryLayout<Value>.stride)
            return try Arithmetic.apply(op, a, b)
        }
    }

    // MARK: Row by row

    private func map(
        _ operand: Term, _ batch: Batch, _ body: (Value) throws(EvaluationError) -> Value
    ) throws(EvaluationError) -> Vector {
        try map(try evaluate(operand, batch), batch.count, body)
    }

    private func map(
        _ vector: Vector, _ count: Int, _ body: (Value) throws(EvaluationError) -> Value
    ) throws(EvaluationError) -> Vector {
        if case .constant(let value) = vector { return .constant(try body(value)) }
        if case .coded(let codes, let dictionary) = vector, dictionary.values.count < count, let results = try? Self.map(dictionary.values + [.null], body) {
            return results.gather(codes.map { min(Int($0), dictionary.values.count) })
        }
        return try Self.map(vector.values(count: count), body)
    }

    private static func map(_ values: [Value], _ body: (Value) throws(EvaluationError) -> Value) throws(EvaluationError) -> Vector {
        var out: [Value] = []
        out.reserveCapacity(values.count)
        for value in values { out.append(try body(value)) }
        return .unboxed(out)
    }

    private func map(
        _ left: Term, _ right: Term, _ batch: Batch, _ body: (Value, Value) throws(EvaluationError) -> Value
    ) throws(EvaluationError) -> Vector {
        try map(try evaluate(left, batch), try evaluate(right, batch), batch.count, body)
    }

    private func map(
        _ a: Vector, _ b: Vector, _ count: Int, _ body: (Value, Value) throws(EvaluationError) -> Value
    ) throws(EvaluationError) -> Vector {
        if case .constant(let x) = a, case .constant(let y) = b { return .constant(try body(x, y)) }
        if case .coded = a, case .constant(let y) = b { return try map(a, count) { (x) throws(EvaluationError) in try body(x, y) } }
        if case .constant(let x) = a, case .coded = b { return try map(b, count) { (y) throws(EvaluationError) in try body(x, y) } }
        var meter = WorkMeter(context.setting)
        var out: [Value] = []
        out.reserveCapacity(count)
        for row in 0..<count {
            let (x, y) = (a.value(at: row), b.value(at: row))
            // What is compared, at most the smaller one whole.
            try meter.did(1 + min(x.ownBytes, y.ownBytes) / 64)
            out.append(try body(x, y))
        }
        return .unboxed(out)
    }

    /// `element IN list`, row by row where the list is not the same for all.
    private func contains(_ lists: Vector, _ elements: Vector, _ count: Int) throws(EvaluationError) -> Vector {
        var meter = WorkMeter(context.setting)
        if case .constant(.list(let items)) = lists, let truths = TypedMembership.contains(items, elements) {
            try meter.did(items.count)
            return .booleans(truths)
        }
        if case .constant(.list(let items)) = lists, count > 1, let index = try context.memberships.index(of: items, isShared: true, context.setting) {
            return .booleans(index.contains(context.spread(elements, count), 0..<count))
        }
        if case .lists(let lists) = lists, let truths = try contains(lists, elements, &meter) { return .booleans(truths) }
        return try map(lists, elements, count) { (list, element) throws(EvaluationError) in
            switch list {
            case .null: return .null
            case .list(let items):
                if let index = try context.memberships.index(of: items, isShared: false, context.setting) { return index.contains(element).value }
                try meter.did(1 + items.count)
                return Value.isIn(items, element).value
            default: throw .wrongType(list, "a list", "IN")
            }
        }
    }

    /// From this many elements on a list that several rows have gets an index.
    private static let leastIndexed = 64

    /// Of unboxed lists; nil where their elements are not of the kind that is looked for.
    private func contains(_ lists: ListVector, _ elements: Vector, _ meter: inout WorkMeter) throws(EvaluationError) -> [Int8]? {
        let wanted = context.spread(elements, lists.count)
        var (truths, first) = ([Int8](), 0)
        while first < lists.count {
            var rows = lists.parts.equalRun(from: first)
            if rows.count > 1, lists.parts[first].count >= Self.leastIndexed, case .list(let items) = lists.value(at: first),
                let index = try context.memberships.index(of: items, isShared: true, context.setting)
            {
                truths += index.contains(wanted, rows)
            } else {
                // All lists up to the next one that has an index.
                while rows.upperBound < lists.count, lists.parts[rows.upperBound].count < Self.leastIndexed { rows = first..<rows.upperBound + 1 }
                try meter.did(lists.parts[rows].reduce(0) { $0 + $1.count })
                guard let found = lists.slice(rows).contains(wanted.slice(rows)) else { return nil }
                truths += found
            }
            first = rows.upperBound
        }
        return truths
    }

    /// Throws if a list or map in the vector is nested too deeply, or a value too large for one.
    func admit(_ vector: Vector) throws(EvaluationError) {
        switch vector {
        case .constant(let value): try context.setting.admit(value)
        case .values(let values): for value in values { try context.setting.admit(value) }
        case .strings, .lists, .maps: try context.setting.memory.allow(vector.bytes)
        default: break
        }
    }

    private func list(_ items: [Term], _ batch: Batch) throws(EvaluationError) -> Vector {
        var vectors: [Vector] = []
        for item in items { vectors.append(try evaluate(item, batch)) }
        let constants = vectors.compactMap { if case .constant(let value) = $0 { value } else { nil } }
        if constants.count == vectors.count { return .constant(.list(constants)) }
        let (count, width) = (batch.count, vectors.count)
        // One column after the other, and then row by row.
        let elements = Vector.joined(vectors.map { (context.spread($0, count), count) }).gather((0..<count * width).map { $0 % width * count + $0 / width })
        return .lists(elements, count: count * width, parts: (0..<count).map { ListPart($0 * width..<($0 + 1) * width) })
    }

    private func map(_ items: [Term.MapItem], _ batch: Batch) throws(EvaluationError) -> Vector {
        var vectors: [Vector] = []
        for item in items { vectors.append(try evaluate(item.value, batch)) }
        let isConstant = vectors.allSatisfy { if case .constant = $0 { true } else { false } }
        if !isConstant, let maps = MapVector(items.map(\.key), vectors.map { context.spread($0, batch.count) }, count: batch.count) { return .maps(maps) }
        let maps = (0..<(isConstant ? 1 : batch.count)).map { row in
            var map = PropertyMap()
            for (item, vector) in zip(items, vectors) { map[item.key] = vector.value(at: row) }
            return Value.map(map)
        }
        return isConstant ? .constant(maps[0]) : .values(maps)
    }

    // MARK: For clauses

    /// The rows for which the term is true.
    func truths(of term: Term, _ batch: Batch, by clause: String) throws(EvaluationError) -> [Int] {
        let vector = try evaluate(term, batch)
        if case .booleans(let truths) = vector {
            return truths.withUnsafeBufferPointer { truths in [Int](placesBelow: truths.count) { truths[$0] == 1 } }
        }
        var rows: [Int] = []
        for row in 0..<batch.count where try Self.truth(vector.value(at: row), clause, term) == true { rows.append(row) }
        return rows
    }

    /// Of a vector that a condition gave: 0 and 1; -1 for null.
    func truths(_ vector: Vector, count: Int, of term: Term, by clause: String) throws(EvaluationError) -> [Int8] {
        if case .booleans(let truths) = vector { return truths }
        var truths: [Int8] = []
        for row in 0..<count { truths.append(try Self.truth(vector.value(at: row), clause, term).map { $0 ? 1 : 0 } ?? -1) }
        return truths
    }

    /// The number of a SKIP or LIMIT.
    func count(_ term: Term, _ clause: String) throws(EvaluationError) -> Int {
        guard case .integer(let count) = try evaluate(term, context.emptyRow()).value(at: 0) else {
            throw EvaluationError(.notAnInteger(clause: clause)).placed(at: term)
        }
        guard count >= 0 else { throw EvaluationError(.negativeCount(clause: clause)).placed(at: term) }
        return count
    }

    /// nil for null; a fault, at the term, for what is not a boolean.
    static func truth(_ value: Value, _ by: String, _ term: Term? = nil) throws(EvaluationError) -> Bool? {
        switch value {
        case .boolean(let truth): return truth
        case .null: return nil
        default:
            let error = EvaluationError.wrongType(value, "a boolean", by)
            throw term.map(error.placed) ?? error
        }
    }
}

extension Bool? {
    var value: Value { map { .boolean($0) } ?? .null }
}

extension Term {
    /// Whether its values are made here, and so may be nested deeper or be larger than any before.
    fileprivate var makesValues: Bool {
        switch kind {
        case .constant, .slot, .property, .hasLabels, .element, .slice, .not, .negate, .positive, .and, .or, .xor, .equal, .notEqual,
            .order, .isIn, .string, .isNull, .cases, .quantifier, .reduce, .exists, .count, .labelled, .typed, .pathMode:
            false
        default: true
        }
    }
}

extension Value {
    var asInteger: Int? { if case .integer(let number) = self { number } else { nil } }

    var isList: Bool { if case .list = self { true } else { false } }
}
