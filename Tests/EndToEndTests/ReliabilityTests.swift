import Foundation
import Testing

/// docs/reliability.md and what it rests on.
@Suite struct ReliabilityTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// A forced unwrap, a precondition or unchecked access in Sources/ gives the reason why no input reaches it.
    @Test(.enabled(if: python != nil, Missing.python))
    func everyTrapHasAReason() throws {
        let run = try Executable.run(["scripts/reliability", "--check"], program: try #require(Self.python))
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    /// `--max-memory` holds for the whole process, by a quarter more.
    @Test(.enabled(if: python != nil, Missing.python))
    func hostileInputsStayWithinTheirMemory() throws {
        let run = try Executable.run(["scripts/reliability", "--memory", Executable.path], program: try #require(Self.python))
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    /// The inputs that are measured are queries that the program takes, and there are many.
    @Test func hostileInputsAreQueries() throws {
        let file = Executable.repository.appending(path: "Tests/EndToEndTests/Files/hostile.tsv")
        let queries = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t") }
        #expect(queries.count > 30)
        let script = queries.map { "EXPLAIN \($0.last ?? "");" }.joined(separator: "\n")
        let run = try Executable.run([], input: script)
        #expect(run.status == 0, "\(run.errors)")
        #expect(queries.allSatisfy { $0.count == 2 })
    }
}
