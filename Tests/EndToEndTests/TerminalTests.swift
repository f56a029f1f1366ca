import Foundation
import Testing

/// The shell at a real terminal.
@Suite struct TerminalTests {
    let folder: TemporaryFolder
    let environment: [String: String]

    init() throws {
        folder = try TemporaryFolder()
        var environment = Executable.environment(home: folder.url.path)
        environment["PAGER"] = ""
        self.environment = environment
    }

    private static let fixture = ["--kb", Executable.repository.appending(path: "Tests/EndToEndTests/Fixture").path]

    /// Without colours, so that what is typed stands in what comes back as it was typed.
    private func shell(
        _ arguments: [String] = ["--color", "never"], knowledge: [String] = fixture, columns: UInt16 = 100
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            knowledge + arguments, environment: environment, columns: columns)
        try terminal.expect("exit leaves.")
        try terminal.expect("cqcq> ")
        return terminal
    }

    @Test func helpIsShown() throws {
        let terminal = try shell()
        terminal.line(":help")
        try terminal.expect("Queries end with `;`")
        try terminal.expect("cqcq> ")
        terminal.line(":quit")
        #expect(try terminal.exitStatus() == 0)
    }

    @Test func controlDLeaves() throws {
        let terminal = try shell()
        terminal.type("\u{4}")
        #expect(try terminal.exitStatus() == 0)
    }

    @Test func controlCDropsTheLine() throws {
        let terminal = try shell()
        terminal.type("MATCH (n) RETUR")
        try terminal.expect("RETUR")
        terminal.type("\u{3}")
        try terminal.expect("^C")
        try terminal.expect("cqcq> ")
        terminal.line(":timer")
        try terminal.expect("timer off")
        try terminal.expect("cqcq> ")
        terminal.type("\u{4}")
        #expect(try terminal.exitStatus() == 0)
    }

    @Test func controlCDropsAStatementOfSeveralLines() throws {
        let terminal = try shell()
        terminal.line("MATCH (n)")
        try terminal.expect("cancels it")
        terminal.type("RETURN")
        try terminal.expect("RETURN")
        terminal.type("\u{3}")
        try terminal.expect("^C")
        try terminal.expect("cqcq> ")
        terminal.line(":format")
        try terminal.expect("format table")
    }

    @Test func errorsKeepTheShell() throws {
        let terminal = try shell()
        terminal.line("lits well-led")
        try terminal.expect("1:1: ")
        try terminal.expect("`lits` is not a command")
        try terminal.expect("^^^^")
        try terminal.expect("did you mean list?")
        try terminal.expect("cqcq> ")
        terminal.line(":shcema")
        try terminal.expect("did you mean :schema?")
        try terminal.expect("cqcq> ")
    }

    @Test func promptShowsTheDay() throws {
        let terminal = try shell()
        terminal.line(":asof 2021-07-28")
        try terminal.expect("cqcq 2021-07-28> ")
        terminal.line(":asof 2021-02-29")
        try terminal.expect("not a day of the calendar")
        try terminal.expect("cqcq 2021-07-28> ")
        terminal.line(":asof now")
        try terminal.expect("cqcq> ")
    }

    @Test func tabCompletes() throws {
        let terminal = try shell()
        terminal.type(":sch\t")
        try terminal.expect(":schema ")
        terminal.type("KeyQ\t")
        try terminal.expect("KeyQuestion")
        terminal.type("\r")
        try terminal.expect("properties")
        try terminal.expect("cqcq> ")
        terminal.type("MATCH (q:Stat\t")
        try terminal.expect("Statement")
        terminal.type("\u{3}")
        try terminal.expect("cqcq> ")
        terminal.type(":s\t\t")
        try terminal.expect(":schema")
        try terminal.expect(":source")
    }

    @Test func controlCStopsAQueryAndKeepsTheShell() throws {
        // The built-in knowledge base: large enough for a query without end.
        let terminal = try shell(knowledge: [])
        terminal.line("MATCH (a), (b), (c), (d) WHERE a.id > b.id AND c.code = d.code RETURN count(*);")
        // Past the echo, so that the query has begun.
        try terminal.expect("\n")
        usleep(300_000)
        terminal.type("\u{3}")
        try terminal.expect("interrupted")
        try terminal.expect("cqcq> ")
        terminal.line("RETURN 7 AS seven;")
        try terminal.expect("1 row")
        try terminal.expect("cqcq> ")
    }

    @Test func commandsAndQueriesShowTables() throws {
        let terminal = try shell(["--color", "never"])
        terminal.line("list well-led")
        try terminal.expect("Shared direction, and culture")
        try terminal.expect("2 rows")
        try terminal.expect("tally: ")
        try terminal.expect("cqcq> ")
        terminal.line("MATCH (s:Statement)")
        terminal.line("RETURN count(s) AS n;")
        try terminal.expect(" 2")
        try terminal.expect("1 row")
    }

    @Test func warningsAreShown() throws {
        let terminal = try shell(["--color", "never"])
        terminal.line("MATCH (s:Statment) RETURN s;")
        try terminal.expect("warning:")
        try terminal.expect("Statement")
        try terminal.expect("0 rows")
        terminal.line("MATCH (s:Statement)-[:ANSWRS]->(q) RETURN s.titel;")
        try terminal.expect("[UnknownRelationshipType]")
        try terminal.expect("[UnknownProperty]")
    }

    @Test func controlCharactersReachNoTerminal() throws {
        let terminal = try shell(["--color", "never"])
        for format in ["table", "box", "markdown", "line", "csv", "tsv", "json", "jsonl", "html"] {
            terminal.line(":format \(format)")
            try terminal.expect("cqcq> ")
            terminal.line(#"RETURN 'a\u001b[31m\u0007\u202e' AS hostile, 'end' AS mark;"#)
            try terminal.expect("mark;")
            let shown = PseudoTerminal.withoutProgress(try terminal.expect("end"))
            #expect(!shown.contains("\u{1B}") && !shown.contains("\u{7}") && !shown.contains("\u{202E}"), "\(format)")
            try terminal.expect("cqcq> ")
        }
    }

    @Test func tabCompletesArguments() throws {
        let terminal = try shell(["--color", "never"])
        terminal.type("list wel\t")
        try terminal.expect("Well-led ")
        terminal.type("\r")
        try terminal.expect("2 rows")
    }

    @Test func tabListsOnTheSecondPress() throws {
        let terminal = try shell()
        terminal.type(":format \t\t")
        try terminal.expect("table")
        try terminal.expect("jsonl")
        try terminal.expect("cqcq> :format ")
    }

    @Test func historyOutlivesTheShell() throws {
        let first = try shell()
        first.line("lits one")
        try first.expect("cqcq> ")
        first.line("RETURN")
        first.line("  $missing;")
        try first.expect("MissingParameter")
        try first.expect("cqcq> ")
        first.type("\u{4}")
        #expect(try first.exitStatus() == 0)

        let file = folder.url.appending(path: ".local/state/cqcq/history")
        let kept = try String(contentsOf: file, encoding: .utf8)
        // The eight blanks that the prompt of a further line is drawn over, and the two that were typed.
        #expect(kept == "lits one\nRETURN\\n          $missing;\n", "\(kept)")
        #expect(try permissions(file) == 0o600)
        #expect(try permissions(file.deletingLastPathComponent()) == 0o700)

        let second = try shell()
        second.type("\u{1B}[A")
        // Both lines come back, as one entry.
        try second.expect("RETURN")
        try second.expect("$missing;")
        // The first goes up to its first line.
        second.type("\u{1B}[A\u{1B}[A")
        try second.expect("lits one")
    }

    @Test func unwritableHistoryIsToldOnce() throws {
        try Data().write(to: folder.url.appending(path: ".local"))
        let terminal = try shell()
        terminal.line(":timer")
        try terminal.expect("the history is not saved")
        try terminal.expect("cqcq> ")
        terminal.line(":format")
        let passed = try terminal.expect("cqcq> ")
        #expect(!passed.contains("not saved"))
    }

    @Test func pastedStatementsRunOneByOne() throws {
        let terminal = try shell()
        terminal.type("\u{1B}[200~:timer\n:format\u{1B}[201~\r")
        try terminal.expect("timer off")
        try terminal.expect("format table")
        try terminal.expect("cqcq> ")
    }

    @Test func tablesFitTheTerminal() throws {
        let terminal = try shell(["--color", "never"], columns: 60)
        terminal.line(":schema")
        let table = try terminal.expect("cqcq> ")
        let widest = table.split(whereSeparator: \.isNewline).map(\.count).max() ?? 0
        #expect(widest <= 60)
    }

    /// A tenth of a second, at the best of a few tries: other programs want the machine too.
    @Test(arguments: [
        "MATCH (a), (b), (c), (d) WHERE a.id > b.id AND c.code = d.code RETURN count(*);",
        "MATCH p = (a)-[*1..9]-(b) RETURN count(p);",
        "MATCH (a)-[*]-(b) WHERE a.id < b.id WITH a, collect(b.id) AS ids RETURN max(size(ids));",
        "UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b WITH a + b AS n ORDER BY n DESC RETURN n LIMIT 1;",
        "UNWIND range(1, 20000) AS a UNWIND range(1, 20000) AS b RETURN count(DISTINCT [a, b]);",
        "UNWIND range(1, 100000) AS a RETURN sum(size([x IN range(1, 100000) WHERE x % 7 = 0 | x * a]));",
        "UNWIND range(1, 100000) AS a RETURN max(reduce(t = 0, x IN range(1, 100000) | t + x * a));",
    ])
    func controlCStopsAQueryAtOnce(_ query: String) throws {
        let terminal = try shell(knowledge: [])
        var quickest = Duration.seconds(10)
        for _ in 0..<6 where quickest > .milliseconds(100) {
            terminal.line(query)
            try terminal.expect("\n")
            usleep(400_000)
            terminal.type("\u{3}")
            let start = ContinuousClock.now
            try terminal.expect("interrupted")
            quickest = min(quickest, ContinuousClock.now - start)
            try terminal.expect("cqcq> ")
        }
        #expect(quickest < .milliseconds(100))
    }

    private func permissions(_ file: URL) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        return (attributes[.posixPermissions] as? Int ?? 0) & 0o777
    }
}
