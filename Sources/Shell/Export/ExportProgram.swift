import Diagnostics
public import Exchange
import Interchange
import Knowledge
import Platform
public import PropertyGraph
import QueryEngine
import Reports
import SheetRows
import ShippedKnowledge
import SystemPackage
import Tables

/// `cqcq export`: writes the knowledge base, or a part of it, in the format of another tool.
public struct ExportProgram {
    public var path: String
    public var format: ExportFormat
    public var version: String
    public var knowledgeDirectory: String?
    /// A folder of CSV files or a snapshot, in place of the knowledge base.
    public var loadPath: String?
    /// What was written over the knowledge base; only read.
    public var workspacePath: String?
    public var asOf: CalendarDate?
    /// Code of the one framework that is taken.
    public var framework: String?
    /// What it returns of nodes, relationships and paths is taken.
    public var query: String?

    public init(_ path: String, _ format: ExportFormat, version: String) {
        self.path = path
        self.format = format
        self.version = version
    }

    public func run() -> ExitStatus {
        Interrupts.install()
        return ProgramRun.status { _, errors throws(Diagnostics) in
            let source = try source(errors)
            let exported = try format.export(source, asOneFile: isOneFile)
            if exported.sheets.isEmpty { try write(exported.files) } else { try write(exported.sheets, of: source) }
            for loss in exported.losses { errors.line("note: \(loss.escapingControls)") }
            errors.line("wrote \(path.escapingControls) as \(format.rawValue): \(exported.counts.joined(separator: ", ").escapingControls)")
            return .success
        }
    }

    // MARK: What is taken

    private func source(_ errors: Output) throws(Diagnostics) -> ExportSource {
        let knowledge = try KnowledgeBase.named(knowledgeDirectory)
        let loaded = try loadPath.map(GraphSource.load)
        let settings = Session.Settings(format: .tsv, asOf: asOf.map(AsOf.day) ?? .all)
        let session = Session(knowledge: knowledge, graph: loaded, settings: settings, output: errors, errors: errors)
        session.graphs.keepsIDs = true
        if let workspacePath {
            try session.open(Workspace(workspacePath, knowledge: session.digest, commands: session.commandNames, isReadOnly: true))
        }
        var edition = loaded == nil ? Edition(program: version, knowledge: knowledge) : Edition(program: version)
        if let asOf { edition.filters.append("as of \(asOf)") }
        if let framework { edition.filters.append("framework \(framework)") }
        if let query { edition.filters.append("query \(query)") }
        if workspacePath != nil { edition.filters.append("with a workspace") }
        let graph = session.graph()
        let selection = try selection(of: graph)
        if selection.isEmpty { throw Diagnostics(ExportFault.nothingToExport) }
        return ExportSource(selection, edition, schema: loaded == nil ? knowledge.schema : nil)
    }

    private func selection(of graph: Graph) throws(Diagnostics) -> Selection {
        if let query {
            let cursor = try Engine(graph: graph, isReadOnly: true).prepare(SourceText(query, name: "--query")).run()
            var rows: [[Value]] = []
            while let more = try cursor.next() { rows += more }
            return Selection(graph, rows: rows)
        }
        guard let framework else { return Selection(graph) }
        guard let selection = Selection(graph, framework: framework) else {
            let codes = graph.labels.number(of: Schema.frameworkLabel).map { graph.nodes(withLabels: [$0]) }?
                .compactMap { node -> String? in
                    if case .string(let code) = graph.property("code", of: node) { code } else { nil }
                } ?? []
            throw Diagnostics(ExportFault.unknownFramework(framework, near: Suggestion.nearest(to: framework, in: codes)))
        }
        return selection
    }

    // MARK: Files

    private var isOneFile: Bool { !format.needsFolder && (format != .sssom || path.hasSuffix(".tsv") || path == "-") }

    private func write(_ files: [ExportFile]) throws(Diagnostics) {
        if path == "-" {
            guard !format.needsFolder else { throw Diagnostics(ExportFault.needsFolder(format: format.rawValue, path: "the target")) }
            guard !format.isBinary else { throw Diagnostics(ExportFault.needsFile(format: format.rawValue)) }
            let output = Output.standardOutput()
            for file in files { output.write(String(decoding: file.bytes, as: UTF8.self).escapingControls(keepingLines: output.isTerminal)) }
            output.flush()
            return
        }
        if isOneFile {
            for file in files { try put(file, at: path) }
            return
        }
        try makeFolder(path)
        try refuseOthers(files.map(\.path))
        for folder in Set(files.compactMap { file in file.path.contains("/") ? String(file.path.prefix { $0 != "/" }) : nil }).sorted() {
            try makeFolder(path + "/" + folder)
        }
        for file in files { try put(file, at: path + "/" + file.path) }
    }

    private func write(_ sheets: [ExportSheet], of source: ExportSource) throws(Diagnostics) {
        guard path != "-" else { throw Diagnostics(ExportFault.needsFile(format: format.rawValue)) }
        try checkIsFree(path)
        let file = try WorkbookFile(path)
        var (lines, names) = (WorkbookLines(), SheetNames())
        lines.property("title", "cqcq export")
        // The same data give the same bytes, whenever they are written.
        lines.property("created", String(source.edition.date?.days ?? 0))
        for sheet in sheets {
            let name = names.name(for: sheet.name)
            lines.announce(name)
            lines.open(name)
            lines.header(sheet.header)
            for row in sheet.rows { lines.row(row.map { SheetCell($0, in: source.selection.graph) }) }
            file.send(lines.take())
        }
        try file.finish()
    }

    private func put(_ file: ExportFile, at path: String) throws(Diagnostics) {
        try checkIsFree(path)
        try FileWriter.save(Array(file.bytes), to: path)
    }

    /// Throws where the file is one that the export reads.
    private func checkIsFree(_ path: String) throws(Diagnostics) {
        let inUse = FilesInUse()
        inUse.add(workspacePath, as: "the workspace")
        inUse.add(below: knowledgeDirectory, as: "part of the knowledge base")
        inUse.add(below: loadPath, as: "part of what --load reads")
        try inUse.check(path)
    }

    private func makeFolder(_ path: String) throws(Diagnostics) {
        guard mkdir(path, 0o777) != 0, errno != EEXIST || !isFolder(path) else { return }
        if errno == EEXIST { throw Diagnostics(ExportFault.needsFolder(format: format.rawValue, path: path)) }
        throw Diagnostics(DataFault.unwritableFile(path: path, reason: Errno(rawValue: errno).description))
    }

    private func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Files of another kind, or of an earlier export that this one would leave behind, would be taken for part of it.
    private func refuseOthers(_ names: [String]) throws(Diagnostics) {
        let expected = Set(names.map { String($0.prefix { $0 != "/" }) })
        if FileReader.names(in: path).contains(where: { !expected.contains($0) }) {
            throw Diagnostics(ExportFault.folderNotEmpty(path: path))
        }
    }
}
