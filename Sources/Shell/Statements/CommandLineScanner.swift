/// The line of a command: words, of which some are quoted.
enum CommandLineScanner {
    /// Where the command that starts at `start` ends: at a `;`, a `//`, or the end of the line, whichever comes
    /// first outside quotes. A quote opens only where a word begins and only if the line closes it,
    /// so that an apostrophe needs no care.
    static func end(in bytes: [UInt8], from start: Int) -> Int {
        var at = start
        var beginsWord = true
        while at < bytes.count, bytes[at] != 0x0A {
            let byte = bytes[at]
            if byte == 0x3B { return at }
            if beginsWord {
                if byte == 0x2F, at + 1 < bytes.count, bytes[at + 1] == 0x2F { return at }
                if byte == 0x22 || byte == 0x27, let close = closing(byte, in: bytes, from: at + 1) { at = close }
            }
            // `name="some words"` holds a quoted value.
            beginsWord = byte <= 0x20 || byte == 0x3D
            at += 1
        }
        return at
    }

    /// Up to white space or a `;`.
    static func word(in bytes: [UInt8], from start: Int) -> String {
        String(decoding: bytes[start...].prefix { $0 > 0x20 && $0 != 0x3B }, as: UTF8.self)
    }

    /// The words of a line, quotes taken off.
    static func words(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var words: [String] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] <= 0x20 {
                at += 1
                continue
            }
            let start = at
            if bytes[at] == 0x22 || bytes[at] == 0x27, let close = closing(bytes[at], in: bytes, from: at + 1) {
                words.append(String(decoding: bytes[start + 1..<close], as: UTF8.self))
                at = close + 1
            } else {
                while at < bytes.count, bytes[at] > 0x20 { at += 1 }
                words.append(String(decoding: bytes[start..<at], as: UTF8.self))
            }
        }
        return words
    }

    /// The quote that ends a word: one before white space, a `;` or the end of the line.
    static func closing(_ quote: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
        var at = start
        while at < bytes.count, bytes[at] != 0x0A {
            let next = at + 1 < bytes.count ? bytes[at + 1] : 0x0A
            if bytes[at] == quote, next <= 0x20 || next == 0x3B { return at }
            at += 1
        }
        return nil
    }
}
