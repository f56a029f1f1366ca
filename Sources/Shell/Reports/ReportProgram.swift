#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Diagnostics
import Interchange
import Knowledge
public import PropertyGraph
import QueryEngine
public import Reports
import SystemPackage

/// `cqcq report`: lists the reports, or writes one.
public struct ReportProgram {
    /// The name of the report, and the words that its parameters take.
    public var words: [String]
    public var format: ReportFormat?
    /// Standard output where there is none.
    public var outputPath: String?
    public var section: String?
    public var failsOnGap = false
    /// A report in JSON whose gaps are known already.
    public var baselinePath: String?
    public var knowledgeDirectory: String?
    public var asOf: CalendarDate?
    public var timeout: Duration?
    public var color = ColorChoice.auto

    public init(_ words: [String]) {
        self.words = words
    }

    public func run() -> ExitStatus {
        Interrupts.install()
        let errors = Output.standardError()
        defer { errors.flush() }
        do {
            let knowledge = try knowledgeDirectory.map(KnowledgeBase.load) ?? KnowledgeBase.embedded()
            let library = try ReportLibrary(of: knowledge)
            guard let name = words.first else { return try list(library) }
            let definition = try library.report(named: name)
            if failsOnGap || baselinePath != nil, definition.gaps == nil { throw Diagnostics(ReportFault.noGaps(report: definition.name)) }
            let known = try baselinePath.map { path throws(Diagnostics) in try ReportBaseline(path: path, of: definition.name) }
            let report = try run(definition, knowledge, errors)
            let format = format ?? endingFormat ?? .text
            if let outputPath {
                let text = try report.text(as: format, library: library, section: section)
                try FileWriter.write(Array(text.utf8), to: outputPath)
            } else {
                let output = Output.standardOutput()
                output.write(
                    try report.text(
                        as: format, library: library, section: section, width: format == .text ? output.columns : nil))
                output.flush()
                if let failure = output.failure, failure != EPIPE {
                    throw Diagnostics(ShellFault.unwritableOutput(reason: String(describing: Errno(rawValue: failure))))
                }
            }
            if format == .csv { tellLeftOut(report, errors) }
            return gapStatus(of: report, known, errors)
        } catch let diagnostics as Diagnostics {
            errors.line(DiagnosticRenderer(color: color.holds(for: errors)).render(diagnostics))
            return ExitStatus(for: diagnostics)
        } catch {
            return .failure
        }
    }

    private func run(
        _ definition: ReportDefinition, _ knowledge: KnowledgeBase, _ errors: Output
    ) throws(Diagnostics) -> Reports.Report {
        let whole = knowledge.graph()
        let scope = NameScope(graph: whole, schema: knowledge.schema, asOf: asOf, today: Engine(graph: .empty).today)
        let statement = SourceText(words.map(Self.quoted).joined(separator: " "), name: "report")
        let (values, notes) = try definition.command.arguments(of: statement, in: scope)
        let renderer = DiagnosticRenderer(color: color.holds(for: errors))
        for note in notes { errors.line(renderer.render(note)) }
        var runner = ReportRunner(
            definition, values: values, whole: whole,
            limits: Limits(timeout: timeout, cancellation: Interrupts.cancellation))
        return try runner.run()
    }

    /// A word of the command line as a word of a statement.
    private static func quoted(_ word: String) -> String {
        guard word.contains(where: \.isWhitespace) else { return word }
        let isNamed = word.prefix { !$0.isWhitespace }.contains("=")
        let (name, value) = isNamed ? word.split(at: word.firstIndex(of: "=")!) : ("", word)
        let quote = value.contains("'") ? "\"" : "'"
        return name + quote + value + quote
    }

    private var endingFormat: ReportFormat? {
        switch outputPath?.split(separator: ".").last {
        case "md": .markdown
        case "htm": .html
        case "txt": .text
        case let ending?: ReportFormat(rawValue: String(ending))
        case nil: nil
        }
    }

    private func list(_ library: ReportLibrary) throws(Diagnostics) -> ExitStatus {
        let output = Output.standardOutput()
        var rows: [[TableCell]] = []
        for name in library.names {
            let report = try library.report(named: name)
            rows.append([report.usage, report.summary].map { TableCell(text: $0.escapingControls, isNull: false) })
        }
        let heads = ["report", "summary"].map { TableCell(text: $0, isNull: false) }
        let layout = TableLayout(headers: heads, rows: rows, numeric: [false, false], width: output.columns)
        for line in [layout.line(heads) { text, _ in text }, layout.rule] + rows.map({ layout.line($0) { text, _ in text } }) {
            output.line(line)
        }
        output.flush()
        return .success
    }

    /// CSV holds one table: the names of those that are not in it.
    private func tellLeftOut(_ report: Reports.Report, _ errors: Output) {
        let held = (try? report.dataSection(section))?.definition.name
        let others = report.sections.map(\.definition.name).filter { $0 != held }
        errors.line("note: csv holds the section \(held ?? ""); --section takes one of \(others.joined(separator: ", "))")
    }

    // MARK: Gaps

    /// - Parameter known: gaps that are no news; nil where all are.
    private func gapStatus(of report: Reports.Report, _ known: ReportBaseline?, _ errors: Output) -> ExitStatus {
        guard failsOnGap || known != nil else { return .success }
        let gaps = report.gaps.filter { !(known?.gaps.contains($0) ?? false) }
        if gaps.isEmpty { return .success }
        errors.line("\(gaps.count) \(known == nil ? "" : "new ")gap\(gaps.count == 1 ? "" : "s"):")
        for gap in gaps.prefix(10) { errors.line("  " + gap.joined(separator: " ").escapingControls) }
        if gaps.count > 10 { errors.line("  and \(gaps.count - 10) more") }
        return .gap
    }
}

extension String {
    /// Up to and with the character, and what comes after it.
    fileprivate func split(at index: Index) -> (String, String) {
        (String(self[...index]), String(self[self.index(after: index)...]))
    }
}
