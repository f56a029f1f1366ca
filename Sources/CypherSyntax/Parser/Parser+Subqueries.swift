import Diagnostics

/// Queries in braces, and the clauses of ISO GQL.
extension Parser {
    // MARK: EXISTS, COUNT and COLLECT

    /// `EXISTS { … }` and `COUNT { … }`: MATCH alone with its pattern is taken for the pattern.
    mutating func parseReadingSubquery(_ word: String) throws(SyntaxError) -> ExistsSubquery {
        try parseBraces(reading: word) { parser throws(SyntaxError) in
            if parser.kind == .leftParenthesis || parser.isVariable(parser.token) && parser.peek().kind == .equal {
                let pattern = try parser.parsePattern()
                return .pattern(pattern, filter: try parser.parseWhere())
            }
            let query = try parser.parseQuery()
            if query.unions.isEmpty, query.first.clauses.count == 1, case .match(let match) = query.first.clauses[0],
                !match.optional, match.hints.isEmpty
            {
                return .pattern(match.pattern, filter: match.filter)
            }
            return .query(query)
        }
    }

    /// `COLLECT { … RETURN one column }`
    mutating func parseCollect() throws(SyntaxError) -> Expression.Kind {
        .collect(try parseBraces(reading: "COLLECT") { parser throws(SyntaxError) in try parser.parseQuery() })
    }

    /// From the word before the braces to the closing one.
    private mutating func parseBraces<Result>(
        reading word: String?, _ body: (inout Parser) throws(SyntaxError) -> Result
    ) throws(SyntaxError) -> Result {
        // A query inside takes more of the stack than an expression does.
        let levels = 2
        let outer = (readingSubquery, insideCall, barEnds)
        if let word {
            readingSubquery = word
            advance()
        }
        insideCall = word == nil
        barEnds = false
        try enter(levels)
        try expect(.leftBrace, "`{`")
        let result = try body(&self)
        if let word, let keyword, keyword.startsWritingClause || keyword == .insert {
            throw SyntaxError(.writingInSubquery(keyword.word, word), token.span)
        }
        guard accept(.rightBrace) else { throw unexpected(["`}`"]) }
        leave(levels)
        (readingSubquery, insideCall, barEnds) = outer
        return result
    }

    // MARK: CALL { … }

    /// `CALL {` or `CALL (a, b) {`, also behind OPTIONAL.
    func startsCallSubquery() -> Bool {
        let at = keyword == .optional ? index + 1 : index
        guard at + 1 < tokens.count, tokens[at].keyword == .call else { return false }
        switch tokens[at + 1].kind {
        case .leftBrace, .leftParenthesis: return true
        default: return false
        }
    }

    mutating func parseCallSubquery() throws(SyntaxError) -> CallSubquery {
        let start = index
        let optional = accept(.optional)
        try expect(.call)
        let imports = try parseImports()
        let query = try parseBraces(reading: nil) { parser throws(SyntaxError) in try parser.parseQuery() }
        continuations = ["IN TRANSACTIONS", "a clause"]
        var call = CallSubquery(optional: optional, imports: imports, query: query, span: span(from: start))
        call.transactions = try parseTransactions()
        call.span = span(from: start)
        return call
    }

    /// `IN [n CONCURRENT] TRANSACTIONS` and what follows it, in any order.
    private mutating func parseTransactions() throws(SyntaxError) -> CallSubquery.Transactions? {
        let start = index
        guard accept(.in) else { return nil }
        var transactions = CallSubquery.Transactions(span: token.span)
        if !accept(.transactions) {
            if kind == .integer || kind == .parameter { transactions.workers = try parseAtom() }
            guard acceptWord("CONCURRENT") else {
                throw unexpected(transactions.workers == nil ? ["TRANSACTIONS", "CONCURRENT"] : ["CONCURRENT"])
            }
            transactions.isConcurrent = true
            try expect(.transactions)
        }
        while true {
            let word = token.span
            if acceptWord("OF") {
                if transactions.rows != nil { throw SyntaxError(.repeatedPart("OF ROWS"), word) }
                guard kind == .integer || kind == .parameter else { throw unexpected(["a number of rows"]) }
                transactions.rows = try parseAtom()
                guard acceptWord("ROWS") || acceptWord("ROW") else { throw unexpected(["ROWS"]) }
            } else if accept(.on) {
                if transactions.onError != nil { throw SyntaxError(.repeatedPart("ON ERROR"), word) }
                guard acceptWord("ERROR") else { throw unexpected(["ERROR"]) }
                guard kind == .name, let reaction = CallSubquery.Transactions.Reaction(rawValue: text(token.span).uppercased()) else {
                    throw unexpected(["CONTINUE", "BREAK", "FAIL"])
                }
                transactions.onError = reaction
                advance()
            } else if acceptWord("REPORT") {
                if transactions.status != nil { throw SyntaxError(.repeatedPart("REPORT STATUS"), word) }
                guard acceptWord("STATUS") else { throw unexpected(["STATUS"]) }
                try expect(.as)
                transactions.status = try parseVariable()
            } else {
                break
            }
        }
        transactions.span = span(from: start)
        continuations = [
            transactions.rows == nil ? "OF" : nil, transactions.onError == nil ? "ON ERROR" : nil,
            transactions.status == nil ? "REPORT STATUS" : nil, "a clause",
        ].compactMap { $0 }
        return transactions
    }

