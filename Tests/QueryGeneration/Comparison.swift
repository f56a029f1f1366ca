import CypherSyntax
import Diagnostics
import Foundation
import PropertyGraph
import QueryEngine
import ReferenceEvaluator

/// One query over one graph, asked of the engine in several configurations and of the naive evaluator; where the graph
/// is too large for that, of the engine as it is without any optimiser rule.
package struct Comparison {
    package enum Outcome {
        /// With how many rows.
        case same(Int)
        /// The engine's answer and the one that is expected.
        case different(String, String)
        /// Given up.
        case skipped
    }

    package enum Reference { case naive, unoptimised }

    package let graph: Graph
    private let reference: Reference
    private let naive: NaiveEvaluator
    private let parameters: [String: Value]

    package init(_ graph: Graph, reference: Reference = .naive, parameters: [String: Value] = [:]) {
        self.graph = graph
        self.reference = reference
        self.parameters = parameters
        naive = NaiveEvaluator(graph, rowLimit: 4000, effortLimit: 20_000)
        naive.parameters = parameters
    }

    package func outcome(_ text: String, in configurations: [Configuration] = [.plain], tally: inout Tally) -> Outcome {
        let wanted: NaiveEvaluator.Answer
        switch expected(text) {
        case .success(let answer?): wanted = answer
        case .success(nil):
            tally.skipped += 1
            return .skipped
        case .failure(let fault): return .different("(not asked)", fault.description)
        }
        tally.queries += 1
        if wanted.rows.isEmpty { tally.empty += 1 }
        for configuration in configurations {
            switch answer(text, configuration) {
            case .success(let found):
                let isSame = isSame(found, wanted, text)
                tally.note(configuration.names, agreed: isSame)
                if !isSame { return .different("\(configuration.description): " + describe(found), describe(wanted)) }
            case .failure(let fault) where reference == .unoptimised && fault.code == "TimeLimit":
                // Without a rule a large graph can take long.
                tally.skipped += 1
            case .failure(let fault):
                let isRefused = configuration.memory != nil && fault.code == "MemoryLimit"
                tally.note(configuration.names, agreed: isRefused, refused: isRefused)
                if !isRefused { return .different(fault.description + " (\(configuration.description))", describe(wanted)) }
            }
        }
        return .same(wanted.rows.count)
    }

    package func outcome(_ text: String, in configurations: [Configuration] = [.plain]) -> Outcome {
        var tally = Tally()
        return outcome(text, in: configurations, tally: &tally)
    }

    private struct FaultText: Error {
        var code: String
        var description: String

        init(_ error: Diagnostics) {
            code = error.list.first?.fault.code ?? ""
            description = "fault: " + error.list.map { "\($0.fault.code): \($0.fault.sentence)" }.joined(separator: "; ")
        }

        init(_ fault: any Error) { (code, description) = ("", "fault: \(fault)") }
    }

    /// nil where it is too large.
    private func expected(_ text: String) -> Result<NaiveEvaluator.Answer?, FaultText> {
        if reference == .unoptimised {
            var limits = Configuration.unoptimised.limits
            limits.timeout = .milliseconds(150)
            switch answer(text, .unoptimised, limits) {
            case .success(let answer): return .success(answer)
            case .failure(let fault) where ["TimeLimit", "IntegerOverflow"].contains(fault.code): return .success(nil)
            case .failure(let fault): return .failure(fault)
            }
        }
        do {
            return .success(try naive.answer(CypherParser.parse(SourceText(text)).query!))
        } catch NaiveFault.tooManyRows {
            return .success(nil)
        } catch let error as Diagnostics {
            return .failure(FaultText(error))
        } catch {
            return .failure(FaultText(error))
        }
    }

    private func answer(
        _ text: String, _ configuration: Configuration, _ limits: Limits? = nil
    ) -> Result<NaiveEvaluator.Answer, FaultText> {
        do throws(Diagnostics) {
            var (text, parameters) = (text, parameters)
            if configuration.takesParameters { LiteralParameters.replace(&text, &parameters) }
            let prepared = try configuration.engine(graph).prepare(SourceText(text), parameters: Set(parameters.keys))
            let cursor = prepared.run(parameters: parameters, limits: limits ?? self.limits(configuration))
            var rows: [[Value]] = []
            while let batch = try cursor.next() { rows += batch }
            return .success(NaiveEvaluator.Answer(columns: cursor.columns, rows: rows))
        } catch {
            return .failure(FaultText(error))
        }
    }

    private func limits(_ configuration: Configuration) -> Limits {
        var limits = configuration.limits
        if reference == .unoptimised { limits.timeout = .seconds(2) }
        return limits
    }

    /// What the engine would do, as text.
    package func plan(_ text: String, without rules: Set<String> = []) -> String {
        let engine = Configuration(rulesLeftOut: rules).engine(graph)
        return (try? engine.prepare(SourceText(text), parameters: Set(parameters.keys)).planLines.joined(separator: "\n")) ?? ""
    }

    /// The engine's answer for `scripts/differential`.
    package func export(_ text: String) -> [String: Any] {
        do {
            let cursor = try Engine(graph: graph).prepare(SourceText(text)).run()
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
        // A column without an alias has the name of its text, in which parameters stand for literals.
        guard a.columns.count == b.columns.count, a.rows.count == b.rows.count else { return false }
        // Lists that were collected come in no order.
        let collected = text.contains("collect(") || text.contains("COLLECT {") || text.contains("[(") || text.contains(" = (")
        let settle = { (row: [Value]) in collected ? row.map(\.settled) : row }
        var (left, right) = (a.rows.map(settle), b.rows.map(settle))
        if !Self.isOrdered(text) {
            left.sort(by: precedes)
            right.sort(by: precedes)
        }
        return left == right
    }

    /// Whether ORDER BY stands in the last clause.
    static func isOrdered(_ text: String) -> Bool {
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

func precedes(_ a: [Value], _ b: [Value]) -> Bool {
    for (x, y) in zip(a, b) {
        let order = Value.order(x, y)
        if order != 0 { return order < 0 }
    }
    return false
}

extension Value {
    /// With the elements of lists in one order.
    var settled: Value {
        guard case .list(let items) = self else { return self }
        return .list(items.map(\.settled).sorted { Value.order($0, $1) < 0 })
    }
}
