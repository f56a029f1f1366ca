import Diagnostics
import Foundation
import Knowledge
import PropertyGraph
import Reports
import ShippedKnowledge
import Testing

/// A knowledge base whose reports are run.
struct ReportRun {
    let knowledge: KnowledgeBase
    let library: ReportLibrary
    let whole: Graph

    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// kb/ as it stands in the working tree.
    static let shipped = Result { try ReportRun(repository.appending(path: "kb").path) }

    init(_ folder: String) throws {
        knowledge = try KnowledgeBase.named(folder)
        library = try ReportLibrary(of: knowledge)
        whole = knowledge.graph()
    }

    init(fixture name: String) throws {
        try self.init(Self.repository.appending(path: "Tests/ReportsTests/\(name)").path)
    }

    func report(_ statement: String, over graph: Graph? = nil, asOf: CalendarDate? = nil) throws -> Report {
        let definition = try library.report(named: String(statement.prefix { $0 != " " }))
        let today = try #require(CalendarDate("2026-11-01"))
        let scope = NameScope(graph: whole, knowledge: knowledge, asOf: asOf, today: today)
        let (values, _) = try definition.command.arguments(of: SourceText(statement), in: scope)
        var runner = ReportRunner(definition, values: values, whole: graph ?? whole)
        return try runner.run()
    }
}

extension Report {
    func section(_ name: String) -> Section? { sections.first { $0.definition.name == name } }
}

extension Report.Section {
    /// The rows by column.
    var maps: [[String: Value]] {
        rows.map { row in Dictionary(uniqueKeysWithValues: zip(columns, row.cells.map(\.value))) }
    }
}

extension Value {
    var number: Int { if case .integer(let number) = self { number } else { -1 } }
    var text: String { if case .string(let text) = self { text } else { "" } }
}
