import Diagnostics
import Directory
import Interchange
import Knowledge
import Platform
public import PropertyGraph
import QueryEngine
import ShippedKnowledge
import SystemPackage
import Tables

/// `cqcq directory`: makes a snapshot of CQC's open data, and asks about it.
public struct DirectoryProgram {
    public enum Task: Sendable {
        case load(files: [String])
        /// Words of a command: `summary well-led`.
        case ask([String])
    }

    /// Where the directory is kept unless another file is named.
    public static let standardSnapshot = "directory.snapshot"

    private let task: Task
    private let answer: AnswerSettings
    public var snapshotPath = DirectoryProgram.standardSnapshot
    /// The day of the data, where neither the files nor their names give one.
    public var day: CalendarDate?
    public var isStrict = false
    /// Bytes that a file may unpack to.
    public var unpacked: Int?

    public init(_ task: Task, _ answer: AnswerSettings) {
        self.task = task
        self.answer = answer
    }

    public func run() -> ExitStatus {
        ProgramRun.status { output, errors throws(Diagnostics) in
            let knowledge = try answer.knowledge()
            switch task {
            case .load(let files): try load(files, knowledge, output)
            case .ask(let words): try ask(words, knowledge, output, errors)
            }
            return .success
        }
    }

    // MARK: Loading

    private func load(_ files: [String], _ knowledge: KnowledgeBase, _ output: Output) throws(Diagnostics) {
        guard !files.isEmpty else { throw Diagnostics(DirectoryFault.noFiles) }
        let inUse = FilesInUse()
        for file in files { inUse.add(file, as: "a file that is loaded") }
        try inUse.check(snapshotPath)
        var reader = DirectoryReader()
        for file in files { try read(file, into: &reader) }
        let digest = knowledge.digest()
        let directory = DirectoryGraph(reader, over: knowledge, digest: digest, day: Engine(graph: .empty).today)
        output.write(directory.summary.text(reader.figures, unknown: directory.unknown))
        let rejected = reader.figures.reduce(0) { $0 + $1.rejected }
        if isStrict, rejected > 0 { throw Diagnostics(DirectoryFault.rejectedRows(rejected)) }
        try SnapshotFile.write(directory.graph, to: snapshotPath)
        output.line("kept in \(snapshotPath.escapingControls)")
    }

    private func read(_ file: String, into reader: inout DirectoryReader) throws(Diagnostics) {
        if FilePath(file).extension?.lowercased() == "json" {
            let source = try UTF8Text.source(try FileReader.bytes(of: file), name: file)
            return reader.read(saved: try YamlReader.read(source), file: file, day: day)
        }
        let rows: any SheetRows
        do throws(SheetFault) {
            do { rows = try TableFile.open(FileDescriptor.open(FilePath(file), .readOnly, options: .closeOnExec), name: file, all: true, unpacked: unpacked) } catch
                let fault as SheetFault { throw fault } catch {
                throw .file(.damaged, sentence: "the file cannot be read: \((error as? Errno)?.description ?? "\(error)")", hint: nil)
            }
            try reader.read(rows, file: file, day: day)
        } catch {
            throw Diagnostics(LoadFault.sheet(file: file, error))
        }
    }

    // MARK: Asking

    private func ask(_ words: [String], _ knowledge: KnowledgeBase, _ output: Output, _ errors: Output) throws(Diagnostics) {
        Interrupts.install()
        guard access(snapshotPath, R_OK) == 0 else { throw Diagnostics(DirectoryFault.noDirectory(path: snapshotPath)) }
        let session = answer.session(of: knowledge, graph: try SnapshotFile.open(snapshotPath), readOnly: true, output: output, errors: errors)
        session.noteOtherKnowledge()
        // `directory ratings` is `show ratings`, which lies in the shell beside the other things that are shown.
        try session.answer([words.first == "ratings" ? "show" : "directory"] + words, into: answer.outputPath)
    }
}

extension Session {
    /// A snapshot of a directory holds the knowledge base of the day on which it was made.
    func noteOtherKnowledge() {
        guard let loaded = graphs.loaded, let label = loaded.labels.number(of: "DirectoryFile"), let file = loaded.nodes(withLabels: [label]).first,
            case .string(let made) = loaded.property("knowledge", of: file), made != digest
        else { return }
        tell("note: the directory was joined to another version of the knowledge base; `cqcq directory load` makes it anew")
    }
}
