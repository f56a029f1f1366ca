import Foundation
import Testing

/// What the formats write is read back by programs that others wrote, and compared with what the rows hold.
@Suite struct FormatReaderTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    private static let dot = ["/usr/bin/dot", "/usr/local/bin/dot", "/opt/homebrew/bin/dot"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Text that each format has to take care of in one way or another.
    private static let texts = [
        "plain", "", " blanks ", "a,b", "a\tb", "a|b", "say \"so\"", "it's", "two\nlines", "# no comment", "<b>&amp;</b>", "學習👍🏽",
        "back\\slash", "null", "1", "=1+1", "`code`", "[x](y)",
    ]

    private static var query: String {
        let list = texts.map { "'" + $0.replacing("\\", with: "\\\\").replacing("'", with: "\\'").replacing("\n", with: "\\n").replacing("\t", with: "\\t") + "'" }
        return "UNWIND [\(list.joined(separator: ", "))] AS text RETURN text, size(text) AS length"
    }

    /// Runs a program of Python over what the format gives; it prints the cells as JSON.
    private func cells(_ format: String, _ program: String) throws -> [[String]] {
        let written = try Executable.run(["--format", format, "-c", Self.query])
        try #require(written.status == 0, "\(written.errors)")
        let read = try Executable.run(
            ["-c", "import sys, json\ntext = sys.stdin.buffer.read().decode('utf-8')\n\(program)\nprint(json.dumps(rows))"],
            program: try #require(Self.python), input: written.output)
        try #require(read.status == 0, "\(read.errors)")
        return try JSONDecoder().decode([[String]].self, from: Data(read.output.utf8))
    }

    private static let wanted = texts.map { [$0, String($0.unicodeScalars.count)] }

    @Test(.enabled(if: python != nil, Missing.python), arguments: [("csv", ","), ("tsv", "\\t")])
    func separated(_ format: String, _ delimiter: String) throws {
        let rows = try cells(
            format, "import csv, io\nrows = list(csv.reader(io.StringIO(text, newline=''), delimiter='\(delimiter)'))")
        #expect(rows == [["text", "length"]] + Self.wanted)
    }

    @Test(.enabled(if: python != nil, Missing.python))
    func json() throws {
        #expect(try cells("json", "rows = [[row['text'], str(row['length'])] for row in json.loads(text)]") == Self.wanted)
        let lines = "rows = [[row['text'], str(row['length'])] for row in map(json.loads, text.split('\\n')[:-1])]"
        #expect(try cells("jsonl", lines) == Self.wanted)
    }

    /// The parser of Python's library, which knows of no browser; `BrowserTests` open the same page.
    @Test(.enabled(if: python != nil, Missing.python))
    func html() throws {
        let rows = try cells("html", """
            from html.parser import HTMLParser
            rows = []
            class Reader(HTMLParser):
                cell = None
                def handle_starttag(self, tag, attributes):
                    if tag == 'tr': rows.append([])
                    if tag in ('td', 'th'): self.cell = ''
                def handle_endtag(self, tag):
                    if tag in ('td', 'th'): rows[-1].append(self.cell); self.cell = None
                def handle_data(self, data):
                    if self.cell is not None: self.cell += data
            Reader().feed(text)
            """)
        #expect(rows == [["text", "length"]] + Self.wanted)
    }

    private static let markdownPython: String? = {
        let path = Executable.repository.appending(path: ".venv/bin/python").path
        let run = try? Executable.run(["-c", "import markdown_it"], program: path)
        return run?.status == 0 ? path : nil
    }()

    /// markdown-it, in the dialect of CommonMark with tables. Blanks around a cell have no meaning there, a tab
    /// is a blank, and a line end is `<br>`.
    @Test(.enabled(if: markdownPython != nil, Missing.markdown))
    func markdown() throws {
        let written = try Executable.run(["--format", "markdown", "-c", Self.query])
        let program = """
            import sys, json
            from markdown_it import MarkdownIt
            rows = []
            for token in MarkdownIt('commonmark').enable('table').parse(sys.stdin.buffer.read().decode('utf-8')):
                if token.type == 'tr_open': rows.append([])
                if token.type == 'inline':
                    parts = []
                    for child in token.children:
                        if child.type == 'html_inline' and child.content.startswith('<br'): parts.append('\\n')
                        elif child.type in ('text', 'text_special'): parts.append(child.content)
                        else: parts.append('[' + child.type + ']')
                    rows[-1].append(''.join(parts))
            print(json.dumps(rows))
            """
        let read = try Executable.run(["-c", program], program: try #require(Self.markdownPython), input: written.output)
        try #require(read.status == 0, "\(read.errors)")
        let rows = try JSONDecoder().decode([[String]].self, from: Data(read.output.utf8))
        let trimmed = Self.wanted.map { [$0[0].trimmingCharacters(in: .whitespaces).replacing("\t", with: " "), $0[1]] }
        #expect(rows == [["text", "length"]] + trimmed)
    }

    private static let pattern = "MATCH p = (s:QualityStatement)-[:ANSWERS|RESTS_ON]->() RETURN p"

    /// Graphviz gives back as many nodes and edges as there are, the labels whole.
    @Test(.enabled(if: dot != nil, Missing.graphviz))
    func dotByGraphviz() throws {
        let count = try Executable.run([
            "--format", "jsonl", "-c",
            "MATCH (s:QualityStatement)-[r:ANSWERS|RESTS_ON]->(n) RETURN count(DISTINCT s) + count(DISTINCT n) AS nodes, count(r) AS edges",
        ]).output
        let written = try Executable.run(["--format", "dot", "-c", Self.pattern])
        let plain = try Executable.run(["-Tplain"], program: try #require(Self.dot), input: written.output)
        #expect(plain.errors == "")
        let lines = plain.output.split(separator: "\n")
        let (nodes, edges) = (lines.count { $0.hasPrefix("node ") }, lines.count { $0.hasPrefix("edge ") })
        #expect(count == "{\"nodes\": \(nodes), \"edges\": \(edges)}\n")
        #expect(nodes > 30)
    }

    @Test(.enabled(if: dot != nil, Missing.graphviz))
    func hostileLabelsByGraphviz() throws {
        let text = #"a\"b\\N ] -> x [label=y"#
        let written = try Executable.run(["--format", "dot", "-c", ":begin", "-c", "CREATE (n:Odd {id: '\(text)'}) RETURN n"])
        let drawn = try Executable.run(["-Tsvg"], program: try #require(Self.dot), input: written.output)
        #expect(drawn.errors == "")
        #expect(drawn.output.contains(##">a&quot;b\N ] &#45;&gt; x [label=y</text>"##))
    }

    /// A browser shows as many rows as there are, and nothing of the text as markup.
    @Test(.enabled(if: BrowserTests.hasBrowser, Missing.browser))
    func htmlAndSVGByABrowser() throws {
        let folder = try TemporaryFolder()
        let page = folder.url.appending(path: "rows.html")
        try Executable.run(["--format", "html", "-c", Self.query]).output.write(to: page, atomically: true, encoding: .utf8)
        let picture = folder.url.appending(path: "graph.svg")
        try Executable.run(["--format", "svg", "-c", Self.pattern]).output.write(to: picture, atomically: true, encoding: .utf8)
        let program = """
            import json, sys
            from playwright.sync_api import sync_playwright
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=sys.argv[1], args=["--no-sandbox"])
                page = browser.new_page()
                page.goto("file://" + sys.argv[2])
                rows = page.evaluate("[...document.querySelectorAll('tbody tr')].map(r => [...r.cells].map(c => c.textContent))")
                page.goto("file://" + sys.argv[3])
                boxes = page.evaluate("document.querySelectorAll('rect').length")
                browser.close()
            print(json.dumps({"rows": rows, "boxes": boxes}))
            """
        let read = try Executable.run(
            ["-c", program, try #require(BrowserTests.chromium), page.path, picture.path],
            program: try #require(BrowserTests.python), environment: Executable.environment(home: folder.url.path))
        struct Seen: Decodable {
            var rows: [[String]]
            var boxes: Int
        }
        try #require(read.status == 0, "\(read.errors)")
        let seen = try JSONDecoder().decode(Seen.self, from: Data(read.output.utf8))
        #expect(seen.rows == Self.wanted)
        #expect(seen.boxes > 30)
    }
}
