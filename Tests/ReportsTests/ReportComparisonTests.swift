import Diagnostics
import Foundation
import PropertyGraph
import QueryEngine
import Testing

@testable import Reports

/// A report beside the same one without what was written.
@Suite struct ReportComparisonTests {
    /// A proposal from an 'I' statement to W3, with a reason that would do harm if it were let.
    private static let reason = "=HYPERLINK(1) <script>window.pwned=1</script> \u{1B}[31m javascript:alert(1)"

    private static func written(confidence: String = "high") throws -> Graph {
        let run = try ReportRun.shipped.get()
        let query = """
            MATCH (i {id: 'mir:I-12'}), (w {id: 'saf:W3'})
            CREATE (i)-[:SPEAKS_TO {set: 'proposed', predicate: 'related', negated: false, confidence: $confidence, comment: $reason,
                                    source: ['workspace:ideas'], valid_from: date('2023-11-21')}]->(w)
            """
        let cursor = try Engine(graph: run.whole).prepare(SourceText(query), parameters: ["confidence", "reason"])
            .run(parameters: ["confidence": .string(confidence), "reason": .string(reason)])
        while try cursor.next() != nil {}
        return cursor.graph
    }

    private static func compared(_ statement: String, over graph: Graph? = nil) throws -> (base: Report, report: Report, result: Report) {
        let run = try ReportRun.shipped.get()
        let base = try run.report(statement)
        let report = try run.report(statement, over: graph ?? written())
        var comparison = ReportComparison(report, against: base)
        let written = ReportComparison.Written(columns: ["change", "what"], rows: [[.string("added"), .string(reason)]])
        return (base, report, comparison.result(written: written))
    }

    private func rows(_ report: Report, _ section: String, _ change: String) -> [[String: String]] {
        guard let section = report.section(section), let group = section.groups.first(where: { $0.values == [change] }) else { return [] }
        return group.rows.map { row in Dictionary(uniqueKeysWithValues: zip(section.columns, row.cells.map(\.text))) }
    }

    @Test func figuresStandBeforeAndAfter() throws {
        let result = try Self.compared("gaps well-led --kind i-statements").result
        let coverage = try #require(rows(result, "coverage", "changed").first)
        #expect(coverage["our_reading"] == "0 → 1")
        #expect(coverage["none_found"] == "8 → 7")
        #expect(coverage["total"] == "8")
        #expect(coverage["share"] == "0 of 8")
        #expect(rows(result, "statements", "changed").map { $0["id"] } == ["saf:W3"])
        #expect(rows(result, "statements", "changed").first?["finding"] == "checked, none found → our reading")
        #expect(rows(result, "uncovered", "gone").map { $0["id"] } == ["saf:W3"])
        #expect(rows(result, "mappings", "new").map { $0["id"] } == ["mir:I-12"])
        #expect(result.scopeText.hasSuffix("against: base, which is the same without what was written"))
        // The gaps are those that are left.
        #expect(result.gaps.count == 7)
    }

    @Test(arguments: ShippedReportTests.statements)
    func nothingWrittenIsNothingDifferent(_ statement: String) throws {
        let (_, report, result) = try Self.compared(statement, over: ReportRun.shipped.get().whole)
        for section in report.sections { #expect(try #require(result.section(section.definition.name)).rows.isEmpty) }
        for row in try #require(result.section("difference")).maps {
            #expect(row["new"]?.number == 0 && row["gone"]?.number == 0 && row["changed"]?.number == 0)
        }
    }

    /// What was, less what is gone, with what changed put in and what is new added, is what is: for every report, over what
    /// was written, and for gaps over two days as well, which differ in much.
    @Test(arguments: ShippedReportTests.statements + ["gaps", "gaps as if"])
    func changesLeadFromOneToTheOther(_ statement: String) throws {
        let run = try ReportRun.shipped.get()
        let (base, report): (Report, Report)
        if statement == "gaps as if" {
            (base, report) = (
                try run.report("gaps", asOf: CalendarDate("2021-07-28")), try run.report("gaps", asOf: CalendarDate("2026-11-01"))
            )
        } else {
            (base, report, _) = try Self.compared(statement)
        }
        var comparison = ReportComparison(report, against: base)
        let result = comparison.result(written: nil)
        #expect(result.section("written") == nil)
        for section in report.sections {
            let difference = try #require(result.section(section.definition.name))
            func cells(_ change: String, before: Bool) -> [[Value]] {
                difference.groups.first { $0.values == [change] }?.rows.map { row in
                    row.cells.dropFirst().map { before ? $0.earlier ?? $0.value : $0.value }
                } ?? []
            }
            func counted(_ rows: [[Value]]) -> [String: Int] { rows.reduce(into: [:]) { $0["\($1)", default: 0] += 1 } }
            var expected = counted(base.section(section.definition.name)?.rows.map { $0.cells.map(\.value) } ?? [])
            for row in cells("gone", before: false) + cells("changed", before: true) { expected["\(row)", default: 0] -= 1 }
            for row in cells("new", before: false) + cells("changed", before: false) { expected["\(row)", default: 0] += 1 }
            #expect(expected.filter { $0.value != 0 } == counted(section.rows.map { $0.cells.map(\.value) }))
        }
    }

    /// The numbers of the overview lead to as many rows.
    @Test func theOverviewLeadsToTheRows() throws {
        let result = try Self.compared("gaps").result
        let sizes = Dictionary(uniqueKeysWithValues: result.sections.flatMap(\.groups).filter { !$0.anchors.isEmpty }.map { ($0.anchors.last!, $0.rows.count) })
        let overview = try #require(result.section("difference"))
        var numbers = 0
        for cell in overview.rows.flatMap(\.cells) {
            guard let number = cell.value.integer else { continue }
            numbers += number
            #expect(number == cell.target.map { sizes[$0] ?? -1 } ?? 0)
        }
        #expect(numbers > 8)
        let anchors = Set(result.sections.map(\.anchor) + sizes.keys)
        for target in result.sections.flatMap(\.rows).flatMap(\.cells).compactMap(\.target) { #expect(anchors.contains(target)) }
    }

    @Test(arguments: ReportFormat.allCases)
    func everyFormatTellsIt(_ format: ReportFormat) throws {
        let run = try ReportRun.shipped.get()
        let result = try Self.compared("gaps well-led --kind i-statements").result
        let text = try result.text(as: format, library: run.library, section: format == .csv ? "coverage" : nil)
        switch format {
        case .json, .jsonl: #expect(text.contains(#""our_reading": {"before": 0, "after": 1}"#) || text.contains(#""our_reading":{"before":0,"after":1}"#))
        default: #expect(text.contains("0 → 1"))
        }
        if format != .csv { #expect(text.contains("What is different") || format == .jsonl) }
        for scalar in text.unicodeScalars where scalar != "\n" && scalar != "\t" { #expect(scalar.value >= 0x20) }
        if format == .html {
            #expect(text.components(separatedBy: "<script").count == 2)
            let ids = Set(text.matches(of: #/ id="([^"]+)"/#).map { String($0.1) })
            for match in text.matches(of: #/ href="#([^"]+)"/#) { #expect(ids.contains(String(match.1))) }
        }
        if format == .markdown { #expect(!text.contains("<script")) }
        if format == .csv {
            let written = try result.text(as: .csv, library: run.library, section: "written")
            #expect(written.contains("'=HYPERLINK"))
            #expect(!written.contains("\u{1B}"))
        }
    }
}
