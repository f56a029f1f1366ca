public import Diagnostics
import Platform
public import SystemPackage

/// Whole files, without Foundation.
public enum FileWriter {
    /// Puts bytes in place of a file's, all or nothing: written beside it, flushed to the disk, then renamed.
    /// The file's permissions stay, and a link goes on pointing to it. Throws `DataFault.unwritableFile`.
    public static func replace(_ path: String, with bytes: [UInt8]) throws(Diagnostics) {
        guard let resolved = realpath(path, nil) else { throw fault(path, errno) }
        defer { free(resolved) }
        var status = stat()
        guard stat(resolved, &status) == 0 else { throw fault(path, errno) }
        try put(String(cString: resolved), shown: path, mode: status.st_mode & 0o7777) { (file) throws(Errno) in
            try Self.write(bytes, to: file)
        }
    }

    /// Makes a file, or puts another in the place of one, all or nothing in the same way: `body` writes it.
    /// Throws `DataFault.unwritableFile`.
    public static func create(_ path: String, _ body: (FileDescriptor) throws(Errno) -> Void) throws(Diagnostics) {
        let mask = umask(0)
        umask(mask)
        var status = stat()
        // A link goes on pointing to what it points to.
        let resolved = realpath(path, nil)
        defer { free(resolved) }
        let target = resolved.map { String(cString: $0) } ?? path
        let isThere = stat(target, &status) == 0
        // A pipe or a device has no place that another file could take.
        if isThere, status.st_mode & S_IFMT != S_IFREG { throw fault(path, status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL) }
        try put(target, shown: path, mode: isThere ? status.st_mode & 0o7777 : 0o666 & ~mask, body)
    }

    /// Writes beside the place, flushes and renames. `shown` is the path as it was given.
    private static func put(
        _ path: String, shown: String, mode: mode_t, _ body: (FileDescriptor) throws(Errno) -> Void
    ) throws(Diagnostics) {
        var beside = Array((FilePath(path).removingLastComponent().appending(".cqcq-XXXXXX")).string.utf8CString)
        let descriptor = mkstemp(&beside)
        guard descriptor >= 0 else { throw fault(shown, errno) }
        let file = FileDescriptor(rawValue: descriptor)
        let name = String(decoding: beside.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        do throws(Errno) {
            try TemporaryFile.removing(name) { () throws(Errno) in
                defer { try? file.close() }
                try body(file)
                guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else { throw Errno(rawValue: errno) }
                guard rename(beside, path) == 0 else { throw Errno(rawValue: errno) }
            }
        } catch {
            throw fault(shown, error.rawValue)
        }
        flushFolder(of: path)
    }

    /// All of the bytes, at the descriptor's place.
    package static func write(_ bytes: some Sequence<UInt8>, to file: FileDescriptor) throws(Errno) {
        do { _ = try file.writeAll(bytes) } catch { throw (error as? Errno) ?? .ioError }
    }

    /// Writes a document to where a path leads. A file is replaced all or nothing, as `create` does it; a pipe, a device and the
    /// program's own streams (`/dev/stdout`) are written to as they stand, and so is a file of another user, who stays its
    /// owner. Throws `DataFault.unwritableFile`.
    public static func save(_ bytes: [UInt8], to path: String) throws(Diagnostics) {
        var status = stat()
        if let stream = ownStream(path) {
            let copy = dup(stream)
            guard copy >= 0 else { throw fault(path, errno) }
            return try write(bytes, into: FileDescriptor(rawValue: copy), path)
        }
        let isThere = stat(path, &status) == 0
        if isThere, status.st_mode & S_IFMT == S_IFDIR { throw fault(path, EISDIR) }
        if isForeignLink(path) { throw fault(path, EACCES) }
        guard isThere, status.st_mode & S_IFMT != S_IFREG || status.st_uid != geteuid() else {
            return try create(path) { (file) throws(Errno) in try write(bytes, to: file) }
        }
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        let file = open(path, O_WRONLY | O_CLOEXEC | (isRegular ? O_TRUNC : 0))
        guard file >= 0 else { throw fault(path, errno) }
        try write(bytes, into: FileDescriptor(rawValue: file), path)
    }

    /// Writes and closes.
    private static func write(_ bytes: [UInt8], into file: FileDescriptor, _ path: String) throws(Diagnostics) {
        do throws(Errno) {
            defer { try? file.close() }
            try write(bytes, to: file)
        } catch {
            throw fault(path, error.rawValue)
        }
    }

    /// The descriptor that a name of the system stands for: opened anew it would begin at the file's start.
    package static func ownStream(_ path: String) -> Int32? {
        switch path {
        case "/dev/stdout": return STDOUT_FILENO
        case "/dev/stderr": return STDERR_FILENO
        default:
            for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) { return Int32(path.dropFirst(folder.utf8.count)) }
            return nil
        }
    }

    /// A link of another user in a folder that all may write to, such as /tmp: following it would write where that user wants.
    package static func isForeignLink(_ path: String) -> Bool {
        var (link, folder) = (stat(), stat())
        guard lstat(path, &link) == 0, link.st_mode & S_IFMT == S_IFLNK, link.st_uid != geteuid() else { return false }
        let parent = FilePath(path).removingLastComponent().string
        guard stat(parent.isEmpty ? "." : parent, &folder) == 0 else { return true }
        return folder.st_mode & S_ISVTX != 0 && folder.st_mode & S_IWOTH != 0 && link.st_uid != folder.st_uid
    }

    /// Takes a new file away again.
    package static func remove(_ path: String) { unlink(path) }

    /// Flushes the folder of a file, so that a new name outlives a loss of power. Folders that cannot be flushed are left as they are.
    public static func flushFolder(of path: String) {
        let folder = FilePath(path).removingLastComponent()
        guard let descriptor = try? FileDescriptor.open(folder.isEmpty ? "." : folder, .readOnly) else { return }
        _ = fsync(descriptor.rawValue)
        try? descriptor.close()
    }

    private static func fault(_ path: String, _ number: Int32) -> Diagnostics {
        Diagnostics(DataFault.unwritableFile(path: path, reason: Errno(rawValue: number).description))
    }
}
