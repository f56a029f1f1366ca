import CypherSyntax
import PropertyGraph

/// Texts made of the texts of a batch, as bytes and codes, without a string for each; nil for anything else, and for long ones, which are
/// made one by one with a look at the limits.
enum TypedTexts {
    /// Bytes of a text that is made so, and of all texts of a batch.
    static let (longest, most) = (4096, 1 << 24)

    /// What `make` appends for the bytes of each text, to an empty row of bytes: once for each text of the dictionary where these are no more than the rows.
    /// nil as soon as it answers false.
    static func eachOrNone(
        _ codes: [UInt32], of dictionary: StringDictionary, _ make: (_ text: UnsafeBufferPointer<UInt8>, _ bytes: inout [UInt8]) -> Bool
    ) -> Vector? {
        var bytes: [UInt8] = []
        return eachCode(codes, of: dictionary) { text, found in
            bytes.removeAll(keepingCapacity: true)
            guard make(text, &bytes) else { return nil }
            return bytes.withUnsafeBufferPointer { found.code(of: $0) }
        }
    }

    /// As `eachOrNone`, of a part of each text.
    @inline(__always)
    static func slices(
        _ codes: [UInt32], of dictionary: StringDictionary, _ part: (_ text: UnsafeBufferPointer<UInt8>) -> Range<Int>
    ) -> Vector? {
        eachCode(codes, of: dictionary) { text, found in found.code(of: UnsafeBufferPointer(rebasing: text[part(text)])) }
    }

    /// - Parameter make: gives the code, among those that were found, of what a text becomes; nil where that is not known.
    @inline(__always)
    private static func eachCode(
        _ codes: [UInt32], of dictionary: StringDictionary,
        _ make: (_ text: UnsafeBufferPointer<UInt8>, _ found: inout StringDictionaryBuilder) -> UInt32?
    ) -> Vector? {
        var found = StringDictionaryBuilder()
        let areFew = dictionary.count <= codes.count
        var results: [UInt32] = []
        results.reserveCapacity(areFew ? dictionary.count : codes.count)
        for code in areFew ? Array(0..<UInt32(dictionary.count)) : codes {
            if code == Vector.nullCode {
                results.append(code)
                continue
            }
            let text = dictionary.utf8(of: code)
            guard text.count <= longest, found.byteCount <= most, let result = make(text, &found) else { return nil }
            results.append(result)
        }
        return .strings(areFew ? codes.translated(results) : results, found.build())
    }

    static func each(
        _ codes: [UInt32], of dictionary: StringDictionary, _ make: (_ text: UnsafeBufferPointer<UInt8>, _ bytes: inout [UInt8]) -> Void
    ) -> Vector? {
        eachOrNone(codes, of: dictionary) { text, bytes in
            make(text, &bytes)
            return true
        }
    }

    /// Texts with texts or whole numbers, at least one of them a text that varies or a number beside a text.
    static func sum(_ a: Vector, _ b: Vector) -> Vector? {
        switch (a, b) {
        case (.strings(let codes, let dictionary), .constant(.string(let text))) where text.utf8.count <= longest:
            return between([], codes, dictionary, Array(text.utf8))
        case (.constant(.string(let text)), .strings(let codes, let dictionary)) where text.utf8.count <= longest:
            return between(Array(text.utf8), codes, dictionary, [])
        case (.strings, .strings), (.strings, .integers), (.integers, .strings), (.strings, .partial(.integers, _)), (.partial(.integers, _), .strings),
            (.constant(.string), .integers), (.integers, .constant(.string)), (.constant(.string), .partial(.integers, _)), (.partial(.integers, _), .constant(.string)),
            (.strings, .constant(.integer)), (.constant(.integer), .strings):
            return joined([a, b])
        default: return nil
        }
    }

    /// Each text with the same before it and after it: what differs differs still, so that codes stay.
    private static func between(_ start: [UInt8], _ codes: [UInt32], _ dictionary: StringDictionary, _ end: [UInt8]) -> Vector? {
        guard dictionary.count <= codes.count else { return each(codes, of: dictionary) { $1 += start; $1.append(contentsOf: $0); $1 += end } }
        var texts = DistinctTexts(reserving: dictionary.count)
        for code in 0..<UInt32(dictionary.count) {
            let text = dictionary.utf8(of: code)
            if text.count > longest || texts.byteCount > most { return nil }
            start.withUnsafeBufferPointer { texts.append($0) }
            texts.append(text)
            end.withUnsafeBufferPointer { texts.append($0) }
            texts.end()
        }
        return .strings(codes, texts.build())
    }

