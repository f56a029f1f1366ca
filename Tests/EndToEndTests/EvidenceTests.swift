import Foundation
import Testing

/// Registers loaded by the built program, month after month.
@Suite struct EvidenceRegisterTests {
    private static let examples = Executable.repository.appending(path: "docs/examples")
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    private let folder: TemporaryFolder
    private var workspace: String { folder.url.appending(path: "w.cypher").path }

    init() throws { folder = try TemporaryFolder() }

    private func load(_ file: String, on day: String, _ more: [String] = []) throws -> Executable.Run {
        let path = file.contains("/") ? file : Self.examples.appending(path: file).path
        return try Executable.run(["evidence", "load", path, "--on", day, "--workspace", workspace] + more)
    }

    private func ask(_ words: [String], on day: String = "2026-08-31") throws -> String {
        let run = try Executable.run(["evidence"] + words + ["--as-of", day, "--workspace", workspace, "--format", "tsv"])
        try #require(run.status == 0, "\(run.errors)")
        return run.output
    }

    /// Every number of `evidence gaps`, counted a second time by a script that knows neither its query nor the program.
    @Test(.enabled(if: python != nil, Missing.python), arguments: ["2026-07-31", "2026-08-31", "2026-10-15", "2027-03-01", "2026-07-30"])
    func gapsAreRecounted(_ day: String) throws {
        _ = try load("register-july.csv", on: "2026-07-31")
        _ = try load("register-august.csv", on: "2026-08-31")
        let lines = try ask(["gaps"], on: day).split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        let header = lines[0]
        let columns = try ["kind", "id", "gap", "items", "overdue", "categories"].map { name in try #require(header.firstIndex(of: name)) }
        let counted = lines.dropFirst().map { line in columns.map { line[$0] } }.sorted { $0[1] < $1[1] }
        let recount = try Executable.run(
            [Executable.repository.appending(path: "scripts/recount-evidence").path, workspace, Executable.repository.appending(path: "kb").path, day],
            program: try #require(Self.python))
        try #require(recount.status == 0, "\(recount.errors)")
        #expect(counted.map { $0.joined(separator: "\t") + "\n" }.joined() == recount.output)
        #expect(counted.count > 10)
    }

    @Test func nothingIsThereTwice() throws {
        let first = try load("register-july.csv", on: "2026-07-31")
        #expect(first.output.contains("added, 0 changed, 0 ended, 0 unchanged"), "\(first)")
        let count = "MATCH (e:EvidenceItem) WHERE e.valid_to IS NULL RETURN count(e) AS items, count(DISTINCT e.ref) AS refs"
        func items() throws -> String { try Executable.run(["--workspace", workspace, "-c", count]).output }
        let before = try items()
        let again = try load("register-july.csv", on: "2026-07-31")
        #expect(again.output.contains("0 added, 0 changed, 0 ended"), "\(again)")
        #expect(try items() == before)
        let august = try load("register-august.csv", on: "2026-08-31")
        #expect(august.output.contains("2 added, 1 changed, 1 ended"), "\(august)")
        #expect(try ask(["show", "evidence:EV-10"], on: "2026-07-31").contains("Fire Risk Assessment 2024.pdf"))
        // History stays.
        let gaps = try ask(["gaps"], on: "2026-07-31")
        _ = try load("register-july.csv", on: "2026-09-30")
        #expect(try ask(["gaps"], on: "2026-07-31") == gaps)
        #expect(try load("register-july.csv", on: "2026-08-01").errors.contains("[BeforeLastLoad]"))
    }

    @Test func strictLoadsNothing() throws {
        let run = try load("register-july.csv", on: "2026-07-31", ["--strict"])
        #expect(run.status == 1)
        #expect(run.errors.contains("[RejectedRows]"))
        #expect(try Executable.run(["evidence", "gaps", "--workspace", workspace]).errors.contains("no register of evidence has been loaded"))
        #expect(try Executable.run(["--workspace", workspace, "-c", "MATCH (e:EvidenceItem) RETURN count(e)"]).output == "count(e)\n0\n")
    }

    /// Loaded and rejected rows add up, whatever is in the file.
    @Test func rowsAddUp() throws {
        var generator = Steps(state: 17)
        let pieces = ["W3", "W9", "", "S1; S2", "Reg 17", "Reg 18", "TBC", "31/02/2026", "E-1", "E-2", "Safe", "\"a\nb\"", "=1+1", "€", "'"]
        for _ in 0..<6 {
            let rows = (0..<40).map { _ in (0..<5).map { _ in pieces.randomElement(using: &generator)! }.joined(separator: ",") }
            let path = folder.url.appending(path: "random.csv").path
            try ("Ref,Statement,Regulation,Evidence,Review due\n" + rows.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
            let run = try load(path, on: "2026-07-31", ["--dry-run"])
            let match = try #require(run.output.firstMatch(of: #/(\d+) loaded \+ (\d+) rejected = (\d+) rows?/#), "\(run)")
            #expect(Int(match.1)! + Int(match.2)! == Int(match.3)!)
            #expect(Int(match.3)! == rows.count { $0 != ",,,," })
        }
    }

    /// Killed at any moment of the second load: the register is the first or the second, whole.
    @Test func killedWhileLoading() throws {
        _ = try load("register-july.csv", on: "2026-07-31")
        let first = try ask(["gaps"], on: "2026-08-31")
        let copy = try Data(contentsOf: URL(filePath: workspace))
        _ = try load("register-august.csv", on: "2026-08-31")
        let second = try ask(["gaps"], on: "2026-08-31")
        #expect(first != second)
        for delay in [0.01, 0.03, 0.05, 0.08, 0.12, 0.16, 0.2, 0.3] {
            try copy.write(to: URL(filePath: workspace))
            try Executable.kill([
                    "evidence", "load", Self.examples.appending(path: "register-august.csv").path, "--on", "2026-08-31", "--workspace", workspace,
                ], after: delay, home: folder.url.path)
            let now = try ask(["gaps"], on: "2026-08-31")
            #expect(now == first || now == second)
            // And the load can be done once more.
            #expect(try load("register-august.csv", on: "2026-08-31").status == 0)
            #expect(try ask(["gaps"], on: "2026-08-31") == second)
        }
    }

    /// The figures of the report are those of the command.
    @Test func reportAgreesWithGaps() throws {
        _ = try load("register-july.csv", on: "2026-07-31")
        let report = try Executable.run([
            "report", "evidence", "--as-of", "2026-07-31", "--workspace", workspace, "--format", "csv", "--section", "missing", "--fail-on-gap",
        ])
        #expect(report.status == 3)
        let ids = Set(report.output.split(separator: "\n").dropFirst().compactMap { line in line.split(separator: ",").first { $0.contains(":") } })
        let gaps = Set(try ask(["gaps"], on: "2026-07-31").split(separator: "\n").dropFirst().map { $0.split(separator: "\t")[1] })
        #expect(ids == gaps)
    }
}

/// Numbers that look random and are the same on every run.
private struct Steps: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
