public import Diagnostics
public import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Whole files, without Foundation.
public enum FileWriter {
    /// Puts bytes in place of a file's, all or nothing: written beside it, flushed to the disk, then renamed.
    /// The file's permissions stay, and a link goes on pointing to it. Throws `DataFault.unwritableFile`.
    public static func replace(_ path: String, with bytes: [UInt8]) throws(Diagnostics) {
        guard let resolved = realpath(path, nil) else { throw fault(path, errno) }
        defer { free(resolved) }
        var status = stat()
        guard stat(resolved, &status) == 0 else { throw fault(path, errno) }
        try put(String(cString: resolved), mode: status.st_mode & 0o7777) { (file) throws(Errno) in
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
        try put(target, mode: isThere ? status.st_mode & 0o7777 : 0o666 & ~mask, body)
    }

    /// Writes beside the place, flushes and renames.
    private static func put(
        _ path: String, mode: mode_t, _ body: (FileDescriptor) throws(Errno) -> Void
    ) throws(Diagnostics) {
        var beside = Array((FilePath(path).removingLastComponent().appending(".cqcq-XXXXXX")).string.utf8CString)
        let descriptor = mkstemp(&beside)
        guard descriptor >= 0 else { throw fault(path, errno) }
        let file = FileDescriptor(rawValue: descriptor)
        do throws(Errno) {
            defer { try? file.close() }
            try body(file)
            guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else { throw Errno(rawValue: errno) }
            guard rename(beside, path) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            unlink(beside)
            throw fault(path, error.rawValue)
        }
        flushFolder(of: path)
    }

    /// All of the bytes, at the descriptor's place.
    static func write(_ bytes: some Sequence<UInt8>, to file: FileDescriptor) throws(Errno) {
        do { _ = try file.writeAll(bytes) } catch { throw (error as? Errno) ?? .ioError }
    }

    /// Writes a file, begun anew where it is there. Throws `DataFault.unwritableFile`.
    public static func write(_ bytes: [UInt8], to path: String) throws(Diagnostics) {
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate], permissions: FilePermissions(rawValue: 0o666))
            _ = try file.closeAfter { try file.writeAll(bytes) }
        } catch {
            throw fault(path, (error as? Errno)?.rawValue ?? EIO)
        }
    }

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
