import Diagnostics
import PropertyGraph

// MARK: - Functions

extension Evaluator {
    func call(
        _ id: FunctionID, _ arguments: [Term], _ batch: Batch
    ) throws(EvaluationError) -> Vector {
        var vectors: [Vector] = []
        for argument in arguments { vectors.append(try evaluate(argument, batch)) }
        let function = FunctionTable[id]
        if let typed = TypedCalls.apply(function, vectors) { return typed }
        if let (codes, results) = try resultsByText(id, function, vectors) { return results.gather(codes) }
        let functions = context.functions
        let isConstant = function.isDeterministic && vectors.allSatisfy { if case .constant = $0 { true } else { false } }
        var out: [Value] = []
        out.reserveCapacity(batch.count)
        // Of all results together: a function itself looks only at the one it makes.
        var made = 0
        for row in 0..<(isConstant ? 1 : batch.count) {
            if row % 64 == 63 { try context.setting.check(steps: 64) }
            let values = vectors.map { $0.value(at: row) }
            if function.nullInNullOut, values.contains(where: \.isNull) {
                out.append(.null)
            } else {
                let result = try function.body(functions, values)
                made += result.ownBytes
                context.setting.limits.steps?.add(result.ownBytes / 16)
                try context.setting.memory.allow(made)
                if result.isNull, function.isCast { noteNull(function, values, arguments, batch, row) }
                out.append(result)
            }
        }
        return isConstant ? .constant(out[0]) : .unboxed(out)
    }

    /// Of a function of one text that varies: the results by code, computed once for each distinct text as soon as the rows asked
    /// about are more than these; with the place of each row's among them.
    func resultsByText(
        _ id: FunctionID, _ function: ScalarFunction, _ vectors: [Vector]
    ) throws(EvaluationError) -> (rows: [Int], results: Vector)? {
        guard function.isDeterministic, function.nullInNullOut, !function.isCast else { return nil }
        var text: (place: Int, codes: [UInt32], dictionary: StringDictionary)?
        var constants: [Value] = []
        for (place, vector) in vectors.enumerated() {
            switch vector {
            case .strings(let codes, let dictionary):
                if text != nil { return nil }
                text = (place, codes, dictionary)
                constants.append(.null)
            case .constant(let value):
                if value.isNull { return nil }
                constants.append(value)
            default: return nil
            }
        }
        guard let text else { return nil }
        let key = TextResults.Key(function: id, arguments: constants, place: text.place, dictionary: ObjectIdentifier(text.dictionary))
        guard let results = try context.textResults.results(key, text.dictionary, rows: text.codes.count, { () throws(EvaluationError) in
            try results(of: function, constants, text.place, text.dictionary)
        }) else { return nil }
        // Null stands behind the last text.
        return (text.codes.map { $0 == Vector.nullCode ? text.dictionary.count : Int($0) }, results)
    }

