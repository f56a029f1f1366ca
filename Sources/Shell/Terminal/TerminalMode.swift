import CReadline
import Platform

/// How the terminal treats keys while no line is read.
///
/// What is typed ahead is to reach the next line key by key. A terminal that gathers lines, as it is found, would
/// swallow a Ctrl-D among them.
enum TerminalMode {
    case asFound
    /// Keys are kept and not shown, so that they do not stand in the middle of a result.
    case quiet
    /// As Readline is to find it: it shows keys only where the terminal did.
    case showing

    // Of the one terminal; set once, before the first line.
    nonisolated(unsafe) private static var found: termios?

    static func take() {
        var mode = termios()
        if tcgetattr(STDIN_FILENO, &mode) == 0 { found = mode }
    }

    /// Nothing happens where there is no terminal.
    func set() {
        guard var mode = Self.found else { return }
        if self != .asFound { cqcq_take_keys(&mode, self == .showing ? 1 : 0) }
        tcsetattr(STDIN_FILENO, TCSADRAIN, &mode)
    }
}
