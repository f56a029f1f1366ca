import Diagnostics

/// Match, Unwind, With, Return and what they share.
extension Parser {
    mutating func parseMatch() throws(SyntaxError) -> Match {
        let start = index
        let optional = accept(.optional)
        try expect(.match)
        let pattern = try parsePattern()
        continuations = ["`,`", "WHERE", "a clause"]
        let hints = try parsePlannerHints()
        let filter = try parseWhere()
        var match = Match(optional: optional, pattern: pattern, filter: filter, span: span(from: start))
        match.hints = hints
        return match
    }

    private mutating func parsePlannerHints() throws(SyntaxError) -> [PlannerHint] {
        var hints: [PlannerHint] = []
        while keyword == .using {
            let start = index
            advance()
            let kind = try parsePlannerHint()
            hints.append(PlannerHint(kind: kind, span: span(from: start)))
            continuations = ["USING", "WHERE", "a clause"]
        }
        return hints
    }

    /// Behind USING.
    private mutating func parsePlannerHint() throws(SyntaxError) -> PlannerHint.Kind {
        if acceptWord("JOIN") {
            try expect(.on)
            var names: [Name] = []
            repeat { names.append(try parseVariable()) } while accept(.comma)
            return .join(names)
        }
        if acceptWord("SCAN") {
            let (variable, label) = try parseLabelledVariable()
            return .scan(variable, label: label)
        }
        let type = ["RANGE", "TEXT", "POINT", "BTREE"].first { acceptWord($0) }
        guard accept(.index) else { throw unexpected(type == nil ? ["INDEX", "SCAN", "JOIN"] : ["INDEX"]) }
        let seek = acceptWord("SEEK")
        let (variable, label) = try parseLabelledVariable()
        return .index(type: type, seek: seek, variable, label: label, keys: try parseKeys())
    }

    private mutating func parseLabelledVariable() throws(SyntaxError) -> (Name, label: Name) {
        let variable = try parseVariable()
        try expect(.colon, "`:`")
        return (variable, try parseName("a label"))
    }

    /// `(key, …)`
    mutating func parseKeys() throws(SyntaxError) -> [Name] {
        try expect(.leftParenthesis, "`(`")
        var keys: [Name] = []
        repeat { keys.append(try parseName("a property key")) } while accept(.comma)
        guard accept(.rightParenthesis) else { throw unexpected(["`,`", "`)`"]) }
        return keys
    }

    mutating func parseUnwind() throws(SyntaxError) -> Unwind {
        let start = index
        try expect(.unwind)
        let list = try parseExpression()
        try expect(.as)
        let variable = try parseVariable()
        continuations = ["a clause"]
        return Unwind(list: list, variable: variable, span: span(from: start))
    }

    /// `LOAD CSV …` or `LOAD TABLE …`
    mutating func parseLoad() throws(SyntaxError) -> Clause {
        let start = index
        try expect(.load)
        if accept(.csv) { return .load(try parseLoadCsv(from: start)) }
        guard acceptWord("TABLE") else { throw unexpected(["CSV", "TABLE"]) }
        return .loadTable(try parseLoadTable(from: start))
    }

    private mutating func parseLoadCsv(from start: Int) throws(SyntaxError) -> LoadCsv {
        let hasHeaders = accept(.with)
        if hasHeaders { try expect(.headers) }
        try expect(.from)
        let address = try parseExpression()
        try expect(.as)
        let variable = try parseVariable()
        var terminator: Name?
        var encoding: Name?
        // In either order, each once.
        while true {
            continuations = (terminator == nil ? ["FIELDTERMINATOR"] : []) + (encoding == nil ? ["ENCODING"] : []) + ["a clause"]
            if terminator == nil, accept(.fieldTerminator) {
                terminator = try parseFieldTerminator()
            } else if encoding == nil, accept(.encoding) {
                let span = token.span
                guard kind == .string else { throw unexpected(["a string such as 'windows-1252'"]) }
                encoding = Name(try parseString(), span)
            } else {
                break
            }
        }
        return LoadCsv(
            hasHeaders: hasHeaders, address: address, variable: variable, fieldTerminator: terminator, encoding: encoding,
            span: span(from: start))
    }

