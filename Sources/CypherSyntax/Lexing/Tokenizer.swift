import Diagnostics

/// Divides a text into tokens. It never fails: what is not a token becomes an invalid one,
/// so that a half-typed query can be coloured and completed.
package struct Tokenizer {
    let bytes: [UInt8]
    /// The offset in the source text of the first byte.
    let base: Int
    var at = 0

    init(_ source: SourceText, in span: SourceSpan? = nil) {
        if let span {
            let utf8 = source.text.utf8
            let start = utf8.index(utf8.startIndex, offsetBy: span.start)
            bytes = Array(utf8[start..<utf8.index(start, offsetBy: span.end - span.start)])
            base = span.start
        } else {
            bytes = Array(source.text.utf8)
            base = 0
        }
    }

    /// The tokens of UTF-8 text from an offset on, which is not in the middle of one.
    package init(_ bytes: [UInt8], from start: Int = 0) {
        self.bytes = bytes
        base = 0
        at = start
    }

    /// All tokens with comments among them, and last the end. White space leaves no token. O(length).
    package static func tokens(of text: String) -> [Token] {
        var tokenizer = Tokenizer(SourceText(text))
        var tokens: [Token] = []
        repeat { tokens.append(tokenizer.next()) } while tokens[tokens.count - 1].kind != .end
        return tokens
    }

    /// The next token, comments too; at the end the end, again and again.
    package mutating func next() -> Token {
        skipSpace()
        let start = at
        guard at < bytes.count else { return token(.end, from: start) }
        let byte = bytes[at]
        if let kind = scanDelimited(byte) { return token(kind, from: start) }
        if let (kind, length) = symbol(byte) {
            at += length
            return token(kind, from: start)
        }
        let (scalar, length) = scalar(at: at)
        at += length
        if CharacterClass.startsName(scalar) {
            skipName()
            return Token(
                .name, SourceSpan(base + start, base + at), keyword: Keyword.spelt(bytes[start..<at]))
        }
        return token(CharacterClass.arrowPart(scalar) ?? .invalid(.character), from: start)
    }

    /// Tokens whose first byte or two tell where they end.
    private mutating func scanDelimited(_ byte: UInt8) -> Token.Kind? {
        switch byte {
        case 0x27, 0x22: scanString(quote: byte)
        case 0x60: scanQuotedName() ? .quotedName : .invalid(.unterminatedName)
        case 0x24: scanParameter()
        case 0x30...0x39: scanNumber()
        case 0x2E where CharacterClass.isDigit(peek(1)): scanNumber()
        case 0x2F where peek(1) == 0x2F: scanLineComment()
        case 0x2F where peek(1) == 0x2A: scanBlockComment()
        default: nil
        }
    }

    private func token(_ kind: Token.Kind, from start: Int) -> Token {
        Token(kind, SourceSpan(base + start, base + at))
    }

    /// The byte some places on, or 0 behind the end.
    func peek(_ distance: Int) -> UInt8 {
        at + distance < bytes.count ? bytes[at + distance] : 0
    }

    private func symbol(_ byte: UInt8) -> (Token.Kind, Int)? {
        switch byte {
        case 0x28: (.leftParenthesis, 1)
        case 0x29: (.rightParenthesis, 1)
        case 0x5B: (.leftBracket, 1)
        case 0x5D: (.rightBracket, 1)
        case 0x7B: (.leftBrace, 1)
        case 0x7D: (.rightBrace, 1)
        case 0x2C: (.comma, 1)
        case 0x2E: peek(1) == 0x2E ? (.dotDot, 2) : (.dot, 1)
        case 0x3A: (.colon, 1)
        case 0x3B: (.semicolon, 1)
        case 0x7C: peek(1) == 0x7C ? (.doublePipe, 2) : (.pipe, 1)
        case 0x26: (.ampersand, 1)
        case 0x3F: (.question, 1)
        case 0x21 where peek(1) != 0x3D: (.exclamation, 1)
        case 0x2B: peek(1) == 0x3D ? (.plusEqual, 2) : (.plus, 1)
        case 0x2D: (.minus, 1)
        case 0x2A: (.star, 1)
        case 0x2F: (.slash, 1)
        case 0x25: (.percent, 1)
        case 0x5E: (.caret, 1)
        case 0x3D: peek(1) == 0x7E ? (.matches, 2) : (.equal, 1)
        case 0x3C:
            switch peek(1) {
            case 0x3D: (.lessOrEqual, 2)
            case 0x3E: (.notEqual, 2)
            default: (.less, 1)
            }
        case 0x3E: peek(1) == 0x3D ? (.greaterOrEqual, 2) : (.greater, 1)
        default: nil
        }
    }

    private mutating func skipSpace() {
        while at < bytes.count {
            if bytes[at] < 0x80 {
                guard CharacterClass.isSpace(bytes[at]) else { return }
                at += 1
            } else {
                let (scalar, length) = scalar(at: at)
                guard CharacterClass.isSpace(scalar) else { return }
                at += length
            }
        }
    }

    mutating func skipName() {
        while at < bytes.count {
            if bytes[at] < 0x80 {
                guard CharacterClass.continuesName(bytes[at]) else { return }
                at += 1
            } else {
                let (scalar, length) = scalar(at: at)
                guard CharacterClass.continuesName(scalar) else { return }
                at += length
            }
        }
    }

    /// Strings are UTF-8 by construction, so the lead byte tells the length.
    private func scalar(at index: Int) -> (Unicode.Scalar, Int) {
        let lead = UInt32(bytes[index])
        if lead < 0x80 { return (Unicode.Scalar(UInt8(lead)), 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var value = lead & (0x7F >> UInt32(length))
        for next in bytes[min(index + 1, bytes.count)..<min(index + length, bytes.count)] {
            value = value << 6 | UInt32(next & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", min(length, bytes.count - index))
    }
}
