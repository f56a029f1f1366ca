import Diagnostics
import PropertyGraph
import Testing

@testable import Interchange
@testable import Shell

@Suite struct TableLayoutTests {
    @Test func nothingGivesWhereAllFits() {
        #expect(TableLayout.fitted([3, 10, 5], into: 18) == [3, 10, 5])
    }

    @Test func theWidestGive() {
        #expect(TableLayout.fitted([4, 50, 40], into: 44) == [4, 20, 20])
        #expect(TableLayout.fitted([4, 50, 40], into: 45) == [4, 21, 20])
    }

    @Test func noColumnVanishes() {
        #expect(TableLayout.fitted([30, 30, 30], into: 5) == [6, 6, 6])
    }

    @Test func cutsAreByDisplayWidth() {
        #expect("abcdef".cut(to: 6) == "abcdef")
        #expect("abcdef".cut(to: 4) == "abc…")
        #expect("學習文化".cut(to: 5) == "學習…")
        #expect("學習文化".cut(to: 4) == "學…")
        #expect("e\u{301}e\u{301}e\u{301}".cut(to: 2) == "e\u{301}…")
    }

    @Test func linesStayInsideTheTerminal() throws {
        for width in [20, 33, 60, 100] {
            let text = table(width: width, rows: [[.string(String(repeating: "學a", count: 40)), .integer(123_456), .null]])
            let widest = try #require(text.split(separator: "\n").map { String($0).displayWidth }.max())
            #expect(widest <= max(width, 26))
        }
    }

    @Test func nullIsNotEmpty() {
        let text = table(width: nil, rows: [[.null, .string(""), .integer(1)]])
        #expect(text.hasSuffix(" -    │   │ 1\n"))
    }

    @Test func laterRowsAreWhole() {
        let output = Output.memory()
        let writer = TableWriter(output, RenderContext())
        writer.beginResult(sections: 1)
        writer.beginSection(ResultSection(name: "", title: "", columns: ["n"], graph: .empty))
        writer.write((0..<TableWriter.sample).map { [.integer($0 % 10)] })
        writer.write([[.string("much wider than before")]])
        writer.endSection()
        writer.endResult()
        #expect(output.text.hasSuffix("much wider than before\n"))
        #expect(output.text.split(separator: "\n").count == TableWriter.sample + 3)
    }

    private func table(width: Int?, rows: [[Value]]) -> String {
        let output = Output.memory()
        let writer = TableWriter(output, RenderContext(width: width))
        writer.beginResult(sections: 1)
        writer.beginSection(ResultSection(name: "", title: "", columns: ["text", "n", "x"].prefix(rows[0].count).map { $0 }, graph: .empty))
        writer.write(rows)
        writer.endSection()
        writer.endResult()
        return output.text
    }
}
