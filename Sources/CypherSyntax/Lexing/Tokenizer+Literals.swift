/// Tokens whose end takes some looking for.
extension Tokenizer {
    /// A string may span lines. Its escapes are read when its value is needed.
    mutating func scanString(quote: UInt8) -> Token.Kind {
        at += 1
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == quote { return .string }
            if byte == 0x5C, at < bytes.count { at += 1 }
        }
        return .invalid(.unterminatedString)
    }

    /// Two backquotes inside stand for one, so that two alone are an empty name.
    mutating func scanQuotedName() -> Bool {
        at += 1
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            guard byte == 0x60 else { continue }
            if peek(0) != 0x60 { return true }
            at += 1
        }
        return false
    }

    mutating func scanParameter() -> Token.Kind {
        at += 1
        if peek(0) == 0x60 { return scanQuotedName() ? .parameter : .invalid(.unterminatedName) }
        let start = at
        skipName()
        return at > start ? .parameter : .invalid(.character)
    }

    mutating func scanLineComment() -> Token.Kind {
        while at < bytes.count, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
        return .comment
    }

    mutating func scanBlockComment() -> Token.Kind {
        at += 2
        while at < bytes.count {
            if bytes[at] == 0x2A, peek(1) == 0x2F {
                at += 2
                return .comment
            }
            at += 1
        }
        return .invalid(.unterminatedComment)
    }

    /// `12`, `0x1F`, `0o17`, `1.5`, `.5`, `1e9`, `1.5e-9`. A dot belongs to the number only before a digit,
    /// so that `1..3` is a range. Letters that touch a number spoil it.
    mutating func scanNumber() -> Token.Kind {
        var kind = Token.Kind.integer
        let start = at
        if bytes[at] == 0x30, peek(1) | 0x20 == 0x78 || peek(1) | 0x20 == 0x6F {
            let hexadecimal = peek(1) | 0x20 == 0x78
            at += 2
            let digits = at
            while at < bytes.count, hexadecimal ? isHexDigit(bytes[at]) : bytes[at] & 0xF8 == 0x30 { at += 1 }
            if at == digits { kind = .invalid(.number) }
        } else {
            skipDigits()
            // With a leading zero some mean octal and some do not.
            if at > start + 1, bytes[start] == 0x30 { kind = .invalid(.number) }
            if peek(0) == 0x2E, CharacterClass.isDigit(peek(1)) {
                at += 1
                skipDigits()
                kind = .float
            }
            if peek(0) | 0x20 == 0x65 {
                let sign = peek(1) == 0x2D || peek(1) == 0x2B ? 1 : 0
                if CharacterClass.isDigit(peek(1 + sign)) {
                    at += 1 + sign
                    skipDigits()
                    kind = .float
                }
            }
        }
        let end = at
        skipName()
        return at > end ? .invalid(.number) : kind
    }

    private mutating func skipDigits() {
        while at < bytes.count, CharacterClass.isDigit(bytes[at]) { at += 1 }
    }

    private func isHexDigit(_ byte: UInt8) -> Bool {
        CharacterClass.isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
    }
}
