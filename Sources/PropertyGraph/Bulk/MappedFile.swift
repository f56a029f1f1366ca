import Platform

/// The bytes of a file, as the system holds them: read when touched, shared between processes.
package final class MappedFile: Sendable {
    nonisolated(unsafe) public let bytes: UnsafeRawBufferPointer

    /// Throws the number of the system's error. A pipe without a writer does not make the program wait.
    package init(path: String) throws(SystemError) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw SystemError(errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw SystemError(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw status.st_mode & S_IFMT == S_IFDIR ? SystemError(EISDIR) : .notRegular }
        let size = Int(status.st_size)
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
            throw SystemError(errno)
        }
        bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
}

/// What the system answered.
package struct SystemError: Error, CustomStringConvertible {
    package let number: Int32

    package init(_ number: Int32) { self.number = number }

    static let notRegular = SystemError(-1)

    package var description: String { number < 0 ? "it is not a regular file" : String(cString: strerror(number)) }
}
