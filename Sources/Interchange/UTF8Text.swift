public import Diagnostics

/// Bytes taken as UTF-8 text.
public enum UTF8Text {
    /// The text, without a byte order mark at its head, or where the bytes cease to be UTF-8.
    /// Throws `DataFault.invalidUTF8`, placed in a copy of the text that shows U+FFFD for what cannot be read.
    public static func source(_ bytes: [UInt8], name: String?) throws(Diagnostics) -> SourceText {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        if let text = String(validating: body, as: UTF8.self) { return SourceText(text, name: name) }
        let offset = firstFault(in: body)
        throw Diagnostics(
            DataFault.invalidUTF8, span: SourceSpan(offset, offset + 3),
            source: SourceText(String(decoding: body, as: UTF8.self), name: name))
    }

    /// Offset of the first byte that begins no scalar, or of the end. O(n).
    public static func firstFault(in bytes: ArraySlice<UInt8>) -> Int {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let scalar): offset += scalar.count
            case .error, .emptyInput: return offset
            }
        }
    }

    /// Whether all of the bytes are text. O(n), much ASCII at the speed of memory.
    static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(bytes)
        func word(_ at: Int) -> UInt64 { raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) }
        var at = 0
        while at < bytes.count {
            while at + 32 <= bytes.count, (word(at) | word(at + 8) | word(at + 16) | word(at + 24)) & 0x8080_8080_8080_8080 == 0 {
                at += 32
            }
            guard at < bytes.count else { break }
            guard let length = scalarLength(bytes, at) else { return false }
            at += length
        }
        return true
    }

    /// How many bytes the scalar takes that begins there; nil where none does. After table 3-7 of the Unicode standard.
    private static func scalarLength(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        let second: ClosedRange<UInt8>
        let length: Int
        switch bytes[at] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
        case 0xE0: (second, length) = (0xA0...0xBF, 3)
        case 0xED: (second, length) = (0x80...0x9F, 3)
        case 0xE1...0xEF: (second, length) = (0x80...0xBF, 3)
        case 0xF0: (second, length) = (0x90...0xBF, 4)
        case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
        case 0xF4: (second, length) = (0x80...0x8F, 4)
        default: return nil
        }
        guard at + length <= bytes.count, second.contains(bytes[at + 1]) else { return nil }
        for index in 2..<max(2, length) where bytes[at + index] & 0xC0 != 0x80 { return nil }
        return length
    }
}
