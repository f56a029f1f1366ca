import Foundation
import Testing

/// Text from elsewhere never steers the terminal: names of files, words of the command line, columns, values, parameters.
@Suite(.timeLimit(.minutes(3))) struct TerminalEscapeTests {
    /// A colour, a title, a bell, C1 controls, and what turns the direction of writing.
    private static let hostile = "a\u{1B}[31mb\u{1B}]0;t\u{7}\u{9B}2J\u{85}\u{202E}c\u{2066}d\u{200F}\u{7F}e"

    private static let formats = [
        "table", "box", "markdown", "line", "csv", "tsv", "json", "jsonl", "html", "graph", "dot", "mermaid", "svg",
    ]

    static let commands: [[String]] =
        formats.map { ["--format", $0, "-c", "CREATE p = (:`\(hostile)` {`\(hostile)`: '\(hostile)'})-[:`\(hostile)`]->() RETURN p AS `\(hostile)`, 1 AS n"] } + [
            ["-f", "/no/\(hostile)/file"], ["--kb", "/no/\(hostile)"], ["--load", "/no/\(hostile)"], ["--workspace", "/no/\(hostile)/w"],
            ["--params-file", "/no/\(hostile)"], ["--allow-files", "/no/\(hostile)", "-c", "RETURN 1"], ["--format", hostile], ["--\(hostile)"], [hostile],
            ["--error-format", "json", "-c", "RETURN `\(hostile)`"], ["--echo", "-c", "RETURN '\(hostile)' AS x"],
            ["-c", "RETURN `\(hostile)`"], ["-c", hostile], ["-c", "trace '\(hostile)'"], ["-c", ":set \(hostile)"], ["-c", ":help \(hostile)"],
            ["-c", ":param \(hostile)=1; :param \(hostile)"], ["-c", ":param x=\(hostile)\n:param x\n:params"],
            ["-c", ":output /no/\(hostile)"], ["-c", ":read /no/\(hostile)"], ["-c", ":report \(hostile)"], ["-c", ":schema \(hostile)"],
            ["report", hostile], ["report", "gaps", hostile], ["report", "trace", "W3", "-o", "/no/\(hostile)"], ["report", "--\(hostile)"],
            ["check", "/no/\(hostile)"], ["check", "--\(hostile)"], ["snapshot", "/no/\(hostile)", "x"], ["workspace", "diff", "/no/\(hostile)"],
            ["new", "node", "--kb", "/no/\(hostile)", "--label", hostile],
        ]

    @Test(arguments: commands)
    func nothingSteersTheTerminal(_ arguments: [String]) throws {
        let folder = try TemporaryFolder()
        let terminal = try PseudoTerminal(
            (["report", "check", "snapshot", "workspace", "new"].contains(arguments[0]) ? [] : ["--color", "never"]) + arguments,
            environment: Executable.environment(home: folder.url.path).merging(["NO_COLOR": "1"]) { $1 })
        _ = try terminal.exitStatus()
        let steering = PseudoTerminal.withoutProgress(terminal.transcript).unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x0A, 0x0D, 0x09: false
            case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
        #expect(!terminal.transcript.isEmpty)
        #expect(steering.isEmpty, "\(terminal.transcript.debugDescription)")
    }

    /// The file that `:edit` hands to the editor goes when a signal ends the shell meanwhile.
    @Test(arguments: ["TERM", "HUP"])
    func noFileIsLeftBehind(signal: String) throws {
        let folder = try TemporaryFolder()
        let environment = Executable.environment(home: folder.url.path).merging([
            "TMPDIR": folder.url.path, "VISUAL": "ls $TMPDIR; kill -\(signal) $PPID; sleep 1; true", "NO_COLOR": "1",
        ]) { $1 }
        let terminal = try PseudoTerminal(environment: environment)
        try terminal.expect("cqcq> ")
        terminal.line("RETURN 1;")
        try terminal.expect("cqcq> ")
        terminal.line(":edit")
        try terminal.expect(".cypher")
        _ = try terminal.exitStatus()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasPrefix("cqcq-") } == [])
    }
}
