import Diagnostics
import Foundation
import Knowledge
import PropertyGraph
import QueryEngine
import Testing

@testable import Reports

/// The figures of the report gaps, for every key question × framework × kind × a day in each year.
@Suite struct GapsFigureTests {
    static let days = (2014...2026).map { "\($0)-12-01" }
    static let frameworks = ["", "fw:ASC-2017", "fw:HC-2018", "fw:SAF-2023", "fw:DRAFT-2026-ASC"]
    static let kinds = ["IStatement", "WeStatement", "Regulation", "KLOE", "EvidenceCategory", "Guideline"]
    static let parts = ["listed_by_cqc", "stated_by_others", "our_reading", "none_found", "not_checked"]

    /// Counted by a query of its own: criteria in force on the day, by title of key question and code of framework.
    private static func totals(_ graph: Graph, _ day: CalendarDate, framework: String) throws -> [String: Int] {
        let drafts = framework.isEmpty ? "AND NOT coalesce(c.status IN ['draft', 'proposal'], false)" : "AND f.id = '\(framework)'"
        let query = """
            MATCH (k:KeyQuestion)<-[:ANSWERS]-(c:Criterion)-[:PART_OF]->(f:Framework)
            WHERE (c.valid_from IS NULL OR c.valid_from <= $day) AND (c.valid_to IS NULL OR c.valid_to > $day) \(drafts)
            RETURN k.title + ' ' + f.code AS of, count(c) AS n
            """
        let cursor = try Engine(graph: graph).prepare(.init(query), parameters: ["day"]).run(parameters: ["day": .date(day)])
        var totals: [String: Int] = [:]
        while let rows = try cursor.next() { for row in rows { totals[row[0].text] = row[1].number } }
        return totals
    }

