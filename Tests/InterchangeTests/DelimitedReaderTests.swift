import Diagnostics
import Interchange
import Testing

@Suite struct DelimitedReaderTests {
    private func read(_ text: String, _ delimiter: DelimitedReader.Delimiter = .comma) throws -> (cells: [[String]], faults: [String]) {
        var faults: [Diagnostic] = []
        let table = try DelimitedReader.read(Array(text.utf8), name: "t", delimiter: delimiter, faults: &faults)
        let rows = (0..<table.rowCount).map { row in (0..<table.columnCount).map { table.text(row: row, column: $0) } }
        return ([table.header] + rows, faults.map { diagnostic in
            let position = table.source.position(of: diagnostic.span!.start)
            return "\(position.line):\(position.column) \(diagnostic.fault.code)"
        })
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a,b\n1,2", [["a", "b"], ["1", "2"]]),
        ("a\n\"x,\ny\r\nz\"\n", [["a"], ["x,\ny\r\nz"]]),
        ("a,b\n\"\"\"I\"\" say\",\"\"\n", [["a", "b"], ["\"I\" say", ""]]),
        ("a,b\n5\" pipe,x\"y\n", [["a", "b"], ["5\" pipe", "x\"y"]]),
        ("a,b\n,\n", [["a", "b"], ["", ""]]),
        ("\n\na\n\nb\n\n", [["a"], ["b"]]),
        ("# one\n#two\na\n#b\n", [["a"], ["#b"]]),
        ("a\n\"\"\n", [["a"], [""]]),
        ("a\nb\rc\n", [["a"], ["b\rc"]]),
        ("é,ü\n日,😀\n", [["é", "ü"], ["日", "😀"]]),
    ])
    func cells(text: String, cells: [[String]]) throws {
        let found = try read(text)
        #expect(found.cells == cells)
        #expect(found.faults == [])
    }

    @Test(arguments: [
        ("a,b\n1\n2,3,4\n", ["2:1 RaggedRow", "3:1 RaggedRow"]),
        ("a,b\n1,\"x\n2,3\n", ["2:3 UnterminatedQuote"]),
        ("a,b\n\"x\" y,2\n", ["2:4 TextAfterQuote"]),
        ("a,b\n\"", ["2:1 UnterminatedQuote"]),
    ])
    func faults(text: String, faults: [String]) throws {
        #expect(try read(text).faults == faults)
    }

    @Test func nothingToRead() {
        #expect(throws: Diagnostics.self) { try read("") }
        #expect(throws: Diagnostics.self) { try read("# only a head\n") }
        var faults: [Diagnostic] = []
        #expect(throws: Diagnostics.self) {
            try DelimitedReader.read([0x61, 0x0A, 0x80], name: nil, delimiter: .tab, faults: &faults)
        }
    }

    @Test func writtenCellsReadBack() throws {
        let cells = ["", "plain", "a,b", "say \"I\"", "two\nlines", "\r\n", "#head", " spaced ", "tab\there", "😀", "'"]
        for (delimiter, reading) in [(Character(","), DelimitedReader.Delimiter.comma), ("\t", .tab)] {
            let writer = DelimitedWriter(delimiter: delimiter)
            let names = (1...cells.count).map { "c\($0)" }
            let text = writer.line(names) + "\n" + writer.line(cells) + "\n"
            #expect(try read(text, reading).cells == [names, cells])
        }
        #expect(try read("a\n" + DelimitedWriter().line([""]) + "\n").cells == [["a"], [""]])
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("-5", "-5"), ("-5+A1", "'-5+A1"), ("@x", "'@x"), ("a=b", "a=b"), ("+", "'+"), ("", ""),
    ])
    func formulas(text: String, cell: String) {
        #expect(DelimitedWriter(quotesFormulas: true).cell(text) == cell)
        #expect(DelimitedWriter.cell(text) == text)
    }
}
