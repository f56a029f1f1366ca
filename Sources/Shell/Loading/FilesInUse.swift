import Diagnostics
import Interchange
import Platform
import Synchronization

/// Files that the program reads or keeps, so that no output takes the place of one of them. A file is known by its place on
/// the disk, whatever name or link leads to it.
final class FilesInUse: Sendable {
    private struct Identity: Hashable {
        var device: UInt64
        var number: UInt64

        init(_ status: stat) {
            device = UInt64(status.st_dev)
            number = UInt64(status.st_ino)
        }
    }

    private struct Contents {
        /// What each is, for messages.
        var files: [Identity: String] = [:]
        /// Folders with all that lies in them.
        var folders: [(path: String, words: String)] = []
    }

    private let known = Mutex(Contents())

    func add(_ path: String?, as words: String) {
        var status = stat()
        guard let path, stat(path, &status) == 0 else { return }
        add(status, as: words)
    }

    func add(descriptor: Int32, as words: String) {
        var status = stat()
        if fstat(descriptor, &status) == 0 { add(status, as: words) }
    }

    /// A folder, whose files are looked for only when something is to be written; or a file.
    func add(below path: String?, as words: String) {
        guard let path else { return }
        if FileReader.isFolder(path) { known.withLock { $0.folders.append((path, words)) } } else { add(path, as: words) }
    }

    /// A pipe or a terminal can be written to while it is read.
    private func add(_ status: stat, as words: String) {
        guard status.st_mode & S_IFMT == S_IFREG else { return }
        known.withLock { $0.files[Identity(status)] = words }
    }

    /// Throws `ShellFault.fileInUse` where the path leads to one of them. O(files below the folders).
    func check(_ path: String) throws(Diagnostics) {
        var status = stat()
        let stream = FileWriter.ownStream(path)
        // The program's own streams are there to be written to.
        if let stream, stream == STDOUT_FILENO || stream == STDERR_FILENO { return }
        let isThere = (stream.map { fstat($0, &status) } ?? stat(path, &status)) == 0
        guard isThere, status.st_mode & S_IFMT == S_IFREG else { return }
        let wanted = Identity(status)
        let known = known.withLock { $0 }
        var words = known.files[wanted]
        for folder in known.folders where words == nil && Self.holds(folder.path, wanted, depth: 0) { words = folder.words }
        if let words { throw Diagnostics(ShellFault.fileInUse(path: path, words: words)) }
    }

    private static func holds(_ folder: String, _ wanted: Identity, depth: Int) -> Bool {
        FileReader.names(in: folder).contains { name in
            var status = stat()
            let path = folder + "/" + name
            guard stat(path, &status) == 0 else { return false }
            return Identity(status) == wanted || status.st_mode & S_IFMT == S_IFDIR && depth < 4 && holds(path, wanted, depth: depth + 1)
        }
    }
}
