import Diagnostics
import Foundation
import Knowledge
import PropertyGraph
import Testing

@testable import Shell

/// A folder and the knowledge base of the end-to-end tests.
private struct Bench {
    static let knowledge = Result<KnowledgeBase, any Error> {
        try KnowledgeBase.load(
            directory: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "EndToEndTests/Fixture").path)
    }

    let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-\(UUID().uuidString)")
    var path: String { folder.appending(path: "ideas.cypher").path }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// A session over the file; what it says goes to `errors`.
    func session(readOnly: Bool = false, errors: Output = .memory()) throws -> Session {
        let session = Session(
            knowledge: try Self.knowledge.get(), settings: Session.Settings(format: .tsv), output: .memory(), errors: errors)
        session.settings.parameters = ["user": .string("ann"), "n": .integer(7), "text": .string("it's\n\"\\")]
        session.settings.readOnly = readOnly
        try session.open(
            Workspace(path, knowledge: session.digest, commands: session.commandNames, isReadOnly: readOnly))
        return session
    }

    var bytes: [UInt8] { (try? Data(contentsOf: URL(filePath: path))).map(Array.init) ?? [] }

    func write(_ bytes: some Sequence<UInt8>) throws { try Data(bytes).write(to: URL(filePath: path)) }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }
}

extension Session {
    fileprivate func run(_ text: String) throws {
        var reader = StatementReader(commands: commandNames, name: nil)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            for statement in reader.read(String(line)) { _ = try execute(statement) }
        }
        if let last = reader.finish() { _ = try execute(last) }
    }

    /// Every node and relationship of the whole graph, ids too, one line each.
    fileprivate var dump: [String] {
        let graph = wholeGraph()
        return graph.nodes().map { "\($0.index) \(graph.text(of: .node($0)))" }
            + graph.relationships().map { id in
                let ends = graph.ends(of: id)
                return "\(ends.source.index) \(graph.text(of: .relationship(id))) \(ends.target.index)"
            }
    }
}

@Suite struct WorkspaceTests {
    private static let statements = """
        CREATE (:Mark {n: 1, at: datetime(), day: date()});
        MATCH (s:Statement {code: 'W1'}) SET s.seen = $n, s.said = $text RETURN s.code;
        :begin
        CREATE (a:Mark {n: 2, text: 'two
        lines // no comment; no end'})-[:NEXT]->(b:Mark {n: 3});
        MERGE (m:Mark {n: 3}) ON MATCH SET m.met = localtime() ON CREATE SET m.made = 1;
        :commit they belong together
        :begin
        CREATE (:Mark {n: 4});
        :rollback
        MATCH (m:Mark {n: 1}) DELETE m;
        MATCH (:Statement {code: 'S1'})-[r:ANSWERS]->() SET r.weight = 0.1, r.list = [1, 2];
        MATCH (s:Statement {code: 'S1'}) DETACH DELETE s // gone
        """

    @Test func replayGivesTheSameGraph() throws {
        let bench = try Bench()
        defer { bench.remove() }
        var dump: [String] = []
        do {
            let session = try bench.session()
            try session.run(Self.statements)
            dump = session.dump
        }
        let before = bench.bytes
        let session = try bench.session()
        #expect(session.dump == dump)
        #expect(session.keptCount == 7)
        #expect(bench.bytes == before)
        #expect(session.workspace?.contents.blocks.map(\.entries.count) == [1, 1, 2, 1, 1, 1])
        #expect(session.workspace?.contents.blocks.map(\.reason) == [nil, nil, "they belong together", nil, nil, nil])
        #expect(Set(session.workspace?.contents.blocks.map(\.author) ?? []) == ["ann"])
    }

    @Test func whatChangesNothingIsNotKept() throws {
        let bench = try Bench()
        defer { bench.remove() }
        let session = try bench.session()
        let before = bench.bytes
        try session.run("MATCH (m:Mark) SET m.n = 1;\n:begin\n:commit\nMERGE (:Statement {code: 'W1'});\nRETURN 1")
        #expect(bench.bytes == before)
    }

