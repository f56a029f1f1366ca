import Diagnostics

/// The place that a server's message names: `line 2, column 7` or `(line 2, column 7 (offset: 31))`.
enum ServerMessage {
    static func place(in message: String, of query: SourceText) -> SourceSpan? {
        guard let line = number(behind: "line ", in: message), let column = number(behind: "column ", in: message), line > 0, column > 0 else { return nil }
        let text = Array(query.text.utf8)
        var start = 0
        for _ in 1..<line {
            guard let end = text[start...].firstIndex(of: 0x0A) else { return nil }
            start = end + 1
        }
        let end = text[start...].firstIndex(of: 0x0A) ?? text.count
        // Columns are characters, places are bytes.
        let words = String(decoding: text[start..<end], as: UTF8.self)
        let before = words.prefix(column - 1)
        guard before.count == column - 1 else { return nil }
        let place = start + before.utf8.count
        return SourceSpan(place, min(place + 1, text.count))
    }

    /// Without the place at its beginning, and without the quoted lines of the query that Neo4j adds.
    static func withoutPlace(_ message: String) -> String {
        var words = message[...]
        if words.hasPrefix("line "), let end = words.firstRange(of: ": ") { words = words[end.upperBound...] }
        if let end = words.firstRange(of: " (line ") { words = words[..<end.lowerBound] }
        return String(words)
    }

    private static func number(behind word: String, in message: String) -> Int? {
        guard let range = message.firstRange(of: word) else { return nil }
        return Int(message[range.upperBound...].prefix { $0.isASCII && $0.isNumber }.prefix(6))
    }
}
