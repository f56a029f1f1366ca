public import Diagnostics
public import PropertyGraph

/// Everything that the reader and the rules find in a knowledge base, in one run.
public struct KnowledgeCheck: Sendable {
    /// By file, then by place; at most `limit`, the worst of them.
    public let findings: [Diagnostic]
    /// How many more there were.
    public let omitted: Int
    /// How many there were of each, those left out too.
    public let counts: [Severity: Int]
    public let fileCount: Int

    /// Rules over the whole see what could be read, so that one row at fault hides nothing of the others.
    /// A schema at fault leaves nothing to look at.
    /// - Parameters:
    ///   - directory: a folder laid out as kb/, or nil for what the executable carries.
    ///   - today: the day by which reviews are old and changes have come.
    ///   - limit: how many findings to keep; errors come before warnings, and warnings before notes.
    ///
    /// O(rows), but for exact matches of a set: O(rows²) in these.
    public init(directory: String?, today: CalendarDate, limit: Int = 100) {
        var faults = FaultList(limit: limit)
        let files = directory.map { KnowledgeFile.files(in: $0, faults: &faults) } ?? KnowledgeFile.embedded()
        self.init(files, faults: faults, today: today, limit: limit)
    }

    init(_ files: [KnowledgeFile], faults: FaultList, today: CalendarDate, limit: Int) {
        let reader = KnowledgeReader.reading(files, faults: faults)
        var found = reader.faults.list
        var unseen = reader.faults.omitted
        do {
            _ = try CommandLibrary(files.filter { $0.folder == "commands" }, schema: reader.schema)
        } catch {
            // Commands name labels, and a faulty schema has none to name.
            if !reader.schema.labels.isEmpty {
                found += error.list
                unseen += error.omitted
            }
        }
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
        fileCount = files.count
    }

    public func count(_ severity: Severity) -> Int { counts[severity] ?? 0 }
}
