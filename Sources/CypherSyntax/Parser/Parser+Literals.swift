import Diagnostics

/// Numbers, strings, maps and parameters.
extension Parser {
    mutating func parseInteger(negative: Bool = false) throws(SyntaxError) -> Int {
        let span = token.span
        guard let value = TextLiteral.integer(text(span), negative: negative) else {
            let sign = negative ? "-" : ""
            throw SyntaxError(.integerOverflow(sign + shorten(text(span))), span)
        }
        advance()
        return value
    }

    mutating func parseFloat() throws(SyntaxError) -> Double {
        let span = token.span
        guard let value = Double(text(span)), value.isFinite else {
            throw SyntaxError(.floatOverflow(shorten(text(span))), span)
        }
        advance()
        return value
    }

    mutating func parseString() throws(SyntaxError) -> String {
        let span = token.span
        let value: String
        do {
            value = try TextLiteral.string(bytes[span.start - base..<span.end - base])
        } catch {
            throw SyntaxError(
                .invalidEscape(shorten(text(SourceSpan(error.start + base, error.end + base)))),
                SourceSpan(error.start + base, error.end + base))
        }
        advance()
        return value
    }

    mutating func takeParameter() -> String {
        let name = TextLiteral.name(String(text(token.span).dropFirst()))
        advance()
        return name
    }

    mutating func parseMap() throws(SyntaxError) -> [MapEntry] {
        advance()
        var entries: [MapEntry] = []
        if accept(.rightBrace) { return entries }
        repeat {
            let key = try parseName("a key")
            try expect(.colon, "`:`")
            entries.append(.init(key: key, value: try parseExpression()))
        } while accept(.comma)
        guard accept(.rightBrace) else { throw unexpected(["`,`", "`}`"]) }
        return entries
    }
}
