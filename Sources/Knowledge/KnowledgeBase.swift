public import Diagnostics
import Interchange
public import PropertyGraph

/// What kb/ holds: the schema, the graph of every day, the commands.
public struct KnowledgeBase: Sendable {
    public let schema: Schema
    public let commands: CommandLibrary
    /// Where it was read: `kb` for what the executable carries, otherwise the folder.
    public let source: String
    /// nil for what the executable carries.
    private let directory: String?
    private let contents: KnowledgeContents
    private let files: [KnowledgeFile]

    /// The knowledge that the executable carries. Throws only if it was built from faulty files.
    public static func embedded() throws(Diagnostics) -> KnowledgeBase {
        try KnowledgeBase(KnowledgeFile.embedded(), source: "kb", directory: nil, faults: FaultList())
    }

    /// Reads a folder laid out as kb/. Throws every fault of every file, up to a hundred, by file and place.
    public static func load(directory: String) throws(Diagnostics) -> KnowledgeBase {
        var faults = FaultList()
        let files = KnowledgeFile.files(in: directory, faults: &faults)
        return try KnowledgeBase(files, source: directory, directory: directory, faults: faults)
    }

    init(_ files: [KnowledgeFile], source: String, directory: String?, faults: FaultList) throws(Diagnostics) {
        let (schema, contents) = try KnowledgeReader.read(files, faults: faults)
        self.schema = schema
        self.contents = contents
        self.source = source
        self.files = files
        self.directory = directory
        commands = try CommandLibrary(files.filter { $0.folder == "commands" }, schema: schema)
    }

    /// SHA-256 over the names and bytes of all its files, in hexadecimal digits: tells one version from another. O(bytes).
    public func digest() -> String {
        var bytes: [UInt8] = []
        for file in files.sorted(by: { $0.name < $1.name }) {
            bytes += Array("\(file.name) \(file.bytes.count)\n".utf8) + file.bytes
        }
        return SHA256.digest(of: bytes)
    }

    /// The files below reports/, read when asked for: `reports/gaps/report.yaml`. A folder without any has those that
    /// the executable carries, and one with its own reports has the page of those, unless it has a page too.
    public func reportFiles() throws(Diagnostics) -> [KnowledgeFile] {
        var faults = FaultList()
        let carried = KnowledgeFile.reports(in: nil, faults: &faults)
        let own = directory == nil ? [] : KnowledgeFile.reports(in: directory, faults: &faults)
        try faults.check()
        if own.isEmpty { return carried }
        return own + carried.filter { file in
            file.name.split(separator: "/").count == 2 && !own.contains { $0.name == file.name }
        }
    }

    /// Everything, ended things too; what held on one day is a `TimeView` of it. O(nodes + relationships) a call.
    public func graph() -> Graph { contents.graph() }
}
