public import Diagnostics
import Exchange
import Interchange
import Knowledge
import PropertyGraph
import QueryEngine
import ShippedKnowledge
import SystemPackage

/// A form in which data of others can come in.
public enum ImportFormat: String, NamedChoice, Sendable {
    case sssom, skos, oscal, table

    public var summary: String {
        switch self {
        case .sssom: "a mapping set as SSSOM: TSV, CSV or JSON (.tsv, .csv, .sssom.json), or a workbook with the same columns"
        case .skos: "concept schemes as RDF: Turtle (.ttl) or JSON-LD (.jsonld); each becomes a framework"
        case .oscal: "an OSCAL catalog as JSON; it becomes a framework"
        case .table: "a sheet (.csv, .tsv, .xlsx, .ods) of statements with a column `title`; it becomes a framework"
        }
    }
}

/// `cqcq import`: reads mapping sets and frameworks of others into a workspace or a knowledge base.
public struct ImportProgram {
    public enum Target: String, NamedChoice, Sendable {
        case workspace, kb
    }

    public var path: String
    public var target: Target
    public var format: ImportFormat?
    /// Where an import into a workspace is kept; made if it is not there.
    public var workspacePath = "workspace.cypher"
    /// A folder laid out as kb/; nil for what the executable carries, or for `kb` where that is written to.
    public var knowledgeDirectory: String?
    /// Of the set or the framework, in place of what the file suggests.
    public var name: String?
    /// Metadata of a mapping set, as YAML or JSON.
    public var metadataPath: String?
    public var isDry = false

    public init(_ path: String, into target: Target) {
        self.path = path
        self.target = target
    }

    public func run() -> ExitStatus {
        Interrupts.install()
        return ProgramRun.status { output, errors throws(Diagnostics) in
            if let name, !ImportName.isValid(name) { throw Diagnostics(ImportFault.badName(name, option: "--name")) }
            let file = try ImportFile(path, format: format, metadataPath: metadataPath)
            switch target {
            case .workspace: try importIntoWorkspace(file, output, errors)
            case .kb: return try importIntoKnowledge(file, output, errors)
            }
            return .success
        }
    }

    private func importIntoWorkspace(_ file: ImportFile, _ output: Output, _ errors: Output) throws(Diagnostics) {
        let knowledge = try KnowledgeBase.named(knowledgeDirectory)
        let session = Session(
            knowledge: knowledge, settings: Session.Settings(format: .tsv, asOf: .all), output: output, errors: errors)
        session.filesInUse.add(path, as: "the file that is imported")
        let isThere = FileReader.isRegularFile(workspacePath)
        if !isDry || isThere {
            try session.filesInUse.check(workspacePath)
            // A file that is read twice may be neither: nothing is made before it has been understood.
            let contents = try file.read()
            try session.open(Workspace(workspacePath, knowledge: session.digest, commands: session.commandNames, isReadOnly: isDry))
            try take(contents, into: session, output, errors)
        } else {
            try take(file.read(), into: session, output, errors)
        }
    }

    private func take(_ contents: ImportFile.Contents, into session: Session, _ output: Output, _ errors: Output) throws(Diagnostics) {
        let additions = try WorkspaceAdditions(contents, name: name, in: session.wholeGraph(), schema: session.knowledge.schema)
        ImportReport(additions.notes, path: path).write(to: errors)
        for line in additions.summary { output.line(line.escapingControls) }
        if isDry { return output.line("nothing was written: --dry-run") }
        let fileName = FilePath(path).lastComponent?.string ?? path
        try session.write(additions.statements, by: "import", clock: Session.now(), reason: "import \(fileName): \(additions.summary.joined(separator: "; "))")
        output.line("kept in \(workspacePath.escapingControls)")
    }
}

extension ImportProgram {
    private func importIntoKnowledge(_ file: ImportFile, _ output: Output, _ errors: Output) throws(Diagnostics) -> ExitStatus {
        let directory = knowledgeDirectory ?? "kb"
        let tables = try KnowledgeTables(file.read(), name: name, file: path, in: KnowledgeBase.load(directory: directory))
        ImportReport(tables.notes, path: path).write(to: errors)
        let addition = try KnowledgeAddition(tables.rows, entries: tables.entries, directory: directory, today: Engine(graph: .empty).today)
        let renderer = DiagnosticRenderer(color: ColorChoice.auto.holds(for: errors), naming: .rule)
        for finding in addition.findings { errors.line(renderer.render(finding)) }
        for line in tables.summary { output.line(line.escapingControls) }
        guard addition.isAllowed else {
            errors.line("nothing was written")
            return .failure
        }
        if isDry { output.line("nothing was written: --dry-run") } else {
            try addition.write()
            output.line("written to \(directory.escapingControls)")
        }
        return .success
    }
}

/// What is said of an import on standard error.
struct ImportReport {
    private let notes: [Diagnostic]
    private let path: String
    /// Of one kind; the others are counted.
    private static let most = 20

    init(_ notes: [Diagnostic], path: String) {
        self.notes = notes
        self.path = path
    }

    func write(to errors: Output) {
        let renderer = DiagnosticRenderer(color: ColorChoice.auto.holds(for: errors))
        for note in notes.prefix(Self.most) { errors.line(renderer.render(note)) }
        if notes.count > Self.most { errors.line("and \(notes.count - Self.most) more of \(path.escapingControls)") }
    }
}
