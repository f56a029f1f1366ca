import Diagnostics

/// Labels of nodes and types of relationships: `:A:B` of openCypher, and LabelExpression of ISO GQL.
extension Parser {
    /// What stands behind `:` or IS in a node or behind an expression.
    enum Labels {
        /// `A`, or `A:B` with further colons.
        case all([Name])
        case expression(LabelExpression)
    }

    /// The `:` or IS has been taken. Colons go on the openCypher way, and cannot stand beside `&`, `|`, `!`, `%`.
    mutating func parseLabels(bar: Bool = true) throws(SyntaxError) -> Labels {
        let start = index
        let expression = try parseLabelExpression("a label", bar: bar)
        guard case .name(let first) = expression else {
            if kind == .colon, peek().kind != .colon { throw mixedLabels(from: start) }
            return .expression(expression)
        }
        var names = [first]
        while kind == .colon, peek().kind != .colon {
            advance()
            if startsLabelOperator(bar: bar) { throw mixedLabels(from: start) }
            names.append(try parseName("a label"))
        }
        if names.count > 1, startsLabelOperator(bar: bar) { throw mixedLabels(from: start) }
        return .all(names)
    }

    private func startsLabelOperator(bar: Bool) -> Bool {
        switch kind {
        case .ampersand, .exclamation: true
        case .pipe: bar
        default: false
        }
    }

    /// Over the whole of what was meant.
    private mutating func mixedLabels(from start: Int) -> SyntaxError {
        advance()
        if kind == .name || kind == .quotedName { advance() }
        return SyntaxError(.mixedLabels, span(from: start))
    }

    /// `|` binds least, then `&`, then `!`. Without `bar` a bar outside parentheses ends the expression.
    mutating func parseLabelExpression(_ what: String, bar: Bool = true) throws(SyntaxError) -> LabelExpression {
        var alternatives = [try parseLabelConjunction(what)]
        while bar, kind == .pipe, peek().kind != .colon {
            advance()
            alternatives.append(try parseLabelConjunction(what))
        }
        return alternatives.count == 1 ? alternatives[0] : .or(alternatives)
    }

    private mutating func parseLabelConjunction(_ what: String) throws(SyntaxError) -> LabelExpression {
        var parts = [try parseLabelFactor(what)]
        while accept(.ampersand) { parts.append(try parseLabelFactor(what)) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func parseLabelFactor(_ what: String) throws(SyntaxError) -> LabelExpression {
        switch kind {
        case .exclamation:
            advance()
            try enter()
            let operand = try parseLabelFactor(what)
            leave()
            return .not(operand)
        case .percent:
            advance()
            return .any
        case .leftParenthesis:
            advance()
            try enter()
            let inner = try parseLabelExpression(what)
            leave()
            guard accept(.rightParenthesis) else { throw unexpected(["`|`", "`&`", "`)`"]) }
            return inner
        default: return .name(try parseName(what))
        }
    }

    /// `IS A`; not what begins a predicate: `IS NULL`, `IS NOT …`, `IS TYPED …`, `IS LABELED …`, `IS :: …`.
    func startsIsLabel(_ index: Int) -> Bool {
        guard tokens[index].keyword == .is, index + 1 < tokens.count else { return false }
        let next = tokens[index + 1]
        switch next.kind {
        case .name: return ![.null, .not, .typed, .labeled].contains(next.keyword)
        case .quotedName, .exclamation, .percent, .leftParenthesis: return true
        default: return false
        }
    }
}
