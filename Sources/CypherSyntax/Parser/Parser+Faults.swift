import Diagnostics

extension Parser {
    /// The current token cannot stand here.
    func unexpected(_ expected: [String]) -> SyntaxError {
        let token = token
        switch token.kind {
        case .invalid(.unterminatedString): return SyntaxError(.unterminatedString, token.span)
        case .invalid(.unterminatedName): return SyntaxError(.unterminatedName, token.span)
        case .invalid(.unterminatedComment): return SyntaxError(.unterminatedComment, token.span)
        case .invalid(.number): return SyntaxError(.invalidNumber(shorten(text(token.span))), token.span)
        case .invalid(.character) where isNotEqualOfOtherLanguages:
            return SyntaxError(
                .unexpectedInput(found: "`!=`", expected: expected, near: []), token.span.union(peek().span))
        case .invalid(.character) where bytes[token.span.start - base] >= 0x80:
            return SyntaxError(.invalidCharacter(quote(token)), token.span)
        case .dash, .leftArrowHead, .rightArrowHead:
            return SyntaxError(.invalidCharacter(quote(token)), token.span)
        default:
            return SyntaxError(
                .unexpectedInput(found: quote(token), expected: expected, near: []), token.span)
        }
    }

    /// As written, for a sentence.
    func quote(_ token: Token) -> String {
        if token.kind == .end { return "end of input" }
        let text = shorten(text(token.span))
        return text.contains("`") ? text : "`" + text + "`"
    }

    func shorten(_ text: String) -> String {
        text.count <= 40 ? text : text.prefix(39) + "…"
    }

    /// `!=`
    private var isNotEqualOfOtherLanguages: Bool {
        text(token.span) == "!" && peek().kind == .equal && peek().span.start == token.span.end
    }

    /// The fault, with the keywords that its word may be a slip for: those near to it with which the text would be
    /// read on beyond it. `parse` reads the text from its start. O(length).
    func hinted(_ error: SyntaxError, _ parse: (inout Parser) throws(SyntaxError) -> Void) -> SyntaxError {
        guard case .unexpectedInput(let found, let expected, _) = error.fault,
            let at = tokens.firstIndex(where: { $0.span.start == error.span.start })
        else { return error }
        func reads(beyond range: Range<Int>, with token: Token) -> Bool {
            var trial = restarted(replacing: range, with: token)
            do throws(SyntaxError) { try parse(&trial) } catch { return error.span.start > token.span.start }
            return true
        }
        var near: [String] = []
        if found == "`!=`" {
            if reads(beyond: at..<at + 2, with: Token(.notEqual, error.span)) { near = ["<>"] }
        } else if tokens[at].kind == .name, error.span.end - error.span.start > 1 {
            let words = Suggestion.nearest(to: text(error.span), in: Keyword.allCases.lazy.map(\.word), limit: 8)
            near = words.filter { word in
                let keyword = Keyword.spelt(Array(word.utf8)[...])
                return keyword != tokens[at].keyword && reads(beyond: at..<at + 1, with: Token(.name, error.span, keyword: keyword))
            }
        }
        return SyntaxError(.unexpectedInput(found: found, expected: expected, near: Array(near.prefix(3))), error.span)
    }
}
