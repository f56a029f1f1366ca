import Diagnostics

extension Parser {
    /// The most faults that one parse reports.
    private static let faultLimit = 10

    /// The current token cannot stand here.
    func unexpected(_ expected: [String]) -> SyntaxError {
        let token = token
        switch token.kind {
        case .invalid(.unterminatedString): return SyntaxError(.unterminatedString, token.span)
        case .invalid(.unterminatedName): return SyntaxError(.unterminatedName, token.span)
        case .invalid(.unterminatedComment): return SyntaxError(.unterminatedComment, token.span)
        case .invalid(.number): return SyntaxError(.invalidNumber(shorten(text(token.span))), token.span)
        case .invalid(.character) where bytes[token.span.start - base] >= 0x80:
            return SyntaxError(.invalidCharacter(quote(token)), token.span)
        case .dash, .leftArrowHead, .rightArrowHead:
            return SyntaxError(.invalidCharacter(quote(token)), token.span)
        default:
            return SyntaxError(
                .unexpectedInput(found: quote(token), expected: expected, near: near(token)), token.span)
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

    /// Keywords that a word may be a slip for, and `<>` for `!=`. A word of one or two letters is too near to too many.
    private func near(_ token: Token) -> [String] {
        if token.kind == .invalid(.character), text(token.span) == "!", peek().kind == .equal { return ["<>"] }
        guard token.kind == .name, token.keyword == nil, token.span.end - token.span.start > 2 else { return [] }
        return Suggestion.nearest(to: text(token.span), in: Keyword.allCases.lazy.filter(\.isSuggested).map(\.word))
    }

    mutating func record(_ error: SyntaxError) {
        depth = 0
        height = 0
        allowsPatternPredicate = false
        (barEnds, readingSubquery, insideCall) = (false, nil, false)
        if faults.count < Self.faultLimit {
            faults.append(Diagnostic(error.fault, span: error.span))
        } else {
            omittedFaults += 1
        }
    }

    func diagnostics(_ source: SourceText) -> Diagnostics {
        Diagnostics(faults, omitted: omittedFaults).attached(to: source)
    }

    /// On to the next word that starts a clause, which it does not behind a dot, a colon, STARTS, ENDS or ON.
    mutating func skipToClause() {
        while kind != .end {
            let before = index > 0 ? tokens[index - 1] : nil
            let isName = before?.kind == .dot || before?.kind == .colon
                || before?.keyword == .starts || before?.keyword == .ends || before?.keyword == .on
            if !isName, let keyword, keyword.startsClause || keyword == .union { return }
            advance()
        }
    }
}

extension Keyword {
    /// Two letters are too near to too many words; of ISO GQL the longer clauses only.
    fileprivate var isSuggested: Bool {
        switch self {
        case .on, .acyclic, .allShortestPaths, .cast, .collect, .for, .group, .groups, .insert, .labeled, .let, .path,
            .paths, .shortest, .shortestPath, .simple, .trail, .typed: false
        default: true
        }
    }
}
