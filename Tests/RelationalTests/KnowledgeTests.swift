import Diagnostics
import Exchange
import Foundation
import Knowledge
import KnowledgeProcedures
import PropertyGraph
import QueryEngine
import Relational
import Reports
import ShippedKnowledge
import Testing

/// The query files of kb/, of commands and of reports, over kb/ written as tables: how much of each is said in SQL, and why the rest is not.
@Suite struct KnowledgeTests {
    private static let kb = EngineClient.repository.appending(path: "kb").path

    private struct Asked {
        var query: SourceText
        var parameters: [String: Value]
    }

    /// By how much of a file is said, from all of it down.
    private enum Outcome: Comparable {
        case whole, divided, asksNothing
        case refused(String)
    }

    @Test(arguments: SQLDialect.allCases) func queryFiles(dialect: SQLDialect) throws {
        let knowledge = try KnowledgeBase.named(Self.kb)
        let graph = knowledge.graph()
        let schema = try Self.schema(of: graph)
        var outcomes: [String: Outcome] = [:]
        for (name, all) in try Self.asked(knowledge, graph) {
            outcomes[name] = all.map { Self.outcome($0, schema, dialect) }.max()
        }
        func count(_ holds: (Outcome) -> Bool) -> Int { outcomes.values.count(where: holds) }
        var reasons: [String: Int] = [:]
        for outcome in outcomes.values { if case .refused(let reason) = outcome { reasons[reason, default: 0] += 1 } }
        let refused = reasons.values.reduce(0, +)
        print(
            "relational files \(dialect): of \(outcomes.count) query files of kb/ \(count { $0 == .whole }) are said whole, \(count { $0 == .divided }) in part, "
                + "\(count { $0 == .asksNothing }) ask no table, \(refused) are refused")
        for (reason, number) in reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            print("relational files reason \(dialect): \(number) \(reason)")
        }
        let files = FileManager.default.enumerator(atPath: Self.kb)?.compactMap { $0 as? String }.filter { $0.hasSuffix(".cypher") } ?? []
        #expect(Set(outcomes.keys) == Set(files), "\(Set(files).symmetricDifference(outcomes.keys).sorted())")
        #expect(refused * 2 < outcomes.count)
    }

    private static func outcome(_ asked: Asked, _ schema: RelationalSchema, _ dialect: SQLDialect) -> Outcome {
        var surroundings = QuerySurroundings()
        surroundings.procedures = Procedure.ofKnowledge
        surroundings.graphs = TimeView.graphs(of: .empty)
        surroundings.functions = QueryFunction.ofKnowledge(.empty)
        surroundings.view = TableView(validOn: CalendarDate("2026-11-01"))
        do throws(Diagnostics) {
            let query = try DividedQuery(asked.query, parameters: asked.parameters, schema: schema, dialect: dialect, surroundings: surroundings)
            return query.rest == nil ? .whole : query.fetches.isEmpty ? .asksNothing : .divided
        } catch {
            let fault = error.list.first?.fault
            return .refused((fault as? RelationalFault).map { $0.sentence.components(separatedBy: " cannot be said")[0] } ?? "\(error)")
        }
    }

    private static func schema(of graph: Graph) throws -> RelationalSchema {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-kb-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let exported = try ExportFormat.csv.export(ExportSource(Selection(graph), Edition(program: "test"), schema: nil), asOneFile: false)
        for file in exported.files { try Data(file.bytes).write(to: folder.appending(path: file.path)) }
        return try RelationalSchema.read(directory: folder.path)
    }

    // MARK: What the examples ask

    /// Each query file with the parameters that it gets in the examples.
    private static func asked(_ knowledge: KnowledgeBase, _ graph: Graph) throws -> [String: [Asked]] {
        let scope = NameScope(graph: graph, knowledge: knowledge, asOf: nil, today: try #require(CalendarDate("2026-11-01")))
        var asked: [String: [Asked]] = [:]
        for command in knowledge.commands.commands {
            for example in command.examples {
                guard let invocation = try knowledge.commands.match(SourceText(example), in: scope) else { continue }
                for step in invocation.steps {
                    let parameters = step.parameters.merging(["workspace": .string("workspace:unsaved"), "user": .string("ann")]) { own, _ in own }
                    asked[name(of: step.command.query), default: []].append(Asked(query: step.command.query, parameters: parameters))
                }
            }
        }
        let library = try ReportLibrary(of: knowledge)
        for report in library.names {
            let definition = try library.report(named: report)
            for example in definition.examples {
                let words = example.components(separatedBy: " -")[0]
                let (values, _) = try definition.command.arguments(of: SourceText(words), in: scope)
                var runner = ReportRunner(definition, values: values, whole: graph, answers: { (query, parameters, day) throws(Diagnostics) in
                    asked[name(of: query), default: []].append(Asked(query: query, parameters: parameters))
                    // What refuses a report is asked, and the report goes on.
                    if query.name?.hasSuffix("refuse.cypher") == true { return (["text"], [], graph) }
                    let engine = Engine(graph: TimeView(validOn: day).of(graph), procedures: [.compose], graphs: TimeView.graphs(of: graph), isReadOnly: true)
                    let cursor = try engine.prepare(query, parameters: Set(parameters.keys)).run(parameters: parameters)
                    var rows: [[Value]] = []
                    while let batch = try cursor.next() { rows += batch }
                    return (cursor.columns, rows, graph)
                })
                // A graph without a directory or a register has nothing to report of them.
                _ = try? runner.run()
            }
        }
        return asked
    }

    /// Below kb/.
    private static func name(of query: SourceText) -> String {
        let parts = (query.name ?? "").components(separatedBy: "/")
        guard let start = parts.lastIndex(where: { $0 == "commands" || $0 == "reports" }) else { return query.name ?? "" }
        return parts[start...].joined(separator: "/")
    }
}
