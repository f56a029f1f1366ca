import Diagnostics
import Interchange
import Platform
import SystemPackage

/// The lines of a file or of standard input, as they come, so that a script that is
/// still being written is run as far as it goes.
struct LineInput {
    private let descriptor: FileDescriptor
    private let name: String
    /// Bytes of the longest line that is read.
    private let limit: Int
    private var buffer: [UInt8] = []
    private var position = 0
    /// Lines given so far.
    private var count = 0
    private var atEnd = false

    /// Standard input, called `stdin` in messages.
    init(limit: Int = standardLimit) {
        descriptor = .standardInput
        name = "stdin"
        self.limit = limit
    }

    static let standardLimit = 64 << 20

    /// Ctrl-C ends the wait for a writer of a pipe.
    init(path: String, limit: Int = standardLimit) throws(Diagnostics) {
        name = path
        self.limit = limit
        do {
            descriptor = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec, retryOnInterrupt: false)
        } catch Errno.interrupted {
            throw Diagnostics(ShellFault.interrupted)
        } catch {
            throw Diagnostics(UsageFault.unreadableFile(path: path, reason: Self.reason(error)))
        }
    }

    /// The next line without its end (LF or CR LF); nil at the end. Throws where the file cannot be read, is not
    /// UTF-8, or Ctrl-C came.
    mutating func next() throws(Diagnostics) -> String? {
        var searched = position
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                defer { position = end + 1 }
                return try decoded(buffer[position..<end])
            }
            searched = buffer.count
            if atEnd {
                guard position < buffer.count else { return nil }
                defer { position = buffer.count }
                return try decoded(buffer[position...])
            }
            guard buffer.count - position <= limit else {
                throw Diagnostics(ShellFault.statementTooLong(limit: limit), source: SourceText("", name: "\(name):\(count + 1)"))
            }
            buffer.removeFirst(position)
            searched -= position
            position = 0
            try fill()
        }
    }

    private mutating func fill() throws(Diagnostics) {
        do {
            let chunk = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { bytes, count in
                count = try descriptor.read(into: UnsafeMutableRawBufferPointer(bytes), retryOnInterrupt: false)
            }
            atEnd = chunk.isEmpty
            buffer += chunk
        } catch Errno.interrupted {
            if Interrupts.cancellation.isCancelled { throw Diagnostics(ShellFault.interrupted) }
        } catch {
            throw Diagnostics(UsageFault.unreadableFile(path: name, reason: Self.reason(error)))
        }
    }

    private mutating func decoded(_ bytes: ArraySlice<UInt8>) throws(Diagnostics) -> String {
        let line = bytes.last == 0x0D ? bytes.dropLast() : bytes
        count += 1
        guard let text = String(validating: line, as: UTF8.self) else {
            // The text shows U+FFFD, of three bytes, for what cannot be read.
            let offset = UTF8Text.firstFault(in: line)
            throw Diagnostics(
                ShellFault.notUTF8(name: name), span: SourceSpan(offset, offset + 3),
                source: SourceText(String(decoding: line, as: UTF8.self), name: name, firstLine: count))
        }
        return text
    }

    private static func reason(_ error: any Error) -> String {
        (error as? Errno).map { String(describing: $0) } ?? "it cannot be read"
    }
}
