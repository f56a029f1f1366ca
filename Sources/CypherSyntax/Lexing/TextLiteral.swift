/// The values that literals and quoted names stand for.
enum TextLiteral {
    /// Where in the bytes an escape is wrong.
    struct InvalidEscape: Error {
        let start: Int
        let end: Int
    }

    /// A name or a backquoted name without its backquotes.
    static func name(_ text: String) -> String {
        guard text.utf8.first == 0x60 else { return text }
        var name: [UInt8] = []
        var isEscape = false
        for byte in text.utf8.dropFirst().dropLast() {
            isEscape = byte == 0x60 && !isEscape
            if !isEscape { name.append(byte) }
        }
        return String(decoding: name, as: UTF8.self)
    }

    /// Nil where it does not fit. The sign is not part of the text.
    static func integer(_ text: String, negative: Bool) -> Int? {
        let lower = text.utf8.dropFirst().first.map { $0 | 0x20 }
        let isPrefixed = text.utf8.first == 0x30 && (lower == 0x78 || lower == 0x6F)
        let digits = isPrefixed ? text.dropFirst(2) : Substring(text)
        let radix = isPrefixed ? (lower == 0x78 ? 16 : 8) : 10
        return negative ? Int("-" + digits, radix: radix) : Int(digits, radix: radix)
    }

    /// The value of a string from quote to quote, both included.
    static func string(_ bytes: ArraySlice<UInt8>) throws(InvalidEscape) -> String {
        var value: [UInt8] = []
        value.reserveCapacity(bytes.count)
        var at = bytes.startIndex + 1
        let end = bytes.endIndex - 1
        while at < end {
            let byte = bytes[at]
            guard byte == 0x5C else {
                value.append(byte)
                at += 1
                continue
            }
            let start = at
            at += 2
            switch bytes[start + 1] {
            case 0x5C: value.append(0x5C)
            case 0x27: value.append(0x27)
            case 0x22: value.append(0x22)
            case 0x62, 0x42: value.append(0x08)
            case 0x66, 0x46: value.append(0x0C)
            case 0x6E, 0x4E: value.append(0x0A)
            case 0x72, 0x52: value.append(0x0D)
            case 0x74, 0x54: value.append(0x09)
            case 0x75, 0x55:
                var scalar = try codePoint(bytes[start..<end])
                at = scalar.end
                if scalar.value & 0xFFFF_FC00 == 0xD800 {
                    let low = try codePoint(bytes[at..<end], after: start)
                    guard low.value & 0xFFFF_FC00 == 0xDC00 else { throw InvalidEscape(start: start, end: scalar.end) }
                    scalar.value = 0x10000 + (scalar.value & 0x3FF) << 10 + (low.value & 0x3FF)
                    at = low.end
                }
                guard let scalar = Unicode.Scalar(scalar.value) else { throw InvalidEscape(start: start, end: at) }
                value += Array(String(Character(scalar)).utf8)
            default:
                // The whole of a character that takes several bytes.
                while at < end, bytes[at] & 0xC0 == 0x80 { at += 1 }
                throw InvalidEscape(start: start, end: at)
            }
        }
        return String(decoding: value, as: UTF8.self)
    }

    /// `\uXXXX` or `\UXXXXXXXX`. A fault lies at `start`, where two make one character.
    private static func codePoint(
        _ bytes: ArraySlice<UInt8>, after start: Int? = nil
    ) throws(InvalidEscape) -> (value: UInt32, end: Int) {
        let first = bytes.startIndex
        let isEscape = bytes.count >= 2 && bytes[first] == 0x5C && bytes[first + 1] | 0x20 == 0x75
        let length = isEscape ? (bytes[first + 1] == 0x75 ? 4 : 8) : 0
        let digits = bytes.dropFirst(2).prefix(length)
        guard isEscape, digits.count == length,
            digits.allSatisfy({ CharacterClass.isDigit($0) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x66) }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else {
            let shown = digits.prefix { $0 < 0x80 && $0 != 0x5C }.count
            throw InvalidEscape(start: start ?? first, end: start.map { $0 + 6 } ?? first + 2 + shown)
        }
        return (value, first + 2 + length)
    }
}
