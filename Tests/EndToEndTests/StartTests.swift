import Foundation
import Testing

/// What the program opens from its start to the answer of a command.
@Suite struct StartTests {
    /// The commonest options are read by a reader of their own. Another option beside them leaves all to the parser.
    @Test(arguments: [
        ["-c", "RETURN 1 AS x", "--format", "csv"], ["--format", "JSON", "-c", "RETURN 1 AS x", "-c", "RETURN 2"], ["-f", "-"], ["-c", "-f"],
        ["--format", "xml", "-c", "RETURN 1"], ["-c"], ["--format", "-c", "RETURN 1"], ["--format", "", "-c", "RETURN 1"],
        ["--kb", "nowhere", "-c", "RETURN 1"], ["--kb", "Tests/EndToEndTests/Fixture", "-c", "MATCH (n) RETURN count(n)"],
        ["--load", "nowhere", "-c", "RETURN 1"], ["--format", "csv", "--format", "json", "-c", "RETURN 1 AS x"], ["--fromat", "csv"],
    ])
    func plainWordsMeanWhatTheParserSays(words: [String]) throws {
        let (plain, parsed) = (
            try Executable.run(words, input: "RETURN 3 AS x;"), try Executable.run(["--read-only"] + words, input: "RETURN 3 AS x;")
        )
        #expect(plain == parsed)
    }

    #if os(Linux)
    /// Foundation costs milliseconds at every start. The part of it that the reader of the command line brings is let be.
    @Test func noFoundationIsLoaded() throws {
        let run = try Executable.run(["-c", "ldd \(Executable.path)"], program: "/bin/sh")
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
            ["-f", "-qq", "-e", "trace=open,openat", "-o", log.path, Executable.path, "-c", "gaps well-led", "--format", "csv"],
            program: "/usr/bin/strace")
        #expect(run.status == 0 && run.output.hasPrefix("id,code,"))
        let opened = try String(contentsOf: log, encoding: .utf8).matches(of: #/"([^"]+)", .*\) = \d/#).map { String($0.1) }
        // `scripts/test later` runs the program under another clock, which has memory of its own.
        let isOfMachine = { (path: String) in
            path.contains(".so") || path.hasPrefix("/proc/") || path.hasPrefix("/sys/") || path.contains("faketime")
        }
        #expect(opened.filter { !isOfMachine($0) } == [])
    }
    #endif
}
