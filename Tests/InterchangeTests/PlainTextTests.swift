import Interchange
import PropertyGraph
import Testing

@Suite struct PlainTextTests {
    @Test(arguments: [
        (Value.null, "", ""),
        (.string("a 'b'"), "a 'b'", "a 'b'"),
        (.date(CalendarDate("2021-07-28")!), "2021-07-28", "2021-07-28"),
        (.float(1), "1.0", "1.0"),
        (.list([.string("a"), .string("b, c")]), "a, b, c", "[\"a\", \"b, c\"]"),
        (.list([]), "", "[]"),
        (.list([.null]), "[null]", "[null]"),
        (.map(["a": .integer(1)]), "{a: 1}", "{\"a\": 1}"),
    ])
    func cells(value: Value, forEyes: String, forPrograms: String) {
        #expect(PlainText.text(of: value, in: .empty) == forEyes)
        #expect(PlainText.machineText(of: value, in: .empty) == forPrograms)
    }

    @Test(arguments: [
        ("a|b", "a\\|b"), ("two\r\nlines\n", "two<br>lines<br>"), ("<b>&", "&lt;b&gt;&amp;"), ("*x* [y](z)", "\\*x\\* \\[y\\](z)"),
        ("\u{1B}[31m", "\u{FFFD}\\[31m"),
    ])
    func markdown(text: String, cell: String) {
        #expect(MarkdownText.cell(text) == cell)
    }
}
