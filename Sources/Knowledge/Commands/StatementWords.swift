import Diagnostics

/// The words of a command as a shell parts them: by spaces, with 'single' or "double" quotes around a word
/// or around the value after `=`. An apostrophe inside a word is a letter.
struct StatementWords {
    struct Word {
        var text: String
        /// In the statement, quotes included.
        var span: SourceSpan
        var isQuoted = false
        /// The part before `=` of `name=value` or `--name=value`.
        var name: String?
    }

    static func parse(_ statement: SourceText) throws(Diagnostics) -> [Word] {
        let bytes = Array(statement.text.utf8)
        var end = bytes.count
        while end > 0, isSpace(bytes[end - 1]) || bytes[end - 1] == 0x3B { end -= 1 }
        var words: [Word] = []
        var at = 0
        while at < end {
            if isSpace(bytes[at]) {
                at += 1
                continue
            }
            words.append(try word(bytes, &at, end, statement))
        }
        return words
    }

    private static func word(
        _ bytes: [UInt8], _ at: inout Int, _ end: Int, _ statement: SourceText
    ) throws(Diagnostics) -> Word {
        let start = at
        var word = Word(text: "", span: SourceSpan(start, start))
        var text: [UInt8] = []
        while at < end, !isSpace(bytes[at]) {
            let byte = bytes[at]
            if byte == 0x27 || byte == 0x22, text.isEmpty, !word.isQuoted {
                let quote = at
                at += 1
                while at < end, bytes[at] != byte {
                    text.append(bytes[at])
                    at += 1
                }
                guard at < end else {
                    throw Diagnostics(CommandFault.unterminatedQuote, span: SourceSpan(quote, end), source: statement)
                }
                word.isQuoted = true
            } else if byte == 0x3D, word.name == nil, !word.isQuoted, !text.isEmpty {
                word.name = String(decoding: text, as: UTF8.self)
                text = []
            } else {
                text.append(byte)
            }
            at += 1
        }
        word.text = String(decoding: text, as: UTF8.self)
        word.span.end = at
        return word
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
