public import Diagnostics
import Interchange
import Knowledge
public import PropertyGraph
public import Reports
import ShippedKnowledge

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
    /// What was written over the knowledge base; only read.
    public var workspacePath: String?
    /// Asked in place of the knowledge base: a snapshot.
    public var loadPath: String?
    /// Show what the workspace makes different.
    public var isAgainstBase = false
    /// Show people every row as well.
    public var withAppendix = false
    public var asOf: CalendarDate?
    public var timeout: Duration?
    public var color = ColorChoice.auto
    /// Of the program.
    public var version = ""

    /// Of `--against`. Throws `UsageFault.unknownValue` for all but `base`.
    public static func isBase(_ text: String) throws(Diagnostics) -> Bool { try ReportRequest.isBase(text) }

    public init(_ words: [String]) {
        self.words = words
    }

    public func run() -> ExitStatus {
        Interrupts.install()
        return ProgramRun.status(color: color) { output, errors throws(Diagnostics) in
            let knowledge = try KnowledgeBase.named(knowledgeDirectory)
            let library = try ReportLibrary(of: knowledge)
            guard let name = words.first else { return try list(library, to: output) }
            let definition = try library.report(named: name)
            if failsOnGap || baselinePath != nil, definition.gaps == nil { throw Diagnostics(ReportFault.noGaps(report: definition.name)) }
            let known = try baselinePath.map { path throws(Diagnostics) in try ReportBaseline(path: path, of: definition.name) }
            let settings = Session.Settings(format: .tsv, asOf: asOf.map(AsOf.day) ?? .now, timeout: timeout, color: color)
            let graph = try loadPath.map(GraphSource.load)
            let session = Session(knowledge: knowledge, graph: graph, settings: settings, output: output, errors: errors)
            session.graphs.keepsIDs = true
            session.filesInUse.add(below: knowledgeDirectory, as: "part of the knowledge base")
            session.version = version
            if let workspacePath {
                let workspace = try Workspace(
                    workspacePath, knowledge: session.digest, commands: session.commandNames, isReadOnly: true)
                try session.open(workspace)
            } else if isAgainstBase {
                throw Diagnostics(ReportFault.nothingToCompare)
            }
            let report = try session.write(
                ReportRequest(words: words, format: format, outputPath: outputPath, section: section, isAgainstBase: isAgainstBase,
                    withAppendix: withAppendix),
                library: library)
            if failsOnGap || known != nil, let reason = report.unproven { throw Diagnostics(ReportFault.nothingChecked(reason)) }
            return gapStatus(of: report, known, errors)
        }
    }

    private func list(_ library: ReportLibrary, to output: Output) throws(Diagnostics) -> ExitStatus {
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

    // MARK: Gaps

    /// - Parameter known: gaps that are no news; nil where all are.
    private func gapStatus(of report: Reports.Report, _ known: ReportBaseline?, _ errors: Output) -> ExitStatus {
        guard failsOnGap || known != nil else { return .success }
        let gaps = report.gaps.filter { !(known?.gaps.contains($0) ?? false) }
        let closed = known.map { $0.gaps.subtracting(report.gaps).count } ?? 0
        if closed > 0 { errors.line("\(closed) gap\(closed == 1 ? "" : "s") of the baseline \(closed == 1 ? "is" : "are") no longer there") }
        if gaps.isEmpty { return .success }
        errors.line("\(gaps.count) \(known == nil ? "" : "new ")gap\(gaps.count == 1 ? "" : "s"):")
        for gap in gaps.prefix(10) { errors.line("  " + gap.joined(separator: " ").escapingControls) }
        if gaps.count > 10 { errors.line("  and \(gaps.count - 10) more") }
        return .gap
    }
}
