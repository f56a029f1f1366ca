import Foundation
import Testing

/// Results of many rows, and the examples that the shell offers.
@Suite struct StreamingTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// A hundred times the rows take no more memory, in any format that has no end to wait for.
    @Test(.enabled(if: python != nil, Missing.python), arguments: ["table", "box", "markdown", "line", "csv", "tsv", "json", "jsonl", "html"])
    func memoryIsBounded(_ format: String) throws {
        let program = """
            import os, resource, subprocess, sys
            query = "UNWIND range(1, {}) AS a UNWIND range(1, 1000) AS b RETURN a, b, 'some text' AS text"
            for count in (2, 200):
                process = subprocess.Popen([sys.argv[1], "--format", sys.argv[2], "-c", query.format(count)], stdout=subprocess.DEVNULL)
                print(os.wait4(process.pid, 0)[2].ru_maxrss)
            """
        let run = try Executable.run(["-c", program, Executable.path, format], program: try #require(Self.python))
        let peaks = run.output.split(separator: "\n").compactMap { Int($0) }
        try #require(peaks.count == 2, "\(run.errors)")
        #expect(peaks[1] < peaks[0] + peaks[0] / 4)
    }

    /// What `:examples` prints is a script, and every statement of it does what it says over a register of evidence, which some ask about.
    @Test func examplesRun() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let workspace = folder.appending(path: "evidence.cypher").path
        let register = Executable.repository.appending(path: "docs/examples/register-july.csv").path
        #expect(try Executable.run(["evidence", "load", register, "--workspace", workspace, "--on", "2026-07-31"]).status == 0)
        let examples = try Executable.run(["-c", ":examples"]).output
        #expect(examples.split(separator: "\n").count > 40)
        let run = try Executable.run(["--workspace", workspace], input: examples)
        #expect(run.status == 0, "\(run.errors)")
    }
}
