import ChildProcesses
import Foundation

/// The program in tmux, which is a terminal that others wrote: what it shows is what a person sees.
final class Screen {
    static let tmux = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/opt/homebrew/bin/tmux"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    private let socket = "cqcq-\(UUID().uuidString)"

    /// When the program has ended, a line `exit CODE` says so.
    init(_ arguments: [String], environment: [String: String], columns: Int, rows: Int, folder: URL) throws {
        let variables = environment.map { "\($0.key)=\(Self.quoted($0.value))" }.sorted().joined(separator: " ")
        let words = ([Executable.path] + arguments).map(Self.quoted).joined(separator: " ")
        try run([
            "-f", "/dev/null", "new-session", "-d", "-s", "x", "-x", "\(columns)", "-y", "\(rows)", "-c", folder.path,
            "/bin/sh -c \(Self.quoted("env -i \(variables) \(words); echo exit $?; exec cat"))",
        ])
    }

    deinit { _ = try? run(["kill-server"]) }

    /// As it is, line ends too.
    func type(_ text: String) throws {
        // tmux takes a semicolon at the end of a word for its own.
        let text = text.hasSuffix(";") ? text.dropLast() + "\\;" : text
        try run(["send-keys", "-t", "x", "-l", "--", text])
    }

    /// By tmux's names: `Enter`, `Tab`, `C-c`, `Up`.
    func press(_ keys: [String]) throws { try run(["send-keys", "-t", "x"] + keys) }

    /// Return, and wait for the program to read the next line: what is typed before that the terminal shows twice. A
    /// program that asks for nothing more is waited for in vain, for a while.
    func pressReturn() throws {
        let before = try place()
        try press(["Enter"])
        let deadline = ContinuousClock.now + .seconds(10)
        while try place() == before || !isReading(), ContinuousClock.now < deadline { usleep(10_000) }
    }

    /// Moves on with each line, at the bottom of the screen too.
    private func place() throws -> Int {
        try shown("#{history_size} #{cursor_y}").split(separator: " ").compactMap { Int($0) }.reduce(0, +)
    }

    /// Readline turns the terminal's own lines off while it reads, and on again while a statement runs.
    private func isReading() throws -> Bool {
        let terminal = open(try shown("#{pane_tty}"), O_RDONLY | O_NOCTTY | O_CLOEXEC)
        defer { close(terminal) }
        var modes = termios()
        return tcgetattr(terminal, &modes) == 0 && modes.c_lflag & tcflag_t(ICANON) == 0
    }

    private func shown(_ format: String) throws -> String {
        try run(["display-message", "-p", "-t", "x", format]).replacing("\n", with: "")
    }

    /// In brackets, as terminals paste where a program can tell that from typing.
    func paste(_ text: String) throws {
        try run(["set-buffer", "--", text])
        try run(["paste-buffer", "-t", "x", "-p"])
    }

    func resize(columns: Int, rows: Int) throws {
        try run(["resize-window", "-t", "x", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// Lines without blanks at their ends; times are `N`. Colours as `‹1;34›`, where they are asked for.
    func text(colours: Bool = false) throws -> String {
        let shown = try run(["capture-pane", "-t", "x", "-p"] + (colours ? ["-e"] : []))
        var lines = shown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line).replacing(#/\u{1B}\[([0-9;]*)m/#) { "‹\($0.1)›" }
                .replacing(#/[0-9.]+ (m?s)(,|$)/#) { "N \($0.1)\($0.2)" }.replacing(#/ +$/#, with: "")
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The server that this starts outlives it.
    @discardableResult
    private func run(_ words: [String]) throws -> String {
        let variables = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "SHELL": "/bin/sh"]
        let run = try ChildProcess.run(
            Self.tmux!, ["-u", "-L", socket] + words, environment: variables, folder: Executable.repository)
        return run.status == 0 ? run.output : ""
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }
}
