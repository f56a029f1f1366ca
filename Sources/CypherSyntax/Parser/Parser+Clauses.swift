import Diagnostics

/// Match, Unwind, With, Return and what they share.
extension Parser {
    mutating func parseMatch() throws(SyntaxError) -> Match {
        let start = index
        let optional = accept(.optional)
        try expect(.match)
        let pattern = try parsePattern()
        continuations = ["`,`", "WHERE", "a clause"]
        let filter = try parseWhere()
        return Match(optional: optional, pattern: pattern, filter: filter, span: span(from: start))
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

    mutating func parseLoadCsv() throws(SyntaxError) -> LoadCsv {
        let start = index
        try expect(.load)
        try expect(.csv)
        let hasHeaders = accept(.with)
        if hasHeaders { try expect(.headers) }
        try expect(.from)
        let address = try parseExpression()
        try expect(.as)
        let variable = try parseVariable()
        continuations = ["FIELDTERMINATOR", "a clause"]
        var terminator: Name?
        if accept(.fieldTerminator) {
            let span = token.span
            guard kind == .string else { throw unexpected(["a string such as ';'"]) }
            let text = try parseString()
            guard text.utf8.count == 1, text != "\"", text != "\n", text != "\r" else {
                throw SyntaxError(.invalidFieldTerminator, span)
            }
            terminator = Name(text, span)
            continuations = ["a clause"]
        }
        return LoadCsv(
            hasHeaders: hasHeaders, address: address, variable: variable, fieldTerminator: terminator, span: span(from: start))
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
