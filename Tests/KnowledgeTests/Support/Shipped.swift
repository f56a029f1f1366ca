import Diagnostics
import Foundation
import Interchange
import Knowledge
import KnowledgeProcedures
import PropertyGraph
import QueryEngine

/// The repository's own kb/, read once, and a way to run its commands.
enum Shipped {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "kb").path()
    static let base = Result { try KnowledgeBase.load(directory: folder) }
    // swift-format-ignore: NeverUseForceTry
    static let whole = try! base.get().graph()
    static let today = CalendarDate("2026-11-23")!

    static func scope(_ asOf: String? = nil) throws -> NameScope {
        let base = try base.get()
        let day = asOf.flatMap { CalendarDate($0) }
        return NameScope(
            graph: day.map { TimeView(validOn: $0).of(whole) } ?? whole, knowledge: base, asOf: day, today: today)
    }

    struct Table {
        var columns: [String]
        var rows: [[Value]]

        func column(_ name: String) -> [Value] {
            columns.firstIndex(of: name).map { index in rows.map { $0[index] } } ?? []
        }

        func texts(_ name: String) -> [String] {
            column(name).map { PlainText.text(of: $0, in: .empty) }
        }

        var text: String {
            ([columns.joined(separator: " | ")] + rows.map { row in
                row.map { PlainText.text(of: $0, in: .empty) }.joined(separator: " | ")
            }).joined(separator: "\n")
        }
    }

    /// The result of each step of a command.
    static func run(_ statement: String, asOf: String? = nil) throws -> [Table] {
        let scope = try scope(asOf)
        let base = try base.get()
        guard let invocation = try base.commands.match(SourceText(statement), in: scope) else { return [] }
        return try invocation.steps.map { step in
            let graph = step.command.needsWholeGraph ? whole : scope.graph
            let cursor = try Engine(
                graph: graph, procedures: Procedure.ofKnowledge(NameCache(schema: base.schema), on: scope.day),
                functions: QueryFunction.ofKnowledge(NameCache(schema: base.schema)))
                .prepare(step.command.query, parameters: Set(step.parameters.keys)).run(parameters: step.parameters)
            var rows: [[Value]] = []
            while let batch = try cursor.next() { rows += batch }
            return Table(columns: cursor.columns, rows: rows)
        }
    }
}
