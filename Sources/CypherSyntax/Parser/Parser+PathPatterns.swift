import Diagnostics

/// Selectors, modes, groups and quantifiers: what ISO GQL adds to paths.
extension Parser {
    /// `[Variable =] [selector] [mode] [PATH | PATHS] PatternElement`, or `shortestPath(…)`.
    mutating func parsePatternPart() throws(SyntaxError) -> PatternPart {
        var variable: Name?
        if isVariable(token), peek().kind == .equal {
            variable = takeName()
            advance()
        }
        if let all = startsShortestPath() {
            let element = try parseShortestPath()
            return PatternPart(
                variable: variable, selector: all ? .allShortestPaths : .shortestPath, element: element)
        }
        var part = PatternPart(variable: variable, element: PatternElement(start: .implied(token.span), steps: [], span: token.span))
        if kind == .name { part.selector = try parseSelector(mode: &part.mode) }
        part.element = try parsePatternElement()
        if part.mode == .walk, let span = part.element.unboundedSpan { throw SyntaxError(.unboundedWalk, span) }
        return part
    }

    /// `ALL SHORTEST`, `ANY [SHORTEST | k]`, `SHORTEST [k] [GROUP | GROUPS]`, `ALL`, each with a mode and PATH or PATHS.
    private mutating func parseSelector(mode: inout PathMode?) throws(SyntaxError) -> PathSelector? {
        var selector: PathSelector?
        switch keyword {
        case .all:
            advance()
            if accept(.shortest) { selector = .allShortest }
            mode = try parseMode()
            skipPathWord()
        case .any:
            advance()
            let shortest = accept(.shortest)
            let count = kind == .integer && !shortest ? try parseCount() : 1
            mode = try parseMode()
            skipPathWord()
            selector = shortest ? .shortest(1) : .any(count)
        case .shortest:
            advance()
            let count = kind == .integer ? try parseCount() : nil
            mode = try parseMode()
            skipPathWord()
            if accept(.groups) || accept(.group) {
                selector = .groups(count ?? 1)
            } else {
                guard let count else { throw unexpected(["a number of paths", "GROUP"]) }
                selector = .shortest(count)
            }
        default:
            mode = try parseMode()
            if mode != nil { skipPathWord() }
        }
        return selector
    }

    private mutating func parseCount() throws(SyntaxError) -> Int {
        let span = token.span
        let count = try parseInteger()
        if count < 1 { throw SyntaxError(.invalidPathCount, span) }
        return count
    }

    private mutating func parseMode() throws(SyntaxError) -> PathMode? {
        switch keyword {
        case .trail: advance(); return .trail
        case .acyclic: advance(); return .acyclic
        case .simple: advance(); return .simple
        case .walk: advance(); return .walk
        default: return nil
        }
    }

    private mutating func skipPathWord() { _ = accept(.path) || accept(.paths) }

    // MARK: shortestPath(…)

    /// Whether all are requested; nil where the function does not stand here.
    func startsShortestPath() -> Bool? {
        guard peek().kind == .leftParenthesis, peek(2).kind == .leftParenthesis else { return nil }
        switch keyword {
        case .shortestPath: return false
        case .allShortestPaths: return true
        default: return nil
        }
    }

    /// The element between the parentheses, which has one relationship.
    mutating func parseShortestPath() throws(SyntaxError) -> PatternElement {
        let start = index
        advance()
        advance()
        let element = try parsePatternElement()
        guard accept(.rightParenthesis) else { throw unexpected(["`)`"]) }
        guard element.steps.count == 1, case .relationship = element.steps[0].link, element.filter == nil else {
            throw SyntaxError(.shortestPathNeedsOneRelationship, span(from: start))
        }
        return element
    }

    // MARK: Groups and quantifiers

    /// `((a)-[r]->(b) WHERE …){1,3}`, or parentheses that change nothing.
    mutating func parseParenthesisedElement() throws(SyntaxError) -> (element: PatternElement, quantifier: PathQuantifier?) {
        let start = index
        try enter()
        advance()
        var element = try parsePatternElement()
        if let condition = try parseInlineWhere() {
            element.filter = element.filter.map { Expression(.binary(.and, $0, condition), $0.span.union(condition.span)) } ?? condition
        }
        guard accept(.rightParenthesis) else { throw unexpected(["`)`"]) }
        leave()
        element.span = span(from: start)
        return (element, try parseQuantifier())
    }

    /// `[WHERE Expression]` inside a node, a relationship or the parentheses of an element.
    mutating func parseInlineWhere() throws(SyntaxError) -> Expression? {
        accept(.where) ? try parseCondition() : nil
    }

    /// The quantifier at the current token, if one stands there.
    mutating func parseQuantifier() throws(SyntaxError) -> PathQuantifier? {
        let start = index
        switch kind {
        case .question:
            advance()
            return PathQuantifier(lower: 0, upper: 1, isQuestion: true, span: span(from: start))
        case .plus:
            advance()
            return PathQuantifier(lower: 1, upper: nil, span: span(from: start))
        case .star:
            advance()
            return PathQuantifier(lower: 0, upper: nil, span: span(from: start))
        case .leftBrace:
            advance()
            let lower = kind == .integer ? try parseInteger() : nil
            var upper = lower
            if accept(.comma) { upper = kind == .integer ? try parseInteger() : nil }
            guard accept(.rightBrace) else { throw SyntaxError(.invalidQuantifier, span(from: start)) }
            if lower == nil && upper == nil && tokens[index - 2].kind != .comma {
                throw SyntaxError(.invalidQuantifier, span(from: start))
            }
            if upper == 0 || upper.map({ $0 < lower ?? 0 }) == true { throw SyntaxError(.invalidQuantifier, span(from: start)) }
            return PathQuantifier(lower: lower ?? 0, upper: upper, span: span(from: start))
        default: return nil
        }
    }
}

extension PatternElement {
    /// What in it can go on without end.
    fileprivate var unboundedSpan: SourceSpan? {
        for step in steps {
            switch step.link {
            case .relationship(let relationship):
                if let length = relationship.length, length.upper == nil { return length.span }
                if let quantifier = relationship.quantifier, quantifier.upper == nil { return quantifier.span }
            case .group(let group):
                if group.quantifier.upper == nil { return group.quantifier.span }
            }
        }
        return nil
    }
}

extension NodePattern {
    /// The node that is not written beside a group.
    static func implied(_ span: SourceSpan) -> NodePattern {
        NodePattern(variable: nil, labels: [], properties: nil, span: SourceSpan(span.start, span.start))
    }
}
