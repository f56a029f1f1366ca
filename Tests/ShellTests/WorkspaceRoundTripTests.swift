import Diagnostics
import Foundation
import Knowledge
import PropertyGraph
import Testing

@testable import Shell

/// Whatever a statement writes, the workspace gives it back when it is opened again.
@Suite struct WorkspaceRoundTripTests {
    private static func session(_ path: String) throws -> Session {
        let knowledge = try KnowledgeBase.load(
            directory: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "EndToEndTests/Fixture").path)
        let session = Session(knowledge: knowledge, settings: Session.Settings(format: .tsv), output: .memory(), errors: .memory())
        try session.open(Workspace(path, knowledge: session.digest, commands: session.commandNames, isReadOnly: false))
        return session
    }

    private static func run(_ text: String, in session: Session) throws {
        var reader = StatementReader(commands: session.commandNames, name: nil)
        for statement in reader.read(text) + [reader.finish()].compactMap(\.self) { _ = try session.execute(statement) }
    }

    private static func withFile<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder.appending(path: "w.cypher").path)
    }

    private static func parameters(_ session: Session) {
        session.settings.parameters = [
            "nan": .float(.nan), "infinity": .float(.infinity), "less": .float(-.infinity), "zero": .float(-0.0), "tiny": .float(.leastNonzeroMagnitude),
            "least": .integer(.min), "text": .string("a'b\"c\\d\n\r\t\u{0}\u{1B}[31m\u{202E}\u{85}\u{2028}é\u{1F600}$x\\u0041"),
            "date": .date(CalendarDate(days: -719_163)), "early": .date(CalendarDate(year: -9999, month: 2, day: 3)!),
            "local": .localTime(LocalTime(hour: 23, minute: 59, second: 59, nanosecond: 999_999_999)!),
            "time": .time(OffsetTime(local: .midnight, offset: ZoneOffset(seconds: -3600)!)),
            "stamp": .localDateTime(LocalDateTime(date: CalendarDate(days: 19_000), time: .midnight)),
            "zoned": .dateTime(ZonedDateTime(EpochInstant(seconds: 1_700_000_000, nanosecond: 5), in: .offset(ZoneOffset(seconds: 5400)!))),
            "duration": .duration(CalendarDuration(months: -14, days: 3, nanoseconds: -1_500_000_001)!),
            "list": .list([.integer(1), .integer(2)]), "a b=c`d": .string("named oddly"), "match": .integer(5),
            "nested": .list([.map(["k": .list([.string("x"), .null]), "odd key": .date(CalendarDate(days: 1))])]),
        ]
    }

    static let statements = [
        "CREATE (:T {nan: $nan, infinity: $infinity, less: $less, zero: $zero, tiny: $tiny, least: $least})",
        "CREATE (:T {text: $text})",
        "CREATE (:T {date: $date, early: $early, local: $local, time: $time, stamp: $stamp, zoned: $zoned, duration: $duration})",
        "CREATE (:T {year: $date.year, hour: $zoned.hour, seconds: $duration.seconds})",
        "CREATE (:T {list: $list})",
        "CREATE (:T {odd: $`a b=c``d`, match: $match})",
        "UNWIND $nested AS n CREATE (:T {text: n.k[0], day: n.`odd key`})",
        "CREATE (:T {random: rand()})", "UNWIND range(1, 5) AS i CREATE (:T {random: rand() + i})",
        "UNWIND range(1, 60) AS i WITH i WHERE rand() < 0.5 CREATE (:T {i: i})",
        "CREATE (:T {date: date(), time: time(), moment: datetime(), now: datetime.realtime()})",
        "CREATE (:T {nan: 0.0 / 0.0, infinity: 1.0 / 0.0, less: -1.0 / 0.0})",
        "CREATE (:`a``b` {`c d`: 1, `match`: 2, `é`: 3, `1`: 4})-[:`or not` {`\u{202E}`: 1}]->(:MATCH)",
        "CREATE (:`\\u000a` {s: 'a;b // c', t: \"/* d */\"})",
        "CREATE (:T {s: 'one\n// block 9: 1 statement, 3 bytes, sha256 x\n:param x = 1\n:clock 2020\ntwo'})",
        "CREATE (:T {s: 'a\u{2028}b\u{85}c\u{B}d\u{C}e'})", "CREATE (:T {s: 'a\r\nb'})", "CREATE (:T {s: '\u{FEFF}'})",
        "CREATE (:T) // a comment at the end", "CREATE (:T {n: 1}) /* and\nanother */",
        "MATCH (n) SET n.all = [1.5, -0.0]", "MATCH (n) DETACH DELETE n",
    ]

    @Test(arguments: statements)
    func comesBack(_ statement: String) throws {
        try Self.withFile { path in
            let first = try Self.session(path)
            Self.parameters(first)
            try Self.run(statement, in: first)
            #expect(first.keptCount == 1)
            let second = try Self.session(path)
            #expect(second.wholeGraph().holdsTheSame(as: first.wholeGraph()))
            #expect(second.keptCount == 1)
        }
    }

    /// The comparison sees what `=` does not tell apart.
    @Test(arguments: [("1", "1.0"), ("[1]", "[1.0]"), ("0.0", "-0.0"), ("time('10:00Z')", "time('11:00+01:00')"), ("'a'", "'b'"), ("1", "true")])
    func differs(_ one: String, _ other: String) throws {
        let graphs = try [one, other].map { value in
            try Self.withFile { path in
                let session = try Self.session(path)
                try Self.run("CREATE (:T {x: \(value)})", in: session)
                return session.wholeGraph()
            }
        }
        #expect(!graphs[0].holdsTheSame(as: graphs[1]))
    }

    @Test func allOfThemInOneTransaction() throws {
        try Self.withFile { path in
            let first = try Self.session(path)
            Self.parameters(first)
            try Self.run(":begin", in: first)
            for statement in Self.statements.dropLast() { try Self.run(statement, in: first) }
            try Self.run(":commit", in: first)
            #expect(try Self.session(path).wholeGraph().holdsTheSame(as: first.wholeGraph()))
        }
    }

    private static let declarations = [
        "CREATE CONSTRAINT c FOR (n:C) REQUIRE n.x IS UNIQUE", "CREATE CONSTRAINT FOR (n:C) REQUIRE (n.x, n.y) IS NODE KEY",
        "CREATE CONSTRAINT FOR ()-[r:R]-() REQUIRE r.x IS NOT NULL", "CREATE CONSTRAINT FOR (n:C) REQUIRE n.x IS :: INTEGER",
        "CREATE CONSTRAINT ON (n:C) ASSERT n.`odd ``key` IS UNIQUE", "CREATE INDEX i FOR (n:C) ON (n.x)", "CREATE INDEX ON :C(x)",
    ]

    /// Constraints and indexes come back with a workspace, and hold there.
    @Test(arguments: declarations) func declarationsComeBack(_ declaration: String) throws {
        try Self.withFile { path in
            let first = try Self.session(path)
            try Self.run(declaration, in: first)
            #expect(first.keptCount == 1)
            let second = try Self.session(path)
            #expect(second.wholeGraph().schema.constraints.map(\.statement) == first.wholeGraph().schema.constraints.map(\.statement))
            #expect(second.wholeGraph().schema.indexes.map(\.statement) == first.wholeGraph().schema.indexes.map(\.statement))
            #expect(second.wholeGraph().schema.constraints.count + second.wholeGraph().schema.indexes.count == 1)
        }
    }

    @Test func aConstraintHoldsInTheNextSession() throws {
        try Self.withFile { path in
            let first = try Self.session(path)
            try Self.run("CREATE CONSTRAINT c FOR (n:C) REQUIRE n.x IS UNIQUE; CREATE (:C {x: 1})", in: first)
            let second = try Self.session(path)
            let (before, bytes) = (second.wholeGraph(), try Data(contentsOf: URL(filePath: path)))
            let fault = #expect(throws: Diagnostics.self) { try Self.run("CREATE (:C {x: 2}), (:C {x: 1})", in: second) }
            #expect(fault?.list.first?.fault.code == "ConstraintViolation")
            #expect(second.wholeGraph().holdsTheSame(as: before) && second.keptCount == 2)
            #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
            try Self.run("DROP CONSTRAINT c; CREATE (:C {x: 1})", in: second)
            #expect(try Self.session(path).wholeGraph().holdsTheSame(as: second.wholeGraph()))
        }
    }

    @Test(arguments: declarations) func rollbackTakesDeclarationsBack(_ declaration: String) throws {
        try Self.withFile { path in
            let session = try Self.session(path)
            let bytes = try Data(contentsOf: URL(filePath: path))
            try Self.run(":begin\n\(declaration); CREATE (:C {x: 1, y: 1});\n:rollback", in: session)
            #expect(session.wholeGraph().schema.constraints.isEmpty && session.wholeGraph().schema.indexes.isEmpty)
            #expect(session.keptCount == 0)
            #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
            // Nothing of it is enforced any more.
            try Self.run("CREATE (:C {x: 'a'}), (:C {x: 'a'}), ()-[:R]->()", in: session)
            #expect(session.keptCount == 1)
        }
    }

    /// A constraint that what is there breaks already, in a transaction: that statement alone has not happened.
    @Test func aBrokenDeclarationLeavesTheTransactionOpen() throws {
        try Self.withFile { path in
            let session = try Self.session(path)
            try Self.run(":begin\nCREATE (:C {x: 1}), (:C {x: 1});", in: session)
            #expect(throws: Diagnostics.self) { try Self.run("CREATE CONSTRAINT FOR (n:C) REQUIRE n.x IS UNIQUE", in: session) }
            #expect(session.isInTransaction && session.wholeGraph().schema.constraints.isEmpty)
            try Self.run("CREATE (:C {x: 1});\n:commit", in: session)
            #expect(try Self.session(path).wholeGraph().holdsTheSame(as: session.wholeGraph()))
        }
    }

    /// Lines are counted once, however many blocks there are: steps are counted, no time is taken.
    @Test(arguments: [100, 200, 400]) func manyBlocksAreReadInOneGo(count: Int) throws {
        var text = WorkspaceText.head(knowledge: String(repeating: "0", count: 64))
        let start = EpochInstant(seconds: 0, nanosecond: 0)
        for number in 1...count {
            var reader = StatementReader(commands: [], name: nil)
            let entries = reader.read("CREATE (:T {n: \(number)});").map {
                WorkspaceBlock.Entry(statement: $0, parameters: [:], clock: start)
            }
            text += try WorkspaceBlock(author: "ann", time: start, entries: entries).text(number: number)
        }
        let read = try WorkspaceText(Array(text.utf8), path: "w.cypher", commands: [])
        #expect(read.blocks.count == count)
        #expect(read.steps <= text.utf8.count)
    }

    /// What the file could not give back is not written, and nothing of it stays.
    @Test func whatCannotComeBackIsRefused() throws {
        try Self.withFile { path in
            let session = try Self.session(path)
            let before = try Data(contentsOf: URL(filePath: path))
            session.settings.parameters = ["node": .list([.node(NodeID(0))])]
            let fault = #expect(throws: Diagnostics.self) {
                try Self.run("UNWIND $node AS n SET n.seen = true", in: session)
            }
            #expect(fault?.list.first?.fault.code == "NotRepeatable")
            #expect(session.wholeGraph().hasNoWrites && session.keptCount == 0)
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    /// Bytes that are not as they were written anywhere but at a torn end: an error, and the file stays as it is.
    @Test(arguments: ["zero in the last block", "no line end", "shorter number of bytes", "longer number of bytes", "block after zeros", "other words"])
    func damageIsNoTornEnd(_ kind: String) throws {
        try Self.withFile { path in
            let session = try Self.session(path)
            for number in 1...3 { try Self.run("CREATE (:T {n: \(number)})", in: session) }
            session.workspace = nil
            var text = try String(contentsOfFile: path, encoding: .utf8)
            let last = try #require(text.range(of: "// block 3")?.lowerBound)
            let bytes = try #require(text[last...].firstMatch(of: #/, (\d+) bytes/#))
            switch kind {
            case "zero in the last block": text.replaceSubrange(try #require(text.range(of: "n: 3")), with: "n: \0")
            case "no line end": text = text[..<last] + "something else"
            case "shorter number of bytes": text.replaceSubrange(bytes.range, with: ", 3 bytes")
            case "longer number of bytes": text.replaceSubrange(bytes.range, with: ", 999 bytes")
            case "block after zeros":
                let second = try #require(text.range(of: "CREATE (:T {n: 2})"))
                text.replaceSubrange(second, with: String(repeating: "\0", count: 18))
            default: text.replaceSubrange(bytes.range, with: ", many bytes")
            }
            try Data(text.utf8).write(to: URL(filePath: path))
            let fault = #expect(throws: Diagnostics.self) { _ = try Self.session(path) }
            #expect(fault?.list.first?.fault.code == "DamagedBlock")
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }
}
