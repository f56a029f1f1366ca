/// `(a)-->(b)` is a pattern, `(a) - (b)` a difference, and `(a)-[x]-(b)` a pattern that could be one:
/// as in openCypher what can be a pattern is one. Only a few tokens are read for each parenthesis,
/// brackets inside being jumped over.
extension Parser {
    /// A node and a relationship begin at `index`.
    func startsPattern(_ index: Int) -> Bool {
        guard var at = nodeEnd(index) else { return false }
        // A group follows, as nothing else does that begins so.
        if kind(at) == .leftParenthesis { return true }
        guard startsRelationship(at) else { return false }
        let hasLeftArrowHead = kind(at) == .less || kind(at) == .leftArrowHead
        if hasLeftArrowHead { at += 1 }
        guard isDash(at) else { return false }
        at += 1
        if isDash(at) { return nodeFollows(at + 1) }
        guard kind(at) == .leftBracket else { return false }
        if isRelationshipOnly(at + 1) { return true }
        guard let close = brackets.closing(at), isDash(close + 1) else { return false }
        return isRelationshipDetail(at + 1) && nodeFollows(close + 2)
    }

    /// The pattern that begins at `index` is an operand of AND, OR or XOR: in brackets it begins a list.
    func isOperand(patternAt index: Int) -> Bool {
        var at = index
        while true {
            switch kind(at) {
            case .leftParenthesis, .leftBracket:
                guard let close = brackets.closing(at) else { return false }
                at = quantifierEnd(close + 1)
            case .less, .leftArrowHead, .greater, .rightArrowHead, .minus, .dash: at = quantifierEnd(at + 1)
            default: return at < tokens.count && [.and, .or, .xor].contains(tokens[at].keyword)
            }
        }
    }

    /// Past the node that stands at `index`, if one does.
    private func nodeEnd(_ index: Int) -> Int? {
        guard kind(index) == .leftParenthesis else { return nil }
        var at = index + 1
        if at < tokens.count, isVariable(tokens[at]) { at += 1 }
        if kind(at) == .colon || at < tokens.count && startsIsLabel(at) { at = labelsEnd(at + 1) }
        if kind(at) == .leftBrace {
            guard let close = brackets.closing(at) else { return nil }
            at = close + 1
        } else if kind(at) == .parameter {
            at += 1
        }
        if at < tokens.count, tokens[at].keyword == .where { return brackets.closing(index).map { $0 + 1 } }
        return kind(at) == .rightParenthesis ? at + 1 : nil
    }

    /// Past labels and the operators between them.
    private func labelsEnd(_ index: Int) -> Int {
        var at = index
        while true {
            switch kind(at) {
            case .name where tokens[at].keyword == .where: return at
            case .name, .quotedName, .colon, .pipe, .ampersand, .exclamation, .percent: at += 1
            case .leftParenthesis:
                guard let close = brackets.closing(at) else { return at }
                at = close + 1
            default: return at
            }
        }
    }

    /// `>(`: a pattern, even if the node has a fault. `(`: one if it is a node. A quantifier can stand before.
    private func nodeFollows(_ index: Int) -> Bool {
        switch kind(index) {
        case .greater, .rightArrowHead: kind(quantifierEnd(index + 1)) == .leftParenthesis
        default: nodeEnd(quantifierEnd(index)) != nil
        }
    }

    /// Past the quantifier that stands at `index`, if one does.
    private func quantifierEnd(_ index: Int) -> Int {
        switch kind(index) {
        case .question, .plus, .star: return index + 1
        case .leftBrace where kind(index + 1) == .integer || kind(index + 1) == .comma:
            return brackets.closing(index).map { $0 + 1 } ?? index
        default: return index
        }
    }

    /// What no list begins with: `]`, `:`, `*`, WHERE, IS, `r:`.
    private func isRelationshipOnly(_ index: Int) -> Bool {
        switch kind(index) {
        case .rightBracket: isDash(index + 1)
        case .colon, .star: true
        case .name where tokens[index].keyword == .where || startsIsLabel(index): true
        case .name, .quotedName:
            kind(index + 1) == .colon || index + 1 < tokens.count && (tokens[index + 1].keyword == .where || startsIsLabel(index + 1))
        default: false
        }
    }

    /// What both a list and a relationship can begin with.
    private func isRelationshipDetail(_ index: Int) -> Bool {
        switch kind(index) {
        case .leftBrace, .parameter: true
        case .name, .quotedName: isVariable(tokens[index]) && [.rightBracket, .star, .leftBrace, .parameter].contains(kind(index + 1))
        default: false
        }
    }

    private func isDash(_ index: Int) -> Bool { kind(index) == .minus || kind(index) == .dash }

    private func kind(_ index: Int) -> Token.Kind { index < tokens.count ? tokens[index].kind : .end }
}