    private mutating func parseFieldTerminator() throws(SyntaxError) -> Name {
        let span = token.span
        guard kind == .string else { throw unexpected(["a string such as ';'"]) }
        let text = try parseString()
        guard text.utf8.count == 1, text != "\"", text != "\n", text != "\r" else {
            throw SyntaxError(.invalidFieldTerminator, span)
        }
        return Name(text, span)
    }

    private mutating func parseLoadTable(from start: Int) throws(SyntaxError) -> LoadTable {
        let address = try parseExpression()
        let sheet = acceptWord("SHEET") ? try parseExpression() : nil
        var header = LoadTable.Header.found
        if acceptWord("HEADER") {
            guard acceptWord("ROW") else { throw unexpected(["ROW"]) }
            let span = token.span
            guard kind == .integer else { throw unexpected(["the number of a row"]) }
            let number = try parseInteger()
            guard number > 0, number <= 1_048_576 else { throw SyntaxError(.invalidHeaderRow, span) }
            header = .row(number)
        } else if acceptWord("NO") {
            guard acceptWord("HEADER") else { throw unexpected(["HEADER"]) }
            header = .none
        }
        guard accept(.as) else {
            throw unexpected((sheet == nil && header == .found ? ["SHEET"] : []) + (header == .found ? ["HEADER ROW", "NO HEADER"] : []) + ["AS"])
        }
        let variable = try parseVariable()
        continuations = ["a clause"]
        return LoadTable(address: address, sheet: sheet, header: header, variable: variable, span: span(from: start))
    }

    mutating func parseWith() throws(SyntaxError) -> With {
        let start = index
        try expect(.with)
        let body = try parseProjectionBody()
        continuations += ["WHERE", "a clause"]
        let filter = try parseWhere()
        return With(body: body, filter: filter, span: span(from: start))
    }

    mutating func parseReturn() throws(SyntaxError) -> Return {
        let start = index
        try expect(.return)
        let body = try parseProjectionBody()
        continuations += ["UNION", "the end"]
        return Return(body: body, span: span(from: start))
    }

    /// `[WHERE Expression]`, the expression being a condition.
    mutating func parseWhere() throws(SyntaxError) -> Expression? {
        guard accept(.where) else { return nil }
        let filter = try parseCondition()
        continuations = ["an operator", "a clause"]
        return filter
    }

    /// An expression in which patterns can stand as predicates.
    mutating func parseCondition(barEnds: Bool = false) throws(SyntaxError) -> Expression {
        try parseExpression(allowsPatternPredicate: true, barEnds: barEnds)
    }

    mutating func parseProjectionBody() throws(SyntaxError) -> ProjectionBody {
        var body = ProjectionBody(distinct: accept(.distinct))
        if accept(.star) {
            body.star = true
            while accept(.comma) { body.items.append(try parseProjectionItem()) }
        } else {
            repeat { body.items.append(try parseProjectionItem()) } while accept(.comma)
        }
        continuations = ["`,`", "ORDER BY", "SKIP", "LIMIT"]
        if let item = body.items.last, item.alias == nil { continuations.insert("AS", at: 0) }
        if accept(.order) {
            try expect(.by)
            repeat { body.order.append(try parseSortItem()) } while accept(.comma)
            continuations = ["`,`", "SKIP", "LIMIT"]
        }
        if accept(.skip) || accept(.offset) {
            body.skip = try parseExpression()
            continuations = ["LIMIT"]
        }
        if accept(.limit) {
            body.limit = try parseExpression()
            continuations = []
        }
        return body
    }

    private mutating func parseProjectionItem() throws(SyntaxError) -> ProjectionItem {
        let start = index
        let expression = try parseExpression()
        let text = text(span(from: start))
        let alias = accept(.as) ? try parseVariable() : nil
        return ProjectionItem(expression: expression, alias: alias, text: text)
    }

    private mutating func parseSortItem() throws(SyntaxError) -> SortItem {
        let expression = try parseExpression()
        let descending = accept(.desc) || accept(.descending)
        if !descending { _ = accept(.asc) || accept(.ascending) }
        return SortItem(expression: expression, descending: descending)
    }
}
