import Diagnostics
import Interchange
import Platform
import SystemPackage

/// A workspace file held open: the blocks that it had, and a place to append further ones.
///
/// One program writes at a time: a lock on the file says who. A block is appended with one write and flushed to the disk
/// before it counts; where either fails the file is cut back to what it was.
final class Workspace {
    let path: String
    /// What it held when it was opened.
    let contents: WorkspaceText
    /// What the one who opened it is to be told.
    private(set) var warnings: [Diagnostic] = []
    /// nil where it is only looked at.
    private let file: LockedFile?
    private var descriptor: Int32? { file?.descriptor }
    /// Bytes that count.
    private var size = 0
    private var blockCount: Int
    /// The digest that the last block was made over.
    private var knowledge: String
    /// Why nothing more can be written.
    private var failure: String?

    /// The file's name without folder and last ending: proposals name it as their source.
    var name: String {
        let file = FilePath(path).lastComponent
        return file?.stem ?? path
    }

    /// Opens the file, or makes it, readable by its owner alone. A torn last block is moved into a file `PATH.torn-N`.
    /// - Parameters:
    ///   - knowledge: digest of the knowledge base in hand, for the head of a new file.
    ///   - isReadOnly: take no lock and change nothing, whatever the file holds.
    init(_ path: String, knowledge: String, commands: Set<String>, isReadOnly: Bool) throws(Diagnostics) {
        self.path = path
        file = isReadOnly ? nil : try LockedFile(path)
        let bytes = if let file { try file.contents() } else { try Self.bytes(of: path) }
        contents = try WorkspaceText(bytes, path: path, commands: commands)
        blockCount = contents.blocks.count
        self.knowledge = contents.knowledge
        size = contents.end
        if contents.end == 0 { try begin(knowledge) } else if contents.isTorn { try setAside(bytes[contents.end...]) }
    }

    // MARK: Opening

    private static func bytes(of path: String) throws(Diagnostics) -> [UInt8] {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw Diagnostics(WorkspaceFault.notAWorkspace(path: path, reason: "it is not a regular file"))
        }
        return try FileReader.bytes(of: path)
    }

    /// Writes the head of a new file.
    private func begin(_ knowledge: String) throws(Diagnostics) {
        self.knowledge = knowledge
        guard let descriptor else { return }
        guard ftruncate(descriptor, 0) == 0 else { throw WorkspaceFault.unwritable(path, errno) }
        try put(Array(WorkspaceText.head(knowledge: knowledge).utf8))
    }

    private func setAside(_ torn: ArraySlice<UInt8>) throws(Diagnostics) {
        var aside: String?
        if let descriptor {
            aside = try Self.keep(torn, beside: path)
            guard ftruncate(descriptor, off_t(size)) == 0, fsync(descriptor) == 0 else { throw WorkspaceFault.unwritable(path, errno) }
        }
        let place = contents.tornPlace
        warnings.append(
            Diagnostic(
                WorkspaceFault.tornBlock(number: blockCount + 1, aside: aside), severity: .warning, span: place.span,
                source: place.source))
    }

    /// In the first file `PATH.torn-N` that is not there yet.
    private static func keep(_ bytes: ArraySlice<UInt8>, beside path: String) throws(Diagnostics) -> String {
        var number = 1
        while true {
            let name = "\(path).torn-\(number)"
            let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if descriptor < 0, errno == EEXIST {
                number += 1
                continue
            }
            guard descriptor >= 0 else { throw WorkspaceFault.unwritable(name, errno) }
            let file = FileDescriptor(rawValue: descriptor)
            do {
                try file.closeAfter {
                    try file.writeAll(bytes)
                    guard fsync(descriptor) == 0 else { throw Errno(rawValue: errno) }
                }
            } catch { throw WorkspaceFault.unwritable(name, (error as? Errno)?.rawValue ?? EIO) }
            FileWriter.flushFolder(of: path)
            return name
        }
    }

    // MARK: Appending

    /// The block is on the disk when this returns; where it throws, the file is as it was.
    /// - Parameter knowledge: digest of the knowledge base in hand.
    func append(_ block: WorkspaceBlock, knowledge: String) throws(Diagnostics) {
        var block = block
        if knowledge != self.knowledge { block.knowledge = knowledge }
        try checkIsOurs()
        try put(Array(try block.text(number: blockCount + 1).utf8))
        blockCount += 1
        self.knowledge = knowledge
    }

    /// The name still leads to the file that we have, and nobody wrote to it: not every program heeds a lock.
    private func checkIsOurs() throws(Diagnostics) {
        var (named, held) = (stat(), stat())
        guard let descriptor, fstat(descriptor, &held) == 0, stat(path, &named) == 0, named.st_ino == held.st_ino,
            named.st_dev == held.st_dev, Int(held.st_size) == size
        else { throw Diagnostics(WorkspaceFault.changed(path: path)) }
    }

    private func put(_ bytes: [UInt8]) throws(Diagnostics) {
        if let failure { throw Diagnostics(WorkspaceFault.unwritable(path: path, reason: failure)) }
        guard let descriptor else { return }
        var written = 0
        var fault: Int32 = 0
        // All in one write, unless the system takes less than it was given.
        while written < bytes.count, fault == 0 {
            let count = bytes.withUnsafeBytes { buffer in
                pwrite(descriptor, buffer.baseAddress! + written, bytes.count - written, off_t(size + written))
            }
            if count > 0 { written += count } else if count == 0 || errno != EINTR { fault = count == 0 ? EIO : errno }
        }
        while fault == 0, fsync(descriptor) != 0 { if errno != EINTR { fault = errno } }
        if fault == 0 {
            size += bytes.count
            return
        }
        // What the disk holds is not known where this fails too: nothing more is written to it.
        if ftruncate(descriptor, off_t(size)) != 0 || fsync(descriptor) != 0 { failure = Errno(rawValue: fault).description }
        throw WorkspaceFault.unwritable(path, fault)
    }
}
