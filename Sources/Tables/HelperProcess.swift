import Diagnostics
import Interchange
import Platform
import SheetRows
import SystemPackage

/// The program `cqcq-tables`, which lies beside this one, while it runs.
final class HelperProcess {
    /// What it reads; nil where that is a file or nothing more comes.
    private var input: Int32?
    private var output: Int32?
    private let process: pid_t
    private var buffer: [UInt8] = []
    private var at = 0
    private var atEnd = false

    /// - Parameter file: its standard input; nil where `send` feeds it.
    init(_ arguments: [String], file: FileDescriptor? = nil) throws(SheetFault) {
        let path = try Self.place()
        var ends: (own: Int32, its: Int32)?
        if file == nil {
            // A socket, as writing to one whose other end has gone can be refused without a signal.
            var pair: [Int32] = [-1, -1]
            guard socketpair(AF_UNIX, Self.stream, 0, &pair) == 0 else { throw Self.failed() }
            ends = (pair[0], pair[1])
        }
        var pipes: [Int32] = [-1, -1]
        guard pipe(&pipes) == 0 else { throw Self.failed() }
        for own in [pipes[0], ends?.own].compactMap(\.self) { _ = fcntl(own, F_SETFD, FD_CLOEXEC) }
        defer {
            close(pipes[1])
            if let ends { close(ends.its) }
        }
        let process = SiblingProgram.spawn([path] + arguments, input: file?.rawValue ?? ends!.its, output: pipes[1])
        guard let process else {
            close(pipes[0])
            if let ends { close(ends.own) }
            throw Self.failed()
        }
        self.process = process
        input = ends?.own
        output = pipes[0]
    }

    /// It ends when nobody reads what it writes.
    deinit { finish() }

    private static func failed() -> SheetFault { .helperFailed(reason: Errno(rawValue: errno).description) }

    #if canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue)
    #else
    private static let stream = SOCK_STREAM
    #endif

    /// Throws where the program is not there.
    static func place() throws(SheetFault) -> String {
        let path = SiblingProgram.path(of: "cqcq-tables")
        guard access(path, X_OK) == 0 else { throw .helperMissing(path: path) }
        return path
    }

    // MARK: Lines

    /// The next line that it writes; nil at the end.
    func next() throws(SheetFault) -> SheetLine? {
        // What has been searched holds no end of a line.
        var from = at
        while true {
            if let end = buffer[from...].firstIndex(of: 0x0A) {
                defer { at = end + 1 }
                guard let line = SheetLine(buffer[at..<end]) else { throw .helperFailed(reason: "a line of it cannot be read") }
                return line
            }
            if atEnd { return nil }
            buffer.removeFirst(at)
            at = 0
            from = buffer.count
            fill()
        }
    }

    private func fill() {
        guard let output else { return atEnd = true }
        let (start, size) = (buffer.count, 1 << 16)
        buffer += [UInt8](repeating: 0, count: size)
        var count = 0
        repeat { count = buffer.withUnsafeMutableBytes { read(output, $0.baseAddress! + start, size) } } while count < 0 && errno == EINTR
        buffer.removeLast(size - max(0, count))
        if count <= 0 { atEnd = true }
    }

    /// Feeds it; false where it has gone.
    func send(_ bytes: [UInt8]) -> Bool {
        guard let input else { return false }
        var sent = 0
        while sent < bytes.count {
            #if canImport(Glibc)
            let count = bytes.withUnsafeBytes { Glibc.send(input, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL)) }
            #else
            let count = bytes.withUnsafeBytes { Darwin.send(input, $0.baseAddress! + sent, bytes.count - sent, 0) }
            #endif
            if count > 0 { sent += count } else if errno != EINTR { return false }
        }
        return true
    }

    func endInput() {
        if let input { close(input) }
        input = nil
    }

    /// Waits until it has ended. The code is above 128 where a signal ended it.
    @discardableResult
    func finish() -> Int32 {
        guard let output else { return 0 }
        endInput()
        close(output)
        self.output = nil
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 { if errno != EINTR { return 127 } }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
}

extension SheetLine {
    /// What the program says went wrong; nil where the line is none of that.
    var failure: SheetFault? {
        guard case .fault(let code, let sentence, let hint) = self else { return nil }
        guard let kind = SheetFault.Kind(rawValue: code) else { return .helperFailed(reason: sentence) }
        return .file(kind, sentence: sentence, hint: hint)
    }
}