    private mutating func parseImports() throws(SyntaxError) -> CallSubquery.Imports {
        guard accept(.leftParenthesis) else { return .importingWith }
        if accept(.star) {
            try expect(.rightParenthesis, "`)`")
            return .all
        }
        var names: [Name] = []
        if accept(.rightParenthesis) { return .names(names) }
        repeat { names.append(try parseVariable()) } while accept(.comma)
        guard accept(.rightParenthesis) else { throw unexpected(["`,`", "`)`"]) }
        return .names(names)
    }

    // MARK: Clauses of ISO GQL

    /// The clause that a word begins which is not a keyword of openCypher.
    mutating func parseExtensionClause() throws(SyntaxError) -> Clause? {
        switch keyword {
        case .for: return .for(try parseFor())
        case .let: return .let(try parseLet())
        case .filter: return .filter(try parseFilter())
        case .insert: return .create(try parseInsert())
        case .finish where readingSubquery == nil:
            let span = token.span
            advance()
            continuations = ["UNION", "the end"]
            return .finish(span)
        default: return nil
        }
    }

    private mutating func parseFor() throws(SyntaxError) -> ForClause {
        let start = index
        advance()
        let variable = try parseVariable()
        try expect(.in)
        let list = try parseExpression()
        continuations = ["an operator", "a clause"]
        let place = try parsePlace()
        return ForClause(variable: variable, list: list, place: place, span: span(from: start))
    }

    /// `WITH ORDINALITY n` and `WITH OFFSET n`. A clause WITH can begin with these words as well, but no variable
    /// follows them there, and where the next clause does its word is not a variable here.
    private mutating func parsePlace() throws(SyntaxError) -> ForClause.Place? {
        guard keyword == .with, let word = peek().keyword, word == .ordinality || word == .offset, isVariable(peek(2)),
            peek(2).keyword?.startsClauseBehindName != true
        else { return nil }
        advance()
        advance()
        continuations = ["a clause"]
        return ForClause.Place(variable: try parseVariable(), countsFromOne: word == .ordinality)
    }

    private mutating func parseLet() throws(SyntaxError) -> Let {
        let start = index
        advance()
        var items: [LetItem] = []
        repeat {
            let variable = try parseVariable()
            try expect(.equal, "`=`")
            items.append(LetItem(variable: variable, value: try parseExpression()))
        } while accept(.comma)
        continuations = ["an operator", "`,`", "a clause"]
        return Let(items: items, span: span(from: start))
    }

    private mutating func parseFilter() throws(SyntaxError) -> FilterClause {
        let start = index
        advance()
        _ = accept(.where)
        let condition = try parseCondition()
        continuations = ["an operator", "a clause"]
        return FilterClause(condition: condition, span: span(from: start))
    }

    /// As CREATE, but labels are joined by `&` only.
    mutating func parseInsert() throws(SyntaxError) -> Create {
        let start = index
        advance()
        let pattern = try parsePattern()
        for part in pattern.parts {
            for node in [part.element.start] + part.element.steps.map(\.node) where node.labels.count > 1 {
                throw SyntaxError(.labelsOfInsert, node.labels[0].span.union(node.labels[node.labels.count - 1].span))
            }
        }
        continuations = ["`,`", "a clause"]
        var create = Create(pattern: pattern, span: span(from: start))
        create.isInsert = true
        return create
    }
}
