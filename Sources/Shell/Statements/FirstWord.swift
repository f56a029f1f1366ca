import CypherSyntax

/// The words that a query can begin with.
enum FirstWord {
    static let keywords: [Keyword] = [
        .use, .match, .optional, .unwind, .with, .return, .call, .load, .explain, .profile, .for, .let, .filter,
        // Of writing.
        .create, .merge, .set, .delete, .detach, .remove, .insert,
    ]

    private static let known = Set(keywords.map(\.word))

    static func beginsQuery(_ word: String) -> Bool {
        known.contains(word.uppercased())
            || Tokenizer.tokens(of: word).first.flatMap(\.keyword).map { known.contains($0.word) } ?? false
    }
}
