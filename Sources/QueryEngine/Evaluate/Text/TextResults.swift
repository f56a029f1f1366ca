import Diagnostics
import PropertyGraph
import Synchronization

// MARK: - What depends on texts alone

extension Evaluator {
    /// Of one text that varies, beside values that do not: the result for each text, computed once as soon as the rows asked about are twice as many as
    /// the texts. `body` makes one result.
    func resultsByText(
        _ function: FunctionID, _ vectors: [Vector], _ body: ([Value]) throws(EvaluationError) -> Value
    ) throws(EvaluationError) -> Vector? {
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
        // Of very many texts the results would take longer to make, and more memory, than they are worth.
        guard let text, text.dictionary.isSmall else { return nil }
        let key = TextResults.Key(function: function, arguments: constants, place: text.place, dictionary: ObjectIdentifier(text.dictionary))
        let found = try context.setting.textResults.results(key, text.dictionary, rows: text.codes.count) { () throws(EvaluationError) in
            try results(constants, text.place, text.dictionary, body)
        }
        // Null stands behind the last text.
        return found?.gather(text.codes.map { $0 == Vector.nullCode ? text.dictionary.count : Int($0) })
    }

    /// nil where it fails for a text, which no row may have.
    private func results(
        _ constants: [Value], _ place: Int, _ dictionary: StringDictionary, _ body: ([Value]) throws(EvaluationError) -> Value
    ) throws(EvaluationError) -> Vector? {
        var arguments = constants
        var out: [Value] = []
        var made = 0
        for code in 0..<UInt32(dictionary.count) {
            if code % 64 == 63 { try context.setting.check(steps: 64) }
            arguments[place] = .string(dictionary[code])
            guard let result = try? body(arguments) else { return nil }
            made += result.ownBytes
            if made > 1 << 24 { return nil }
            out.append(result)
        }
        return .unboxedTexts(out + [.null])
    }
}

/// What functions make of the texts of dictionaries, by function and other arguments, for all threads of a run.
final class TextResults: Sendable {
    struct Key: Hashable, Sendable {
        var function: FunctionID
        /// Null in place of the text.
        var arguments: [Value]
        var place: Int
        var dictionary: ObjectIdentifier
    }

    private struct Entry: Sendable {
        /// Held, so that no other dictionary is taken for it.
        let dictionary: StringDictionary
        var rows = 0
        var results: Vector?
        var fails = false
    }

    private let entries = Mutex<[Key: Entry]>([:])

    /// nil while it is not worth while.
    func results(
        _ key: Key, _ dictionary: StringDictionary, rows: Int, _ make: () throws(EvaluationError) -> Vector?
    ) throws(EvaluationError) -> Vector? {
        try entries.withLock { entries throws(EvaluationError) in
            if entries.count >= 64, entries[key] == nil { entries.removeAll() }
            var entry = entries[key] ?? Entry(dictionary: dictionary)
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
}
