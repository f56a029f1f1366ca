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
        let key = TextResults.Key(function: function, arguments: constants, place: text.place, dictionaries: [text.dictionary])
        let found = try context.setting.textResults.results(key, rows: text.codes.count) { () throws(EvaluationError) in
            var all = vectors
            all[text.place] = .strings([UInt32](0..<UInt32(text.dictionary.count)), text.dictionary)
            if case .strings(let codes, let dictionary) = TypedTexts.call(FunctionTable[function].name, all) {
                return .strings(codes + [Vector.nullCode], dictionary)
            }
            return try results(constants, text.place, text.dictionary, body)
        }
        // Null stands behind the last text.
        return found?.gather(text.codes.map { $0 == Vector.nullCode ? text.dictionary.count : Int($0) })
    }

    /// Texts put together: once for each text, or for each two of few, as soon as there have been rows enough; nil for anything else.
    func textSum(_ a: Vector, _ b: Vector) throws(EvaluationError) -> Vector? {
        let key: TextResults.Key
        switch (a, b) {
        case (.strings(_, let dictionary), .constant(.string)) where dictionary.isSmall:
            key = TextResults.Key(function: nil, arguments: [.null, b.value(at: 0)], place: 0, dictionaries: [dictionary])
        case (.constant(.string), .strings(_, let dictionary)) where dictionary.isSmall:
            key = TextResults.Key(function: nil, arguments: [a.value(at: 0), .null], place: 1, dictionaries: [dictionary])
        case (.strings(_, let first), .strings(_, let second)) where first.count * second.count <= StringDictionary.smallCount:
            key = TextResults.Key(function: nil, arguments: [], place: 0, dictionaries: [first, second])
        default: return TypedTexts.sum(a, b)
        }
        let codes = [a, b].compactMap { vector in if case .strings(let codes, _) = vector { codes } else { nil } }
        let found = try context.setting.textResults.results(key, rows: codes[0].count) { () throws(EvaluationError) in
            let all = key.dictionaries.map { [UInt32](0..<UInt32($0.count)) }
            func texts(_ place: Int, _ codes: [UInt32]) -> Vector { .strings(codes, key.dictionaries[place]) }
            let sums = all.count == 2
                ? TypedTexts.sum(texts(0, all[0].flatMap { [UInt32](repeating: $0, count: all[1].count) }), texts(1, all[0].flatMap { _ in all[1] }))
                : key.place == 0 ? TypedTexts.sum(texts(0, all[0]), b) : TypedTexts.sum(a, texts(0, all[0]))
            guard case .strings(let results, let dictionary) = sums else { return nil }
            return .strings(results + [Vector.nullCode], dictionary)
        }
        guard let found else { return TypedTexts.sum(a, b) }
        let (null, width) = (key.dictionaries.reduce(1) { $0 * $1.count }, key.dictionaries.last?.count ?? 1)
        return codes.count == 1
            ? found.gather(codes[0].map { $0 == Vector.nullCode ? null : Int($0) })
            : found.gather(Operand.zip(.each(codes[0]), .each(codes[1]), codes[0].count) { $0 == Vector.nullCode || $1 == Vector.nullCode ? null : Int($0) * width + Int($1) })
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
    struct Key: Equatable, Sendable {
        /// nil for texts put together.
        var function: FunctionID?
        /// Null in place of the text.
        var arguments: [Value]
        var place: Int
        /// Of the text, or of two of them. Held, so that no other dictionary is taken for one.
        var dictionaries: [StringDictionary]

        /// Rows from which on results for all texts are less work: pairs of texts mean more for each.
        var worthwhile: Int { dictionaries.count == 1 ? 2 * dictionaries[0].count : dictionaries[0].count * dictionaries[1].count / 2 }

        static func == (a: Key, b: Key) -> Bool {
            a.function == b.function && a.place == b.place && a.dictionaries.elementsEqual(b.dictionaries) { $0 === $1 } && a.arguments == b.arguments
        }
    }

    private struct Entry: Sendable {
        let key: Key
        var rows = 0
        var results: Vector?
        var fails = false
    }

    /// A few: the type of a dictionary would be laid out by each process that asks for none.
    private let entries = Mutex<[Entry]>([])

    /// nil while it is not worth while.
    func results(
        _ key: Key, rows: Int, _ make: () throws(EvaluationError) -> Vector?
    ) throws(EvaluationError) -> Vector? {
        try entries.withLock { entries throws(EvaluationError) in
            let known = entries.firstIndex { $0.key == key }
            if known == nil, entries.count >= 64 { entries.removeAll() }
            var entry = known.map { entries[$0] } ?? Entry(key: key)
            if entry.results == nil {
                entry.rows += rows
                if !entry.fails, entry.rows >= key.worthwhile {
                    entry.results = try make()
                    entry.fails = entry.results == nil
                }
                if let known { entries[known] = entry } else { entries.append(entry) }
            }
            return entry.results
        }
    }
}
