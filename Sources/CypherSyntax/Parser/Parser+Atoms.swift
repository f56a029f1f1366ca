import Diagnostics

/// What an expression is made of: literals, names, calls and everything in brackets.
extension Parser {
    mutating func parseAtom() throws(SyntaxError) -> Expression {
        let start = index
        let atom: Expression.Kind
        switch kind {
        case .integer: atom = .integer(try parseInteger())
        case .float: atom = .float(try parseFloat())
        case .string: atom = .string(try parseString())
        case .parameter: atom = .parameter(takeParameter())
        case .leftBrace: atom = .map(try parseMap())
        case .leftBracket: atom = try parseBracketed()
        case .leftParenthesis: return try parseParenthesised()
        case .name: atom = try parseWord()
        case .quotedName: atom = try parseVariableOrCall()
        default: throw unexpected(["an expression"])
        }
        return Expression(atom, span(from: start))
    }

    /// A pattern predicate or an expression.
    private mutating func parseParenthesised() throws(SyntaxError) -> Expression {
        let start = index
        if startsPattern(index) {
            let allowed = allowsPatternPredicate
            let element = try parsePatternElement()
            guard allowed else { throw SyntaxError(.patternOutsideCondition, element.span) }
            return Expression(.patternPredicate(element), element.span)
        }
        advance()
        var expression = try parseExpression(allowsPatternPredicate: allowsPatternPredicate)
        guard accept(.rightParenthesis) else { throw unexpected(["an operator", "`)`"]) }
        expression.span = span(from: start)
        return expression
    }

    /// Atoms that a word begins.
    private mutating func parseWord() throws(SyntaxError) -> Expression.Kind {
        let isCall = peek().kind == .leftParenthesis
        switch keyword {
        case .null:
            advance()
            return .null
        case .true, .false:
            let value = keyword == .true
            advance()
            return .boolean(value)
        case .case: return .case(try parseCase())
        case .exists where peek().kind == .leftBrace: return .exists(try parseReadingSubquery("EXISTS"))
        case .count where peek().kind == .leftBrace: return .count(try parseReadingSubquery("COUNT"))
        case .collect where peek().kind == .leftBrace: return try parseCollect()
        case .cast where isCall: return try parseCast()
        case .exists where isCall && startsPattern(index + 2): return .exists(try parseExistsCall())
        case .exists where isCall: return .function(try parseFunctionCall())
        case .count where isCall && peek(2).kind == .star:
            advance()
            advance()
            advance()
            try expect(.rightParenthesis, "`)`")
            return .countStar
        case .all where isCall: return .quantifier(try parseQuantifier(.all))
        case .any where isCall: return .quantifier(try parseQuantifier(.any))
        case .some(.none) where isCall: return .quantifier(try parseQuantifier(.none))
        case .single where isCall: return .quantifier(try parseQuantifier(.single))
        case .reduce where isCall: return .reduce(try parseReduce())
        default:
            guard let all = startsShortestPath() else { return try parseVariableOrCall() }
            return .shortestPath(try parseShortestPath(), all: all)
        }
    }

    private mutating func parseVariableOrCall() throws(SyntaxError) -> Expression.Kind {
        guard isVariable(token) else {
            throw standsAlone() ? SyntaxError(.reservedWord(text(token.span)), token.span) : unexpected(["an expression"])
        }
        if startsFunctionCall() { return .function(try parseFunctionCall()) }
        return .variable(takeName().text)
    }

    /// What follows the word shows that it was meant as a variable.
    private func standsAlone() -> Bool {
        switch peek().kind {
        case .end, .semicolon, .comma, .dot, .rightParenthesis, .rightBracket, .rightBrace: true
        default: peek().keyword == .as
        }
    }

    /// `name(` or `name.space.name(`. Looks over the dots once only, as what follows
    /// in the other case is a chain of keys, which is as long.
    private func startsFunctionCall() -> Bool {
        var distance = 1
        while peek(distance).kind == .dot {
            guard peek(distance + 1).kind == .name || peek(distance + 1).kind == .quotedName else { return false }
            distance += 2
        }
        return peek(distance).kind == .leftParenthesis
    }

    private mutating func parseFunctionCall() throws(SyntaxError) -> FunctionCall {
        let start = index
        var parts = [takeName().text]
        while accept(.dot) { parts.append(takeName().text) }
        let name = Name(parts.joined(separator: "."), span(from: start))
        try expect(.leftParenthesis, "`(`")
        let distinct = accept(.distinct)
        var arguments: [Expression] = []
        if distinct || kind != .rightParenthesis {
            repeat { arguments.append(try parseExpression()) } while accept(.comma)
        }
        guard accept(.rightParenthesis) else { throw unexpected(["`,`", "`)`"]) }
        return FunctionCall(name: name, distinct: distinct, arguments: arguments)
    }

    private mutating func parseCase() throws(SyntaxError) -> Case {
        try expect(.case)
        let subject = keyword == .when ? nil : try parseExpression()
        var branches: [CaseBranch] = []
        guard keyword == .when else { throw unexpected(["WHEN"]) }
        while accept(.when) {
            let when = try parseCondition()
            try expect(.then)
            branches.append(.init(when: when, then: try parseExpression()))
        }
        let otherwise = accept(.else) ? try parseExpression() : nil
        guard accept(Keyword.end) else {
            throw unexpected(otherwise == nil ? ["WHEN", "ELSE", "END"] : ["END"])
        }
        return Case(subject: subject, branches: branches, otherwise: otherwise)
    }

    /// `exists(pattern)` is `EXISTS { pattern }`.
    private mutating func parseExistsCall() throws(SyntaxError) -> ExistsSubquery {
        advance()
        advance()
        let element = try parsePatternElement()
        try expect(.rightParenthesis, "`)`")
        return .pattern(Pattern(parts: [PatternPart(variable: nil, element: element)]), filter: nil)
    }
}
