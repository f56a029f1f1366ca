import Diagnostics
import Testing

@testable import Reports

@Suite struct MustacheTemplateTests {
    private func render(_ template: String, _ values: [String: MustacheValue]) throws -> String {
        try MustacheTemplate(SourceText(template)).render(values)
    }

    @Test func textIsEscapedAndMarkupIsNot() throws {
        let values: [String: MustacheValue] = ["a": .text("<\"&'>"), "b": .markup("<b>")]
        #expect(try render("{{a}} {{{b}}} {{b}}", values) == "&lt;&quot;&amp;&#39;&gt; <b> &lt;b&gt;")
        // Text of data is never put as it is, whatever the template says.
        #expect(try render("{{{a}}}", values) == "&lt;&quot;&amp;&#39;&gt;")
    }

    @Test func sectionsRepeatAndChoose() throws {
        let values: [String: MustacheValue] = [
            "list": .list([.map(["n": .text("1")]), .map(["n": .text("2"), "own": .text("!")])]), "own": .text("?"),
            "none": .list([]), "texts": .list([.text("x"), .text("y")]), "yes": .flag(true),
        ]
        #expect(try render("{{#list}}{{n}}{{own}} {{/list}}", values) == "1? 2! ")
        #expect(try render("{{#none}}a{{/none}}{{^none}}b{{/none}}", values) == "b")
        #expect(try render("{{#texts}}[{{.}}]{{/texts}}", values) == "[x][y]")
        #expect(try render("{{#yes}}a{{/yes}}{{^yes}}b{{/yes}}{{#unknown}}c{{/unknown}}{{unknown}}", values) == "a")
    }

    @Test func tagsAloneTakeTheirLine() throws {
        let template = "a\n  {{#yes}}\n  b\n  {{/yes}}\n{{! note }}\nc {{#yes}}d{{/yes}}\n"
        #expect(try render(template, ["yes": .flag(true)]) == "a\n  b\nc d\n")
    }

    @Test(arguments: [
        ("{{#a}}", "t:1:7: error: the section a is not closed [MalformedTemplate]"),
        ("x {{/a}}", "t:1:3: error: this closes no section that is open [MalformedTemplate]"),
        ("{{#a}}{{/b}}", "t:1:7: error: this closes no section that is open [MalformedTemplate]"),
        ("{{a", "t:1:1: error: this tag is not closed [MalformedTemplate]"),
    ])
    func refuses(_ template: String, _ message: String) throws {
        let error = #expect(throws: Diagnostics.self) { try MustacheTemplate(SourceText(template, name: "t")) }
        let text = DiagnosticRenderer().render(try #require(error))
        #expect(text.split(separator: "\n").first.map(String.init) == message)
    }
}
