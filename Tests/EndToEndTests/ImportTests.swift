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

    @Test(.enabled(if: SSSOMTests.isInstalled, Missing.sssom))
    func setsAreReadAsTheSSSOMPackageReadsThem() throws {
        let paths = Self.sets(below: Executable.repository.appending(path: "Tests/EndToEndTests/Files/sssom"))
        try #require(paths.count == 9)
        try readAlike(paths)
    }

    @Test(.enabled(if: SSSOMTests.isInstalled && !published.isEmpty, Missing.published))
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

    /// Terms, predicates and justifications of another project keep their addresses in RDF.
    @Test func importedTermsKeepTheirAddresses() throws {
        let folder = try TemporaryFolder()
        let workspace = folder.url.appending(path: "w.cypher").path
        let run = try Executable.run(["import", "Tests/EndToEndTests/Files/spreadsheet.sssom.csv", "--into", "workspace", "--workspace", workspace])
        try #require(run.status == 0, "\(run.errors)")
        let turtle = try Executable.run(
            ["export", "-", "--format", "turtle", "--workspace", workspace, "--query", "MATCH p = (:Term)-[:MAPS_TO]->() RETURN p"]).output
        #expect(turtle.contains("<https://example.org/policies/a> owl:equivalentClass <https://example.org/policies/b> ;"))
        #expect(turtle.contains("skos:broadMatch <https://example.org/policies/c>"))
        #expect(turtle.contains("owl:annotatedProperty owl:equivalentClass ;"))
        #expect(turtle.contains("sssom:mapping_justification semapv:LexicalMatching"))
        #expect(!turtle.contains("ManualMappingCuration") && !turtle.contains("core#owl"))
    }

    private func rows(_ query: String, _ options: [String]) throws -> String {
        let run = try Executable.run(options + ["--format", "csv", "-c", query])
        try #require(run.status == 0, "\(run.errors)")
        return run.output
    }

    private static let statements = """
        MATCH (s:ImportedStatement)-[:PART_OF]->(p) OPTIONAL MATCH (s)-[m:MAPS_TO]->(q)
        WITH s, p, m, q ORDER BY q.id
        WITH s, p, collect(m.predicate + ' ' + q.id) AS maps
        RETURN s.id, s.code, s.title, s.summary, s.aliases, s.iri, p.id, maps ORDER BY s.position
        """

    @Test func turtleAndJSONLDAreTheSameFramework() throws {
        let folder = try TemporaryFolder()
        var found: [String] = []
        for name in ["standards.ttl", "standards.jsonld"] {
            let workspace = folder.url.appending(path: name + ".cypher").path
            let run = try Executable.run(["import", (name.hasSuffix("ttl") ? "docs/examples/" : "Tests/EndToEndTests/Files/frameworks/") + name, "--into", "workspace", "--workspace", workspace])
            #expect(run.output.hasPrefix("HCS-2024: 5 statements, 4 mappings\n"))
            found.append(try rows(Self.statements, ["--workspace", workspace, "--read-only"]))
        }
        #expect(found[0] == found[1])
        #expect(found[0].contains("hcs-2024:1.1,1.1,People are kept safe,\"Harm is prevented,\nand reported where it happens.\",\"[\"\"Keeping safe\"\"]\",https://example.org/standards/people,hcs-2024:1,\"[\"\"related saf:S3\"\"]\"\n"))
    }

    @Test func oscalCatalogsBecomeFrameworks() throws {
        let folder = try TemporaryFolder()
        let workspace = folder.url.appending(path: "w.cypher").path
        let run = try Executable.run(["import", "Tests/EndToEndTests/Files/frameworks/catalog.json", "--format", "oscal", "--name", "IC", "--into", "workspace", "--workspace", workspace])
        #expect(run.output == "IC: 4 statements\nkept in \(workspace)\n")
        #expect(try rows("MATCH (s:ImportedStatement)-[:PART_OF]->(p) RETURN s.code, s.title, s.summary, p.id ORDER BY s.position", ["--workspace", workspace, "--read-only"]) == """
            s.code,s.title,s.summary,p.id
            g1,Leadership,,fw:IC
            IC-1,Board minutes,The board keeps minutes. Monthly.,ic:g1
            c-1.1,Minutes are published,,ic:IC-1
            c-2,Whistleblowing log,,fw:IC

            """)
    }

    /// What this program exports as a catalog comes in with the same statements.
    @Test func ownCatalogsComeBack() throws {
        let folder = try TemporaryFolder()
        let (out, workspace) = (folder.url.appending(path: "oscal").path, folder.url.appending(path: "w.cypher").path)
        try #require(try Executable.run(["export", out, "--format", "oscal", "--framework", "SAF-2023"]).status == 0)
        let run = try Executable.run(["import", out + "/catalogs/SAF-2023.json", "--format", "oscal", "--name", "COPY", "--into", "workspace", "--workspace", workspace])
        try #require(run.status == 0, "\(run.errors)")
        let pairs = try rows("MATCH (q:QualityStatement) MATCH (s:ImportedStatement {title: q.title}) RETURN count(DISTINCT q) AS n", ["--workspace", workspace, "--read-only"])
        #expect(pairs == "n\n34\n")
    }

    @Test(arguments: [
        ("a.ttl", "@prefix a: <b> .\n<x> <y> \"z .\n", "a.ttl:2:12: error: this is not RDF"), ("a.ttl", "<a> <b> <c> .\n", "[UnexpectedContent]"),
        ("a.jsonld", "{\"@context\": \"https://example.org/c.jsonld\"}", "a.jsonld:1:14: error: the context https://example.org/c.jsonld would have to be fetched"),
        ("a.jsonld", "{\"@id\": }", "a.jsonld:1:9: error: this is not JSON"), ("a.sssom.json", "[]", "[UnexpectedContent]"),
        ("a.rdf", "<x/>", "[UnknownImportFormat]"), ("a.sssom.tsv", "\u{0}\u{1}", "0 mappings"),
    ])
    func badFilesAreRefused(name: String, text: String, says: String) throws {
        let folder = try TemporaryFolder()
        let (file, workspace) = (folder.url.appending(path: name), folder.url.appending(path: "w.cypher"))
        try Data(text.utf8).write(to: file)
        let run = try Executable.run(["import", file.path, "--into", "workspace", "--workspace", workspace.path])
        #expect((run.errors + run.output).contains(says), "\(run)")
        #expect(run.status == (says == "0 mappings" ? 0 : name == "a.rdf" ? 2 : 1))
        #expect(run.status == 0 || !FileManager.default.fileExists(atPath: workspace.path))
    }

    /// A folder takes frameworks and sets whole, and `cqcq check` finds no error in it then.
    @Test func aKnowledgeBaseTakesFrameworks() throws {
        let folder = try TemporaryFolder()
        let kb = folder.url.appending(path: "kb").path
        try FileManager.default.copyItem(atPath: Executable.repository.appending(path: "kb").path, toPath: kb)
        let files = "Tests/EndToEndTests/Files/"
        let first = try Executable.run(["import", "docs/examples/standards.ttl", "--into", "kb", "--kb", kb])
        #expect(first.output == "HCS-2024: 5 statements\nHCS-2024-mappings: 3 mappings, 1 row left out\nwritten to \(kb)\n", "\(first.errors)")
        #expect(first.errors.contains("the knowledge base has no https://example.org/other#m"))
        let second = try Executable.run(["import", "docs/examples/policies.csv", "--format", "table", "--name", "POLICIES", "--into", "kb", "--kb", kb])
        #expect(second.status == 0, "\(second.errors)")
        #expect(try Executable.run(["check", "--kb", kb]).status == 0)
        #expect(try rows("MATCH (:ImportedStatement {framework: 'POLICIES'})-[m:MAPS_TO]->(q:QualityStatement) RETURN count(*) AS n", ["--kb", kb]) == "n\n6\n")
        // Nothing of plain.sssom.tsv is known: nothing is written.
        let before = try FileManager.default.subpathsOfDirectory(atPath: kb).sorted()
        let third = try Executable.run(["import", files + "sssom/plain.sssom.tsv", "--into", "kb", "--kb", kb])
        #expect(third.status == 1 && third.errors.contains("[NothingToImport]"))
        #expect(try FileManager.default.subpathsOfDirectory(atPath: kb).sorted() == before)
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
