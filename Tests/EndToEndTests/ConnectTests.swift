import Foundation
import Testing

/// `cqcq --connect`: what a server answers is what the program itself would say.
@Suite(.serialized) struct ConnectTests {
    /// A server of our own at a free port.
    private final class Server {
        private let process = Process()
        let address: String

        init(_ options: [String] = []) throws {
            let errors = Pipe()
            process.executableURL = URL(filePath: Executable.binary).deletingLastPathComponent().appending(path: "cqcq-serve")
            process.arguments = ["--bolt", "127.0.0.1:0"] + options
            process.standardError = errors
            try process.run()
            var line: [UInt8] = []
            while let byte = try errors.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
            let text = String(decoding: line, as: UTF8.self)
            address = "bolt://" + (text.split(separator: " ").last.map(String.init) ?? text)
        }

        deinit { process.terminate() }
    }

    private static let questions = [
        ["-c", "gaps well-led"], ["-c", "gaps well-led", "--format", "json"], ["-c", "trace W3", "--format", "table"], ["-c", "find medication"],
        ["-c", "gaps well-led", "--as-of", "2018-01-01"], ["-c", "show frameworks", "--as-of", "all"],
        ["-c", "MATCH p = (s:QualityStatement {code: 'W5'})-[r:ANSWERS]->(k) RETURN s, r, p", "--format", "json"],
        ["-c", "MATCH (s:QualityStatement {code: 'W5'})-[r:RESTS_ON]->(l) RETURN s, r, l", "--format", "graph"],
        ["-c", "RETURN date('2021-07-28') AS d, duration('P1DT0.5S') AS s, localtime('10:30') AS t, datetime('2021-07-28T10:30+01:00') AS m, [1, 2.5, null, {a: 'é'}] AS l"],
        ["--param", "code=W5", "-c", "MATCH (s {code: $code}) RETURN s.id"], ["-c", ":report gaps well-led"], ["-c", "show regulations", "--as-of", "2026-01-01", "--known-on", "2025-01-01"], ["-c", "show frameworks", "--known-on", "2022-01-01", "--as-of", "all"],
        ["-c", "UNWIND range(1, 5000) AS i RETURN i"],
    ]

    @Test func answersAreThoseOfTheProgram() throws {
        let server = try Server()
        for question in Self.questions {
            let (here, there) = (try Executable.run(question), try Executable.run(["--connect", server.address] + question))
            #expect(here.status == 0 && there.status == 0, "\(question): \(there.errors)")
            #expect(Self.plain(there.output) == Self.plain(here.output) && !here.output.isEmpty, "\(question)")
        }
    }

    /// Without what says who answered.
    private static func plain(_ text: String) -> String { text.replacing(#/; answered by: bolt:\/\/[0-9.:]+/#, with: "") }

    @Test(arguments: [
        (["-c", "MATCH (n RETURN n"], "-c:1:10: error: bolt://ADDRESS refused it: unexpected `RETURN`", Int32(1)),
        (["-c", "MATCH (n)\nRETURN foo(n)"], "-c:2:8: error: bolt://ADDRESS refused it: there is no function foo()", 1),
        (["-c", "UNWIND [1, 0] AS x RETURN 1 / x"], "cannot be divided by zero [DivisionByZero]", 1),
        (["-c", "CREATE (:A)"], "ForbiddenOnReadOnlyDatabase", 1), (["--read-only", "-c", "CREATE (:A)"], "[ReadOnly]", 1),
        (["--read-only", "-c", "MATCH (n) RETURN point(1) AT TIME 2"], "this program cannot know whether the query would", 1),
        (["--timeout", "300ms", "-c", "UNWIND range(1, 100000000) AS i WITH i ORDER BY i % 7 RETURN sum(i)"], "the query took longer than 0.3 seconds [TimeLimit]", 124),
        (["--max-memory", "100K", "-c", "UNWIND range(1, 100000) AS i RETURN 'x' + i"], "[MemoryLimit]", 1),
        (["-c", ":graph W5"], "[NotOverAConnection]", 1), (["--as-of", "2020-01-01", "-c", "MATCH (n) RETURN n"], "[NotOverAConnection]", 1),
        (["--load", "x", "-c", "RETURN 1"], "leave --load and --workspace out", 2),
    ])
    func refuses(_ words: [String], _ says: String, _ status: Int32) throws {
        let server = try Server()
        let run = try Executable.run(["--connect", server.address] + words)
        #expect(run.status == status, "\(run.errors)")
        #expect(run.errors.replacing(server.address, with: "bolt://ADDRESS").contains(says), "\(run.errors)")
    }

    @Test(arguments: [
        ("bolt://127.0.0.1:1", "Connection refused [ConnectionFailed]", Int32(1)), ("bolt://ann:secret@127.0.0.1", "holds a password", 2),
        ("http://127.0.0.1", "[InvalidAddress]", 2), ("bolt://", "[InvalidAddress]", 2), ("bolt://a b", "[InvalidAddress]", 2),
        ("bolt://h:70000", "[InvalidAddress]", 2), ("bolt+s://$(id)", "[InvalidAddress]", 2),
    ])
    func addresses(_ address: String, _ says: String, _ status: Int32) throws {
        let run = try Executable.run(["--connect", address, "-c", "RETURN 1"])
        #expect(run.status == status, "\(run.errors)")
        #expect(run.errors.contains(says), "\(run.errors)")
    }

    /// What is written between `:begin` and `:rollback` stays on the server's side of nothing.
    @Test func transactions() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "connect-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try Server(["--workspace", folder.appending(path: "w.cqcq").path])
        let run = try Executable.run([
            "--connect", server.address, "-c", ":begin", "-c", "CREATE (:Note {id: 'n'})", "-c", "MATCH (n:Note) RETURN count(*) AS within", "-c", ":rollback",
            "-c", "MATCH (n:Note) RETURN count(*) AS after", "-c", ":begin", "-c", "CREATE (:Note {id: 'n'})", "-c", ":commit", "-c", "MATCH (n:Note) RETURN count(*) AS kept",
        ])
        #expect(run.output.split(separator: "\n").map(String.init) == ["within", "1", "after", "0", "kept", "1"], "\(run.errors)")
    }

    private static let hasArcade = ServeTests.hasClients && (try? Executable.run(
        ["-c", "import arcadedb_embedded"], program: Executable.repository.appending(path: ".venv/bin/python").path))?.status == 0

    @Test(.enabled(if: hasArcade, "arcadedb-embedded is not installed: scripts/serve-clients install"))
    func anotherServerHoldsTheExportAndAnswersTheSame() throws {
        let run = try Executable.run(
            ["scripts/serve-clients", "arcadedb", Executable.path], program: Executable.repository.appending(path: ".venv/bin/python").path)
        try #require(run.status == 0, "\(run.errors)")
        let lines = run.output.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        #expect(lines.first == ["loaded", ""])
        #expect(lines.count == 9)
        for line in lines.dropFirst() { #expect(line.last == "True", "\(line)") }
    }
}
