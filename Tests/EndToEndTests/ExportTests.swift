import Foundation
import Testing

/// What `cqcq export` writes, read back by the programs of those who will get it.
@Suite struct ExportTests {
    static let hasReaders: Bool = {
        let python = Executable.repository.appending(path: ".venv/bin/python").path
        guard FileManager.default.isExecutableFile(atPath: python) else { return false }
        let probe = try? Executable.run(["-c", "import rdflib, pyshacl, trestle, networkx"], program: python)
        return probe?.status == 0
    }()

    /// `name<tab>value` of each line.
    private func read(_ format: String, _ path: String) throws -> [String: String] {
        let python = Executable.repository.appending(path: ".venv/bin/python").path
        let run = try Executable.run(["scripts/read-exports", format, path], program: python)
        try #require(run.status == 0, "\(run.errors)")
        return Dictionary(run.output.split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }, uniquingKeysWith: { $1 })
    }

    private func export(_ format: String, to name: String, in folder: TemporaryFolder, _ options: [String] = []) throws -> (path: String, report: String) {
        let path = folder.url.appending(path: name).path
        let run = try Executable.run(["export", path, "--format", format] + options)
        try #require(run.status == 0, "\(run.errors)")
        #expect(run.output.isEmpty)
        return (path, run.errors)
    }

    /// A number that a query gives over the whole knowledge base, on all days.
    private func count(_ query: String) throws -> String {
        let run = try Executable.run(["--format", "csv", "-c", "USE cqcq.all() " + query])
        try #require(run.status == 0, "\(run.errors)")
        return run.output.split(separator: "\n").last.map(String.init) ?? ""
    }

    private var nodes: String { get throws { try count("MATCH (n) RETURN count(*) AS n") } }
    private var relationships: String { get throws { try count("MATCH ()-[r]->() RETURN count(*) AS n") } }
    private var mappings: String { get throws { try count("MATCH ()-[r]->() WHERE r.set IS NOT NULL RETURN count(*) AS n") } }

    @Test(.enabled(if: SSSOMTests.isInstalled, Missing.sssom))
    func sssomIsValidWithAllRows() throws {
        let folder = try TemporaryFolder()
        let (path, _) = try export("sssom", to: "sets", in: folder)
        let python = Executable.repository.appending(path: ".venv/bin/python").path
        let run = try Executable.run(["-c", "cd '\(path)' && exec '\(python)' '\(Executable.repository.path)/scripts/sssom' *.tsv"], program: "/bin/sh")
        #expect(run.errors == "")
        #expect(run.status == 0)
        let sets = try Executable.run(["--format", "tsv", "-c", "USE cqcq.all() MATCH ()-[m]->() WHERE m.set IS NOT NULL RETURN m.set + '.sssom.tsv' AS file, count(*) AS rows ORDER BY file"])
        let lines = run.output.split(separator: "\n")
        #expect(lines.filter { !$0.hasPrefix("all.") } == Array(sets.output.split(separator: "\n").dropFirst()))
        #expect(lines.contains("all.sssom.tsv\t\(try mappings)"))
    }

    @Test(.enabled(if: hasReaders, Missing.readers))
    func rdfSaysTheSameInBothForms() throws {
        let folder = try TemporaryFolder()
        let turtle = try export("turtle", to: "kb.ttl", in: folder)
        let json = try export("jsonld", to: "kb.jsonld", in: folder)
        let (first, second) = (try read("turtle", turtle.path), try read("jsonld", json.path))
        #expect(first == second)
        #expect(turtle.report.contains("\(first["triples"] ?? "none") triples"))
        #expect(first["mappings"] == (try mappings))
        #expect(first["schemes"] == (try count("MATCH (f:Framework) RETURN count(*) AS n")))
        // The first report, as a query of SPARQL.
        #expect(first["gap"] == "W1 W2 W3 W4 W5 W6 W7 W8")
        #expect(try read("shacl", turtle.path)["conforms"] == "True")
    }

    @Test(.enabled(if: hasReaders, Missing.readers))
    func oscalModelsAccept() throws {
        let folder = try TemporaryFolder()
        let read = try read("oscal", try export("oscal", to: "oscal", in: folder).path)
        #expect(read["maps"] == (try count("MATCH ()-[r]->() WHERE r.set IS NOT NULL AND type(r) <> 'HAS_NO_MATCH_IN' RETURN count(*) AS n")))
        let own = try count("MATCH (n) WHERE n.framework = 'SAF-2023' RETURN count(*) AS n")
        #expect(read["catalogs/SAF-2023.json"] == own)
    }

    @Test(.enabled(if: hasReaders, Missing.readers))
    func graphMLHasTypedKeys() throws {
        let folder = try TemporaryFolder()
        let read = try read("graphml", try export("graphml", to: "kb.graphml", in: folder).path)
        #expect(read["nodes"] == (try nodes))
        #expect(read["edges"] == (try relationships))
        let types = Set((read["types"] ?? "").split(separator: " ").map(String.init))
        #expect(types.isSuperset(of: ["position:int", "title:str", "fundamental_standard:bool"]))
    }

    @Test(.enabled(if: hasReaders, Missing.readers))
    func sqliteIsSound() throws {
        let folder = try TemporaryFolder()
        let read = try read("sqlite", try export("sqlite", to: "kb.sqlite", in: folder).path)
        #expect(read["integrity"] == "ok")
        #expect(read["foreign keys"] == "0")
        #expect(read["node"] == (try nodes))
        #expect(read["QualityStatement"] == "34")
        #expect(read["qs-regulation"] == (try count("MATCH ()-[r {set: 'qs-regulation'}]->() RETURN count(*) AS n")))
    }

    private static let python = Executable.repository.appending(path: ".venv/bin/python").path
    private static let hasOpenpyxl = FileManager.default.isExecutableFile(atPath: python)
        && (try? Executable.run(["-c", "import openpyxl"], program: python).status == 0) ?? false

    @Test(.enabled(if: hasOpenpyxl, Missing.openpyxl))
    func workbooksHaveEveryNodeAndRelationship() throws {
        let folder = try TemporaryFolder()
        let (path, report) = try export("xlsx", to: "kb.xlsx", in: folder)
        let script = """
            import openpyxl, sys
            book = openpyxl.load_workbook(sys.argv[1], read_only=True)
            rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
            print(sum(len(each) - 1 for each in rows.values() if each[0][0] == "id"))
            print(sum(len(each) - 1 for each in rows.values() if each[0][0] == "subject_id"))
            print([row[rows["QualityStatement"][0].index("title")] for row in rows["QualityStatement"] if row[0] == "saf:W5"][0])
            print(rows["About"][1][0])
            """
        let run = try Executable.run(["-c", script, path], program: Self.python)
        #expect(run.output == "\(try nodes)\n\(try relationships)\nGovernance, management and sustainability\nprogram\n", "\(run.errors)")
        #expect(report.contains("\(try nodes) nodes"))
        #expect(try Executable.run(["export", "-", "--format", "xlsx"]).errors.contains("[WrongTarget]"))
    }

    private static let dot = ["/usr/bin/dot", "/usr/local/bin/dot", "/opt/homebrew/bin/dot"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(.enabled(if: dot != nil, Missing.graphviz))
    func graphvizReads() throws {
        let folder = try TemporaryFolder()
        let (path, _) = try export("dot", to: "w.dot", in: folder, ["--query", "MATCH p = (:KeyQuestion {code: 'W'})<-[:ANSWERS]-(:QualityStatement) RETURN p"])
        let run = try Executable.run(["-Tplain", path], program: try #require(Self.dot))
        #expect(run.status == 0)
        #expect(run.output.split(separator: "\n").count { $0.hasPrefix("node ") } == 9)
    }

    // MARK: Read back by the program itself

    private static let everything = [
        "MATCH (n) RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties ORDER BY id",
        "MATCH (a)-[r]->(b) WITH a.id AS a, type(r) AS t, b.id AS b, properties(r) AS p RETURN a, t, b, p ORDER BY a, t, b, p",
    ]

    /// Every node and relationship with all it has; labels and keys in alphabetical order.
    private func contents(_ options: [String], of graph: String = "") throws -> [[String: Canonical]] {
        var rows: [[String: Canonical]] = []
        for query in Self.everything {
            let run = try Executable.run(options + ["--format", "jsonl", "-c", graph + query])
            try #require(run.status == 0, "\(run.errors)")
            for line in run.output.split(separator: "\n") {
                rows.append(try JSONDecoder().decode([String: Canonical].self, from: Data(line.utf8)))
            }
        }
        try #require(rows.count > 1000)
        return rows
    }

    @Test func csvLoadsAsAnEqualGraph() throws {
        let folder = try TemporaryFolder()
        let (path, report) = try export("csv", to: "kb", in: folder)
        #expect(!report.contains("note:"))
        let (loaded, own) = (try contents(["--load", path]), try contents([], of: "USE cqcq.all() "))
        #expect(loaded == own)
    }

    @Test func theScriptRebuildsTheGraph() throws {
        let folder = try TemporaryFolder()
        let (path, _) = try export("cypher", to: "kb.cypher", in: folder)
        try FileManager.default.createDirectory(at: folder.url.appending(path: "empty"), withIntermediateDirectories: true)
        try Data("id\n".utf8).write(to: folder.url.appending(path: "empty/nodes_Nothing.csv"))
        let rebuilt = try contents(["--load", folder.url.appending(path: "empty").path, "-f", path])
        #expect(rebuilt == (try contents([], of: "USE cqcq.all() ")))
    }

    @Test func theSameDataGiveTheSameBytes() throws {
        let folder = try TemporaryFolder()
        for (format, name) in [("turtle", "a.ttl"), ("sqlite", "a.sqlite"), ("cypher", "a.cypher")] {
            let first = try Data(contentsOf: URL(filePath: try export(format, to: name, in: folder).path))
            let second = try Data(contentsOf: URL(filePath: try export(format, to: "b" + name, in: folder).path))
            #expect(first == second)
        }
    }

    @Test func aFrameworkAndADayAreTaken() throws {
        let folder = try TemporaryFolder()
        let (path, _) = try export("csv", to: "old", in: folder, ["--framework", "ASC-2017", "--as-of", "2021-07-28"])
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(names.contains("nodes_KLOE.csv") && !names.contains("nodes_QualityStatement.csv"))
        let schema = try String(contentsOfFile: path + "/schema.json", encoding: .utf8)
        #expect(schema.contains("\"filters\": \"as of 2021-07-28; framework ASC-2017\""))
    }

    @Test(arguments: [
        (["export", "/dev/null/x", "--format", "turtle"], "/dev/null/x cannot be written", Int32(1)),
        (["export", "-", "--format", "oscal"], "several files", 2),
        (["export", "-", "--format", "sqlite"], "cannot be written to standard output", 2),
        (["export", "-", "--format", "docx"], "docx", 2),
        (["export", "-", "--format", "turtle", "--framework", "SAF-2032"], "SAF-2023", 2),
        (["export", "-", "--format", "dot", "--query", "MATCH (n:Nothing) RETURN n"], "nothing was written", 2),
        (["export", "-", "--format", "dot", "--query", "CREATE (n) RETURN n"], "CREATE", 1),
        (["export", "-", "--format", "dot", "--query", "MATCH (n"], "--query:1:", 1),
    ])
    func refuses(_ words: [String], _ says: String, _ status: Int32) throws {
        let run = try Executable.run(words)
        #expect(run.status == status)
        #expect(run.errors.contains(says), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test func aFolderOfOthersIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        try Data("mine".utf8).write(to: folder.url.appending(path: "notes.txt"))
        let run = try Executable.run(["export", folder.url.path, "--format", "csv"])
        #expect(run.status == 2)
        #expect(run.errors.contains("holds other files"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["notes.txt"])
    }
}

/// JSON with members in no order; lists of labels in alphabetical order would hide nothing that the graph tells apart.
enum Canonical: Decodable, Equatable {
    case null, truth(Bool), number(Double), text(String), list([Canonical]), object([String: Canonical])

    init(from decoder: any Decoder) throws {
        let one = try decoder.singleValueContainer()
        if one.decodeNil() { self = .null } else if let value = try? one.decode(Bool.self) { self = .truth(value) } else if let value = try? one.decode(Double.self) { self = .number(value) } else if let value = try? one.decode(String.self) { self = .text(value) } else if let value = try? one.decode([Canonical].self) { self = .list(value) } else { self = .object(try one.decode([String: Canonical].self)) }
    }
}
