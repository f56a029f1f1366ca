import PropertyGraph

/// Words, and terms of several words, that stand for one another: the `Concept` nodes of the graph, from kb/nodes/Concept.tsv.
package struct Thesaurus: Sendable {
    private var related: [String: [String]] = [:]
    /// How many words terms of several words have.
    private(set) var phraseLengths: Set<Int> = []

    /// O(words of all concepts × words of each).
    package init(_ graph: Graph) {
        guard let label = graph.labels.number(of: "Concept") else { return }
        for node in graph.nodes(withLabels: [label]) {
            guard case .list(let values) = graph.property("words", of: node) else { continue }
            add(values.compactMap { if case .string(let word) = $0 { word } else { nil } })
        }
    }

    package init(_ concepts: [[String]] = []) {
        for words in concepts { add(words) }
    }

    private mutating func add(_ words: [String]) {
        var terms: [String] = []
        for word in words {
            // The words between that say little are kept: `speak up` is not `speak`.
            let stems = TermText.words(of: word).map(Stemmer.stem)
            let term = stems.joined(separator: " ")
            if stems.count > 1 { phraseLengths.insert(stems.count) }
            if !terms.contains(term) { terms.append(term) }
        }
        for term in terms {
            for other in terms where other != term && !related[term, default: []].contains(other) {
                related[term, default: []].append(other)
            }
        }
    }

    func hasPhrase(_ term: String) -> Bool { related[term] != nil }

    /// Other terms of every concept that the term is in, in the order of the concepts.
    package func terms(near term: String) -> [String] { related[term] ?? [] }
}
