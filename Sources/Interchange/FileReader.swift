public import Diagnostics
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Whole files and folder listings, without Foundation.
public enum FileReader {
    /// The bytes of the file. Throws `DataFault.unreadableFile`.
    public static func bytes(of path: String) throws(Diagnostics) -> [UInt8] {
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly)
            return try file.closeAfter {
                let size = Int(try file.seek(offset: 0, from: .end))
                try file.seek(offset: 0, from: .start)
                var bytes: [UInt8] = []
                // A pipe or a file of /proc has no size to go by, so read on until nothing comes.
                var room = max(size + 1, 4096)
                while true {
                    let before = bytes.count
                    bytes += [UInt8](repeating: 0, count: room)
                    let read = try bytes.withUnsafeMutableBytes { buffer in
                        try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[before...]))
                    }
                    bytes.removeLast(room - read)
                    if read == 0 { return bytes }
                    room = 65536
                }
            }
        } catch {
            throw Diagnostics(DataFault.unreadableFile(path: path, reason: reason(error)))
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

    /// Whether the path leads to a file that is no folder, pipe or device.
    public static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// What the system says of a call that failed.
    package static func reason(_ error: any Error) -> String {
        (error as? Errno)?.description ?? "\(error)"
    }
}
