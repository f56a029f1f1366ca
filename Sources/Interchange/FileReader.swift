public import Diagnostics
import Platform
import SystemPackage

/// Whole files and folder listings, without Foundation.
public enum FileReader {
    /// Bytes of the largest file that is read whole.
    public static let limit = 1 << 30

    /// The bytes of the file. Throws `DataFault.unreadableFile`, also for a file of more than `limit` bytes.
    /// - Parameters:
    ///   - path: of a regular file.
    ///   - streams: a pipe or a device will do, up to `streamLimit` bytes; otherwise only a regular file is read, and
    ///     a pipe without a writer does not make the program wait.
    public static func bytes(of path: String, streams: Bool = false) throws(Diagnostics) -> [UInt8] {
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly, options: streams ? .closeOnExec : [.closeOnExec, .nonBlocking])
            return try file.closeAfter {
                var status = stat()
                guard fstat(file.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
                let kind = status.st_mode & S_IFMT
                if kind == S_IFDIR { throw Errno.isDirectory }
                guard streams || kind == S_IFREG else { throw Refusal.notRegular }
                let isRegular = kind == S_IFREG
                return try contents(of: file, expecting: isRegular ? Int(status.st_size) : 0, limit: isRegular ? limit : streamLimit)
            }
        } catch {
            throw Diagnostics(DataFault.unreadableFile(path: path, reason: (error as? Refusal)?.words ?? reason(error)))
        }
    }

    /// Bytes of the longest stream that is read whole.
    public static let streamLimit = 64 << 20

    private enum Refusal: Error {
        case notRegular
        case tooLarge(Int)

        var words: String {
            switch self {
            case .notRegular: "it is not a regular file"
            case .tooLarge(let limit): "it has more than \(limit >> 20) MiB"
            }
        }
    }

    /// A file of /proc has another size than it says, so it is read until nothing comes.
    private static func contents(of file: FileDescriptor, expecting size: Int, limit: Int) throws -> [UInt8] {
        guard size <= limit else { throw Refusal.tooLarge(limit) }
        var bytes: [UInt8] = []
        var room = max(size + 1, 4096)
        while true {
            let before = bytes.count
            bytes += [UInt8](repeating: 0, count: room)
            let read = try bytes.withUnsafeMutableBytes { buffer in
                try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[before...]))
            }
            bytes.removeLast(room - read)
            if read == 0 { return bytes }
            guard bytes.count <= limit else { throw Refusal.tooLarge(limit) }
            room = 65536
        }
    }

    /// Names of the files directly in the folder, sorted; none where there is no such folder.
    public static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether the path leads to a file that is not a folder, pipe or device.
    public static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether the path leads to a folder.
    public static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// What the system says of a call that failed.
    package static func reason(_ error: any Error) -> String {
        (error as? Errno)?.description ?? "\(error)"
    }
}
