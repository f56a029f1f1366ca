/// For every opening bracket its closing one, and whether commas part what stands between.
/// This tells list from comprehension and pattern from parenthesis without trying both.
struct BracketTable {
    private var closing: [Int32]
    private var commas: [Bool]

    /// O(tokens).
    init(_ tokens: [Token]) {
        closing = [Int32](repeating: -1, count: tokens.count)
        commas = [Bool](repeating: false, count: tokens.count)
        var open: [Int] = []
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .leftParenthesis, .leftBracket, .leftBrace: open.append(index)
            case .rightParenthesis, .rightBracket, .rightBrace:
                // One that closes nothing is passed over; the parser will meet it.
                if let last = open.last, Self.match(tokens[last].kind, token.kind) {
                    closing[last] = Int32(index)
                    open.removeLast()
                }
            case .comma: if let last = open.last { commas[last] = true }
            default: break
            }
        }
    }

    /// The token that closes the bracket at `index`, or nil for none.
    func closing(_ index: Int) -> Int? { closing[index] < 0 ? nil : Int(closing[index]) }

    /// A comma stands in the bracket at `index`, not deeper.
    func hasComma(_ index: Int) -> Bool { commas[index] }

    private static func match(_ left: Token.Kind, _ right: Token.Kind) -> Bool {
        switch (left, right) {
        case (.leftParenthesis, .rightParenthesis), (.leftBracket, .rightBracket), (.leftBrace, .rightBrace): true
        default: false
        }
    }
}
