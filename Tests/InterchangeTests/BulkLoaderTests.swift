import Diagnostics
import Foundation
import Interchange
import PropertyGraph
import Testing

/// A folder of CSV files as a graph, and what is wrong with one.
@Suite struct BulkLoaderTests {
    private func load(_ files: [String: String]) throws -> Graph {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-bulk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        return try BulkLoader.load(directory: folder.path())
    }

    /// `file:line:column code`, without the folder.
    private func faults(_ files: [String: String]) throws -> [String] {
        do {
            _ = try load(files)
            return []
        } catch let error as Diagnostics {
            return error.list.map { diagnostic in
                let name = diagnostic.source?.name?.split(separator: "/").last.map(String.init) ?? "-"
                guard let span = diagnostic.span, let source = diagnostic.source, !source.text.isEmpty else {
                    return "\(name) \(diagnostic.fault.code)"
                }
                let position = source.position(of: span.start)
                return "\(name):\(position.line):\(position.column) \(diagnostic.fault.code)"
            }
        }
    }

    private func node(_ graph: Graph, _ label: String, _ row: Int) throws -> PropertyMap {
        let number = try #require(graph.labels.number(of: label))
        return graph.properties(of: graph.nodes(withLabels: [number])[row])
    }

    private static let people = "id,name,age,score,ok,born\n7,Ann,41,1.5,true,1983-02-01\n9,\"Bo, \"\"B\"\"\",,2,FALSE,\n"

    /// Refused, and not waited for.
    @Test func whatIsNoRegularFileIsRefused() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-bulk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, make) in [
            ("pipe", { mkfifo($0, 0o600) }), ("folder", { mkdir($0, 0o700) }), ("device", { symlink("/dev/zero", $0) }),
        ] as [(String, (String) -> Int32)] {
            let place = folder.appending(path: name)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            #expect(make(place.appending(path: "nodes_A.csv").path()) == 0)
            let fault = #expect(throws: Diagnostics.self) { try BulkLoader.load(directory: place.path()) }
            #expect(fault?.list.first?.fault.code == "UnreadableFile")
            #expect(fault?.list.first?.fault.sentence.hasSuffix(name == "folder" ? "Is a directory" : "it is not a regular file") == true)
        }
    }

    @Test func infersTypesAndLeavesOutEmptyCells() throws {
        let graph = try load(["nodes_Person.csv": Self.people])
        #expect(
            try node(graph, "Person", 0) == [
                "id": .integer(7), "name": .string("Ann"), "age": .integer(41), "score": .float(1.5), "ok": .boolean(true),
                "born": .date(CalendarDate("1983-02-01")!),
            ])
        #expect(
            try node(graph, "Person", 1) == [
                "id": .integer(9), "name": .string("Bo, \"B\""), "score": .float(2), "ok": .boolean(false),
            ])
    }

    @Test func takesTypesFromTheSchema() throws {
        let graph = try load([
            "nodes_A.csv": "id,code\r\n1,007\r\n",
            "schema.json": #"{"nodes": {"A": {"cols": [["id", "INT64"], ["code", "STRING"]], "n": 1}}}"#,
        ])
        #expect(try node(graph, "A", 0)["code"] == .string("007"))
    }

    /// Relationships come sorted by source and target, their properties with them, and are found from both ends.
    @Test(arguments: [
        ["nodes_A.csv": "id\n10\n20\n30\n", "rels_T.csv": "src,dst,w\n30,10,1\n10,20,2\n10,10,3\n20,30,4\n"],
        ["nodes_A.csv": "id\na\nb\nc\n", "rels_T.csv": "src,dst,w\nc,a,1\na,b,2\na,a,3\nb,c,4\n"],
        ["nodes_A.csv": "id\n1\n9000000000000\n-5\n", "rels_T.csv": "src,dst,w\n-5,1,1\n1,9000000000000,2\n1,1,3\n9000000000000,-5,4\n"],
    ])
    func tiesNodesTogether(files: [String: String]) throws {
        let graph = try load(files)
        let found = graph.relationships().map { relationship in
            let ends = graph.ends(of: relationship)
            return "\(ends.source.index)-\(graph.property("w", of: relationship))->\(ends.target.index)"
        }
        #expect(found == ["0-integer(3)->0", "0-integer(2)->1", "1-integer(4)->2", "2-integer(1)->0"])
        #expect(graph.relationships(touching: NodeID(0)).count == 3)
        #expect(graph.relationships(touching: NodeID(2)).count == 2)
    }

    @Test func severalLabelsShareIds() throws {
        let graph = try load(["nodes_A.csv": "id\n1\n", "nodes_B.csv": "id,x\n2,5\n", "rels_T.csv": "src,dst\n2,1\n"])
        #expect(graph.nodeCount == 2 && graph.relationshipCount == 1)
        let ends = graph.ends(of: graph.relationships()[0])
        #expect(graph.labels(of: ends.source) == ["B"] && graph.labels(of: ends.target) == ["A"])
    }

    @Test func aFileWithoutRowsIsATableWithoutRows() throws {
        let graph = try load(["nodes_A.csv": "id,x\n", "rels_T.csv": "src,dst\n"])
        #expect(graph.nodeCount == 0 && graph.relationshipCount == 0)
    }

    @Test(arguments: [
        (["nodes_A.csv": "id,x\n1,2\n2\n3,4,5\n"], ["nodes_A.csv:3:1 RaggedRow", "nodes_A.csv:4:1 RaggedRow"]),
        (
            ["nodes_A.csv": "id,x\n1,y\n", "schema.json": #"{"nodes": {"A": {"cols": [["id", "INT64"], ["x", "INT64"]]}}}"#],
            ["nodes_A.csv:2:3 WrongType"]
        ),
        (["nodes_A.csv": "id\n1\n", "rels_T.csv": "src,dst\n1,1\n1,2\n"], ["rels_T.csv:3:1 UnknownID"]),
        (["nodes_A.csv": "id\n1\n1\n"], ["nodes_A.csv:3:1 DuplicateID"]),
        (["nodes_A.csv": "x\n1\n"], ["nodes_A.csv MissingColumn"]),
        (["nodes_A.csv": "id\n1\n", "rels_T.csv": "from,to\n1,1\n"], ["rels_T.csv MissingColumn"]),
        (["nodes_A.csv": "id,x\n1,\"a\n"], ["nodes_A.csv:2:3 UnterminatedQuote"]),
        (["nodes_A.csv": ""], ["nodes_A.csv MissingHeader"]),
        (["rels_T.csv": "src,dst\n"], ["- MissingFile"]),
        (
            ["nodes_A.csv": "id\n1\n", "schema.json": #"{"nodes": {"A": {"cols": [["id", "INTT"]]}}}"#],
            ["schema.json:1:27 UnknownType"]
        ),
    ])
    func tellsWhatIsWrongAndWhere(files: [String: String], expected: [String]) throws {
        #expect(try faults(files) == expected)
    }

    @Test func bytesThatAreNoTextArePlaced() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-bulk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data([0x69, 0x64, 0x0A, 0x31, 0xFF, 0x0A]).write(to: folder.appending(path: "nodes_A.csv"))
        #expect(throws: Diagnostics.self) { try BulkLoader.load(directory: folder.path()) }
    }
}
