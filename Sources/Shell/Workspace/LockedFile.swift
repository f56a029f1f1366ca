import Diagnostics
import Interchange
import Platform
import SystemPackage

/// A file open for reading and writing by this program alone, as far as programs heed locks. Closed with the value.
///
/// The lock is one of `fcntl`: it goes when the process ends, however it ends, and tells who has it. It also goes when
/// the process closes any other descriptor of the file, so nobody else may open it to write.
final class LockedFile {
    let descriptor: Int32
    private let path: String

    /// Makes the file where there is none, readable by its owner alone.
    /// Throws `WorkspaceFault.unwritable`, `notAWorkspace` for what is not a regular file, and `inUse`.
    init(_ path: String) throws(Diagnostics) {
        self.path = path
        let isNew = access(path, F_OK) != 0
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else { throw WorkspaceFault.unwritable(path, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Diagnostics(WorkspaceFault.notAWorkspace(path: path, reason: "it is not a regular file"))
        }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        if fcntl(descriptor, F_SETLK, &lock) != 0 {
            guard errno == EACCES || errno == EAGAIN else { throw WorkspaceFault.unwritable(path, errno) }
            let isKnown = fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != Int16(F_UNLCK) && lock.l_pid > 0
            throw Diagnostics(WorkspaceFault.inUse(path: path, process: isKnown ? lock.l_pid : nil))
        }
        if isNew { FileWriter.flushFolder(of: path) }
        // As in `Interrupts`, for programs that do without it.
        signal(SIGXFSZ, SIG_IGN)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// All of it. Throws `UsageFault.unreadableFile`.
    func contents() throws(Diagnostics) -> [UInt8] {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(errno) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var read = 0
        while read < bytes.count {
            let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress! + read, $0.count - read, off_t(read)) }
            if count == 0 { return Array(bytes[..<read]) }
            if count > 0 { read += count } else if errno != EINTR { throw unreadable(errno) }
        }
        return bytes
    }

    private func unreadable(_ number: Int32) -> Diagnostics {
        Diagnostics(UsageFault.unreadableFile(path: path, reason: Errno(rawValue: number).description))
    }
}

extension WorkspaceFault {
    /// By the number of the system's error.
    static func unwritable(_ path: String, _ number: Int32) -> Diagnostics {
        Diagnostics(WorkspaceFault.unwritable(path: path, reason: Errno(rawValue: number).description))
    }
}
