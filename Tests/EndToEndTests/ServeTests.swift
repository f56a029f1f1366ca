import Foundation
import Testing

/// `cqcq serve`, asked by the clients that its users have.
@Suite(.serialized) struct ServeTests {
    static let hasClients: Bool = {
        let python = Executable.repository.appending(path: ".venv/bin/python").path
        guard FileManager.default.isExecutableFile(atPath: python) else { return false }
        return (try? Executable.run(["-c", "import neo4j, mcp"], program: python))?.status == 0
    }()

    private static let program = URL(filePath: Executable.binary).deletingLastPathComponent().appending(path: "cqcq-serve").path

    private func ask(_ words: [String]) throws -> [String: String] {
        let python = Executable.repository.appending(path: ".venv/bin/python").path
        let run = try Executable.run(["scripts/serve-clients"] + words, program: python)
        try #require(run.status == 0, "\(run.errors)")
        return Dictionary(run.output.split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }, uniquingKeysWith: { $1 })
    }

    @Test(.enabled(if: hasClients, Missing.clients))
    func neo4jsDriverIsAnswered() throws {
        let answers = try ask(["bolt", Self.program])
        let wanted = [
            "node": "saf:W5 Criterion QualityStatement", "relationship": "ANSWERS saf:W5", "keys": "s r title day", "day": "True", "path": "W5 W W8",
            "round trip": "True", "rows": "100000", "syntax": "Neo.ClientError.Statement.SyntaxError",
            "runtime": "Neo.ClientError.Statement.ArithmeticError", "writing": "WriteServiceUnavailable",
            "parameter": "Neo.ClientError.Statement.ParameterMissing", "time": "Neo.ClientError.Transaction.TransactionTimedOut",
            "transaction": "2 3000", "after failure": "1", "database": "Neo.ClientError.Database.DatabaseNotFound", "routed": "1", "async": "1225",
            "password secret": "none", "password wrong": "Neo.ClientError.Security.Unauthorized", "server ended": "0",
        ]
        for (name, value) in wanted { #expect(answers[name] == value, "\(name)") }
    }

    @Test(.enabled(if: hasClients, Missing.clients))
    func whatClientsWriteIsKept() throws {
        let answers = try ask(["write", Self.program])
        let wanted = [
            "found by its id": "counter", "seen within, by others, after rollback": "1 0 0", "reading": "Neo.ClientError.Statement.AccessMode",
            "second of two": "Neo.TransientError.Transaction.Outdated", "counted": "20 20", "after a restart": "20", "server ended": "0",
        ]
        for (name, value) in wanted { #expect(answers[name] == value, "\(name)") }
    }

    @Test(.enabled(if: hasClients, Missing.clients))
    func thePythonOfTheDocumentRuns() throws {
        let answers = try ask(["document", Self.program])
        #expect((answers["blocks"].flatMap { Int($0) } ?? 0) >= 2)
        #expect(answers["printed"] == answers["blocks"])
    }

    @Test(.enabled(if: hasClients, Missing.clients))
    func manyClientsLoseNothing() throws {
        let answers = try ask(["load", Self.program, "100", "20"])
        #expect(answers["answers"] == "2000")
        #expect(answers["lost"] == "0")
        #expect(answers["server ended"] == "0")
    }

    @Test(.enabled(if: hasClients, Missing.clients))
    func nothingThatIsSentEndsTheServer() throws {
        let answers = try ask(["hostile", Self.program])
        #expect(answers["beside them"] == "1")
        #expect(answers["server ended"] == "0")
    }

    @Test(.enabled(if: hasClients, Missing.clients))
    func assistantsFindToolsResourcesAndPrompts() throws {
        let answers = try ask(["mcp", Self.program])
        #expect(answers["tools"] == "query gaps trace find sources brief")
        #expect(answers["query"]?.contains("saf:W5") == true)
        #expect(answers["query"]?.contains("doc:") == true)
        #expect(answers["brief"]?.contains("None of the 8 quality statements of Well-led has an 'I' statement") == true)
        for name in ["gaps", "writing", "unknown", "schema", "prompt"] { #expect(answers[name] == "True", "\(name)") }
        #expect(answers["resources"] == "cqcq://schema cqcq://glossary cqcq://citation")
        #expect(answers["prompts"] == "law-behind gap-report")
    }

    @Test(arguments: [
        (["serve", "--bolt", "0.0.0.0:0"], "a user and a password are needed", Int32(2)),
        (["serve", "--bolt", "127.0.0.1"], "is not an address", 2),
        (["serve", "--bolt", "127.0.0.1:0", "--user", "ann"], "CQCQ_SERVE_PASSWORD", 2),
        (["serve"], "give --bolt HOST:PORT or --mcp", 2),
    ])
    func refuses(_ words: [String], _ says: String, _ status: Int32) throws {
        let run = try Executable.run(words)
        #expect(run.status == status)
        #expect(run.errors.contains(says), "\(run.errors)")
    }
}
