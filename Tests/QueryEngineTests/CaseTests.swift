import CypherSyntax
import Diagnostics
import Foundation
import PropertyGraph
import QueryEngine
import Testing

/// The blocks of Cases/*.txt: a graph, a query over it, and its rows or the fault it ends in.
/// With CQCQ_UPDATE set, the files are written anew, to be reviewed as a diff.
struct CaseTests {
    @Test(arguments: try! CaseFile.all())
    func answersAsWritten(_ file: CaseFile) throws {
        let updates = ProcessInfo.processInfo.environment["CQCQ_UPDATE"] != nil
        var answered = file
        for (index, block) in file.blocks.enumerated() {
            answered.blocks[index].expected = Answer.text(of: block.query, over: try Answer.graph(block.graph))
            if !updates {
                #expect(answered.blocks[index].expected == block.expected, "\(file.name): \(block.title)")
            }
        }
        if updates { try answered.write() }
    }

    /// What the printer writes parses to the same tree, and means the same.
    @Test(arguments: try! CaseFile.all())
    func printsWhatItParses(_ file: CaseFile) throws {
        for block in file.blocks {
            guard let statement = try? CypherParser.parse(SourceText(block.query)) else { continue }
            let printed = Printer.text(of: statement)
            let again = try CypherParser.parse(SourceText(printed))
            #expect(Printer.text(of: again) == printed, "\(file.name): \(block.title)")
            let graph = try Answer.graph(block.graph)
            let rows = Answer.rows(of: block.query, over: graph)
            if let rows { #expect(Answer.rows(of: printed, over: graph) == rows, "\(file.name): \(printed)") }
        }
    }
}

/// What a query answers, as text.
enum Answer {
    static func graph(_ statements: [String]) throws -> Graph {
        var graph = Graph.empty
        for statement in statements {
            let cursor = try Engine(graph: graph).prepare(SourceText(statement)).run()
            while try cursor.next() != nil {}
            graph = cursor.graph
            try graph.checkInvariants()
        }
        // Names of entities that are gone do not count as known.
        return graph.folded()
    }

    /// Warnings, then the columns and the rows; or the fault.
    static func text(of query: String, over graph: Graph) -> String {
        do {
            let prepared = try Engine(graph: graph).prepare(SourceText(query))
            var lines = prepared.warnings.map { DiagnosticRenderer().render($0) }
            let (columns, rows) = try table(prepared)
            if !columns.isEmpty { lines.append(columns.joined(separator: " | ")) }
            lines += rows.isEmpty ? ["(no rows)"] : rows
            return lines.joined(separator: "\n")
        } catch {
            return DiagnosticRenderer().render(error)
        }
    }

    /// The rows alone; nil for a fault.
    static func rows(of query: String, over graph: Graph) -> [String]? {
        try? table(Engine(graph: graph).prepare(SourceText(query))).rows
    }

    private static func table(_ prepared: PreparedQuery) throws(Diagnostics) -> (columns: [String], rows: [String]) {
        let cursor = prepared.run()
        var rows: [String] = []
        while let batch = try cursor.next() {
            let graph = cursor.graph
            rows += batch.map { row in
                // The lines of a plan stand as they are.
                if prepared.mode == .explain, case .string(let line)? = row.first { return line }
                return row.map { graph.text(of: $0) }.joined(separator: " | ")
            }
        }
        return (cursor.columns, rows)
    }
}
