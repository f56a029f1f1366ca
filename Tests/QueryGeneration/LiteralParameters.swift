import CypherSyntax
import PropertyGraph

/// Numbers and strings of a query as parameters, one for each different literal.
enum LiteralParameters {
    static func replace(_ text: inout String, _ parameters: inout [String: Value]) {
        let bytes = Array(text.utf8)
        let tokens = Tokenizer.tokens(of: text)
        var names: [String: String] = [:]
        var out: [UInt8] = []
        var at = 0
        for (index, token) in tokens.enumerated() {
            // Not the bounds of a length, which have to be written.
            let isBound = [index - 1, index + 1].contains { place in
                guard tokens.indices.contains(place) else { return false }
                let around = String(decoding: bytes[tokens[place].span.start..<tokens[place].span.end], as: UTF8.self)
                return around == ".." || (around == "*" && place < index)
            }
            let literal = String(decoding: bytes[token.span.start..<token.span.end], as: UTF8.self)
            guard !isBound, let value = value(literal) else { continue }
            let name = names[literal] ?? "literal\(names.count)"
            names[literal] = name
            parameters[name] = value
            out += bytes[at..<token.span.start] + Array("$\(name)".utf8)
            at = token.span.end
        }
        text = String(decoding: out + bytes[at...], as: UTF8.self)
    }

    private static func value(_ literal: String) -> Value? {
        if let number = Int(literal) { return .integer(number) }
        if literal.first?.isNumber == true { return Double(literal).map { .float($0) } }
        guard literal.count >= 2, literal.hasPrefix("'"), literal.hasSuffix("'"), !literal.contains("\\") else { return nil }
        return .string(String(literal.dropFirst().dropLast()))
    }
}
