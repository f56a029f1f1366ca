import CReadline
import Interchange
import Platform

/// A stream of text to a descriptor, or to memory for tests. Text is held back until `flush` or until there is much of it.
public final class Output {
    private let descriptor: Int32?
    private let ownsDescriptor: Bool
    private var buffer: [UInt8] = []
    /// Asked for once; the width may change and is asked for each time.
    public let isTerminal: Bool
    /// The error number of the first write that failed.
    public private(set) var failure: Int32?
    private var hold: Hold?
    private var pager: Pager?
    /// Called before the terminal is written to.
    var beforeWriting: (() -> Void)?

    public static func standardOutput() -> Output { Output(descriptor: STDOUT_FILENO) }
    public static func standardError() -> Output { Output(descriptor: STDERR_FILENO) }
    /// Keeps everything; see `text`.
    public static func memory() -> Output { Output(descriptor: nil) }

    /// A file, made or emptied. Nil where it cannot be written; `errno` says why. Ctrl-C ends the wait for a reader of a pipe.
    static func file(_ path: String) -> Output? {
        if FileWriter.isForeignLink(path) {
            errno = EACCES
            return nil
        }
        let stream = FileWriter.ownStream(path)
        let descriptor = stream.map { dup($0) } ?? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        return descriptor < 0 ? nil : Output(descriptor: descriptor, ownsDescriptor: true)
    }

    private init(descriptor: Int32?, ownsDescriptor: Bool = false) {
        self.descriptor = descriptor
        self.ownsDescriptor = ownsDescriptor
        isTerminal = descriptor.map { isatty($0) == 1 } ?? false
    }

    deinit {
        flush()
        if ownsDescriptor, let descriptor { close(descriptor) }
    }

    /// Columns of the terminal, or nil where there is none.
    public var columns: Int? { size?.columns }

    private var size: (columns: Int, rows: Int)? {
        guard isTerminal, let descriptor else { return nil }
        let (columns, rows) = (Int(cqcq_columns(descriptor)), Int(cqcq_rows(descriptor)))
        return (columns > 0 ? columns : 80, rows > 0 ? rows : 24)
    }

    /// The terminal's locale has UTF-8; true where there is no terminal, since files have no locale.
    var isUnicode: Bool { !isTerminal || cqcq_locale_is_utf8() != 0 }

    /// What is held back; all of it in memory.
    public var text: String { String(decoding: buffer, as: UTF8.self) }

    public func write(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        if descriptor != nil, buffer.count >= 1 << 16 { flush() }
    }

    /// Bytes that are not text.
    func write(_ bytes: [UInt8]) {
        buffer += bytes
        flush()
    }

    public func line(_ text: String) {
        write(text)
        write("\n")
    }

    public func flush() {
        guard let descriptor, !buffer.isEmpty else { return }
        if hold != nil {
            guard hold!.overflows(buffer) else { return }
            // A pager takes the screen as it finds it, and gives it back so.
            beforeWriting?()
            pager = Pager(hold!.command)
            hold = nil
        }
        if let pager {
            pager.write(buffer)
        } else {
            if isTerminal { beforeWriting?() }
            var written = 0
            buffer.withUnsafeBytes { bytes in
                while failure == nil, written < bytes.count {
                    let count = posixWrite(descriptor, bytes.baseAddress! + written, bytes.count - written)
                    if count >= 0 { written += count } else if errno != EINTR { failure = errno }
                }
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    // MARK: Paging

    /// From now on to `release`, what is more than a screen goes to the command; up to there it is held back.
    func holdForPager(_ command: String) {
        guard hold == nil, pager == nil, let size else { return }
        flush()
        // The prompt takes a line, and the one that was typed stays in sight.
        hold = Hold(command: command, columns: size.columns, rows: size.rows - 2)
    }

    /// Ends paging: gives what is held to the terminal, or waits until the reader has left the pager.
    func release() {
        // Once to see whether it fits, once to let go of what does.
        flush()
        hold = nil
        flush()
        pager?.wait()
        pager = nil
    }

    /// Something waits for the terminal, or a pager has it.
    var isOccupied: Bool { pager != nil || hold != nil && !buffer.isEmpty }

    /// The reader has left the pager: nobody wants the rest.
    var isAbandoned: Bool { pager?.isGone ?? false }

    private struct Hold {
        let command: String
        let columns: Int
        let rows: Int
        private var counted = 0
        private var lines = 0

        init(command: String, columns: Int, rows: Int) {
            self.command = command
            self.columns = columns
            self.rows = rows
        }

        /// Counts whole lines as the terminal shows them: long ones take several. Colours have no width.
        mutating func overflows(_ buffer: [UInt8]) -> Bool {
            var width = 0
            var isEscape = false
            for at in counted..<buffer.count {
                switch buffer[at] {
                case 0x0A:
                    lines += max(1, (width + columns - 1) / columns)
                    width = 0
                    counted = at + 1
                case 0x1B: isEscape = true
                case _ where isEscape: isEscape = !(0x40...0x7E).contains(buffer[at]) || buffer[at] == 0x5B
                // Bytes that go on with a character have no width of their own.
                case 0x80..<0xC0: break
                default: width += 1
                }
            }
            return lines > rows
        }
    }
}

/// `write` names a method here.
private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
