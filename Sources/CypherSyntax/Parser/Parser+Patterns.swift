import Diagnostics

/// Pattern and its parts.
extension Parser {
    mutating func parsePattern() throws(SyntaxError) -> Pattern {
        var parts: [PatternPart] = []
        repeat { parts.append(try parsePatternPart()) } while accept(.comma)
        return Pattern(parts: parts)
    }

    /// Parentheses around a whole element leave no trace but in the span; with a quantifier they are a group,
    /// beside which a node need not be written.
    mutating func parsePatternElement() throws(SyntaxError) -> PatternElement {
        let start = index
        var node = NodePattern.implied(token.span)
        var steps: [PatternElement.Step] = []
        if startsParenthesisedElement {
            let (element, quantifier) = try parseParenthesisedElement()
            guard let quantifier else { return element }
            steps.append(try parseStep(behind: element, quantifier))
        } else {
            node = try parseNodePattern()
        }
        while true {
            if startsRelationship(index) {
                let relationship = try parseRelationshipPattern()
                steps.append(.init(.relationship(relationship), node: try parseNodePattern()))
            } else if startsParenthesisedElement {
                let (element, quantifier) = try parseParenthesisedElement()
                guard let quantifier else { throw unexpected(["a quantifier such as `{1,3}`"]) }
                steps.append(try parseStep(behind: element, quantifier))
            } else {
                return PatternElement(start: node, steps: steps, span: span(from: start))
            }
        }
    }

    private var startsParenthesisedElement: Bool { kind == .leftParenthesis && peek().kind == .leftParenthesis }

    private mutating func parseStep(
        behind element: PatternElement, _ quantifier: PathQuantifier
    ) throws(SyntaxError) -> PatternElement.Step {
        let group = PathGroup(element: element, quantifier: quantifier, span: element.span.union(quantifier.span))
        let hasNode = kind == .leftParenthesis && peek().kind != .leftParenthesis
        return .init(.group(group), node: hasNode ? try parseNodePattern() : .implied(token.span))
    }

    private mutating func parseNodePattern() throws(SyntaxError) -> NodePattern {
        let start = index
        guard accept(.leftParenthesis) else { throw unexpected(["a node such as `(n)`"]) }
        var node = NodePattern(variable: try parsePatternVariable(), labels: [], properties: nil, span: token.span)
        if accept(.colon) || startsIsLabel(index) && accept(.is) {
            switch try parseLabels() {
            case .all(let names): node.labels = names
            case .expression(let expression): node.labelExpression = expression
            }
        }
        node.properties = try parsePatternProperties()
        node.filter = try parseInlineWhere()
        guard accept(.rightParenthesis) else {
            throw unexpected(node.filter != nil ? ["an operator", "`)`"] : node.properties == nil ? ["`:`", "`{`", "`)`"] : ["`)`"])
        }
        node.span = span(from: start)
        return node
    }

    mutating func parseRelationshipPattern() throws(SyntaxError) -> RelationshipPattern {
        let start = index
        let left = acceptLeftArrowHead()
        guard acceptDash() else { throw unexpected(["`-`"]) }
        var relationship = RelationshipPattern(
            direction: .either, variable: nil, types: [], length: nil, properties: nil, span: token.span)
        try parseRelationshipDetail(into: &relationship)
        guard acceptDash() else { throw unexpected(["`-`", "`->`"]) }
        let right = acceptRightArrowHead()
        if left != right { relationship.direction = left ? .incoming : .outgoing }
        relationship.quantifier = try parseQuantifier()
        if let quantifier = relationship.quantifier, relationship.length != nil {
            throw SyntaxError(.lengthAndQuantifier, quantifier.span)
        }
        relationship.span = span(from: start)
        return relationship
    }

    private mutating func parseRelationshipDetail(
        into relationship: inout RelationshipPattern
    ) throws(SyntaxError) {
        guard accept(.leftBracket) else { return }
        relationship.variable = try parsePatternVariable()
        try parseTypes(into: &relationship)
        relationship.length = try parseVariableLength()
        relationship.properties = try parsePatternProperties()
        relationship.filter = try parseInlineWhere()
        if accept(.rightBracket) { return }
        if relationship.filter != nil { throw unexpected(["an operator", "`]`"]) }
        if relationship.properties != nil { throw unexpected(["`]`"]) }
        if relationship.length != nil { throw unexpected(["`{`", "`]`"]) }
        throw unexpected([relationship.types.isEmpty ? "`:`" : "`|`", "`*`", "`{`", "`]`"])
    }

    private mutating func parsePatternVariable() throws(SyntaxError) -> Name? {
        guard isVariable(token) || kind == .name && keyword?.startsClause != true, !startsIsLabel(index),
            keyword != .where || peek().kind == .rightParenthesis
        else { return nil }
        return try parseVariable()
    }

    /// `:A|B`, or as it was once written `:A|:B`, or any LabelExpression.
    private mutating func parseTypes(into relationship: inout RelationshipPattern) throws(SyntaxError) {
        let start = index
        guard accept(.colon) || startsIsLabel(index) && accept(.is) else { return }
        let expression = try parseLabelExpression("a relationship type")
        guard var types = expression.disjunction else {
            relationship.typeExpression = expression
            if kind == .pipe { throw SyntaxError(.mixedLabels, SourceSpan(tokens[start].span.start, peek().span.end)) }
            return
        }
        while accept(.pipe) {
            _ = accept(.colon)
            types.append(try parseName("a relationship type"))
            if kind == .ampersand { throw SyntaxError(.mixedLabels, SourceSpan(tokens[start].span.start, token.span.end)) }
        }
        relationship.types = types
    }

    private mutating func parseVariableLength() throws(SyntaxError) -> VariableLength? {
        let start = index
        if kind == .dotDot { throw SyntaxError(.invalidLength, token.span) }
        guard accept(.star) else { return nil }
        var length = VariableLength(lower: try parseBound(), upper: nil, span: token.span)
        length.upper = accept(.dotDot) ? try parseBound() : length.lower
        length.span = span(from: start)
        return length
    }

    private mutating func parseBound() throws(SyntaxError) -> Int? {
        switch kind {
        case .integer: return try parseInteger()
        case .minus, .plus, .float: throw SyntaxError(.invalidLength, token.span)
        default: return nil
        }
    }

    /// A map or a parameter.
    private mutating func parsePatternProperties() throws(SyntaxError) -> Expression? {
        kind == .leftBrace || kind == .parameter ? try parseAtom() : nil
    }

    // MARK: Arrows

    func startsRelationship(_ index: Int) -> Bool {
        switch tokens[index].kind {
        case .minus, .dash, .less, .leftArrowHead: true
        default: false
        }
    }

    mutating func acceptDash() -> Bool { accept(.minus) || accept(.dash) }
    private mutating func acceptLeftArrowHead() -> Bool { accept(.less) || accept(.leftArrowHead) }
    private mutating func acceptRightArrowHead() -> Bool { accept(.greater) || accept(.rightArrowHead) }
}
