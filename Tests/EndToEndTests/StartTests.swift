import Foundation
import Testing

/// What the program opens from its start to the answer of a command.
@Suite struct StartTests {
    /// Plain words are read by a reader of their own. A word with `=` leaves all to the parser.
    @Test(arguments: [
        ["-c", "RETURN 1 AS x", "--format", "csv"], ["--format", "JSON", "-c", "RETURN 1 AS x", "-c", "RETURN 2"], ["-f", "-"], ["-c", "-f"],
        ["--format", "xml", "-c", "RETURN 1"], ["-c"], ["--format", "-c", "RETURN 1"], ["--format", "", "-c", "RETURN 1"],
        ["--kb", "Tests/EndToEndTests/Fixture", "-c", "MATCH (n) RETURN count(n)"],
        ["--format", "csv", "--format", "json", "-c", "RETURN 1 AS x"], ["--fromat", "csv"], [], ["--quiet", "--quiet"],
        ["--requests", "-c", "RETURN 1"], ["--chart", "bar", "--format", "tsv", "-c", "RETURN 'a' AS x, 1 AS n"], ["--chart", "off"],
        ["--as-of", "all", "--as-of", "2020-01-01", "-c", "MATCH (n:Framework) RETURN count(n)"], ["--timeout", "1m", "--timeout", "off", "-c", ":timeout"],
    ])
    func plainWordsMeanWhatTheParserSays(words: [String]) throws {
        try compare(words)
    }

    /// A value that each option takes.
    static let values = [
        "-c": "RETURN 2 AS x", "-f": "-", "--format": "line", "--chart": "bar",
        "--kb": Executable.repository.appending(path: "Tests/EndToEndTests/Fixture").path, "--load": "nowhere",
        "--connect": "bolt://nobody@127.0.0.1:1", "--engine": "duckdb", "--as-of": "2021-07-28", "--known-on": "2021-07-28", "--param": "x=1",
        "--params-file": "nowhere.yaml", "--param-env": "x=PATH", "--allow-files": ".", "--max-unpacked": "1G", "--workspace": "nowhere/workspace.cypher",
        "--expect-rows": "1..", "--error-format": "json", "--timeout": "5s", "--max-memory": "2G", "--threads": "1", "--color": "always",
    ]

    @Test func eachOptionMeansWhatTheParserSays() throws {
        for option in try ProgramOptions.all() {
            guard option.valueName != nil else {
                try compare([option.spelling, "-c", "RETURN 1 AS x"])
                continue
            }
            let value = try #require(Self.values[option.spelling], "a value for \(option.spelling) is missing in StartTests")
            for value in [value, "?"] { try compare([option.spelling, value, "-c", "RETURN 1 AS x", "-c", "UNWIND range(1, y) AS a RETURN a"]) }
        }
    }

    private func compare(_ words: [String]) throws {
        let input = "RETURN 3 AS x;"
        // Some options make the file that they name.
        let folder = try TemporaryFolder()
        let plain = try Executable.run(words, input: input, folder: folder.url)
        let parsed = try Executable.run(["--color=auto"] + words, input: input, folder: folder.url)
        #expect(plain.output == parsed.output && plain.status == parsed.status, "\(words)")
        let time = /time: [0-9.]+ m?s/
        #expect(plain.errors.replacing(time, with: "") == parsed.errors.replacing(time, with: ""), "\(words)")
    }

    #if os(Linux)
    /// Foundation costs milliseconds at every start. The part of it that the reader of the command line brings is let be.
    @Test func noFoundationIsLoaded() throws {
        let run = try Executable.run(["-c", "ldd \(Executable.binary)"], program: "/bin/sh")
        let libraries = run.output.split(separator: "\n").compactMap { $0.split(whereSeparator: \.isWhitespace).first.map(String.init) }
        #expect(libraries.contains { $0.hasPrefix("libc.so") })
        #expect(libraries.filter { $0.contains("Foundation") && !$0.contains("FoundationEssentials") || $0.contains("icu") } == [])
    }

    /// Nothing is opened but libraries and what the system says about the machine: no files of kb/, no days of time zones,
    /// no words of languages.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace"), Missing.strace))
    func opensNoFiles() throws {
        let folder = try TemporaryFolder()
        let log = folder.url.appending(path: "log")
        let run = try Executable.run(
            ["-f", "-qq", "-e", "trace=open,openat", "-o", log.path, Executable.binary, "-c", "gaps well-led", "--format", "csv"],
            program: "/usr/bin/strace")
        #expect(run.status == 0 && run.output.hasPrefix("id,code,"))
        let opened = try String(contentsOf: log, encoding: .utf8).matches(of: #/"([^"]+)", .*\) = \d/#).map { String($0.1) }
        let isOfMachine = { (path: String) in path.contains(".so") || path.hasPrefix("/proc/") || path.hasPrefix("/sys/") }
        #expect(opened.filter { !isOfMachine($0) } == [])
    }
    #endif
}
