public import Diagnostics
import Interchange
public import PropertyGraph

/// What kb/ holds: the schema, the graph of every day, the commands.
public struct KnowledgeBase: Sendable {
    /// O(1); for what the executable carries O(size) the first time.
    package var schema: Schema { deferredSchema.content }
    package let commands: CommandLibrary
    /// Where it was read: `kb` for what the executable carries, otherwise the folder.
    public let source: String
    /// nil for what the executable carries.
    package let directory: String?
    private let deferredSchema: Deferred<Schema>
    private let whole: Graph
    private let files: [KnowledgeFile]
    /// Report files in addition to those of its folder: those that the executable carries.
    private var carriedReports: @Sendable () -> [KnowledgeFile] = { [] }
    /// Where it was made before, its digest.
    private let knownDigest: Deferred<String>?

    /// Reads a folder laid out as kb/. Throws every fault of every file, up to a hundred, by file and place.
    public static func load(directory: String) throws(Diagnostics) -> KnowledgeBase {
        var faults = FaultList()
        let files = KnowledgeFile.files(in: directory, faults: &faults)
        return try KnowledgeBase(files, source: directory, directory: directory, faults: faults)
    }

    init(_ files: [KnowledgeFile], source: String, directory: String?, faults: FaultList) throws(Diagnostics) {
        let (schema, contents) = try KnowledgeReader.read(files, faults: faults)
        deferredSchema = Deferred(made: schema)
        whole = contents.graph()
        self.source = source
        self.files = files
        self.directory = directory
        knownDigest = nil
        commands = try CommandLibrary(files.filter { $0.folder == "commands" }, schema: schema)
    }

    /// Made before, from the files of kb/.
    init(schema: Deferred<Schema>, commands: CommandLibrary, graph: Graph, digest: Deferred<String>) {
        deferredSchema = schema
        self.commands = commands
        source = "kb"
        directory = nil
        whole = graph
        files = []
        knownDigest = digest
    }

    /// SHA-256 over the names and bytes of all its files, in hexadecimal digits: tells one version from another. O(bytes).
    public func digest() -> String {
        if let knownDigest { return knownDigest.content }
        var bytes: [UInt8] = []
        for file in files.sorted(by: { $0.name < $1.name }) {
            bytes += Array("\(file.name) \(file.bytes.count)\n".utf8) + file.bytes
        }
        return SHA256.digest(of: bytes)
    }

    /// The same with the report files that the executable carries.
    package func carrying(_ reports: @escaping @Sendable () -> [KnowledgeFile]) -> KnowledgeBase {
        var base = self
        base.carriedReports = reports
        return base
    }

    /// The files below reports/, read at each call: `reports/gaps/report.yaml`. A folder without any has those that
    /// the executable carries, and one with its own reports has the page of those, unless it has a page too.
    package func reportFiles() throws(Diagnostics) -> [KnowledgeFile] {
        var faults = FaultList()
        let own = directory.map { KnowledgeFile.reports(in: $0, faults: &faults) } ?? []
        try faults.check()
        let carried = carriedReports()
        if own.isEmpty { return carried }
        return own + carried.filter { file in
            file.name.split(separator: "/").count == 2 && !own.contains { $0.name == file.name }
        }
    }

    /// Everything, ended things too; what held on one day is a `TimeView` of it.
    public func graph() -> Graph { whole }
}
