public import Diagnostics
public import PropertyGraph
import SystemPackage

/// Snapshots on the disk.
public enum SnapshotFile {
    /// The file's graph, which stays in the file: its pages are read when touched, and shared between processes.
    /// The file may be replaced meanwhile, as `write` does, but not be changed in its place.
    /// Throws `SnapshotFault`s and `DataFault.unreadableFile`.
    public static func open(_ path: String) throws(Diagnostics) -> Graph {
        let file: MappedFile
        do throws(SystemError) { file = try MappedFile(path: path) } catch {
            throw Diagnostics(DataFault.unreadableFile(path: path, reason: error.description))
        }
        do throws(SnapshotFault) {
            return try Snapshot(file.bytes, owner: file).graph
        } catch {
            throw Diagnostics(error, source: SourceText("", name: path))
        }
    }

    /// Puts the graph into a file, all or nothing. Throws `DataFault.unwritableFile`.
    public static func write(_ graph: Graph, to path: String) throws(Diagnostics) {
        try FileWriter.create(path) { (file) throws(Errno) in
            try FileWriter.write([UInt8](repeating: 0, count: Snapshot.headerSize), to: file)
            let header = try Snapshot.write(graph) { (piece) throws(Errno) in try FileWriter.write(piece, to: file) }
            do { _ = try file.seek(offset: 0, from: .start) } catch { throw (error as? Errno) ?? .ioError }
            try FileWriter.write(header, to: file)
        }
    }
}

/// The graph that `--load` names: a folder of CSV files, or a snapshot.
public enum GraphSource {
    /// A snapshot or a folder of CSV files, whichever `path` is. Throws `DataFault` with its place.
    public static func load(_ path: String) throws(Diagnostics) -> Graph {
        FileReader.isRegularFile(path) ? try SnapshotFile.open(path) : try BulkLoader.load(directory: path)
    }
}
