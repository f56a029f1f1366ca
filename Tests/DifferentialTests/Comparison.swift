import CypherSyntax
import Diagnostics
import Foundation
import PropertyGraph
import QueryEngine
import ReferenceEvaluator

/// One query over one graph, asked of the engine and of the naive evaluator.
struct Comparison {
    enum Outcome {
        /// With how many rows.
        case same(Int)
        /// The engine's answer and the naive one.
        case different(String, String)
        /// The naive evaluator gave up.
        case skipped
    }

    let graph: Graph
    private let engine: Engine
    private let naive: NaiveEvaluator

    init(_ graph: Graph) {
        self.graph = graph
        engine = Engine(graph: graph)
        naive = NaiveEvaluator(graph)
    }

    func outcome(_ text: String) -> Outcome {
        let wanted: NaiveEvaluator.Answer
        do {
            wanted = try naive.answer(CypherParser.parse(SourceText(text)).query)
        } catch NaiveFault.tooManyRows {
            return .skipped
        } catch let error as Diagnostics {
            return .different("(not asked)", "fault: \(error.list.map(\.fault.sentence))")
        } catch {
            return .different("(not asked)", "fault: \(error)")
        }
        do {
            let prepared = try engine.prepare(SourceText(text))
            // By one thread, and by several as soon as there are two rows to share.
            for sharing in [Sharing(workers: 1), Sharing(workers: 3, leastSteps: 0, leastRows: 2)] {
                let cursor = prepared.run(limits: Limits(timeout: .seconds(20), sharing: sharing))
                var rows: [[Value]] = []
                while let batch = try cursor.next() { rows += batch }
                let found = NaiveEvaluator.Answer(columns: cursor.columns, rows: rows)
                if !isSame(found, wanted, text) { return .different("\(sharing.workers) workers: " + describe(found), describe(wanted)) }
            }
            return .same(wanted.rows.count)
        } catch {
            let words = error.list.map { "\($0.fault.code): \($0.fault.sentence)" }.joined(separator: "; ")
            return .different("fault: \(words)", describe(wanted))
        }
    }

    /// What the engine would do, as text.
    func plan(_ text: String) -> String {
        (try? engine.prepare(SourceText(text)).planLines.joined(separator: "\n")) ?? ""
    }

    /// The engine's answer for `scripts/differential`.
    func export(_ text: String) -> [String: Any] {
        do {
            let cursor = try engine.prepare(SourceText(text)).run()
            var rows: [[Any]] = []
            while let batch = try cursor.next() { rows += batch.map { $0.map(export) } }
            return ["query": text, "columns": cursor.columns, "rows": rows, "ordered": Self.isOrdered(text)]
        } catch {
            return ["query": text, "fault": error.list.map(\.fault.code).joined(separator: " ")]
        }
    }

    /// Nodes and relationships by their `k`.
    private func export(_ value: Value) -> Any {
        switch value {
        case .boolean(let value): value
        case .integer(let value): value
        case .float(let value): value
        case .string(let value): value
        case .list(let items): items.map(export)
        case .node(let node): ["node": export(graph.property("k", of: node))]
        case .relationship(let relationship): ["relationship": export(graph.property("k", of: relationship))]
        case .path(let path):
            ["nodes": path.nodes.map { export(.node($0)) }, "relationships": path.relationships.map { export(.relationship($0)) }]
        default: value.isNull ? NSNull() : graph.text(of: value)
        }
    }

    private func isSame(_ a: NaiveEvaluator.Answer, _ b: NaiveEvaluator.Answer, _ text: String) -> Bool {
        guard a.columns == b.columns, a.rows.count == b.rows.count else { return false }
        // Lists that were collected come in no order.
        let collected = text.contains("collect(") || text.contains("[(") || text.contains(" = (")
        let settle = { (row: [Value]) in collected ? row.map(\.settled) : row }
        var (left, right) = (a.rows.map(settle), b.rows.map(settle))
        if !Self.isOrdered(text) {
            left.sort(by: precedes)
            right.sort(by: precedes)
        }
        return left == right
    }

    /// Whether ORDER BY stands in the last clause.
    private static func isOrdered(_ text: String) -> Bool {
        guard let query = try? CypherParser.parse(SourceText(text)).query, query.unions.isEmpty,
            case .return(let last)? = query.first.clauses.last
        else { return false }
        return !last.body.order.isEmpty
    }

    private func describe(_ answer: NaiveEvaluator.Answer) -> String {
        ([answer.columns.joined(separator: " | ")]
            + answer.rows.prefix(12).map { $0.map { graph.text(of: $0) }.joined(separator: " | ") }
            + (answer.rows.count > 12 ? ["… \(answer.rows.count) rows"] : [])).joined(separator: "\n    ")
    }
}

private func precedes(_ a: [Value], _ b: [Value]) -> Bool {
    for (x, y) in zip(a, b) {
        let order = Value.order(x, y)
        if order != 0 { return order < 0 }
    }
    return false
}

extension Value {
    /// With the elements of lists in one order.
    fileprivate var settled: Value {
        guard case .list(let items) = self else { return self }
        return .list(items.map(\.settled).sorted { Value.order($0, $1) < 0 })
    }
}
