#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import CReadline

/// A stream of text to a descriptor, or to memory for tests. Text is held back until `flush` or until there is much of it.
public final class Output {
    private let descriptor: Int32?
    private var buffer: [UInt8] = []
    /// Asked for once; the width may change and is asked for each time.
    public let isTerminal: Bool
    /// The error number of the first write that failed.
    public private(set) var failure: Int32?

    public static func standardOutput() -> Output { Output(descriptor: STDOUT_FILENO) }
    public static func standardError() -> Output { Output(descriptor: STDERR_FILENO) }
    /// Keeps everything; see `text`.
    public static func memory() -> Output { Output(descriptor: nil) }

    private init(descriptor: Int32?) {
        self.descriptor = descriptor
        isTerminal = descriptor.map { isatty($0) == 1 } ?? false
    }

    /// Columns of the terminal, or nil where there is none.
    public var columns: Int? {
        guard isTerminal, let descriptor else { return nil }
        let columns = Int(cqcq_columns(descriptor))
        return columns > 0 ? columns : 80
    }

    /// What is held back; all of it in memory.
    public var text: String { String(decoding: buffer, as: UTF8.self) }

    public func write(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        if descriptor != nil, buffer.count >= 1 << 16 { flush() }
    }

    public func line(_ text: String) {
        write(text)
        write("\n")
    }

    public func flush() {
        guard let descriptor, !buffer.isEmpty else { return }
        var written = 0
        buffer.withUnsafeBytes { bytes in
            while failure == nil, written < bytes.count {
                let count = posixWrite(descriptor, bytes.baseAddress! + written, bytes.count - written)
                if count >= 0 { written += count } else if errno != EINTR { failure = errno }
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// `write` names a method here.
private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
