import Diagnostics

/// A recursive-descent parser: one function a rule, named by it. It looks ahead but never goes back,
/// so that it takes time in proportion to the text.
struct Parser {
    let bytes: [UInt8]
    let base: Int
    private(set) var tokens: [Token]
    private(set) var brackets: BracketTable
    /// The index of the current token.
    var index = 0
    /// Brackets, signs and negations around the current token.
    var depth = 0
    /// Levels of the tree of the operand parsed last, with those before it in the same bracket.
    var height = 0
    /// The current place takes conditions, so that a pattern can stand as one, whatever operators join it.
    var allowsPatternPredicate = false
    /// A comprehension's WHERE: `|` ends a label expression or a type there.
    var barEnds = false
    /// The word before the braces of the innermost subquery that only reads.
    var readingSubquery: String?
    /// The braces of CALL lie around the current token.
    var insideCall = false
    /// What could have continued the clause parsed last.
    var continuations: [String] = []

    init(_ source: SourceText, in span: SourceSpan?) {
        var tokenizer = Tokenizer(source, in: span)
        bytes = tokenizer.bytes
        base = tokenizer.base
        var tokens: [Token] = []
        tokens.reserveCapacity(bytes.count / 4 + 1)
        repeat {
            let token = tokenizer.next()
            if token.kind != .comment { tokens.append(token) }
        } while tokens.last?.kind != .end
        self.tokens = tokens
        brackets = BracketTable(tokens)
    }

    /// At the start again, with `token` in place of some tokens.
    func restarted(replacing range: Range<Int>, with token: Token) -> Parser {
        var copy = Parser(bytes: bytes, base: base, tokens: tokens, brackets: brackets)
        copy.tokens.replaceSubrange(range, with: [token])
        if range.count != 1 { copy.brackets = BracketTable(copy.tokens) }
        return copy
    }

    private init(bytes: [UInt8], base: Int, tokens: [Token], brackets: BracketTable) {
        (self.bytes, self.base, self.tokens, self.brackets) = (bytes, base, tokens, brackets)
    }

    // MARK: Looking

    var token: Token { tokens[index] }
    var kind: Token.Kind { tokens[index].kind }
    var keyword: Keyword? { tokens[index].keyword }

    /// The token some places on; the end behind the end.
    func peek(_ distance: Int = 1) -> Token { tokens[min(index + distance, tokens.count - 1)] }

    /// The source from the token at `start` to the one before the current.
    func span(from start: Int) -> SourceSpan {
        SourceSpan(tokens[start].span.start, tokens[max(start, index - 1)].span.end)
    }

    func text(_ span: SourceSpan) -> String {
        String(decoding: bytes[span.start - base..<span.end - base], as: UTF8.self)
    }

    // MARK: Taking

    mutating func advance() {
        if index < tokens.count - 1 { index += 1 }
    }

    mutating func accept(_ kind: Token.Kind) -> Bool {
        guard self.kind == kind else { return false }
        advance()
        return true
    }

    mutating func accept(_ keyword: Keyword) -> Bool {
        guard self.keyword == keyword else { return false }
        advance()
        return true
    }

    mutating func expect(_ kind: Token.Kind, _ word: String) throws(SyntaxError) {
        guard accept(kind) else { throw unexpected([word]) }
    }

    mutating func expect(_ keyword: Keyword) throws(SyntaxError) {
        guard accept(keyword) else { throw unexpected([keyword.word]) }
    }

    // MARK: Names

    func isVariable(_ token: Token) -> Bool {
        token.kind == .quotedName || token.kind == .name && token.keyword?.isReserved != true
    }

    /// A name that no reserved word can be.
    mutating func parseVariable() throws(SyntaxError) -> Name {
        if isVariable(token) { return takeName() }
        throw kind == .name
            ? SyntaxError(.reservedWord(text(token.span)), token.span)
            : unexpected(["a variable"])
    }

    /// A label, type or key: any word can be one.
    mutating func parseName(_ what: String) throws(SyntaxError) -> Name {
        guard kind == .name || kind == .quotedName else { throw unexpected([what]) }
        return takeName()
    }

    mutating func takeName() -> Name {
        let name = Name(TextLiteral.name(text(token.span)), token.span)
        advance()
        return name
    }

    // MARK: Depth

    /// A level further in; `leave` takes it back.
    mutating func enter(_ levels: Int = 1) throws(SyntaxError) {
        depth += levels
        if depth > CypherParser.nestingLimit { throw tooDeep() }
    }

    mutating func leave(_ levels: Int = 1) { depth -= levels }

    /// A level more on top of the operands parsed last.
    mutating func grow() throws(SyntaxError) {
        height += 1
        if height > CypherParser.nestingLimit { throw tooDeep() }
    }

    private func tooDeep() -> SyntaxError {
        SyntaxError(.nestedTooDeeply(limit: CypherParser.nestingLimit), token.span)
    }
}
