/// The terms of a text: its words, in small letters, without endings and without words that say little by themselves.
package struct TermText: Sendable {
    /// In the order of the text, repeated as often as they stand in it.
    package let terms: [String]
    /// Terms of several words that a thesaurus has, each once; their words are among the terms as well.
    package let phrases: [String]
    /// Words that stand in such terms only: each counts as itself, and is not related to others.
    let bound: Set<String>
    /// How a term first stands in the text, to be shown to people.
    package let words: [String: String]

    /// A hyphen parts words; what follows an apostrophe is left out. O(length × words of the longest phrase).
    package init(_ text: String, thesaurus: Thesaurus) {
        var terms: [String] = []
        var phrases: [String] = []
        var words: [String: String] = [:]
        var places: Set<Int> = []
        let all = Self.words(of: text)
        let stems = all.map(Stemmer.stem)
        for (place, word) in all.enumerated() {
            for length in thesaurus.phraseLengths where place + length <= all.count {
                let phrase = stems[place..<place + length].joined(separator: " ")
                guard thesaurus.hasPhrase(phrase) else { continue }
                places.formUnion(place..<place + length)
                guard words[phrase] == nil else { continue }
                phrases.append(phrase)
                words[phrase] = all[place..<place + length].joined(separator: " ")
            }
            if Self.silent.contains(word) { continue }
            terms.append(stems[place])
            if words[stems[place]] == nil { words[stems[place]] = word }
        }
        self.terms = terms
        self.phrases = phrases
        bound = Set(places.map { stems[$0] }).subtracting(stems.indices.filter { !places.contains($0) }.map { stems[$0] })
        self.words = words
    }

    package init(_ text: String) { self.init(text, thesaurus: Thesaurus()) }

    /// All words of two letters and more, in small letters.
    package static func words(of text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }
            .map { $0.prefix { $0 != "'" && $0 != "’" }.lowercased() }
            .filter { $0.count > 1 }
    }

    /// Articles, pronouns, prepositions, conjunctions and auxiliary verbs, and words that nearly every text about care has.
    static let silent: Set<String> = [
        "act", "acting", "acts", "get", "made", "make", "makes", "making", "need", "needed", "needs", "provide", "provided", "provider", "providers",
        "service", "services", "thing", "things", "use", "used", "using", "way", "ways",
        "about", "after", "all", "also", "an", "and", "any", "anybody", "anyone", "are", "as", "at", "be", "because", "been", "before", "between",
        "both", "but", "by", "can", "could", "do", "does", "each", "every", "everybody", "everyone", "for", "from", "had", "has", "have",
        "he", "her", "him", "his", "how", "if", "in", "into", "is", "it", "its", "may", "me", "might", "mine", "more", "most",
        "must", "my", "no", "nor", "not", "of", "off", "on", "one", "only", "or", "other", "others", "our", "out", "over", "own", "plus", "rather", "shall", "she",
        "should", "simply", "so", "some", "someone", "still", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those",
        "through", "to", "too", "under", "until", "up", "upon", "us", "was", "we", "were", "what", "when", "where", "whether", "which",
        "while", "who", "whom", "whose", "will", "with", "within", "without", "would", "you", "your",
    ]
}
