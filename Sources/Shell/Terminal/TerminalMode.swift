#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import CReadline

/// How the terminal treats keys while no line is read.
///
/// What is typed ahead is to reach the next line key by key. A terminal that gathers lines, as it is found, would
/// swallow a Ctrl-D among them.
enum TerminalMode {
    // Of the one terminal; both are set once, before the first line.
    nonisolated(unsafe) private static var found: termios?
    nonisolated(unsafe) private static var between: termios?

    static func take() {
        var mode = termios()
        guard tcgetattr(STDIN_FILENO, &mode) == 0 else { return }
        found = mode
        cqcq_take_keys(&mode)
        between = mode
        set(asFound: false)
    }

    /// Gives the terminal to another program as it was found, or takes it back.
    static func set(asFound: Bool) {
        guard var mode = asFound ? found : between else { return }
        tcsetattr(STDIN_FILENO, TCSADRAIN, &mode)
    }
}
