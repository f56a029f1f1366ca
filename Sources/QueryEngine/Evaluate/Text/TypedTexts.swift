import CypherSyntax
import PropertyGraph

/// Texts made of the texts of a batch, as bytes and codes, without a string for each; nil for anything else, and for long ones, which are
/// made one by one with a look at the limits.
enum TypedTexts {
    /// Bytes of a text that is made so, and of all texts of a batch.
    private static let (longest, most) = (4096, 1 << 24)

    /// What `make` appends for the bytes of each text, to an empty row of bytes: once for each text of the dictionary where these are no more than the rows.
    /// nil as soon as it answers false.
    private static func eachOrNone(
        _ codes: [UInt32], of dictionary: StringDictionary, _ make: (_ text: UnsafeBufferPointer<UInt8>, _ bytes: inout [UInt8]) -> Bool
    ) -> Vector? {
        var (found, bytes) = (StringDictionaryBuilder(), [UInt8]())
        func made(_ code: UInt32) -> UInt32? {
            let text = dictionary.utf8(of: code)
            if text.count > longest || found.byteCount > most { return nil }
            bytes.removeAll(keepingCapacity: true)
            guard make(text, &bytes) else { return nil }
            return bytes.withUnsafeBufferPointer { found.code(of: $0) }
        }
        let areFew = dictionary.count <= codes.count
        var results: [UInt32] = []
        results.reserveCapacity(areFew ? dictionary.count : codes.count)
        for code in areFew ? Array(0..<UInt32(dictionary.count)) : codes {
            guard let result = code == Vector.nullCode ? code : made(code) else { return nil }
            results.append(result)
        }
        return .strings(areFew ? codes.translated(results) : results, found.build())
    }

    private static func each(
        _ codes: [UInt32], of dictionary: StringDictionary, _ make: (_ text: UnsafeBufferPointer<UInt8>, _ bytes: inout [UInt8]) -> Void
    ) -> Vector? {
        eachOrNone(codes, of: dictionary) { text, bytes in
            make(text, &bytes)
            return true
        }
    }

    static func call(_ function: String, _ arguments: [Vector]) -> Vector? {
        switch (arguments[0], function) {
        case (.strings(let codes, let dictionary), "left"):
            return arguments[1].length.flatMap { length in each(codes, of: dictionary) { $1.append(contentsOf: $0[$0.characters(from: 0, length)]) } }
        case (.strings(let codes, let dictionary), "right"):
            return arguments[1].length.flatMap { length in each(codes, of: dictionary) { $1.append(contentsOf: $0[$0.characters(from: max(0, $0.characterCount - length), nil)]) } }
        case (.strings(let codes, let dictionary), "substring"):
            guard let start = arguments[1].length else { return nil }
            if arguments.count == 2 { return each(codes, of: dictionary) { $1.append(contentsOf: $0[$0.characters(from: start, nil)]) } }
            return arguments[2].length.flatMap { length in each(codes, of: dictionary) { $1.append(contentsOf: $0[$0.characters(from: start, length)]) } }
        case (.integers, "toString"), (.partial(.integers, _), "toString"): return joined(arguments)
        case (.strings(let codes, let dictionary), _): return FoldedTexts.firstLetter(changedBy: function).flatMap { folded(codes, dictionary, changing: $0) }
        default: return nil
        }
    }

    /// nil where a text has letters other than those of ASCII.
    private static func folded(_ codes: [UInt32], _ dictionary: StringDictionary, changing first: UInt8) -> Vector? {
        eachOrNone(codes, of: dictionary) { text, bytes in
            guard FoldedTexts.isASCII(text) else { return false }
            bytes.append(contentsOf: text)
            bytes.withUnsafeMutableBufferPointer { FoldedTexts.fold($0, changing: first) }
            return true
        }
    }

    /// Texts with texts or whole numbers, at least one of them a text that varies or a number beside a text.
    static func sum(_ a: Vector, _ b: Vector) -> Vector? {
        switch (a, b) {
        case (.strings(let codes, let dictionary), .constant(.string(let text))) where text.utf8.count <= longest:
            let end = Array(text.utf8)
            return each(codes, of: dictionary) { $1.append(contentsOf: $0); $1 += end }
        case (.constant(.string(let text)), .strings(let codes, let dictionary)) where text.utf8.count <= longest:
            let start = Array(text.utf8)
            return each(codes, of: dictionary) { $1 += start; $1.append(contentsOf: $0) }
        case (.strings, .strings), (.strings, .integers), (.integers, .strings), (.strings, .partial(.integers, _)), (.partial(.integers, _), .strings),
            (.constant(.string), .integers), (.integers, .constant(.string)), (.constant(.string), .partial(.integers, _)), (.partial(.integers, _), .constant(.string)),
            (.strings, .constant(.integer)), (.constant(.integer), .strings):
            return joined([a, b])
        default: return nil
        }
    }

    /// The values of each row, as text, one after the other.
    private static func joined(_ parts: [Vector]) -> Vector? {
        var (found, bytes, codes) = (StringDictionaryBuilder(), [UInt8](), [UInt32]())
        let parts = parts.map { part -> Vector in if case .constant(let value) = part { .constant(.string(value.spelled)) } else { part } }
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
    /// Of a number of characters that is the same for all rows.
    fileprivate var length: Int? { if case .constant(.integer(let length)) = self, length >= 0 { length } else { nil } }

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
        if number < 0 { append(UInt8(ascii: "-")) }
        let start = count
        var rest = number.magnitude
        repeat {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Where some characters of UTF-8 lie, from the one numbered `start` on; all for nil.
    fileprivate func characters(from start: Int, _ length: Int?) -> Range<Int> {
        let from = offset(of: start, from: 0)
        return from..<(length.map { offset(of: $0, from: from) } ?? count)
    }
}
