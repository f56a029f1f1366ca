import Foundation
import Testing

/// The tables of the documents are what `scripts/doc-tables` makes of them now. `make docs` writes them anew.
@Suite struct DocTablesTests {
    static let documents = ["docs/knowledge.md"]

    @Test(arguments: documents)
    func isUpToDate(_ name: String) throws {
        let original = Executable.repository.appending(path: name)
        let folder = try TemporaryFolder()
        let copy = folder.url.appending(path: "document.md")
        try FileManager.default.copyItem(at: original, to: copy)
        let run = try Self.write(copy)
        #expect(run.errors.isEmpty)
        #expect(run.status == 0)
        #expect(try String(contentsOf: copy, encoding: .utf8) == String(contentsOf: original, encoding: .utf8))
    }

    @Test func writesTables() throws {
        let folder = try TemporaryFolder()
        let document = folder.url.appending(path: "document.md")
        let text = """
            before
            <!-- table: RETURN 1 AS n -->
            stale
            <!-- end of table -->
            <!-- table: :schema | mapping sets -->
            <!-- end of table -->
            after

            """
        try text.write(to: document, atomically: true, encoding: .utf8)
        _ = try Self.write(document)
        let lines = try String(contentsOf: document, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.prefix(5) == ["before", "<!-- table: RETURN 1 AS n -->", "| n |", "| ---: |", "| 1 |"])
        #expect(lines[7] == "| set | type | from | to | rows |")
        #expect(lines.suffix(2) == ["after", ""])
        #expect(!lines.contains("stale"))
    }

    /// The charts of the documents are those that the reports draw now.
    @Test func picturesAreUpToDate() throws {
        let folder = try TemporaryFolder()
        let script = Executable.repository.appending(path: "scripts/report-pictures").path
        let run = try Executable.run([script, Executable.path, folder.url.path], program: "/bin/bash")
        #expect(run.errors.isEmpty)
        #expect(run.status == 0)
        let pictures = Executable.repository.appending(path: "docs/pictures")
        let names = try FileManager.default.contentsOfDirectory(atPath: pictures.path).filter { $0.hasSuffix(".svg") }.sorted()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == names)
        for name in names {
            let drawn = try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
            #expect(drawn.hasPrefix("<svg "))
            #expect(try String(contentsOf: pictures.appending(path: name), encoding: .utf8) == drawn, "\(name): `make docs` draws it anew")
        }
        // Each is shown somewhere.
        let documents = try ["README.md", "docs/reports.md"].map { try String(contentsOf: Executable.repository.appending(path: $0), encoding: .utf8) }
        for name in names + ["brief.png"] { #expect(documents.contains { $0.contains("pictures/\(name))") }) }
    }

    /// The picture of a page shows the rows that the report has now.
    @Test func pictureOfTheBriefIsUpToDate() throws {
        let script = Executable.repository.appending(path: "scripts/brief-picture").path
        let run = try Executable.run([script, "--check", Executable.path], program: "/usr/bin/python3")
        #expect(run.status == 0, "\(run.errors)")
    }

    private static func write(_ document: URL) throws -> Executable.Run {
        let script = Executable.repository.appending(path: "scripts/doc-tables").path
        return try Executable.run([script, Executable.path, document.path], program: "/bin/bash")
    }
}
