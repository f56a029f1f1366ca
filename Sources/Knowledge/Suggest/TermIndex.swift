import Platform

/// Ranks texts by the terms that they share with another: Okapi BM25.
///
/// S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", Foundations and Trends in
/// Information Retrieval 3 (4), 2009; with ln(1 + …) in the weight of a term, so that none is below zero.
package struct TermIndex: Sendable {
    /// How soon a term's repetitions stop counting, how much a long text is marked down, and what a related term counts.
    package static let saturation = 1.2, lengthShare = 0.75, relatedWeight = 0.5

    /// A term that both have: `term` of the one looked up, `found` in the text; they differ where the thesaurus relates them.
    package struct Match: Sendable, Equatable {
        package var term: String
        package var found: String
        package var score: Double
    }

    /// A text to look up: its terms and those near them, each with what it counts.
    package struct Query: Sendable {
        fileprivate var terms: [(term: String, found: String, weight: Double)]
    }

    private let counts: [[String: Int]]
    private let bound: [Set<String>]
    private let lengths: [Int]
    private let averageLength: Double
    private let holding: [String: Int]
    private let thesaurus: Thesaurus

    /// O(terms).
    package init(_ texts: [TermText], thesaurus: Thesaurus = Thesaurus()) {
        counts = texts.map { text in (text.terms + text.phrases).reduce(into: [:]) { $0[$1, default: 0] += 1 } }
        bound = texts.map(\.bound)
        lengths = texts.map(\.terms.count)
        averageLength = Double(lengths.reduce(0, +)) / Double(max(1, lengths.count))
        holding = counts.reduce(into: [:]) { sums, text in for term in text.keys { sums[term, default: 0] += 1 } }
        self.thesaurus = thesaurus
    }

    /// What the text at a position shares with another, the weightiest first; their sum is the score of BM25. O(terms wanted).
    package func matches(_ wanted: Query, at position: Int) -> [Match] {
        wanted.terms.compactMap { term in
            guard let count = counts[position][term.found], term.term == term.found || !bound[position].contains(term.found) else { return nil }
            return Match(
                term: term.term, found: term.found,
                score: term.weight * share(count, length: lengths[position]))
        }.sorted { ($1.score, $0.term, $0.found) < ($0.score, $1.term, $1.found) }
    }

    /// What a text of the very same words would score: the most that can be hoped for.
    package func best(_ wanted: TermText) -> Double {
        let counts = wanted.terms.reduce(into: [:]) { $0[$1, default: 0] += 1 } as [String: Int]
        return query(wanted).terms.filter { $0.term == $0.found }
            .reduce(0) { $0 + $1.weight * share(counts[$1.term]!, length: wanted.terms.count) }
    }

    /// Each term once, then those the thesaurus has near them.
    package func query(_ wanted: TermText) -> Query {
        var seen: Set<String> = []
        let own = wanted.terms.filter { seen.insert($0).inserted }
        // A term of several words is known by its words, and brings in what stands for the whole: `environmental harm` is not `risk`.
        seen.formUnion(wanted.phrases)
        let related = (wanted.phrases + own.filter { !wanted.bound.contains($0) }).flatMap { term in
            thesaurus.terms(near: term).filter { seen.insert($0).inserted }.map { (term, $0, Self.relatedWeight * weight(of: $0)) }
        }
        return Query(terms: own.map { ($0, $0, weight(of: $0)) } + related)
    }

    /// The fewer texts hold a term, the more it tells.
    private func weight(of term: String) -> Double {
        let holding = Double(holding[term] ?? 0)
        return log(1 + (Double(counts.count) - holding + 0.5) / (holding + 0.5))
    }

    private func share(_ count: Int, length: Int) -> Double {
        let norm = 1 - Self.lengthShare + Self.lengthShare * Double(length) / max(1, averageLength)
        return Double(count) * (Self.saturation + 1) / (Double(count) + Self.saturation * norm)
    }
}
