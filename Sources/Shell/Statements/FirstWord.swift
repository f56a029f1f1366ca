import CypherSyntax
import Diagnostics

/// The words that a query can begin with.
enum FirstWord {
    static let keywords: [Keyword] = [
        .use, .match, .optional, .unwind, .with, .return, .call, .load, .explain, .profile, .for, .let, .filter,
        // Of writing.
        .create, .merge, .set, .delete, .detach, .remove, .insert, .foreach,
        // Of scripts written for Neo4j.
        .cypher, .using, .drop, .show,
    ]

    private static let known = Set(keywords.map(\.word))

    /// `SHOW INDEXES` and its like, where `show` alone is a command.
    static func beginsListing(_ word: String, _ rest: ArraySlice<UInt8>) -> Bool {
        guard word.lowercased() == "show" else { return false }
        let line = String(decoding: rest.prefix { $0 != 0x0A && $0 != 0x3B }, as: UTF8.self)
        let words = line.split(separator: " ").prefix(2).map { $0.uppercased() }
        return words.contains { word in
            Show.Table.allCases.contains { $0.rawValue == word || $0.rawValue == word + "S" || $0.rawValue == word + "ES" }
        }
    }
    /// Keywords that a word may be a misspelling of.
    static func nearest(to word: String) -> [String] { Suggestion.nearest(to: word, in: keywords.map(\.word)) }

    static func beginsQuery(_ word: String) -> Bool {
        known.contains(word.uppercased())
            || Tokenizer.tokens(of: word).first.flatMap(\.keyword).map { known.contains($0.word) } ?? false
    }
}
