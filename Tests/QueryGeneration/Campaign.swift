import PropertyGraph
import QueryEngine

/// Generated graphs and queries by number: one seed is one graph and some queries over it, always the same.
package struct Campaign: Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// Reading queries over a handful of nodes, held against the naive evaluator.
        case tiny
        /// The same over some dozens of nodes.
        case middling
        /// Over up to 5,000 nodes, held against the engine without optimiser rules.
        case large
        /// Sequences of writes, held against the model.
        case writes
        /// Laws between queries, over graphs of all sizes.
        case laws
    }

    package let kind: Kind
    /// Where a graph fails `check`, the sentence that says how.
    private let check: @Sendable (Graph) -> String?

    /// After every write.
    package static let brokenInvariant: @Sendable (Graph) -> String? = { graph in
        do {
            try graph.checkInvariants()
            let settled = graph.settled()
            try settled.checkInvariants()
            return settled.hasNoWrites && description(settled) == description(graph) ? nil : "what was written is laid out as something else"
        } catch {
            return "\(error)"
        }
    }

    /// Everything in a graph, by the numbers that `id()` gives or without them.
    package static func description(_ graph: Graph, numbered: Bool = true) -> [String] {
        func text(_ node: NodeID) -> String {
            (numbered ? "\(graph.identity(of: node)) " : "") + "\(graph.labels(of: node).sorted()) \(properties(graph.properties(of: node)))"
        }
        let relationships = graph.relationships().map { relationship in
            let ends = graph.ends(of: relationship)
            return (numbered ? "\(graph.identity(of: relationship)) " : "") + "\(graph.type(of: relationship)) (\(text(ends.source))) (\(text(ends.target))) "
                + properties(graph.properties(of: relationship))
        }
        return graph.nodes().map(text).sorted() + relationships.sorted()
    }

    private static func properties(_ map: PropertyMap) -> String { map.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: ",") }

    package init(_ kind: Kind, check: @escaping @Sendable (Graph) -> String? = Campaign.brokenInvariant) {
        self.kind = kind
        self.check = check
    }

    package var queriesPerGraph: Int {
        switch kind {
        case .tiny: 10
        case .middling, .writes: 8
        case .large: 6
        case .laws: 12
        }
    }

    /// Reports of what went wrong.
    package func run(seed: Int, tally: inout Tally) -> [String] {
        var dice = Dice(seed: seed)
        let size: RandomGraph.Size =
            switch kind {
            case .tiny, .writes: .tiny
            case .middling: .middling
            case .large: .large
            case .laws: [.tiny, .middling, .middling, .large][seed % 4]
            }
        let random = RandomGraph(&dice, size: size)
        do {
            let graph = try random.graph()
            switch kind {
            case .tiny, .middling, .large: return queries(seed, random, graph, &dice, &tally)
            case .writes: return writes(seed, random, graph, &dice, &tally)
            case .laws: return laws(seed, random, graph, &dice, &tally)
            }
        } catch {
            return ["seed \(seed): the graph cannot be made: \(error)"]
        }
    }

    private func configurations(_ seed: Int, _ index: Int) -> [Configuration] {
        let number = seed * queriesPerGraph + index
        switch kind {
        case .tiny: return [.plain, .numbered(number), .numbered(number &* 31 &+ 7)]
        case .middling: return [.numbered(number), .numbered(number &* 31 &+ 7)]
        default: return [.numbered(number)]
        }
    }

    private func queries(_ seed: Int, _ random: RandomGraph, _ graph: Graph, _ dice: inout Dice, _ tally: inout Tally) -> [String] {
        let comparison = Comparison(graph, reference: kind == .large ? .unoptimised : .naive, parameters: RandomQuery.parameters)
        var reports: [String] = []
        for index in 0..<queriesPerGraph {
            let text = RandomQuery.text(&dice)
            let configurations = configurations(seed, index)
            if case .different = comparison.outcome(text, in: configurations, tally: &tally) {
                reports.append(report(seed, random, comparison, text, configurations))
            }
        }
        return reports
    }

    private func report(
        _ seed: Int, _ random: RandomGraph, _ comparison: Comparison, _ text: String, _ configurations: [Configuration]
    ) -> String {
        let kind = Self.kind(of: comparison.outcome(text, in: configurations))
        let small = Shrinker { Self.kind(of: comparison.outcome($0, in: configurations)) == kind }.shrink(text)
        guard case .different(let found, let wanted) = comparison.outcome(small, in: configurations) else { return text }
        return Self.text(seed, self.kind, random.script, ["generated: \(text)", "query: \(small)"], found, wanted)
    }

    /// Rows that differ stay rows that differ while a query shrinks, and a fault stays that fault.
    private static func kind(of outcome: Comparison.Outcome) -> [Substring]? {
        guard case .different(let found, let wanted) = outcome else { return nil }
        return [found, wanted].map { $0.hasPrefix("fault:") ? $0.prefix { $0 != ";" && $0 != "`" } : "" }
    }

    private func writes(_ seed: Int, _ random: RandomGraph, _ graph: Graph, _ dice: inout Dice, _ tally: inout Tally) -> [String] {
        var comparison = WriteComparison(graph, check: check)
        var statements: [String] = []
        for index in 0..<queriesPerGraph {
            let text = comparison.settled(RandomWrites.text(&dice, number: index))
            statements.append(text)
            if case .different(let found, let wanted) = comparison.outcome(text, in: configurations(seed, index)[0], tally: &tally) {
                return [Self.text(seed, kind, random.script + statements.dropLast(), ["statement: \(text)"], found, wanted)]
            }
        }
        return []
    }

    private func laws(_ seed: Int, _ random: RandomGraph, _ graph: Graph, _ dice: inout Dice, _ tally: inout Tally) -> [String] {
        let metamorphic = Metamorphic(graph)
        var reports: [String] = []
        for index in 0..<queriesPerGraph {
            let law = Metamorphic.Law.allCases[index % Metamorphic.Law.allCases.count]
            if let violation = metamorphic.violation(of: law, &dice, in: configurations(seed, index)[0], tally: &tally) {
                reports.append(Self.text(seed, kind, random.script, [], violation, ""))
            }
        }
        return reports
    }

    private static func text(_ seed: Int, _ kind: Kind, _ script: [String], _ queries: [String], _ found: String, _ wanted: String) -> String {
        """

        CQCQ_KIND=\(kind) CQCQ_SEED=\(seed)
        graph:
            \(script.joined(separator: ";\n    "));
        \(queries.joined(separator: "\n"))
        found:
            \(found)
        expected:
            \(wanted)
        """
    }
}