    /// Power may go after any byte. What was whole stays; of the last block all is there or nothing.
    @Test func tornAtEveryByte() throws {
        let bench = try Bench()
        defer { bench.remove() }
        var sizes: [Int] = []
        do {
            let session = try bench.session()
            sizes.append(bench.bytes.count)
            for line in ["CREATE (:Mark {n: 1});", ":begin\nCREATE (:Mark {n: 2});\nCREATE (:Mark {n: 3, t: 'é'});\n:commit why"] {
                try session.run(line)
                sizes.append(bench.bytes.count)
            }
        }
        let whole = bench.bytes
        for length in Array(stride(from: 0, to: sizes[1], by: 9)) + Array(sizes[1]...whole.count) {
            for name in bench.names { try FileManager.default.removeItem(at: bench.folder.appending(path: name)) }
            try bench.write(whole[..<length])
            let kept = sizes.last { $0 <= length } ?? 0
            let marks = kept == sizes[2] ? 3 : kept == sizes[1] ? 1 : 0
            let isTorn = kept > 0 && length > kept
            do {
                let session = try bench.session(readOnly: true)
                #expect(session.keptCount == marks, "cut at \(length)")
                #expect(bench.bytes.count == length)
            }
            do {
                let errors = Output.memory()
                let session = try bench.session(errors: errors)
                #expect(session.keptCount == marks, "cut at \(length)")
                #expect(errors.text.contains("[TornBlock]") == isTorn)
            }
            #expect(bench.bytes == Array(whole[..<max(kept, sizes[0])]), "cut at \(length)")
            #expect(bench.names == (isTorn ? ["ideas.cypher", "ideas.cypher.torn-1"] : ["ideas.cypher"]))
            if isTorn {
                let aside = try Data(contentsOf: bench.folder.appending(path: "ideas.cypher.torn-1"))
                #expect(Array(aside) == Array(whole[kept..<length]))
            }
        }
    }

    /// The file has grown, and its bytes never came.
    @Test func zerosAtTheEndAreTorn() throws {
        let bench = try Bench()
        defer { bench.remove() }
        try bench.session().run("CREATE (:Mark {n: 1});\nCREATE (:Mark {n: 2});")
        let whole = bench.bytes
        for count in [1, 40, 150] {
            try bench.write(whole.dropLast(count) + [UInt8](repeating: 0, count: count))
            let errors = Output.memory()
            let session = try bench.session(errors: errors)
            #expect(session.keptCount == 1)
            #expect(errors.text.contains("[TornBlock]"))
        }
    }

    /// Any other byte that differs is no work of a loss of power, and nothing is changed.
    @Test func damageIsAnErrorAtEveryByte() throws {
        let bench = try Bench()
        defer { bench.remove() }
        var head = 0
        do {
            let session = try bench.session()
            head = bench.bytes.count
            try session.run("CREATE (:Mark {n: 1});\nCREATE (:Mark {n: 2});")
        }
        let whole = bench.bytes
        for place in head..<whole.count {
            var damaged = whole
            damaged[place] = damaged[place] == 0x21 ? 0x22 : 0x21
            try bench.write(damaged)
            do {
                let session = try bench.session()
                // A greater number of bytes in the last heading reads as a block cut short.
                #expect(session.keptCount == 1, "at \(place)")
                Issue.record("damage at \(place) was passed over")
            } catch let error as Diagnostics {
                let fault = error.list[0]
                #expect(fault.fault.code == "DamagedBlock", "at \(place)")
                #expect(fault.source?.name == bench.path)
            }
            #expect(bench.bytes == damaged)
        }
    }

    @Test func anotherProgramsBytesAreNotWrittenOver() throws {
        let bench = try Bench()
        defer { bench.remove() }
        let session = try bench.session()
        try session.run("CREATE (:Mark {n: 1});")
        try bench.write(bench.bytes + Array("// a note\n".utf8))
        let changed = bench.bytes
        #expect(throws: Diagnostics.self) { try session.run("CREATE (:Mark {n: 2});") }
        #expect(bench.bytes == changed)
        #expect(session.keptCount == 1)
    }

    @Test func aCommitThatFailsLeavesTheTransactionOpen() throws {
        let bench = try Bench()
        defer { bench.remove() }
        let session = try bench.session()
        try session.run(":begin\nCREATE (:Mark {n: 1});")
        let before = bench.bytes
        try bench.write(before + [0x0A])
        #expect(throws: Diagnostics.self) { try session.run(":commit") }
        #expect(session.isInTransaction)
        try session.run(":rollback")
        #expect(session.keptCount == 0)
    }
}
