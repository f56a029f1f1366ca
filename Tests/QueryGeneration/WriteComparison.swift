import CypherSyntax
import Diagnostics
import PropertyGraph
import QueryEngine
import ReferenceEvaluator

/// A sequence of statements, run by the engine in some configuration and by the naive evaluator over a model of the graph:
/// rows, whether a statement fails, and the whole graph after it have to agree.
package struct WriteComparison {
    package private(set) var graph: Graph
    private let naive: NaiveEvaluator
    private let check: (Graph) -> String?

    /// - Parameter check: what is broken in a graph of the engine's, nil for nothing.
    package init(_ graph: Graph, check: @escaping (Graph) -> String? = { _ in nil }) {
        self.graph = graph
        self.check = check
        naive = NaiveEvaluator(graph, rowLimit: 2000, effortLimit: 40_000)
        naive.parameters = RandomQuery.parameters
    }

    /// The statement, without LIMIT where two entities have the same key: which of them it leaves is then open.
    package func settled(_ text: String) -> String {
        let nodes = graph.nodes().map { graph.properties(of: $0)["k"] }
        let relationships = graph.relationships().map { graph.properties(of: $0)["k"] }
        let hasTwins = [nodes, relationships].contains { Set($0).count < $0.count }
        return hasTwins ? text.replacing(/\ LIMIT [0-9]+/, with: "") : text
    }

    /// After a difference the two graphs are no longer the same: nothing more can be compared.
    package mutating func outcome(_ text: String, in configuration: Configuration, tally: inout Tally) -> Comparison.Outcome {
        let before = graph
        let wanted: Result<NaiveEvaluator.Answer, any Error>
        do {
            wanted = .success(try naive.answer(CypherParser.parse(SourceText(text)).query!))
        } catch NaiveFault.tooManyRows {
            tally.skipped += 1
            return .skipped
        } catch {
            wanted = .failure(error)
        }
        tally.queries += 1
        do throws(Diagnostics) {
            let prepared = try configuration.engine(graph).prepare(SourceText(text), parameters: Set(RandomQuery.parameters.keys))
            let cursor = prepared.run(parameters: RandomQuery.parameters, limits: configuration.limits)
            var rows: [[Value]] = []
            while let batch = try cursor.next() { rows += batch }
            graph = cursor.graph
            guard case .success(let answer) = wanted else {
                tally.note(configuration.names, agreed: false)
                return .different("\(rows.count) rows (\(configuration.description))", "\(wanted)")
            }
            if answer.rows.isEmpty { tally.empty += 1 }
            let difference = difference(rows, answer) ?? check(graph).map { ($0, "a graph in order") }
            tally.note(configuration.names, agreed: difference == nil)
            if let difference { return .different("\(configuration.description): \(difference.0)", difference.1) }
            return .same(rows.count)
        } catch {
            let isRefused = configuration.memory != nil && error.list.first?.fault.code == "MemoryLimit"
            if isRefused {
                // The statement has not happened; the model must not know of it either.
                naive.reset(to: before)
                tally.note(configuration.names, agreed: true, refused: true)
                return .skipped
            }
            let sentence = error.list.map { "\($0.fault.code): \($0.fault.sentence)" }.joined(separator: "; ")
            if case .failure(let fault) = wanted, fault is NaiveFault {
                tally.note(configuration.names, agreed: true)
                return .same(0)
            }
            tally.note(configuration.names, agreed: false)
            return .different("fault: \(sentence) (\(configuration.description))", "\(wanted)")
        }
    }

    private func difference(_ rows: [[Value]], _ answer: NaiveEvaluator.Answer) -> (String, String)? {
        if rows.sorted(by: precedes) != answer.rows.sorted(by: precedes) {
            return (show(rows), show(answer.rows))
        }
        let (found, wanted) = (ModelGraph(graph).outline, naive.graph.outline)
        guard found != wanted else { return nil }
        let (more, less) = (Set(found).subtracting(wanted).sorted(), Set(wanted).subtracting(found).sorted())
        return ("the graph has\n    " + more.joined(separator: "\n    "), "it should have\n    " + less.joined(separator: "\n    "))
    }

    private func show(_ rows: [[Value]]) -> String {
        rows.prefix(12).map { $0.map { graph.text(of: $0) }.joined(separator: " | ") }.joined(separator: "\n    ") + " (\(rows.count) rows)"
    }
}
