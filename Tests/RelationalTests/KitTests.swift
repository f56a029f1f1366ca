import ConformanceKit
import Diagnostics
import Foundation
import PropertyGraph
import QueryEngine
import Relational
import Testing

/// The scenarios of openCypher's kit that read, through DuckDB: how many are said in SQL, that all of these agree, and why the others are not.
@Suite struct KitTests {
    private static let isWanted = ProcessInfo.processInfo.environment["CQCQ_RELATIONAL"] != nil

    @Test(.enabled(if: isWanted && Kit.folder != nil && EngineClient.hasDuckDB, "make relational runs it, with the kit and DuckDB"))
    func scenarios() throws {
        var questions = Questions(.duckdb)
        var folders: [GraphFolder] = []
        defer { folders.forEach { $0.remove() } }
        var odd: [String: Int] = [:]
        var reading = 0
        for scenario in try Kit.scenarios() where scenario.expectedError == nil {
            guard let query = scenario.steps.last(where: { $0.text == "executing query:" })?.document else { continue }
            guard !scenario.steps.contains(where: { $0.text == "parameters are:" || $0.text.hasPrefix("there exists") }), let graph = try graph(of: scenario),
                let prepared = try? Engine(graph: graph).prepare(SourceText(query)), !prepared.writes
            else { continue }
            reading += 1
            do {
                folders.append(try GraphFolder(graph))
            } catch is GraphFolder.Reason {
                odd["the graph has properties of several types or of types that no column has", default: 0] += 1
                continue
            }
            try questions.open(folders[folders.count - 1].path)
            questions.add(scenario.title, query, ordered: scenario.steps.contains { $0.text.hasPrefix("the result should be, in order") })
        }
        let outcome = try questions.compare()
        for failure in outcome.failures.prefix(8) { Issue.record(Comment(rawValue: failure)) }
        let said = questions.questions.count
        print("relational kit: of \(reading) scenarios that read \(said) are said in SQL; \(outcome.agreed) agree, \(outcome.refused) are refused as they run, \(outcome.failures.count) differ")
        for (reason, count) in odd.merging(questions.rejections, uniquingKeysWith: +).sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            print("relational kit reason: \(count) \(reason)")
        }
        #expect(outcome.failures.isEmpty && said > 300)
    }

    /// nil where the kit's own steps cannot make it.
    private func graph(of scenario: Scenario) throws -> Graph? {
        var graph = Graph.empty
        for step in scenario.steps {
            if step.text == "executing query:" { break }
            var statements: [String] = []
            if step.text == "having executed:" { statements = [step.document ?? ""] }
            if step.text.hasPrefix("the "), step.text.hasSuffix(" graph"), let folder = Kit.folder {
                let name = String(step.text.dropFirst(4).dropLast(6))
                guard let script = try? String(contentsOf: folder.appending(path: "graphs/\(name)/\(name).cypher"), encoding: .utf8) else { return nil }
                statements = script.split(separator: ";").map(String.init).filter { !$0.trimmed.isEmpty }
            }
            for statement in statements {
                let cursor = try Engine(graph: graph).prepare(SourceText(statement)).run()
                while try cursor.next() != nil {}
                graph = cursor.graph
            }
        }
        return graph
    }
}
