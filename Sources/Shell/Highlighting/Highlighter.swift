import CypherSyntax

/// Says what the parts of a text are, for colours. Pure, and happy with half-typed text.
struct Highlighter {
    /// Lower-case names.
    let commands: Set<String>

    enum Style: Sendable {
        case keyword, name, function, string, number, parameter, comment, command, invalid, match

        /// SGR codes of the sixteen colours, which every scheme makes readable.
        var code: String {
            switch self {
            case .keyword: "1;34"
            case .name: "36"
            case .function: "34"
            case .string: "32"
            case .number: "35"
            case .parameter: "33"
            case .comment: "2"
            case .command: "1"
            case .invalid: "31"
            case .match: "1;4"
            }
        }
    }

    /// UTF-8 offsets.
    struct Span: Equatable, Sendable {
        var start: Int
        var end: Int
        var style: Style
    }

    /// In order, none over another. `cursor`: where it stands, so that the bracket there is shown with its other half.
    /// O(length).
    func spans(of text: String, cursor: Int? = nil) -> [Span] {
        let tokens = Tokenizer.tokens(of: text)
        let bytes = Array(text.utf8)
        var spans: [Span] = []
        /// Whether the statement so far is a command, whose words mean nothing in the query language.
        var isCommand = false
        var isFirst = true
        var commandEnd = 0
        for (index, token) in tokens.enumerated() where token.kind != .end {
            if isCommand, token.span.start >= commandEnd { (isCommand, isFirst) = (false, true) }
            if isFirst, token.kind != .comment, token.kind != .semicolon {
                isFirst = false
                let word = CommandLineScanner.word(in: bytes, from: token.span.start)
                let isColon = token.kind == .colon
                if isColon || commands.contains(word.lowercased()) {
                    isCommand = true
                    commandEnd = CommandLineScanner.end(in: bytes, from: token.span.start)
                    spans.append(Span(start: token.span.start, end: token.span.start + word.utf8.count, style: .command))
                    // Behind `:graph` and its like stands a query.
                    if isColon, ColonCommand.all.contains(where: { ":" + $0.name == word.lowercased() && $0.argument == .raw }) {
                        isCommand = false
                    }
                    continue
                }
            }
            if token.kind == .semicolon { isFirst = true }
            if isCommand || token.span.start < spans.last?.end ?? 0 { continue }
            if let style = style(of: token, at: index, in: tokens) {
                spans.append(Span(start: token.span.start, end: token.span.end, style: style))
            }
        }
        return marked(spans, tokens, cursor)
    }

    private func style(of token: Token, at index: Int, in tokens: [Token]) -> Style? {
        switch token.kind {
        case .string: return .string
        case .integer, .float: return .number
        case .parameter: return .parameter
        case .comment: return .comment
        case .invalid(.unterminatedString): return .string
        case .invalid(.unterminatedComment): return .comment
        case .invalid: return .invalid
        case .name, .quotedName:
            let before = index > 0 ? tokens[index - 1].kind : .end
            if isLabel(index, tokens) { return .name }
            if before == .dot { return nil }
            if token.keyword?.isReserved == true { return .keyword }
            if index + 1 < tokens.count, tokens[index + 1].kind == .leftParenthesis {
                return token.keyword != nil ? .keyword : .function
            }
            return token.keyword != nil && before != .leftParenthesis && before != .comma ? .keyword : nil
        default: return nil
        }
    }

    /// Behind a colon that stands in no map, or behind a sign that joins it to such a label.
    private func isLabel(_ index: Int, _ tokens: [Token]) -> Bool {
        var at = index - 1
        while at > 0, [.pipe, .ampersand, .exclamation].contains(tokens[at].kind) {
            at -= tokens[at].kind != .exclamation && tokens[at - 1].kind == .name ? 2 : 1
        }
        guard at >= 0, tokens[at].kind == .colon else { return false }
        // `{key: value}`: a key stands behind a brace or a comma.
        guard at >= 2, tokens[at - 1].kind == .name else { return true }
        return tokens[at - 2].kind != .leftBrace && !(tokens[at - 2].kind == .comma && isInMap(at, tokens))
    }

    private func isInMap(_ index: Int, _ tokens: [Token]) -> Bool {
        var depth = 0
        for token in tokens[..<index].reversed() {
            switch token.kind {
            case .rightBrace, .rightBracket, .rightParenthesis: depth += 1
            case .leftBrace, .leftBracket, .leftParenthesis:
                if depth == 0 { return token.kind == .leftBrace }
                depth -= 1
            default: break
            }
        }
        return false
    }

    // MARK: - Brackets

    /// With the bracket before the cursor, or under it, and its other half.
    private func marked(_ spans: [Span], _ tokens: [Token], _ cursor: Int?) -> [Span] {
        guard let cursor,
            let here = tokens.firstIndex(where: { $0.span.end == cursor && Self.closing($0.kind) != nil })
                ?? tokens.firstIndex(where: { $0.span.start == cursor && Self.closing($0.kind) != nil }),
            let other = Self.partner(of: here, in: tokens)
        else { return spans }
        let marks = [here, other].map { Span(start: tokens[$0].span.start, end: tokens[$0].span.end, style: .match) }
        return (spans + marks).sorted { $0.start < $1.start }
    }

    /// Whether a bracket closes; nil for what is none.
    private static func closing(_ kind: Token.Kind) -> Bool? {
        switch kind {
        case .leftParenthesis, .leftBracket, .leftBrace: false
        case .rightParenthesis, .rightBracket, .rightBrace: true
        default: nil
        }
    }

    private static func partner(of index: Int, in tokens: [Token]) -> Int? {
        let closes = closing(tokens[index].kind) == true
        var depth = 0
        for at in closes ? Array((0...index).reversed()) : Array(index..<tokens.count) {
            guard let isClosing = closing(tokens[at].kind) else { continue }
            depth += isClosing == closes ? 1 : -1
            guard depth == 0 else { continue }
            let (open, close) = closes ? (tokens[at].kind, tokens[index].kind) : (tokens[index].kind, tokens[at].kind)
            switch (open, close) {
            case (.leftParenthesis, .rightParenthesis), (.leftBracket, .rightBracket), (.leftBrace, .rightBrace): return at
            default: return nil
            }
        }
        return nil
    }
}
