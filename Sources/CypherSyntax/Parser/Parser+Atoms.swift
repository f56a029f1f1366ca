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
            let element = try parsePatternElement()
            return Expression(.patternPredicate(element), element.span)
        }
        advance()
        var expression = try parseOperand(allowsPatternPredicate: allowsPatternPredicate)
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
        case .exists where isCall && startsPattern(index + 2) && !isOperand(patternAt: index + 2): return .exists(try parseExistsCall())
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
        if peek().kind == .leftBrace { return .mapProjection(try parseMapProjection()) }
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
        let quantifier = parseSetQuantifier()
        var arguments: [Expression] = []
        if quantifier != nil || kind != .rightParenthesis {
            repeat { arguments.append(try parseExpression()) } while accept(.comma)
        }
        guard accept(.rightParenthesis) else { throw unexpected(["`,`", "`)`"]) }
        return FunctionCall(name: name, quantifier: quantifier, arguments: arguments)
    }

    /// `ALL` can begin a Quantifier as well: `all(x IN list WHERE …)`.
    private mutating func parseSetQuantifier() -> FunctionCall.SetQuantifier? {
        if accept(.distinct) { return .distinct }
        let startsBinding = peek().kind == .leftParenthesis && isVariable(peek(2)) && peek(3).keyword == .in
        return !startsBinding && accept(.all) ? .all : nil
    }

    private mutating func parseMapProjection() throws(SyntaxError) -> MapProjection {
        var projection = MapProjection(variable: takeName(), items: [])
        advance()
        if accept(.rightBrace) { return projection }
        repeat { projection.items.append(try parseMapProjectionItem()) } while accept(.comma)
        guard accept(.rightBrace) else { throw unexpected(["`,`", "`}`"]) }
        return projection
    }

    private mutating func parseMapProjectionItem() throws(SyntaxError) -> MapProjection.Item {
        if accept(.dot) {
            if accept(.star) { return .allProperties }
            return .property(try parseName("a property key"))
        }
        guard kind == .name || kind == .quotedName else { throw unexpected(["a key", "`.`", "a variable"]) }
        guard peek().kind == .colon else { return .variable(try parseVariable()) }
        let key = takeName()
        advance()
        return .entry(MapEntry(key: key, value: try parseExpression()))
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
