import Diagnostics

/// ValueType, CAST, and what can follow IS.
extension Parser {
    /// `IS [NOT] NULL`, `IS [NOT] :: TYPE`, `IS [NOT] TYPED TYPE`, `IS [NOT] LABELED A`, `IS A`.
    mutating func parseIs(_ operand: Expression, from start: Int) throws(SyntaxError) -> Expression {
        let isLabel = startsIsLabel(index)
        try expect(.is)
        let negated = accept(.not)
        let kind: Expression.Kind
        if accept(.null) {
            kind = .isNull(operand, negated: negated)
        } else if self.kind == .colon, peek().kind == .colon {
            kind = try parseIsTyped(operand, negated: negated)
        } else if accept(.typed) {
            kind = .isTyped(operand, try parseValueType(), negated: negated)
        } else if accept(.labeled) {
            let labels = try parseIsLabels(operand)
            kind = negated ? .unary(.not, Expression(labels, span(from: start))) : labels
        } else if isLabel {
            kind = try parseIsLabels(operand)
        } else {
            throw unexpected(negated ? ["NULL"] : ["NULL", "NOT NULL"])
        }
        try grow()
        return Expression(kind, span(from: start))
    }

    private mutating func parseIsLabels(_ operand: Expression) throws(SyntaxError) -> Expression.Kind {
        switch try parseLabels(bar: !barEnds) {
        case .all(let names): .hasLabels(operand, names)
        case .expression(let expression): .isLabelled(operand, expression)
        }
    }

    /// From `::` on.
    mutating func parseIsTyped(_ operand: Expression, negated: Bool) throws(SyntaxError) -> Expression.Kind {
        advance()
        advance()
        return .isTyped(operand, try parseValueType(), negated: negated)
    }

    /// `CAST(a AS TYPE)`
    mutating func parseCast() throws(SyntaxError) -> Expression.Kind {
        advance()
        advance()
        let operand = try parseExpression()
        try expect(.as)
        let barEnds = self.barEnds
        self.barEnds = false
        let type = try parseValueType()
        self.barEnds = barEnds
        guard accept(.rightParenthesis) else { throw unexpected(["`|`", "NOT NULL", "`)`"]) }
        return .cast(operand, type)
    }

    /// Types between bars are a union.
    mutating func parseValueType() throws(SyntaxError) -> ValueType {
        var types = [try parseSingleType()]
        while !barEnds, accept(.pipe) { types.append(try parseSingleType()) }
        return types.count == 1 ? types[0] : ValueType(.union(types))
    }

    private mutating func parseSingleType() throws(SyntaxError) -> ValueType {
        guard kind == .name else { throw unexpected(["a type such as INTEGER"]) }
        var type = ValueType(try parseTypeName())
        type.notNull = try acceptNotNull()
        while acceptWord("LIST") || acceptWord("ARRAY") { type = ValueType(.list(type), notNull: try acceptNotNull()) }
        return type
    }

    private mutating func acceptNotNull() throws(SyntaxError) -> Bool {
        if accept(.exclamation) { return true }
        guard keyword == .not, peek().keyword == .null else { return false }
        advance()
        advance()
        return true
    }

    private mutating func parseTypeName() throws(SyntaxError) -> ValueType.Kind {
        let at = token
        let word = text(at.span).uppercased()
        advance()
        switch word {
        case "ANY":
            if kind == .less { return try parseInner().kind }
            if acceptWord("NODE") || acceptWord("VERTEX") { return .named("NODE") }
            if acceptWord("RELATIONSHIP") || acceptWord("EDGE") { return .named("RELATIONSHIP") }
            if acceptWord("PROPERTY") {
                _ = acceptWord("VALUE")
                return .property
            }
            _ = acceptWord("MAP") || acceptWord("VALUE")
            return kind == .less ? try parseInner().kind : .any
        case "PROPERTY":
            if acceptWord("VALUE") { return .property }
        case "LIST", "ARRAY": return .list(kind == .less ? try parseInner() : ValueType(.any))
        case "NOTHING": return .nothing
        case "NULL": return .null
        case "SIGNED": if acceptWord("INTEGER") { return .named("INTEGER") }
        case "LOCAL", "ZONED":
            if acceptWord("TIME") { return .named(word + " TIME") }
            if acceptWord("DATETIME") { return .named(word + " DATETIME") }
        case "TIME", "TIMESTAMP":
            let name = word == "TIME" ? "TIME" : "DATETIME"
            let zoned = accept(.with)
            guard zoned || acceptWord("WITHOUT") else { break }
            if acceptWord("TIME"), acceptWord("ZONE") { return .named((zoned ? "ZONED " : "LOCAL ") + name) }
        default: if let name = Self.typeNames[word] { return .named(name) }
        }
        let near = Suggestion.nearest(to: word, in: Set(Self.typeNames.values).sorted() + ["LIST", "ANY"])
        throw SyntaxError(.unknownType(text(at.span), near: near), at.span)
    }

    private static let typeNames = [
        "BOOL": "BOOLEAN", "BOOLEAN": "BOOLEAN", "STRING": "STRING", "VARCHAR": "STRING", "INT": "INTEGER",
        "INTEGER": "INTEGER", "FLOAT": "FLOAT", "DATE": "DATE", "DURATION": "DURATION", "MAP": "MAP", "NODE": "NODE",
        "VERTEX": "NODE", "RELATIONSHIP": "RELATIONSHIP", "EDGE": "RELATIONSHIP", "PATH": "PATH",
    ]

    /// `< TYPE >`
    private mutating func parseInner() throws(SyntaxError) -> ValueType {
        try expect(.less, "`<`")
        try enter()
        let barEnds = self.barEnds
        self.barEnds = false
        let type = try parseValueType()
        self.barEnds = barEnds
        leave()
        guard accept(.greater) else { throw unexpected(["`|`", "NOT NULL", "`>`"]) }
        return type
    }

    /// A word that is not a keyword.
    mutating func acceptWord(_ word: String) -> Bool {
        guard kind == .name, text(token.span).uppercased() == word else { return false }
        advance()
        return true
    }
}