    /// nil where the function fails for a text, which no row may have.
    private func results(
        of function: ScalarFunction, _ constants: [Value], _ place: Int, _ dictionary: StringDictionary
    ) throws(EvaluationError) -> Vector? {
        let functions = context.functions
        var arguments = constants
        var out: [Value] = []
        var made = 0
        for code in 0..<UInt32(dictionary.count) {
            if code % 64 == 63 { try context.setting.check(steps: 64) }
            arguments[place] = .string(dictionary[code])
            guard let result = try? function.body(functions, arguments) else { return nil }
            made += result.ownBytes
            if made > 1 << 24 { return nil }
            out.append(result)
        }
        return .unboxedTexts(out + [.null])
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

/// What functions make of the texts of dictionaries, by function and other arguments. Of one thread.
final class TextResults {
    struct Key: Hashable {
        var function: FunctionID
        /// Null in place of the text.
        var arguments: [Value]
        var place: Int
        var dictionary: ObjectIdentifier
    }

    private struct Entry {
        /// Held, so that no other dictionary is taken for it.
        let dictionary: StringDictionary
        var rows = 0
        var results: Vector?
        var fails = false
    }

    private var entries: [Key: Entry] = [:]

    /// nil while it is not worth while.
    func results(
        _ key: Key, _ dictionary: StringDictionary, rows: Int, _ make: () throws(EvaluationError) -> Vector?
    ) throws(EvaluationError) -> Vector? {
        if entries[key] == nil {
            if entries.count >= 64 { entries.removeAll() }
            entries[key] = Entry(dictionary: dictionary)
        }
        var entry = entries[key]!
        if entry.results == nil {
            entry.rows += rows
            if !entry.fails, entry.rows >= 2 * dictionary.count {
                entry.results = try make()
                entry.fails = entry.results == nil
            }
            entries[key] = entry
        }
        return entry.results
    }
}

/// Functions of unboxed vectors; nil for all others.
enum TypedCalls {
    static func apply(_ function: ScalarFunction, _ arguments: [Vector]) -> Vector? {
        guard arguments.count == 1 else { return nil }
        switch arguments[0] {
        case .strings(let codes, let dictionary) where function.name == "size":
            return numbers(codes) { code in
                code == Vector.nullCode ? nil : dictionary.utf8(of: code).reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
            }
        case .partial(let numbers, let present): return apply(function, [numbers])?.masked(present)
        case .integers(let numbers): return apply(function, integers: numbers)
        case .floats(let numbers): return apply(function, floats: numbers)
        case .nodes, .relationships, .dates, .booleans, .strings, .values, .constant: return nil
        }
    }

    private static func apply(_ function: ScalarFunction, integers numbers: [Int]) -> Vector? {
        switch function.name {
        case "toFloat": .floats(numbers.map { Double($0) })
        case "toInteger": .integers(numbers)
        // The least integer has none without its sign.
        case "abs": numbers.contains(.min) ? nil : .integers(numbers.map { abs($0) })
        case "sign": .integers(numbers.map { $0.signum() })
        default: function.onFloats.map { body in .floats(numbers.map { body(Double($0)) }) }
        }
    }

    private static func apply(_ function: ScalarFunction, floats numbers: [Double]) -> Vector? {
        switch function.name {
        case "toFloat": .floats(numbers)
        case "toInteger": numbers.allSatisfy { abs($0) < 0x1p62 } ? .integers(numbers.map { Int($0) }) : nil
        case "abs": .floats(numbers.map { abs($0) })
        case "sign": .integers(numbers.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 })
        default: function.onFloats.map { body in .floats(numbers.map(body)) }
        }
    }

    /// A part of each date; nil for a name that dates do not have.
    static func part(_ name: String, of days: [Int32]) -> Vector? {
        // The usual ones without a way through a key path.
        switch name {
        case "year": return numbers(days) { $0 == Vector.nullDate ? nil : CalendarDate(days: Int($0)).parts.year }
        case "month": return numbers(days) { $0 == Vector.nullDate ? nil : CalendarDate(days: Int($0)).parts.month }
        case "day": return numbers(days) { $0 == Vector.nullDate ? nil : CalendarDate(days: Int($0)).parts.day }
        default:
            guard let part = TemporalComponent.part(name) else { return nil }
            return numbers(days) { $0 == Vector.nullDate ? nil : CalendarDate(days: Int($0))[keyPath: part] }
        }
    }

    @inline(__always)
    private static func numbers<Element>(_ elements: [Element], _ number: (Element) -> Int?) -> Vector {
        var present = [Bool](repeating: true, count: elements.count)
        var isWhole = true
        let numbers = [Int](count: elements.count) { row in
            if let number = number(elements[row]) { return number }
            (present[row], isWhole) = (false, false)
            return 0
        }
        return isWhole ? .integers(numbers) : .partial(.integers(numbers), present: present)
    }
}
