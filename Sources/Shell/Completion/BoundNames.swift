import CypherSyntax
import Diagnostics

/// The variables that a statement has bound as far as it goes, and the labels or types that it gives them.
struct BoundNames {
    /// In the order in which they first come.
    private(set) var names: [String] = []
    private(set) var kinds: [String: [String]] = [:]

    /// From tokens without comments. O(tokens).
    init(_ tokens: [Token], in bytes: [UInt8]) {
        func text(_ index: Int) -> String { String(decoding: bytes[tokens[index].span.start..<tokens[index].span.end], as: UTF8.self) }
        func kind(_ index: Int) -> Token.Kind { tokens.indices.contains(index) ? tokens[index].kind : .end }
        var isYield = false
        for index in tokens.indices where kind(index) == .name {
            let before = kind(index - 1)
            let keyword = index > 0 ? tokens[index - 1].keyword : nil
            if tokens[index].keyword == .yield {
                isYield = true
                continue
            }
            let isPattern = before == .leftParenthesis && !Self.isCall(index - 1, tokens)
                || before == .leftBracket && [.minus, .dash, .leftArrowHead].contains(kind(index - 2))
            let isPath = kind(index + 1) == .equal && [.leftParenthesis, .name].contains(kind(index + 2))
                && (keyword == .match || before == .comma)
            let isNew = keyword == .as || keyword == .for || keyword == .let || isYield && (keyword == .yield || before == .comma)
            if isYield, keyword != .yield, before != .comma, keyword != .as { isYield = false }
            guard isPattern && tokens[index].keyword?.isReserved != true || isPath || isNew else { continue }
            let name = text(index)
            if kinds[name] == nil { names.append(name) }
            kinds[name, default: []] += isPattern ? Self.labels(from: index + 1, tokens, text) : []
        }
    }

    /// A parenthesis behind a name that is not a keyword: the arguments of a function.
    private static func isCall(_ index: Int, _ tokens: [Token]) -> Bool {
        guard index > 0, tokens[index - 1].kind == .name else { return false }
        return tokens[index - 1].keyword == nil
    }

    /// `:A|B`, `:A&!B`: what stands behind a name in a pattern.
    static func labels(from start: Int, _ tokens: [Token], _ text: (Int) -> String) -> [String] {
        guard tokens.indices.contains(start), tokens[start].kind == .colon else { return [] }
        var labels: [String] = []
        for index in tokens.indices[start...] {
            switch tokens[index].kind {
            case .colon, .pipe, .ampersand: continue
            case .name where tokens[index - 1].kind != .name: labels.append(text(index))
            default: return labels
            }
        }
        return labels
    }
}
