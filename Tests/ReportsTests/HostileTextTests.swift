import Foundation
import Knowledge
import PropertyGraph
import Testing

@testable import Reports

/// Data that would be markup, script, a formula or a terminal's command, were it let: Hostile/.
@Suite struct HostileTextTests {
    private func text(_ format: ReportFormat, section: String? = nil) throws -> String {
        let run = try ReportRun(fixture: "Hostile")
        return try run.report("hostile").text(as: format, library: run.library, section: section)
    }

    /// What it would do harm with is there to begin with.
    @Test func fixtureIsHostile() throws {
        let run = try ReportRun(fixture: "Hostile")
        let values = try run.report("hostile").sections.flatMap(\.rows).flatMap(\.cells).map(\.text)
        for text in ["<script>", "javascript:", "\u{1B}[31m", "\u{202E}", "=HYPERLINK", "{{{title}}}"] {
            #expect(values.contains { $0.contains(text) }, "\(text)")
        }
    }

    @Test(arguments: ReportFormat.allCases)
    func controlsNoTerminal(_ format: ReportFormat) throws {
        for scalar in try text(format).unicodeScalars where scalar != "\n" && scalar != "\t" {
            #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
            // JSON is for programs, which take text as it is.
            if format != .json, format != .jsonl { #expect(!(0x202A...0x202E).contains(scalar.value)) }
        }
    }

    @Test func isNoMarkup() throws {
        let page = try text(.html)
        // The page's own script, and no other.
        #expect(page.components(separatedBy: "<script").count == 2)
        for tag in ["<img", "<b onmouseover", "</title></svg>", "<u>"] { #expect(!page.contains(tag)) }
        for match in page.matches(of: #/<[^>]*\son[a-z]+=/#) { Issue.record("\(match.output)") }
        #expect(page.contains("{{{title}}} {{#sections}}"))
        for match in page.matches(of: #/(?i)href="([^"]*)"/#) {
            #expect(match.1.hasPrefix("#") || match.1.hasPrefix("https://") || match.1 == "data:,")
        }
        #expect(page.contains("href=\"https://example.org/fine\""))
    }

    @Test func isNoMarkdown() throws {
        let page = try text(.markdown)
        // Tags are those of anchors.
        #expect(page.replacing(#/<a id="[a-z0-9-]+"><\/a>|<https?:[^>]*>|<br>/#, with: "").firstMatch(of: #/<[a-z\/!]/#) == nil)
        for match in page.matches(of: #/[^\\]\]\(([^)]*)\)/#) { #expect(match.1.hasPrefix("#") || match.1.hasPrefix("<https://")) }
    }

    @Test func isNoFormula() throws {
        let table = try text(.csv, section: "things")
        #expect(table.contains("'=HYPERLINK"))
        for line in table.split(separator: "\n").dropFirst() {
            for cell in line.split(separator: ",") {
                let first = cell.first { $0 != "\"" }
                #expect(!"=+-@".contains(first ?? "x"), "\(cell)")
            }
        }
    }

    @Test func isReadBackAsItWas() throws {
        let object = try JSONSerialization.jsonObject(with: Data(try text(.json).utf8)) as? [String: Any]
        let sections = try #require(object?["sections"] as? [[String: Any]])
        let rows = try #require(sections.last?["rows"] as? [[String: Any]])
        #expect(rows.contains { ($0["title"] as? String)?.hasPrefix("\u{1B}[31mred") ?? false })
        #expect(rows.contains { ($0["url"] as? String) == "javascript:window.pwned=1" })
    }
}
