import Diagnostics
import Interchange
import Knowledge
import Platform
import PropertyGraph
import QueryEngine
import Reports
import SystemPackage
import Tables

/// Reports over the graph of the session, with what it and its workspace have written.
extension Session {
    /// Asks for the report and writes it, to its file or to the output. Throws the faults of its words, queries and figures.
    @discardableResult
    func write(_ request: ReportRequest, library: ReportLibrary) throws(Diagnostics) -> Report {
        let definition = try library.report(named: request.words.first ?? "")
        let format = try request.checkedFormat()
        let browser = request.isPDF ? try PDFPrinter.browser() : nil
        if format == .xlsx {
            try require(.processes, for: "a workbook")
            if request.outputPath == nil, output.isTerminal { throw Diagnostics(UsageFault.workbookOnTerminal) }
        }
        var report = try report(definition, request)
        // These are kept and handed on.
        if [.html, .json, .xlsx].contains(format) { report.knowledge = digest }
        report.origin = (version, request.commandLine(asOf: report.asOf))
        if let path = request.outputPath { try filesInUse.check(path) }
        if format == .xlsx {
            report.about = about(command: request.commandLine(asOf: report.asOf))
            try writeWorkbook(ReportWorkbook(report: report).lines(), to: request.outputPath)
        } else if let browser, let path = request.outputPath {
            try PDFPrinter.print(
                report.text(as: format, library: library, withAppendix: request.withAppendix), to: path, with: browser)
        } else if let path = request.outputPath {
            try FileWriter.save(Array(
                    try report.text(as: format, library: library, section: request.section, withAppendix: request.withAppendix).utf8), to: path)
        } else {
            let text = try report.text(
                as: format, library: library, section: request.section, withAppendix: request.withAppendix, width: format == .text ? output.columns : nil)
            output.write(text.escapingControls(keepingLines: output.isTerminal))
            output.flush()
            if let failure = output.failure, failure != EPIPE {
                throw Diagnostics(ShellFault.unwritableOutput(reason: String(describing: Errno(rawValue: failure))))
            }
        }
        if format == .csv {
            let held = try report.dataSection(request.section).definition.name
            let others = report.sections.map(\.definition.name).filter { $0 != held }
            tell("note: csv holds the section \(held)" + (others.isEmpty ? "" : "; --section takes one of \(others.joined(separator: ", "))"))
        }
        return report
    }

    /// To the file, or to the output where there is none.
    private func writeWorkbook(_ lines: [UInt8], to path: String?) throws(Diagnostics) {
        guard let path else { return output.write(try WorkbookFile.bytes(lines)) }
        let file = try WorkbookFile(path)
        file.send(lines)
        try file.finish()
    }

    private func report(_ definition: ReportDefinition, _ request: ReportRequest) throws(Diagnostics) -> Report {
        try fetchNames()
        let known = TimeView(knownOn: settings.knownOn)
        let (whole, base) = (wholeGraph(), request.isAgainstBase || keptCount > 0 ? graphs.base() : nil)
        let scope = NameScope(
            graph: whole, knowledge: knowledge, asOf: settings.asOf.day, today: Engine(graph: .empty).today)
        let (values, notes) = try definition.command.arguments(of: request.statement, in: scope)
        show(notes)
        if request.isAgainstBase { try requireOwnGraph(for: "a comparison with the knowledge base") }
        let answers = reportAnswers
        func run(_ graph: Graph) throws(Diagnostics) -> Report {
            var runner = ReportRunner(
                definition, values: values, whole: known.isAll ? graph : known.of(graph), limits: limits, answers: answers)
            return try runner.run()
        }
        var report = try run(whole)
        if let service { report.scope.append(("answered by", service.name)) }
        if let day = settings.knownOn { report.scope.append(("known on", day.description)) }
        guard let base else { return report }
        if keptCount > 0 {
            report.scope.append(
                ("graph", "the knowledge base, and what \(keptCount) statement\(keptCount == 1 ? " has" : "s have") written over it"))
        }
        guard request.isAgainstBase else { return report }
        var comparison = ReportComparison(report, against: try run(base))
        return comparison.result(written: graphs.hasIDsOfBase ? written(over: base, in: whole) : nil)
    }

    /// What was written, one row each, and what each contradicts.
    private func written(over base: Graph, in whole: Graph) -> ReportComparison.Written {
        let changes = GraphChanges(from: base, to: whole)
        let contradictions = Contradictions(base)
        return .init(
            columns: GraphChanges.columns + ["contradicts"],
            rows: zip(changes.rows, changes.changes).map { row, change in
                row.dropLast() + [
                    Self.words(of: change, in: whole).map { .string($0) } ?? row.last!,
                    .list(contradictions.of(change, in: whole).map { .string($0) }),
                ]
            })
    }

    /// Of a proposed mapping what matters to who reads of it; nil of all else.
    private static func words(of change: GraphChanges.Change, in graph: Graph) -> String? {
        guard change.kind == .added, case .relationship(let id) = change.entity else { return nil }
        func text(_ key: String) -> String? { graph.property(key, of: id).tableText }
        guard let predicate = text("predicate"), let set = text("set") else { return nil }
        let origin = [text("author"), text("date"), text("review_state")].compactMap(\.self).joined(separator: ", ")
        return "\(predicate), \(text("confidence") ?? "no confidence"), in \(set): \(text("comment") ?? "no reason") (\(origin))"
    }
}
