import Diagnostics

/// Lists, comprehensions, and the calls that bind a variable over a list.
extension Parser {
    /// List, list comprehension or pattern comprehension, told apart before they are parsed.
    mutating func parseBracketed() throws(SyntaxError) -> Expression.Kind {
        if startsPattern(index + 1) && !isOperand(patternAt: index + 1)
            || isVariable(peek(1)) && peek(2).kind == .equal && startsPattern(index + 3)
        {
            return .patternComprehension(try parsePatternComprehension())
        }
        if isVariable(peek(1)), peek(2).keyword == .in, !brackets.hasComma(index) {
            return .listComprehension(try parseListComprehension())
        }
        return .list(try parseList())
    }

    private mutating func parseList() throws(SyntaxError) -> [Expression] {
        advance()
        var elements: [Expression] = []
        if accept(.rightBracket) { return elements }
        repeat { elements.append(try parseExpression()) } while accept(.comma)
        guard accept(.rightBracket) else { throw unexpected(["`,`", "`]`"]) }
        return elements
    }

    private mutating func parseListComprehension() throws(SyntaxError) -> ListComprehension {
        advance()
        let (variable, list) = try parseBinding(barEnds: true)
        let filter = accept(.where) ? try parseCondition(barEnds: true) : nil
        let projection = accept(.pipe) ? try parseExpression() : nil
        guard accept(.rightBracket) else {
            throw unexpected(projection != nil ? ["`]`"] : filter != nil ? ["`|`", "`]`"] : ["WHERE", "`|`", "`]`"])
        }
        return ListComprehension(variable: variable, list: list, filter: filter, projection: projection)
    }

    private mutating func parsePatternComprehension() throws(SyntaxError) -> PatternComprehension {
        advance()
        var variable: Name?
        if isVariable(token) {
            variable = takeName()
            try expect(.equal, "`=`")
        }
        let element = try parsePatternElement()
        // A list of patterns, or of one compared.
        if kind == .comma || kind == .rightBracket { throw SyntaxError(.patternOutsideCondition, element.span) }
        let filter = accept(.where) ? try parseCondition(barEnds: true) : nil
        guard accept(.pipe) else { throw unexpected(filter == nil ? ["WHERE", "`|`"] : ["`|`"]) }
        let projection = try parseExpression()
        try expect(.rightBracket, "`]`")
        return PatternComprehension(variable: variable, element: element, filter: filter, projection: projection)
    }

    mutating func parseQuantifier(_ kind: Quantifier.Kind) throws(SyntaxError) -> Quantifier {
        advance()
        advance()
        let (variable, list) = try parseBinding()
        try expect(.where)
        let filter = try parseCondition()
        guard accept(.rightParenthesis) else { throw unexpected(["an operator", "`)`"]) }
        return Quantifier(kind: kind, variable: variable, list: list, filter: filter)
    }

    mutating func parseReduce() throws(SyntaxError) -> Reduce {
        advance()
        advance()
        let accumulator = try parseVariable()
        try expect(.equal, "`=`")
        let initial = try parseExpression()
        try expect(.comma, "`,`")
        let (variable, list) = try parseBinding(barEnds: true)
        try expect(.pipe, "`|`")
        let expression = try parseExpression()
        try expect(.rightParenthesis, "`)`")
        return Reduce(
            accumulator: accumulator, initial: initial, variable: variable, list: list, expression: expression)
    }

    /// `Variable IN Expression`
    mutating func parseBinding(barEnds: Bool = false) throws(SyntaxError) -> (Name, Expression) {
        let variable = try parseVariable()
        try expect(.in)
        return (variable, try parseExpression(barEnds: barEnds))
    }
}
