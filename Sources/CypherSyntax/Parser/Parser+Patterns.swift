import Diagnostics

/// Pattern and its parts.
extension Parser {
    mutating func parsePattern() throws(SyntaxError) -> Pattern {
        var parts: [PatternPart] = []
        repeat { parts.append(try parsePatternPart()) } while accept(.comma)
        return Pattern(parts: parts)
    }

    mutating func parsePatternPart() throws(SyntaxError) -> PatternPart {
        var variable: Name?
        if isVariable(token), peek().kind == .equal {
            variable = takeName()
            advance()
        }
        return PatternPart(variable: variable, element: try parsePatternElement())
    }

    /// Parentheses around a whole element leave no trace but in the span.
    mutating func parsePatternElement() throws(SyntaxError) -> PatternElement {
        let start = index
        if kind == .leftParenthesis, peek().kind == .leftParenthesis {
            try enter()
            advance()
            var element = try parsePatternElement()
            try expect(.rightParenthesis, "`)`")
            leave()
            element.span = span(from: start)
            return element
        }
        let node = try parseNodePattern()
        var steps: [PatternElement.Step] = []
        while startsRelationship(index) {
            let relationship = try parseRelationshipPattern()
            steps.append(.init(relationship: relationship, node: try parseNodePattern()))
        }
        return PatternElement(start: node, steps: steps, span: span(from: start))
    }

    private mutating func parseNodePattern() throws(SyntaxError) -> NodePattern {
        let start = index
        guard accept(.leftParenthesis) else { throw unexpected(["a node such as `(n)`"]) }
        let variable = try parsePatternVariable()
        var labels: [Name] = []
        while accept(.colon) { labels.append(try parseName("a label")) }
        let properties = try parsePatternProperties()
        guard accept(.rightParenthesis) else {
            throw unexpected(properties == nil ? ["`:`", "`{`", "`)`"] : ["`)`"])
        }
        return NodePattern(variable: variable, labels: labels, properties: properties, span: span(from: start))
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
        relationship.span = span(from: start)
        return relationship
    }

    private mutating func parseRelationshipDetail(
        into relationship: inout RelationshipPattern
    ) throws(SyntaxError) {
        guard accept(.leftBracket) else { return }
        relationship.variable = try parsePatternVariable()
        relationship.types = try parseTypes()
        relationship.length = try parseVariableLength()
        relationship.properties = try parsePatternProperties()
        if accept(.rightBracket) { return }
        if relationship.properties != nil { throw unexpected(["`]`"]) }
        if relationship.length != nil { throw unexpected(["`{`", "`]`"]) }
        throw unexpected([relationship.types.isEmpty ? "`:`" : "`|`", "`*`", "`{`", "`]`"])
    }

    private mutating func parsePatternVariable() throws(SyntaxError) -> Name? {
        guard isVariable(token) || kind == .name && keyword?.startsClause != true else { return nil }
        return try parseVariable()
    }

    /// `:A|B`, or as it was once written `:A|:B`.
    private mutating func parseTypes() throws(SyntaxError) -> [Name] {
        guard accept(.colon) else { return [] }
        var types = [try parseName("a relationship type")]
        while accept(.pipe) {
            _ = accept(.colon)
            types.append(try parseName("a relationship type"))
        }
        return types
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
