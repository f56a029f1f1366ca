import CareKnowledge
import Reports
import Testing

@Suite struct CareKnowledgeTests {
    private static let care = CareKnowledge.builtIn

    private func count(_ days: CareKnowledge.Days, _ pattern: String) throws -> Int {
        try Self.care.engine(days).rows("MATCH \(pattern) RETURN count(*) AS n")[0].decode(from: "n")
    }

    @Test func daysDiffer() throws {
        let before = try #require(CalendarDate("2022-06-01")), after = try #require(CalendarDate("2026-11-01"))
        #expect(try count(.on(after), "(q:QualityStatement)") == 34)
        #expect(try count(.on(before), "(q:QualityStatement)") == 0)
        #expect(try count(.on(before), "(k:KLOE)") > 0)
        #expect(try count(.all, "(k:KLOE)") > count(.on(before), "(k:KLOE)"))
        // Nodes are the same ones on every day.
        let text = "MATCH (k:KeyQuestion) RETURN id(k) AS id ORDER BY id"
        #expect(try Self.care.engine(.all).rows(text).map { $0[0] } == Self.care.engine(.on(after)).rows(text).map { $0[0] })
    }

    @Test func namesAreResolved() throws {
        let day = try #require(CalendarDate("2026-11-01"))
        #expect(Self.care.resolve("Reg 17", .on(day)).readings.map(\.id) == ["ra2014:17"])
        #expect(Self.care.resolve("w 5", label: "QualityStatement", .on(day)).readings.map(\.id) == ["saf:W5"])
        #expect(Self.care.resolve("no such thing", label: "Regulation", .on(day)).readings.isEmpty)
    }

    @Test func functionsOfKnowledgeAreThere() throws {
        let rows = try Self.care.engine(.on(try #require(CalendarDate("2026-11-01")))).rows("RETURN size(cqcq.names('W3/W5; Reg 17')) AS n")
        #expect(rows[0]["n"] == .integer(3))
    }

    @Test func builtInDataStayAsTheyAre() throws {
        #expect(throws: Diagnostics.self) { try Self.care.engine().rows("CREATE (:Note)") }
        let engine = Self.care.engine(.all, isReadOnly: false)
        let cursor = try engine.prepare("CREATE (:Note)").run()
        while try cursor.next() != nil {}
        #expect(cursor.graph.nodeCount == Self.care.graph(.all).nodeCount + 1)
    }

    @Test func anotherFolderIsRead() throws {
        let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        #expect(try CareKnowledge(directory: "/\(folder)/kb").edition == Self.care.edition)
        #expect(throws: Diagnostics.self) { try CareKnowledge(directory: "/\(folder)/no-such-folder") }
    }

    @Test func reportsRun() throws {
        let library = try ReportLibrary(of: Self.care.base)
        let report = try library.report("gaps well-led --kind i-statements", of: Self.care.base, asOf: CalendarDate("2026-11-01"))
        #expect(try report.text(as: .json, library: library).contains("\"saf:W5\""))
        #expect(throws: Diagnostics.self) { try library.report("no-such-report", of: Self.care.base) }
    }
}
