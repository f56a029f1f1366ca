import CPseudoTerminal
import Foundation

/// A program on a terminal of its own, typed at as a person would.
final class PseudoTerminal {
    struct Silence: Error, CustomStringConvertible {
        var wanted: String
        var seen: String
        var description: String { "waited in vain for \(wanted.debugDescription), saw \(seen.debugDescription)" }
    }

    private let master: Int32
    private let process: pid_t
    /// All that the program has written.
    private(set) var transcript = ""
    /// The length of it that `expect` has gone past.
    private var position = 0
    private var status: Int32?

    init(_ arguments: [String] = [], environment: [String: String], columns: UInt16 = 100) throws {
        var words = ([Executable.path] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var child: pid_t = 0
        master = cqcq_start_on_terminal(Executable.path, &words, &variables, columns, &child)
        process = child
        guard master >= 0 else { throw POSIXError(.ENOTTY) }
    }

    deinit {
        close(master)
        if status == nil {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
    }

    /// Without the line that tells how long a statement runs, which comes and goes where the machine is busy.
    static func withoutProgress(_ text: String) -> String { text.replacing(#/\r\x1B\[K(running [^\r]*)?/#, with: "") }

    func type(_ text: String) {
        var bytes = Array(text.utf8)
        _ = write(master, &bytes, bytes.count)
    }

    func line(_ text: String) { type(text + "\r") }

    /// Waits until `text` comes after all that was expected before; gives what came up to its end.
    @discardableResult
    func expect(_ text: String, seconds: Double = 20) throws -> String {
        let deadline = Date().addingTimeInterval(seconds)
        while true {
            let rest = transcript.utf8.dropFirst(position)
            let pending = String(decoding: rest, as: UTF8.self)
            if let found = pending.range(of: text) {
                let passed = String(pending[..<found.upperBound])
                position += passed.utf8.count
                return passed
            }
            guard Date() < deadline, status == nil, read(until: deadline) else {
                throw Silence(wanted: text, seen: pending)
            }
        }
    }

    /// Waits for the program's end.
    func exitStatus(seconds: Double = 20) throws -> Int32 {
        let deadline = Date().addingTimeInterval(seconds)
        while read(until: deadline) {}
        var code: Int32 = 0
        while waitpid(process, &code, WNOHANG) == 0 {
            guard Date() < deadline else { throw Silence(wanted: "exit", seen: transcript) }
            usleep(10_000)
        }
        status = code
        return code & 0x7F == 0 ? (code >> 8) & 0xFF : -(code & 0x7F)
    }

    /// False at the end of what the program writes, or at the deadline.
    private func read(until deadline: Date) -> Bool {
        var poll = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        let wait = Int32(max(0, deadline.timeIntervalSinceNow * 1000))
        guard Foundation.poll(&poll, 1, wait) > 0 else { return false }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = Foundation.read(master, &bytes, bytes.count)
        guard count > 0 else { return false }
        transcript += Self.plain(bytes.prefix(count))
        return true
    }

    /// Without the escapes that turn bracketed paste on and off.
    private static func plain(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: Array(bytes), as: UTF8.self)
            .replacingOccurrences(of: "\u{1B}[?2004h", with: "")
            .replacingOccurrences(of: "\u{1B}[?2004l", with: "")
    }
}
