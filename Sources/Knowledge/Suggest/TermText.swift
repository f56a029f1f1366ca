/// The terms of a text: its words, in small letters, without endings and without words that say little by themselves.
public struct TermText: Sendable {
    /// In the order of the text, repeated as often as they stand in it.
    public let terms: [String]
    /// A term's first word in the text, to be shown to people.
    public let words: [String: String]

    /// A hyphen parts words; what follows an apostrophe is left out. O(length).
    public init(_ text: String) {
        var terms: [String] = []
        var words: [String: String] = [:]
        for word in Self.words(of: text) where !Self.silent.contains(word) {
            let term = Stemmer.stem(word)
            terms.append(term)
            if words[term] == nil { words[term] = word }
        }
        self.terms = terms
        self.words = words
    }

    /// All words of two letters and more, in small letters.
    public static func words(of text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }
            .map { $0.prefix { $0 != "'" && $0 != "’" }.lowercased() }
            .filter { $0.count > 1 }
    }

    /// Articles, pronouns, prepositions, conjunctions and auxiliary verbs.
    static let silent: Set<String> = [
        "about", "after", "all", "also", "an", "and", "any", "anybody", "anyone", "are", "as", "at", "be", "because", "been", "before", "between",
        "both", "but", "by", "can", "could", "do", "does", "each", "every", "everybody", "everyone", "for", "from", "had", "has", "have",
        "he", "her", "him", "his", "how", "if", "in", "into", "is", "it", "its", "may", "me", "might", "mine", "more", "most",
        "must", "my", "no", "nor", "not", "of", "off", "on", "one", "only", "or", "other", "others", "our", "out", "over", "own", "plus", "rather", "shall", "she",
        "should", "simply", "so", "some", "someone", "still", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those",
        "through", "to", "too", "under", "until", "up", "upon", "us", "was", "we", "were", "what", "when", "where", "whether", "which",
        "while", "who", "whom", "whose", "will", "with", "within", "without", "would", "you", "your",
    ]
}