    @Test(arguments: days, frameworks)
    func addUp(_ day: String, _ framework: String) throws {
        let run = try ReportRun.shipped.get()
        let date = try #require(CalendarDate(day))
        let report = try run.report("gaps" + (framework.isEmpty ? "" : " --framework \(framework)"), asOf: date)
        let rows = try #require(report.section("coverage")).maps
        let totals = try Self.totals(run.whole, date, framework: framework)
        var seen: Set<String> = []
        for row in rows {
            let (total, listed) = (row["total"]!.number, row["listed_by_cqc"]!.number)
            #expect(Self.parts.reduce(0) { $0 + row[$1]!.number } == total)
            #expect(total > 0)
            #expect(total == totals[row["key_question"]!.text + " " + row["framework"]!.text])
            checkShare(row["share"]!.text, listed, total, notChecked: row["not_checked"]!.number)
            #expect(seen.insert("\(row["key_question"]!.text) \(row["framework"]!.text) \(row["kind"]!.text)").inserted)
        }
        // No key question of a framework in force is passed over.
        for of in totals.keys { for kind in Self.kinds.prefix(3) { #expect(seen.contains("\(of) \(kind)")) } }
        for row in report.section("reverse")?.maps ?? [] {
            #expect(Self.parts.reduce(0) { $0 + row[$1]!.number } == row["total"]!.number)
        }
        checkEveryPercentage(report)
        try checkLinks(report)
    }

    /// Every framework that has criteria is among those tried.
    @Test func everyFrameworkIsTried() throws {
        let cursor = try Engine(graph: ReportRun.shipped.get().whole)
            .prepare(SourceText("MATCH (:KeyQuestion)<-[:ANSWERS]-(c:Criterion)-[:PART_OF]->(f:Framework) RETURN DISTINCT f.id")).run()
        var found: Set<String> = []
        while let rows = try cursor.next() { for row in rows { found.insert(row[0].text) } }
        #expect(found == Set(Self.frameworks).subtracting([""]))
    }

    /// What applies to a sector adds up as well, and is no more than all.
    @Test(arguments: ["2019-12-01", "2026-12-01"])
    func sectorsAddUp(_ day: String) throws {
        let run = try ReportRun.shipped.get()
        let date = CalendarDate(day)
        let cursor = try Engine(graph: run.whole).prepare(SourceText("MATCH (s:Sector) RETURN s.id ORDER BY s.id")).run()
        var sectors: [String] = []
        while let rows = try cursor.next() { sectors += rows.map { $0[0].text } }
        let all = try #require(run.report("gaps", asOf: date).section("coverage")).maps
        for sector in sectors {
            for row in try #require(run.report("gaps --sector \(sector)", asOf: date).section("coverage")).maps {
                #expect(Self.parts.reduce(0) { $0 + row[$1]!.number } == row["total"]!.number)
                let whole = try #require(all.first { other in ["key_question", "framework", "kind"].allSatisfy { other[$0] == row[$0] } })
                #expect(row["total"]!.number <= whole["total"]!.number)
                checkShare(row["share"]!.text, row["listed_by_cqc"]!.number, row["total"]!.number, notChecked: row["not_checked"]!.number)
            }
        }
    }

    /// A question for one key question and kind gives what the question for all says of them.
    @Test(arguments: ["2019-12-01", "2022-12-01", "2026-12-01"])
    func narrowerQuestionsAgree(_ day: String) throws {
        let run = try ReportRun.shipped.get()
        let date = try #require(CalendarDate(day))
        let all = try #require(try run.report("gaps", asOf: date).section("coverage")).maps
        for question in ["Safe", "Effective", "Caring", "Responsive", "Well-led"] {
            for kind in Self.kinds {
                let one = try #require(try run.report("gaps '\(question)' --kind \(kind)", asOf: date).section("coverage")).maps
                #expect(one == all.filter { $0["key_question"]!.text == question && $0["kind"]!.text == kind })
            }
        }
    }

    /// The finding on which the whole rests: no 'I' statement speaks to Well-led, and all eight pages were checked.
    @Test func wellLedHasNoIStatement() throws {
        let report = try ReportRun.shipped.get().report("gaps well-led --kind i-statements")
        let row = try #require(report.section("coverage")?.maps.first)
        #expect(row["share"]?.text == "0 of 8")
        #expect(row["none_found"]?.number == 8)
        #expect(report.gaps.count == 8)
    }

    /// 'not checked' where nothing was; otherwise the number with what it is out of, and no percentage of so few.
    private func checkShare(_ text: String, _ listed: Int, _ total: Int, notChecked: Int) {
        #expect(text == (notChecked == total ? "not checked" : "\(listed) of \(total)"))
    }

    private func checkEveryPercentage(_ report: Report) {
        for section in report.sections where section.definition.name != "headlines" {
            for cell in section.rows.flatMap(\.cells) where cell.text.wholeMatch(of: #/\d+ %|\d+%/#) != nil {
                Issue.record("\(section.definition.name): \(cell.text)")
            }
        }
    }

    /// Every number that counts leads to rows, every row has sources, and every link has an end.
    private func checkLinks(_ report: Report) throws {
        let anchors = Set(report.sections.flatMap { section in section.groups.flatMap(\.anchors) })
        for section in report.sections {
            for count in section.definition.counts {
                let column = try #require(section.columns.firstIndex(of: count.column))
                // A text speaks of figures that lead to their rows themselves.
                for row in section.rows {
                    let cell = row.cells[column]
                    if cell.value.integer != nil { #expect((cell.target == nil) == (cell.value == .integer(0))) }
                    if let target = cell.target { #expect(anchors.contains(target)) }
                }
            }
            guard let sources = section.columns.firstIndex(of: "sources") else { continue }
            for cell in section.rows.map({ $0.cells[sources] }) {
                for source in cell.sources { #expect(report.sources.contains { $0.anchor == source.anchor }) }
            }
        }
        for row in report.section("mappings")?.maps ?? [] { #expect(row["sources"] != .list([])) }
    }
}
