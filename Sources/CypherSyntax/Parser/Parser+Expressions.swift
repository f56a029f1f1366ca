import Diagnostics

/// Expression down to its operands: operators by precedence, then what follows an atom.
extension Parser {
    /// `allowsPatternPredicate` where the expression is a condition; elsewhere patterns can only be operands of NOT, AND,
    /// OR and XOR. With `barEnds` a `|` behind it belongs to what stands around.
    mutating func parseExpression(
        allowsPatternPredicate: Bool = false, barEnds: Bool = false
    ) throws(SyntaxError) -> Expression {
        let expression = try parseOperand(allowsPatternPredicate: allowsPatternPredicate, barEnds: barEnds)
        try expectValue(expression, unless: allowsPatternPredicate)
        return expression
    }

    /// Throws where a pattern stands for a value, other than in a condition.
    private func expectValue(_ expression: Expression, unless isCondition: Bool) throws(SyntaxError) {
        if case .patternPredicate = expression.kind, !isCondition {
            throw SyntaxError(.patternOutsideCondition, expression.span)
        }
    }

    private func expectValue(_ expression: Expression) throws(SyntaxError) {
        try expectValue(expression, unless: allowsPatternPredicate)
    }

    /// As `parseExpression`, but a pattern can stand alone: what is around decides whether it may.
    mutating func parseOperand(
        allowsPatternPredicate: Bool = false, barEnds: Bool = false
    ) throws(SyntaxError) -> Expression {
        let outer = (height, self.allowsPatternPredicate, self.barEnds)
        try enter()
        self.allowsPatternPredicate = allowsPatternPredicate
        self.barEnds = barEnds
        let expression = try parseOperators(.or)
        leave()
        height = max(outer.0, height)
        self.allowsPatternPredicate = outer.1
        self.barEnds = outer.2
        return expression
    }

    /// Operands joined by operators that bind at least as tightly as `lowest`.
    private mutating func parseOperators(_ lowest: Precedence) throws(SyntaxError) -> Expression {
        let start = index
        var left: Expression
        // What binds more tightly than the operator taken last has had its turn: `a IS NULL - 1` is not a sum.
        var highest = Precedence.postfix
        if lowest <= .not, keyword == .not {
            left = try parseNot()
            highest = .not
        } else {
            left = try parseUnary()
        }
        while let found = infixOperator(), lowest <= found.precedence, found.precedence <= highest {
            highest = found.precedence
            switch found {
            case .logical(let logical):
                left = try parseLogical(logical, first: left, from: start)
            case .comparison:
                try expectValue(left)
                left = try parseComparison(first: left, from: start)
            case .isNull:
                try expectValue(left)
                left = try parseIs(left, from: start)
            case .isTyped:
                try expectValue(left)
                left = Expression(try parseIsTyped(left, negated: false), span(from: start))
                try grow()
            case .binary(let binary, let precedence):
                try expectValue(left)
                let before = height
                try takeOperator(binary)
                let right = try parseOperators(precedence.tighter)
                try expectValue(right)
                height = max(before, height)
                try grow()
                left = Expression(.binary(binary, left, right), span(from: start))
            }
        }
        return left
    }

    private mutating func parseNot() throws(SyntaxError) -> Expression {
        let start = index
        advance()
        try enter()
        let operand = try parseOperators(.not)
        leave()
        try grow()
        return Expression(.unary(.not, operand), span(from: start))
    }

    /// Long chains of these are built balanced, which their meaning allows, so that thousands of terms fit
    /// the nesting limit.
    private mutating func parseLogical(
        _ logical: BinaryOperator, first: Expression, from start: Int
    ) throws(SyntaxError) -> Expression {
        guard let precedence = infixOperator()?.precedence else { return first }
        var chain = LogicalChain(logical, first: first, height: height)
        while case .logical(logical)? = infixOperator() {
            advance()
            chain.append(try parseOperators(precedence.tighter), height: height)
        }
        let (expression, height) = chain.tree()
        self.height = height - 1
        try grow()
        return Expression(expression.kind, span(from: start))
    }

    private mutating func parseComparison(first: Expression, from start: Int) throws(SyntaxError) -> Expression {
        var links: [ComparisonLink] = []
        while case .comparison(let comparison)? = infixOperator() {
            let before = height
            advance()
            let operand = try parseOperators(Precedence.comparison.tighter)
            try expectValue(operand)
            links.append(.init(comparison: comparison, operand: operand))
            height = max(before, height)
        }
        try grow()
        return Expression(.comparison(first, links), span(from: start))
    }

    private mutating func takeOperator(_ binary: BinaryOperator) throws(SyntaxError) {
        advance()
        if binary == .startsWith || binary == .endsWith { try expect(.with) }
    }

    /// `-` before a number belongs to it, as only so the least integer can be written,
    /// unless what follows the number binds more tightly.
    private mutating func parseUnary() throws(SyntaxError) -> Expression {
        let start = index
        guard kind == .minus || kind == .plus else { return try parsePostfix() }
        let sign: UnaryOperator = kind == .minus ? .minus : .plus
        advance()
        if sign == .minus, kind == .integer || kind == .float, !continuesAtom(peek()) {
            height = 1
            let literal: Expression.Kind =
                kind == .integer ? .integer(try parseInteger(negative: true)) : .float(-(try parseFloat()))
            return Expression(literal, span(from: start))
        }
        try enter()
        let operand = try parseUnary()
        try expectValue(operand)
        leave()
        try grow()
        return Expression(.unary(sign, operand), span(from: start))
    }

    private func continuesAtom(_ token: Token) -> Bool {
        token.kind == .dot || token.kind == .leftBracket || token.kind == .colon
    }

    /// An atom with its keys, indexes and slices, and then perhaps labels.
    mutating func parsePostfix() throws(SyntaxError) -> Expression {
        let start = index
        height = 0
        var expression = try parseAtom()
        try grow()
        while true {
            if kind == .dot || kind == .leftBracket { try expectValue(expression) }
            if accept(.dot) {
                let key = try parseName("a property key")
                expression = Expression(.property(expression, key), span(from: start))
            } else if kind == .leftBracket {
                expression = try parseSubscript(of: expression, from: start)
            } else {
                break
            }
            try grow()
        }
        guard kind == .colon, peek().kind != .colon else { return expression }
        try expectValue(expression)
        advance()
        let labels = try parseLabels(bar: !barEnds)
        try grow()
        switch labels {
        case .all(let names): return Expression(.hasLabels(expression, names), span(from: start))
        case .expression(let labels): return Expression(.isLabelled(expression, labels), span(from: start))
        }
    }

    /// `[i]`, `[i..j]`, `[i..]`, `[..j]`, `[..]`
    private mutating func parseSubscript(of value: Expression, from start: Int) throws(SyntaxError) -> Expression {
        advance()
        let first = kind == .dotDot ? nil : try parseExpression()
        if let first, accept(.rightBracket) {
            return Expression(.element(value, first), span(from: start))
        }
        guard accept(.dotDot) else { throw unexpected(["`]`", "`..`"]) }
        let last = kind == .rightBracket ? nil : try parseExpression()
        try expect(.rightBracket, "`]`")
        return Expression(.slice(value, first, last), span(from: start))
    }
}
