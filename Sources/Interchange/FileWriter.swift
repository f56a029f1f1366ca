public import Diagnostics
import SystemPackage

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
        let target = FilePath(platformString: resolved)
        var beside = Array((target.removingLastComponent().appending(".cqcq-XXXXXX")).string.utf8CString)
        var status = stat()
        guard stat(resolved, &status) == 0 else { throw fault(path, errno) }
        let descriptor = mkstemp(&beside)
        guard descriptor >= 0 else { throw fault(path, errno) }
        do {
            let file = FileDescriptor(rawValue: descriptor)
            try file.closeAfter {
                _ = try file.writeAll(bytes)
                guard fchmod(descriptor, status.st_mode & 0o7777) == 0, fsync(descriptor) == 0 else {
                    throw Errno(rawValue: errno)
                }
            }
            guard rename(beside, resolved) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            unlink(beside)
            throw fault(path, (error as? Errno)?.rawValue ?? EIO)
        }
        flushFolder(of: target.string)
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
