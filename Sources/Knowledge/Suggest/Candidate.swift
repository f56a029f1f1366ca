import PropertyGraph

/// A node that might be mapped to another and is not: a question to whoever judges such things, and never cover.
package struct Candidate: Sendable {
    package var target: NodeID
    package var node: NodeID
    /// From 0 to 1: of what a text with the target's own words would score, the share that this one does.
    package var textScore: Double
    /// From 0 to 1: how alike the two stand in the graph.
    package var graphScore: Double
    /// The target's words that are in the candidate's text, the weightiest first; `word ~ other` where the thesaurus relates them.
    package var terms: [String]
    /// What one comes to from both, the weightiest first.
    package var shared: [String]

    /// The share of the text in the score; the rest is the graph's. Set once, to equal parts, and not fitted to anything.
    package static let textShare = 0.5
    /// How many terms and shared neighbours are given as reasons.
    package static let reasonCount = 4

    package var score: Double { Self.textShare * textScore + (1 - Self.textShare) * graphScore }
}

/// Makes candidates from the nodes of one label, for any target.
package struct CandidateSearch: Sendable {
    private let graph: Graph
    private let nodes: [NodeID]
    private let thesaurus: Thesaurus
    private let texts: [TermText]
    private let index: TermIndex
    private var neighbourhood: Neighbourhood
    private var profiles: [Neighbourhood.Profile]
    /// Relationships that are taken not to be there.
    private var hidden: Set<RelationshipID> = []

    /// `label`: its number. O(graph + terms of the nodes).
    package init(graph: Graph, label: Int) {
        self.graph = graph
        nodes = graph.nodes(withLabels: [label])
        let thesaurus = Thesaurus(graph)
        texts = nodes.map { Self.text(of: $0, graph, thesaurus) }
        index = TermIndex(texts, thesaurus: thesaurus)
        self.thesaurus = thesaurus
        let neighbourhood = Neighbourhood(graph)
        profiles = nodes.map(neighbourhood.profile)
        self.neighbourhood = neighbourhood
    }

    /// The same search as if some relationships were not there, the texts not read anew: to see whether it finds them again.
    /// O(relationships at their ends + neighbours of the nodes).
    package func hiding(_ relationships: Set<RelationshipID>) -> CandidateSearch {
        var search = self
        search.hidden = relationships
        search.neighbourhood = neighbourhood.hiding(relationships, of: graph)
        search.profiles = nodes.map(search.neighbourhood.profile)
        return search
    }

    private static func text(of node: NodeID, _ graph: Graph, _ thesaurus: Thesaurus) -> TermText {
        TermText(["title", "summary"].compactMap { graph.string($0, of: node) }.joined(separator: " "), thesaurus: thesaurus)
    }

    /// Best first, equal ones in the order of the graph. The target itself is none, nor is a node that some mapping, of
    /// whatever set, already ties to it or says not to. O(nodes × (terms + neighbours)).
    package func candidates(for target: NodeID) -> [Candidate] {
        let wanted = Self.text(of: target, graph, thesaurus)
        let best = index.best(wanted)
        let query = index.query(wanted)
        let profile = neighbourhood.profile(of: target)
        let mapped = mapped(to: target)
        let found = nodes.indices.filter { !mapped.contains(nodes[$0]) && nodes[$0] != target }.map { position in
            let matches = index.matches(query, at: position)
            let shared = neighbourhood.shared(profile, profiles[position])
            return Candidate(
                target: target, node: nodes[position],
                textScore: best > 0 ? min(1, matches.reduce(0) { $0 + $1.score } / best) : 0,
                graphScore: min(1, shared.reduce(0) { $0 + $1.score }),
                terms: matches.prefix(Candidate.reasonCount).map { match in
                    let (own, other) = (wanted.words[match.term]!, texts[position].words[match.found]!)
                    return match.term == match.found ? own : "\(own) ~ \(other)"
                },
                shared: shared.prefix(Candidate.reasonCount).map { neighbourhood.name(of: $0.place, in: graph) })
        }
        return found.sorted { ($1.score, $0.node.index) < ($0.score, $1.node.index) }
    }

    private func mapped(to target: NodeID) -> Set<NodeID> {
        Set(
            graph.relationships(touching: target).filter { !hidden.contains($0) && !graph.property("set", of: $0).isNull }
                .map { graph.ends(of: $0) }.map { $0.source == target ? $0.target : $0.source })
    }
}
