import Foundation
import Knowledge
import PropertyGraph
import Testing

@testable import Reports

/// Every report of kb/, in every format.
@Suite struct ShippedReportTests {
    static let statements = [
        "gaps caring", "transition fw:ASC-2017 fw:SAF-2023", "transition fw:SAF-2023 fw:DRAFT-2026-ASC",
        "transition fw:HC-2018 fw:DRAFT-2026-ASC", "trace W3", "trace ra2014:12", "matrix quality-statements regulations",
        "matrix we-statements quality-statements caring", "changes 2021-07-28 2023-12-01", "provenance doc:d2", "brief well-led", "brief", "brief well-led --sector LA", "framework-gaps SAF-2023 MIR",
    ]
    /// About what users load: of the knowledge base alone it is refused.
    private static let refused: Set = ["directory", "evidence"]

    @Test func everyReportIsTried() throws {
        let run = try ReportRun.shipped.get()
        #expect(Set(Self.statements.map { String($0.prefix { $0 != " " }) }) == Set(run.library.names).subtracting(Self.refused))
        for name in run.library.names { #expect(!(try run.library.report(named: name).examples.isEmpty)) }
    }

    @Test(arguments: statements)
    func isWritten(_ statement: String) throws {
        let run = try ReportRun.shipped.get()
        let report = try run.report(statement)
        #expect(!report.sections.allSatisfy { $0.groups.isEmpty })
        let page = try report.text(as: .html, library: run.library)
        #expect(danglingLinks(in: page).isEmpty)
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        // Nothing is fetched, from here or elsewhere.
        #expect(page.firstMatch(of: #/(src|srcset)=|url\(|@import/#) == nil)
        #expect(!page.contains("{{"))
        let markdown = try report.text(as: .markdown, library: run.library)
        #expect(danglingMarkdownLinks(in: markdown).isEmpty)
        let json = try JSONSerialization.jsonObject(with: Data(try report.text(as: .json, library: run.library).utf8))
        let sections = try #require((json as? [String: Any])?["sections"] as? [[String: Any]])
        #expect(sections.compactMap { ($0["rows"] as? [Any])?.count } == report.sections.map(\.rows.count))
        let lines = try report.text(as: .jsonl, library: run.library).split(separator: "\n")
        #expect(lines.count == report.sections.map(\.rows.count).reduce(0, +))
        for section in report.sections {
            let name = section.definition.name
            #expect(!(try report.text(as: .csv, library: run.library, section: name)).isEmpty)
        }
    }

    /// A figure has its rule, whatever the format.
    @Test func rulesArePrinted() throws {
        let run = try ReportRun.shipped.get()
        let report = try run.report("gaps well-led")
        for format in [ReportFormat.text, .markdown, .html, .json] {
            let text = try report.text(as: format, library: run.library)
            for word in ["numerator", "denominator", "scope", "relations counted", "derived rows"] { #expect(text.contains(word)) }
        }
    }

    /// The four outcomes add up, and derived mappings stand only where nobody has mapped the two.
    @Test func transitionsSayWhatIsDerived() throws {
        let run = try ReportRun.shipped.get()
        for (statement, isDerived) in [(Self.statements[1], false), (Self.statements[2], false), (Self.statements[3], true)] {
            let report = try run.report(statement)
            let rows = try #require(report.section("outcome")).maps
            #expect(!rows.isEmpty)
            for row in rows {
                #expect(["carry_over", "in_part", "split", "no_successor"].reduce(0) { $0 + row[$1]!.number } == row["total"]!.number)
            }
            let links = try #require(report.section("links")).maps
            #expect(!links.isEmpty)
            #expect(links.allSatisfy { $0["derived"] == .boolean(isDerived) && $0["via"]?.isNull == !isDerived })
        }
    }

    private func danglingLinks(in page: String) -> [String] {
        let ids = Set(page.matches(of: #/ id="([^"]+)"/#).map { String($0.1) })
        return page.matches(of: #/ href="#([^"]+)"/#).map { String($0.1) }.filter { !ids.contains($0) }
    }

    private func danglingMarkdownLinks(in text: String) -> [String] {
        let ids = Set(text.matches(of: #/<a id="([^"]+)">/#).map { String($0.1) })
        return text.matches(of: #/\]\(#([^)]+)\)/#).map { String($0.1) }.filter { !ids.contains($0) }
    }
}
