#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Diagnostics
import Interchange
import Knowledge
import PropertyGraph
import QueryEngine
import Reports
import SystemPackage

/// Reports over the graph of the session, with what it and its workspace have written.
extension Session {
    /// Asks for the report and writes it, to its file or to the output. Throws the faults of its words, queries and figures.
    @discardableResult
    func write(_ request: ReportRequest, library: ReportLibrary) throws(Diagnostics) -> Report {
        let definition = try library.report(named: request.words.first ?? "")
        var report = try report(definition, request)
        let format = request.finalFormat
        // These are kept and handed on.
        if format == .html || format == .json { report.knowledge = digest }
        if let path = request.outputPath {
            try FileWriter.write(Array(try report.text(as: format, library: library, section: request.section).utf8), to: path)
        } else {
            output.write(
                try report.text(
                    as: format, library: library, section: request.section, width: format == .text ? output.columns : nil))
            output.flush()
            if let failure = output.failure, failure != EPIPE {
                throw Diagnostics(ShellFault.unwritableOutput(reason: String(describing: Errno(rawValue: failure))))
            }
        }
        if format == .csv {
            let held = try report.dataSection(request.section).definition.name
            let others = report.sections.map(\.definition.name).filter { $0 != held }
            tell("note: csv holds the section \(held); --section takes one of \(others.joined(separator: ", "))")
        }
        return report
    }

    private func report(_ definition: ReportDefinition, _ request: ReportRequest) throws(Diagnostics) -> Report {
        let known = TimeView(knownOn: settings.knownOn)
        let (whole, base) = (wholeGraph(), request.isAgainstBase || keptCount > 0 ? baseGraph() : nil)
        let scope = NameScope(
            graph: whole, knowledge: knowledge, asOf: settings.asOf, today: Engine(graph: .empty).today)
        let (values, notes) = try definition.command.arguments(of: request.statement, in: scope)
        show(notes)
        func run(_ graph: Graph) throws(Diagnostics) -> Report {
            var runner = ReportRunner(definition, values: values, whole: known.isAll ? graph : known.of(graph), limits: limits)
            return try runner.run()
        }
        var report = try run(whole)
        if let day = settings.knownOn { report.scope.append(("known on", day.description)) }
        guard let base else { return report }
        if keptCount > 0 {
            report.scope.append(
                ("graph", "the knowledge base, and what \(keptCount) statement\(keptCount == 1 ? " has" : "s have") written over it"))
        }
        guard request.isAgainstBase else { return report }
        var comparison = ReportComparison(report, against: try run(base))
        return comparison.result(written: hasIDsOfBase ? written(over: base, in: whole) : nil)
    }

    /// What was written, a row each, and what each contradicts.
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
        func text(_ key: String) -> String? { graph.property(key, of: id).cellText }
        guard let predicate = text("predicate"), let set = text("set") else { return nil }
        let origin = [text("author"), text("date"), text("review_state")].compactMap(\.self).joined(separator: ", ")
        return "\(predicate), \(text("confidence") ?? "no confidence"), in \(set): \(text("comment") ?? "no reason") (\(origin))"
    }
}
