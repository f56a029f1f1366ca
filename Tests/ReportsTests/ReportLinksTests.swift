import Foundation
import PropertyGraph
import Testing

@testable import Reports

/// Every number of every report leads to its rows, as many as it says, and every row to its sources.
@Suite struct ReportLinksTests {
    static let statements = ShippedReportTests.statements + [
        "gaps", "gaps --framework fw:ASC-2017", "provenance", "matrix kloes regulations", "changes 2014-01-01 2026-11-01",
        "transition fw:ASC-2017 fw:HC-2018", "trace mir:I-12", "trace ra2014:9/paragraph/1",
    ]

    @Test(arguments: statements)
    func numbersLeadToTheirRows(_ statement: String) throws {
        let report = try ReportRun.shipped.get().report(statement)
        var rowsAt: [String: Int] = [:]
        for section in report.sections {
            // A wider group's anchor stands on the first of its groups.
            for (position, group) in section.groups.enumerated() {
                for (depth, anchor) in group.anchors.enumerated() {
                    let length = group.values.count - group.anchors.count + depth + 1
                    let same = section.groups[position...].prefix { $0.values.prefix(length) == group.values.prefix(length) }
                    #expect(rowsAt[anchor] == nil)
                    rowsAt[anchor] = same.reduce(0) { $0 + $1.rows.count }
                }
            }
        }
        var numbers = 0
        for section in report.sections {
            for row in section.rows {
                for (column, cell) in zip(section.columns, row.cells) {
                    if let target = cell.target { #expect(rowsAt[target] != nil, "\(column) of \(section.definition.name) leads nowhere") }
                    guard let number = cell.value.integer, section.shown.contains(section.columns.firstIndex(of: column)!) else { continue }
                    numbers += 1
                    #expect(
                        number == (cell.target.flatMap { rowsAt[$0] } ?? 0),
                        "\(number) as \(column) of \(section.definition.name)")
                }
            }
        }
        #expect(numbers > 0 || ["trace", "matrix", "brief"].contains { statement.hasPrefix($0) })
    }

    /// No percentage without what it is out of, and 100 only where it is all.
    @Test(arguments: statements)
    func percentagesHaveDenominators(_ statement: String) throws {
        let report = try ReportRun.shipped.get().report(statement)
        for section in report.sections where section.definition.rule != nil || section.definition.name == "heatmap" {
            for cell in section.rows.flatMap(\.cells) {
                for match in cell.text.matches(of: #/(\d+) of (\d+) \((\d+) %\)/#) {
                    #expect((match.3 == "100") == (match.1 == match.2))
                    #expect(match.2 != "0")
                }
                #expect(cell.text.replacing(#/\d+ of \d+ \(\d+ %\)/#, with: "").contains("%") == false, "\(cell.text)")
            }
        }
    }

    /// What has an id or is a mapping names its documents, and these stand at the end of the report.
    @Test(arguments: statements)
    func rowsLeadToTheirSources(_ statement: String) throws {
        let report = try ReportRun.shipped.get().report(statement)
        let counted = Set(report.sections.flatMap { $0.definition.counts.map(\.section) })
        for section in report.sections where counted.contains(section.definition.name) || section.columns.contains("id") {
            let name = section.definition.name
            // Places of a matrix stand for rows below it.
            if section.definition.counts.contains(where: { $0.section != name }), !counted.contains(name), name != "old" { continue }
            // What is missing of one's own evidence rests on no document.
            if statement.hasPrefix("evidence"), !section.columns.contains("sources") { continue }
            let column = try #require(section.columns.firstIndex(of: "sources"), "\(name) of \(statement) has no sources")
            for row in section.rows {
                let sources = row.cells[column].sources
                // Nobody looked: there is no row whose source could be told, but for the thing's own.
                if sources.isEmpty { Issue.record("\(row.cells.map(\.text)) of \(name)") }
                for source in sources { #expect(report.sources.contains { $0.anchor == source.anchor }) }
            }
        }
    }

    /// In the page and in Markdown the anchors stand where the numbers lead.
    @Test(arguments: ["gaps well-led", "provenance doc:d2"])
    func pagesHaveTheAnchors(_ statement: String) throws {
        let run = try ReportRun.shipped.get()
        let report = try run.report(statement)
        let page = try report.text(as: .html, library: run.library, withAppendix: true)
        let markdown = try report.text(as: .markdown, library: run.library, withAppendix: true)
        let targets = Set(report.sections.flatMap(\.rows).flatMap(\.cells).compactMap(\.target))
        #expect(!targets.isEmpty)
        for target in targets {
            #expect(page.contains(" id=\"\(target)\""))
            #expect(page.contains("href=\"#\(target)\""))
            #expect(markdown.contains("<a id=\"\(target)\"></a>"))
            #expect(markdown.contains("(#\(target))"))
        }
    }
}
