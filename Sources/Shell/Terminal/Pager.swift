import CReadline
import Platform

/// A program that shows long text a screen at a time.
final class Pager {
    private var descriptor: Int32 = -1
    private var process: Int32 = 0
    /// It reads no more.
    private(set) var isGone = false

    /// `$PAGER`, else `less -RS`; nil where there is none or `$PAGER` is empty.
    static var command: String? {
        let command = Environment["PAGER"] ?? "less -RS"
        guard let program = command.split(separator: " ").first else { return nil }
        // An assignment or a path with signs in it is for /bin/sh to make out.
        let isPlain = program.allSatisfy { $0.isLetter || $0.isNumber || "._+-".contains($0) }
        return !isPlain || ChildProcess.isInstalled(String(program)) ? command : nil
    }

    init(_ command: String) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            isGone = true
            return
        }
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        // A reader that leaves early is no end of the shell.
        cqcq_on_signal(SIGPIPE, SIG_IGN)
        process = ChildProcess.start(command, input: ends[0])
        close(ends[0])
        descriptor = ends[1]
        if process <= 0 { isGone = true }
    }

    func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            var written = 0
            while !isGone, written < bytes.count {
                let count = pipeWrite(descriptor, bytes.baseAddress! + written, bytes.count - written)
                if count >= 0 { written += count } else if errno != EINTR { isGone = true }
            }
        }
    }

    /// Returns when the pager has ended.
    func wait() {
        if descriptor >= 0 { close(descriptor) }
        if process > 0 { _ = ChildProcess.wait(process) }
        cqcq_on_signal(SIGPIPE, SIG_DFL)
    }
}

/// `write` names a method here.
private func pipeWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
