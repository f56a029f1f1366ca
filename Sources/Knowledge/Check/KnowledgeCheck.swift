import Diagnostics
import PropertyGraph

/// Everything that the reader and the rules find in a knowledge base, in one run.
package struct KnowledgeCheck: Sendable {
    /// By file, then by place; at most `limit`, the worst of them.
    package let findings: [Diagnostic]
    /// How many more there were.
    package let omitted: Int
    /// How many there were of each, those left out too.
    package let counts: [Severity: Int]
    package let fileCount: Int

    /// What is wrong with reports, which are read a layer above: their files, the schema, what could be read, and the findings.
    package typealias ReportFindings = (_ files: [KnowledgeFile], _ schema: Schema, _ graph: Graph) -> [Diagnostic]

    /// What is wrong with the queries of commands, which are planned a layer above.
    package typealias CommandFindings = (_ library: CommandLibrary) -> [Diagnostic]

    /// Rules over the whole see what could be read, so that one wrong row hides nothing of the others.
    /// Without a correct schema nothing can be checked.
    /// - Parameters:
    ///   - directory: a folder laid out as kb/.
    ///   - today: the day by which reviews are old and changes have come.
    ///   - limit: how many findings to keep; errors come before warnings, and warnings before notes.
    ///
    /// O(rows), but for exact matches of a set: O(rows²) in these.
    package init(
        directory: String, today: CalendarDate, limit: Int = 100, commands: CommandFindings? = nil,
        reports: ReportFindings? = nil
    ) {
        var faults = FaultList(limit: limit)
        let files = KnowledgeFile.files(in: directory, faults: &faults)
        let reportFiles = reports == nil ? [] : KnowledgeFile.reports(in: directory, faults: &faults)
        self.init(files, reportFiles, faults: faults, today: today, limit: limit, commands: commands, reports: reports)
    }

    package init(
        _ files: [KnowledgeFile], _ reportFiles: [KnowledgeFile] = [], faults: FaultList, today: CalendarDate, limit: Int,
        commands: CommandFindings? = nil, reports: ReportFindings? = nil
    ) {
        let reader = KnowledgeReader.reading(files, faults: faults)
        var found = reader.faults.list
        var unseen = reader.faults.omitted
        do {
            let library = try CommandLibrary(files.filter { $0.folder == "commands" }, schema: reader.schema)
            if let commands { found += commands(library) }
        } catch {
            // Commands name labels, and a faulty schema has none to name.
            if !reader.schema.labels.isEmpty {
                found += error.list
                unseen += error.omitted
            }
        }
        // They name labels as commands do.
        if !reader.schema.labels.isEmpty, let reports { found += reports(reportFiles, reader.schema, reader.contents.graph()) }
        let survey = KnowledgeSurvey(reader, today: today)
        for rule in Rule.ofWhole {
            found += rule.find!(survey).map { finding in
                Diagnostic(finding.fault, severity: rule.severity, span: finding.span, source: finding.source)
            }
        }
        counts = found.reduce(into: [.error: unseen]) { $0[$1.severity, default: 0] += 1 }
        let worst = [Severity.error, .warning, .note].flatMap { severity in
            found.filter { $0.severity == severity }.sortedByPlace()
        }
        findings = Array(worst.prefix(limit)).sortedByPlace()
        omitted = worst.count + unseen - findings.count
        fileCount = files.count + reportFiles.count
    }

    package func count(_ severity: Severity) -> Int { counts[severity] ?? 0 }
}
