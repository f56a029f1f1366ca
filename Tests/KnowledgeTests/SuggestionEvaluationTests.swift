import Foundation
import Knowledge
import KnowledgeProcedures
import PropertyGraph
import QueryEngine
import Testing

/// Hides each known mapping by itself and looks how far up `cqcq.suggest` brings it back.
/// `make evaluate` writes the table of docs/suggestions.md; otherwise it is compared.
@Suite struct SuggestionEvaluationTests {
    private static let sets = ["i-qs-2023", "we-qs", "kloe-qs", "qs-regulation", "nice-qs"]
    private static let rankers = ["text and graph", "text alone", "graph alone", "word overlap", "random"]

    @Test func theDocsPrintTheTable() throws {
        let path = URL(filePath: Shipped.folder).deletingLastPathComponent().appending(path: "docs/suggestions.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let begin = try #require(text.range(of: "<!-- evaluation: begin -->\n"))
        let end = try #require(text.range(of: "<!-- evaluation: end -->"))
        let printed = text.replacingCharacters(in: begin.upperBound..<end.lowerBound, with: try table())
        if ProcessInfo.processInfo.environment["CQCQ_UPDATE"] != nil {
            try printed.write(to: path, atomically: true, encoding: .utf8)
        } else {
            #expect(printed == text)
        }
    }

    private func table() throws -> String {
        var lines = ["| mapping set | hidden rows | candidates | ranked by | recall@1 | recall@5 | recall@10 | MRR | hidden rows at 0.1 or more | other candidates at 0.1 or more |", "| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
        var generator = SplitMix(state: 20_261_123)
        var searches: [String: CandidateSearch] = [:]
        func search(_ label: String) -> CandidateSearch {
            if let known = searches[label] { return known }
            let search = CandidateSearch(graph: Shipped.whole, label: Shipped.whole.labels.number(of: label)!)
            searches[label] = search
            return search
        }
        var words: [NodeID: Set<String>] = [:]
        var trials = 0
        for set in Self.sets {
            var ranks = [[Int]](repeating: [], count: Self.rankers.count)
            var candidates = 0
            var (kept, keptOthers) = (0, 0)
            for row in Shipped.whole.relationships() where isKnown(row, in: set) {
                let trial = try Trial(
                    hiding: row, in: Shipped.whole, search: search, checksAgainstView: trials.isMultiple(of: 40),
                    words: &words, &generator)
                trials += 1
                for ranker in Self.rankers.indices { ranks[ranker].append(trial.rank(by: ranker)) }
                candidates += trial.count
                kept += trial.isHiddenKept ? 1 : 0
                keptOthers += trial.keptOthers
            }
            let rows = ranks[0].count
            for (ranker, name) in Self.rankers.enumerated() {
                func share(_ limit: Int) -> String { decimal(Double(ranks[ranker].count { $0 <= limit }) / Double(rows)) }
                let mean = ranks[ranker].reduce(0) { $0 + 1 / Double($1) } / Double(rows)
                let size = decimal(Double(candidates) / Double(rows), 1)
                let threshold = ranker == 0
                    ? "\(decimal(Double(kept) / Double(rows))) | \(decimal(Double(keptOthers) / Double(max(1, candidates - rows))))" : " | "
                lines.append("| \(set) | \(rows) | \(size) | \(name) | \(share(1)) | \(share(5)) | \(share(10)) | \(decimal(mean)) | \(threshold) |")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func decimal(_ value: Double, _ places: Int = 2) -> String { String(format: "%.\(places)f", value) }

    /// An asserted row between two things; one that says 'is not', or that nothing was found, is none.
    private func isKnown(_ row: RelationshipID, in set: String) -> Bool {
        let graph = Shipped.whole
        return graph.property("set", of: row) == .string(set) && graph.type(of: row) != "HAS_NO_MATCH_IN"
            && graph.property("negated", of: row) != .boolean(true)
    }

    /// One hidden row, and what each way of ranking makes of the candidates for its criterion.
    private struct Trial {
        private let hidden: NodeID
        /// A list a way of ranking, best first.
        private let lists: [[NodeID]]

        var count: Int { lists[0].count }
        /// Whether the hidden one scores as much as `suggest` asks for, and how many others do.
        let isHiddenKept: Bool
        let keptOthers: Int

        func rank(by ranker: Int) -> Int { lists[ranker].firstIndex(of: hidden)! + 1 }

        /// `checksAgainstView`: compare with what the procedure finds in a graph without the hidden rows.
        init(
            hiding row: RelationshipID, in graph: Graph, search: (String) -> CandidateSearch, checksAgainstView: Bool,
            words: inout [NodeID: Set<String>], _ generator: inout SplitMix
        ) throws {
            let ends = graph.ends(of: row)
            let isTarget = { (node: NodeID) in graph.labels(of: node).contains("QualityStatement") }
            let (target, hidden) = isTarget(ends.source) ? (ends.source, ends.target) : (ends.target, ends.source)
            self.hidden = hidden
            let label = graph.labels(of: hidden).first { $0 != "Criterion" }!
            let framework = graph.property("framework", of: hidden)
            let questions = graph.relationships(touching: target).filter { graph.type(of: $0) == "ANSWERS" }.map { graph.ends(of: $0).target }
            var known: Set<NodeID> = []
            // The row itself; what maps the same two otherwise; the hidden one's mappings to the key question; and the
            // same subject from another framework, as the lines of 2017 and 2018 are much the same.
            let around = graph.relationships(touching: target) + graph.relationships(touching: hidden)
            let leaks = Set(around.filter { other in
                guard !graph.property("set", of: other).isNull else { return false }
                let ends = graph.ends(of: other)
                if Set([ends.source, ends.target]) == [target, hidden] { return true }
                if ends.source == hidden, questions.contains(ends.target) { return true }
                guard ends.source == target || ends.target == target else { return false }
                let node = ends.source == target ? ends.target : ends.source
                guard graph.labels(of: node).contains(label) else { return false }
                known.insert(node)
                return graph.property("framework", of: node) != framework
            })
            let candidates = search(label).hiding(leaks).candidates(for: target)
            if checksAgainstView { try Self.compare(candidates, target, label, hiding: leaks, in: graph) }
            let found = candidates.compactMap { candidate -> (NodeID, [Double])? in
                let node = candidate.node
                guard node == hidden || !known.contains(node), graph.property("status", of: node) != .string("draft") else { return nil }
                return (node, [candidate.score, candidate.textScore, candidate.graphScore, Self.overlap(&words, graph, target, node)])
            }
            isHiddenKept = found.contains { $0.0 == hidden && $0.1[0] >= 0.1 }
            keptOthers = found.count { $0.0 != hidden && $0.1[0] >= 0.1 }
            lists = (0..<4).map { way in
                found.sorted { ($1.1[way], $0.0.index) < ($0.1[way], $1.0.index) }.map(\.0)
            } + [found.map(\.0).sorted { $0.index < $1.index }.shuffled(using: &generator)]
        }

        private static func compare(
            _ candidates: [Candidate], _ target: NodeID, _ label: String, hiding leaks: Set<RelationshipID>, in graph: Graph
        ) throws {
            let view = graph.keeping(nodes: { _ in true }, relationships: { !leaks.contains($0) })
            let found = try Procedure.suggest.body(view, [.node(target), .string(label)])
            #expect(found.map { $0[1] } == candidates.map { .node($0.node) })
            #expect(found.map { $0[2] } == candidates.map { .float($0.score) })
        }

        /// Words in both texts, as they stand, of words in either.
        private static func overlap(_ words: inout [NodeID: Set<String>], _ graph: Graph, _ a: NodeID, _ b: NodeID) -> Double {
            func known(_ node: NodeID) -> Set<String> {
                if let known = words[node] { return known }
                let found = Set(["title", "summary"].flatMap { key -> [String] in
                    if case .string(let text) = graph.property(key, of: node) { TermText.words(of: text) } else { [] }
                })
                words[node] = found
                return found
            }
            let (a, b) = (known(a), known(b))
            let common = a.intersection(b).count
            return a.isEmpty && b.isEmpty ? 0 : Double(common) / Double(a.count + b.count - common)
        }
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
