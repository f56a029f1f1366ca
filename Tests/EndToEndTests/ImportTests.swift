import Foundation
import Testing

/// `cqcq import`, compared with what other readers make of the same files.
@Suite struct ImportTests {
    private static let python = Executable.repository.appending(path: ".venv/bin/python").path

    /// Sets that projects have published: `$CQCQ_SSSOM` or a folder beside the repository.
    private static let published: [String] = {
        let place = ProcessInfo.processInfo.environment["CQCQ_SSSOM"] ?? "../shared/sssom"
        return sets(below: URL(filePath: place, relativeTo: Executable.repository))
    }()

    private static func sets(below folder: URL) -> [String] {
        let paths = FileManager.default.subpaths(atPath: folder.path) ?? []
        return paths.filter { ["tsv", "csv", "json"].contains(($0 as NSString).pathExtension) }.sorted().map { folder.appending(path: $0).path }
    }

    /// Rejected and read alike, row by row, and with the same meaning after an export.
    private func readAlike(_ paths: [String]) throws {
        let run = try Executable.run(["scripts/sssom", "import", Executable.path] + paths, program: Self.python)
        #expect(run.errors == "")
        #expect(run.status == 0)
        #expect(run.output.split(separator: "\n").count == paths.count)
    }

    @Test(.enabled(if: SSSOMTests.isInstalled, "the sssom package is not installed"))
    func setsAreReadAsTheSSSOMPackageReadsThem() throws {
        let paths = Self.sets(below: Executable.repository.appending(path: "Tests/EndToEndTests/Files/sssom"))
        try #require(paths.count == 9)
        try readAlike(paths)
    }

    @Test(.enabled(if: SSSOMTests.isInstalled && !published.isEmpty, "the sssom package or the published sets are not there"))
    func publishedSetsAreReadAsTheSSSOMPackageReadsThem() throws {
        try readAlike(Self.published)
    }

    @Test func columnsThatAreNoSlotsAreKept() throws {
        let folder = try TemporaryFolder()
        let workspace = folder.url.appending(path: "w.cypher").path
        let run = try Executable.run(["import", "Tests/EndToEndTests/Files/spreadsheet.sssom.csv", "--into", "workspace", "--workspace", workspace])
        try #require(run.status == 0, "\(run.errors)")
        let out = folder.url.appending(path: "out").path
        try #require(try Executable.run(["export", out, "--format", "sssom", "--workspace", workspace]).status == 0)
        let text = try String(contentsOfFile: out + "/spreadsheet.sssom.tsv", encoding: .utf8)
        #expect(text.contains("subject_id\tpredicate_id\tobject_id\tmapping_justification\text_source\tour_status\tpredicate\n"))
        #expect(text.contains("pol:a\towl:equivalentClass\tpol:b\tsemapv:LexicalMatching\tboard\tagreed, in 2025\tp1\n"))
    }

    /// Nothing is written where a file is rejected, and a rejected import leaves a workspace as it was.
    @Test func aRejectedFileLeavesNothing() throws {
        let folder = try TemporaryFolder()
        let workspace = folder.url.appending(path: "w.cypher")
        let files = "Tests/EndToEndTests/Files/sssom/"
        let bad = try Executable.run(["import", files + "bad-head.sssom.tsv", "--into", "workspace", "--workspace", workspace.path])
        #expect(bad.status == 1)
        #expect(bad.errors.contains("bad-head.sssom.tsv:1:"))
        #expect(!FileManager.default.fileExists(atPath: workspace.path))
        try #require(try Executable.run(["import", files + "plain.sssom.tsv", "--into", "workspace", "--workspace", workspace.path]).status == 0)
        let before = try Data(contentsOf: workspace)
        let again = try Executable.run(["import", files + "plain.sssom.tsv", "--into", "workspace", "--workspace", workspace.path])
        #expect(again.status == 2)
        #expect(again.errors.contains("[NameTaken]"))
        #expect(try Data(contentsOf: workspace) == before)
        #expect(String(decoding: before, as: UTF8.self).components(separatedBy: "// block ").count == 2)
    }
}
