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
}
