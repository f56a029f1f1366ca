#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Diagnostics
import SystemPackage

/// Where the session writes, and what it tells people beside the data.
extension Session {
    // MARK: Data

    /// Data go to a file from now on, or back to standard output for nil.
    /// Throws `ShellFault.notPermitted` and `DataFault.unwritableFile`.
    func redirect(to path: String?) throws(Diagnostics) {
        guard let path else {
            output.flush()
            return output = standardOutput
        }
        try require(.files, for: ":output")
        guard let file = Output.file(path) else {
            throw Diagnostics(DataFault.unwritableFile(path: path, reason: Errno(rawValue: errno).description))
        }
        output.flush()
        output = file
    }

    func beginOutput() {
        guard isInteractive, output.isTerminal else { return }
        if settings.pager, permissions.contains(.processes), !Environment.isDumb, let command = Pager.command { output.holdForPager(command) }
    }

    func endOutput() {
        progress?.stop()
        progress = nil
        output.beforeWriting = nil
        output.release()
        let lines = untold
        untold = []
        for line in lines { tell(line) }
    }

    /// A file that cannot be written is given up.
    func checkOutput() throws(Diagnostics) {
        guard output !== standardOutput else { return }
        output.flush()
        guard let failure = output.failure else { return }
        output = standardOutput
        throw Diagnostics(ShellFault.unwritableOutput(reason: Errno(rawValue: failure).description))
    }

    // MARK: For people

    /// A line for people, beside the data; later where a pager has the terminal.
    func tell(_ text: String) {
        if output.isOccupied { return untold.append(text) }
        output.flush()
        progress?.stop()
        errors.line(text)
        errors.flush()
    }

    func show(_ diagnostics: [Diagnostic]) {
        if !diagnostics.isEmpty { tell(errors.text(of: diagnostics, settings.errorFormat, settings.color)) }
    }

    func show(_ diagnostics: Diagnostics) {
        tell(errors.text(of: diagnostics, settings.errorFormat, settings.color))
    }

    /// The statement has been written to the end when this is called, so the figure includes the writing.
    func report(_ duration: Duration) {
        output.flush()
        tell("time: \(Self.milliseconds(duration)) ms")
    }

    static func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        let fraction = String(microseconds % 1000)
        return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
    }
}