    /// Each number as text, with the same before it and after it, once for each that differs. nil where they lie far apart.
    private static func spelled(_ start: [UInt8], _ numbers: [Int], _ present: [Bool]?, _ end: [UInt8]) -> Vector? {
        guard start.count + end.count < longest else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { room in
            spelled(numbers, present) { number, texts in
                start.withUnsafeBufferPointer { texts.append($0) }
                texts.append(room.digits(of: number))
                end.withUnsafeBufferPointer { texts.append($0) }
            }
        }
    }

    /// The text that `spell` appends for each number, once for each that differs; the texts have to differ too. nil where the numbers lie far apart.
    static func spelled(_ numbers: [Int], _ present: [Bool]?, _ spell: (_ number: Int, _ texts: inout DistinctTexts) -> Void) -> Vector? {
        let given = numbers.indices.lazy.filter { present?[$0] ?? true }.map { numbers[$0] }
        guard let near = NearNumbers(given, most: 4 * numbers.count) else { return nil }
        var known = [UInt32](repeating: Vector.nullCode, count: near.count)
        var texts = DistinctTexts(reserving: min(numbers.count, near.count))
        var next: UInt32 = 0
        let codes = numbers.indices.map { row -> UInt32 in
            guard present?[row] ?? true, texts.byteCount <= most else { return Vector.nullCode }
            let place = numbers[row] - near.least
            if known[place] == Vector.nullCode {
                spell(numbers[row], &texts)
                texts.end()
                known[place] = next
                next += 1
            }
            return known[place]
        }
        return texts.byteCount > most ? nil : .strings(codes, texts.build())
    }

    /// The values of each row, as text, one after the other.
    static func joined(_ parts: [Vector]) -> Vector? {
        var (found, bytes, codes) = (StringDictionaryBuilder(), [UInt8](), [UInt32]())
        let parts = parts.map { part -> Vector in if case .constant(let value) = part { .constant(.string(value.spelled)) } else { part } }
        let varying = parts.indices.filter { parts[$0].rowCount != nil }
        if varying.count == 1, let (numbers, present) = parts[varying[0]].wholeNumbers,
            let texts = spelled(parts[..<varying[0]].flatMap(\.constantText), numbers, present, parts[(varying[0] + 1)...].flatMap(\.constantText))
        { return texts }
        let count = parts.lazy.compactMap(\.rowCount).first ?? 0
        codes.reserveCapacity(count)
        for row in 0..<count {
            bytes.removeAll(keepingCapacity: true)
            var isNull = false
            for part in parts where !isNull {
                switch part {
                case .strings(let codes, let dictionary): if codes[row] == Vector.nullCode { isNull = true } else { bytes.append(contentsOf: dictionary.utf8(of: codes[row])) }
                case .integers(let numbers): bytes.append(digitsOf: numbers[row])
                case .partial(.integers(let numbers), let present): if present[row] { bytes.append(digitsOf: numbers[row]) } else { isNull = true }
                case .constant(.string(let text)): bytes += text.utf8
                default: return nil
                }
            }
            if bytes.count > longest || found.byteCount > most { return nil }
            codes.append(isNull ? Vector.nullCode : bytes.withUnsafeBufferPointer { found.code(of: $0) })
        }
        return .strings(codes, found.build())
    }
}

extension Vector {
    fileprivate var constantText: [UInt8] { if case .constant(.string(let text)) = self { Array(text.utf8) } else { [] } }

    fileprivate var rowCount: Int? {
        switch self {
        case .strings(let codes, _): codes.count
        case .integers(let numbers), .partial(.integers(let numbers), _): numbers.count
        default: nil
        }
    }
}

extension Value {
    /// Of a text or a whole number.
    fileprivate var spelled: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        default: ""
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(digitsOf number: Int) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { append(contentsOf: $0.digits(of: number)) }
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// The digits of a number with its sign, at the end of the buffer, which has room for all.
    fileprivate func digits(of number: Int) -> UnsafeBufferPointer<UInt8> {
        var (start, rest) = (count, number.magnitude)
        repeat {
            start -= 1
            self[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        if number < 0 {
            start -= 1
            self[start] = UInt8(ascii: "-")
        }
        return UnsafeBufferPointer(rebasing: self[start...])
    }
}
