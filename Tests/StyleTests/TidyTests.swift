import Foundation
import Testing

/// The house style, as far as a program can see it. What a test finds is put right; an exception gives its reason, and goes when that goes.
@Suite struct TidyTests {
    /// What somebody would say instead stands in docs/glossary.md and CONTRIBUTING.md.
    private static let words: [(pattern: String, better: String)] = [
        (#"parted (by|with)"#, "separated by"),
        (#"\btells? of\b|\btold of\b"#, "show, report, describe"),
        (#"\b(is|are) told\b(?! apart)"#, "is shown, reported"),
        (#"\bso (many|much)\b"#, "the number, or the noun"),
        (#"\b(is|are) wanted\b"#, "is requested, needed"),
        (#"\b(is|are|was|were) looked at\b"#, "is checked, read"),
        (#"\bat fault\b"#, "wrong"),
        (#"(?<!there )\b(is|was) no (?!more\b|longer\b|part\b|other|one\b|such\b|need\b|less\b|deeper|wider|use\b|work\b|point\b|end\b|way\b|help\b)[a-z]"#, "is not a"),
        (#"\b(an?|one) (line|row|bar|record|finding|member|table|object) an? (line|row|value|label|column|record|concept|document|type|statement|set of)\b"#, "one … per …"),
        (#"\b(a|an) (line|file|row|column|sheet|object|record) each\b"#, "one … each"),
        (#"\bwould be too much\b"#, "would exceed the limit"),
        (#"\b(ResultSurroundings|PlainWords|walkedWhole)\b"#, "RenderContext, FastOptions, exhausted"),
    ]

    /// Files whose words are not put right yet.
    private static let withOtherWords: [(place: String, reason: String)] = [
        ("Tests/StyleTests/TidyTests.swift", "holds the list"),
    ]

    @Test func wordsArePlain() throws {
        let pattern = try NSRegularExpression(pattern: Self.words.map { "(" + $0.pattern.replacing("(", with: "(?:").replacing("(?:?", with: "(?") + ")" }.joined(separator: "|"), options: .caseInsensitive)
        let others = ["kb/commands", "kb/reports", "kb/schema.yaml", "grammar", "Makefile", "python/cqcq"]
            .flatMap { Repository.files(below: $0, endings: ["cypher", "yaml", "ebnf", "py", "mustache"]) }
        let files = Repository.sources + Repository.tests + Repository.documents + Repository.scripts + others
        #expect(files.count > 700)
        for file in files where !Self.withOtherWords.contains(where: { file.path.hasPrefix($0.place) }) {
            let text = file.text as NSString
            for match in pattern.matches(in: file.text, range: NSRange(location: 0, length: text.length)) {
                let better = (1..<match.numberOfRanges).first { match.range(at: $0).location != NSNotFound }.map { Self.words[$0 - 1].better } ?? ""
                let line = text.substring(to: match.range.location).split(separator: "\n", omittingEmptySubsequences: false).count
                Issue.record("\(file.path):\(line): “\(text.substring(with: match.range))”; better: \(better)")
            }
        }
    }

    /// Text within quotes does not count, since breaking it makes it harder to find.
    @Test func linesAreShort() {
        for file in Repository.sources + Repository.files(below: "Package.swift", endings: ["swift"]) {
            for (index, line) in SwiftText.code(of: file.lines).enumerated() where line.count > 180 {
                Issue.record("\(file.path):\(index + 1): \(line.count) characters beside its texts; at most 180")
            }
        }
        for file in Repository.sources + Repository.tests {
            for (index, line) in file.lines.enumerated() where line.last == " " {
                Issue.record("\(file.path):\(index + 1): a blank at the end")
            }
        }
    }

    /// `make site` stops at a page that has no place in its navigation.
    @Test func pagesAreInTheNavigation() throws {
        let script = try #require(Repository.scripts.first { $0.path == "scripts/site" }).text
        let pages = Repository.documents.map(\.path).filter { $0.hasPrefix("docs/") && $0.split(separator: "/").count == 2 }
        #expect(pages.count > 25)
        for page in pages where !script.contains("\"\(page.dropFirst(5))\"") { Issue.record("\(page) is not in the navigation of scripts/site") }
    }

    @Test func filesAreShort() {
        for file in Repository.sources + Repository.tests where file.lines.count > 351 {
            Issue.record("\(file.path) has \(file.lines.count - 1) lines; at most 350")
        }
    }

    @Test func functionsAreShort() {
        let functions = Repository.sources.flatMap { file in SwiftText.functions(in: file.lines).map { (file.path, $0) } }
        #expect(functions.count > 3_000)
        for (path, function) in functions where function.length > 70 {
            Issue.record("\(path):\(function.line): \(function.name) has \(function.length) lines; at most 70")
        }
    }

    /// A switch over most operators of a plan answers for each, so that a new one does not compile until it has.
    @Test func switchesOverPlansHaveNoDefault() {
        let operators = ["scan", "expand", "filter", "extend", "aggregate", "distinct", "unwind", "apply", "union", "optional"]
        for file in Repository.sources where file.path.hasPrefix("Sources/QueryEngine/") {
            let code = SwiftText.code(of: file.lines)
            for (index, line) in code.enumerated() where line.contains("switch ") && line.hasSuffix("{") {
                let indent = line.prefix { $0 == " " }
                let body = code[(index + 1)...].prefix { !$0.hasPrefix(indent + "}") }
                let named = operators.filter { name in body.contains { $0.contains("case .\(name)") || $0.contains(", .\(name)(") } }
                if named.count > 3, body.contains(where: { $0.hasPrefix(indent + "default") }) {
                    Issue.record("\(file.path):\(index + 1): a default for plans beside \(named.joined(separator: ", "))")
                }
            }
        }
    }

    /// From the bottom to the top; a target imports only what stands before it (docs/architecture.md).
    private static let layers = [
        "Platform", "SheetRows", "Diagnostics", "CypherSyntax", "PropertyGraph", "QueryEngine", "Interchange", "Relational", "Knowledge", "EmbedKnowledge", "KnowledgeProcedures", "ShippedTexts", "ShippedKnowledge",
        "CareKnowledge", "Tables", "Exchange", "Reports", "Evidence", "Directory", "Bolt", "Shell", "ServeOptions", "cqcq", "cqcq-serve", "TablesHelper", "RDFHelper",
    ]

    @Test func importsPointDown() throws {
        for file in Repository.sources {
            let target = String(file.path.split(separator: "/")[1])
            let own = try #require(Self.layers.firstIndex(of: target), "\(target) has no place among the layers")
            for line in file.lines where line.contains("import ") {
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), words.prefix(place).allSatisfy({ $0.hasPrefix("@") || ["public", "package", "internal"].contains($0) }),
                    place + 1 < words.count, let imported = Self.layers.firstIndex(of: String(words[place + 1]))
                else { continue }
                if imported >= own { Issue.record("\(file.path): \(target) imports \(Self.layers[imported]), which is above it") }
            }
        }
    }

    /// Something in each file is named in another one: a type, or for extensions a member.
    @Test func filesAreUsed() {
        let names = Repository.sources.map { Set($0.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }) }
        var uses: [Substring: Int] = [:]
        for set in names { for name in set { uses[name, default: 0] += 1 } }
        for file in Repository.sources where !file.path.hasSuffix("main.swift") && !file.text.contains("@main") {
            let declared = declarations(in: file)
            if !declared.isEmpty, !declared.contains(where: { uses[$0, default: 0] > 1 }) { Issue.record("\(file.path): no other file names \(declared.prefix(3).joined(separator: ", "))") }
        }
    }

    private func declarations(in file: Repository.File) -> [Substring] {
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "actor", "func", "var", "let", "case", "typealias"]
        return file.lines.flatMap { line -> [Substring] in
            let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            // Conformances are used without a name.
            if line.contains("extension "), line.contains(": ") { return ["init"] }
            return zip(words, words.dropFirst()).compactMap { kinds.contains($0) ? $1 : nil }
        }
    }

    @Test func scriptsAreUsed() {
        let callers = Repository.scripts + Repository.tests + Repository.documents + ["Makefile", ".ci/run", "Benchmarks", "Fuzz"].flatMap { Repository.files(below: $0, endings: ["swift", ""]) }
        #expect(Repository.scripts.count > 30)
        for script in Repository.scripts where !script.path.contains("/peers/") {
            let name = script.path.split(separator: "/").last ?? ""
            if !callers.contains(where: { $0.path != script.path && $0.text.contains("scripts/\(name)") || $0.path != script.path && $0.text.contains("\"\(name)\"") }) {
                Issue.record("\(script.path): nothing calls it")
            }
        }
    }

    /// Links between pages lead to files, and to headings that are there.
    @Test func linksOfDocumentsLead() {
        let documents = Dictionary(uniqueKeysWithValues: Repository.documents.map { ($0.path, $0) })
        #expect(documents.count > 25)
        for file in documents.values {
            let folder = (file.path as NSString).deletingLastPathComponent
            for match in file.text.matches(of: /\]\(([^)\s]+)\)/) where !match.1.contains("://") && !match.1.hasPrefix("mailto:") {
                let parts = match.1.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let path = parts[0].isEmpty ? file.path : ((folder + "/" + parts[0]) as NSString).standardizingPath.trimmingCharacters(in: ["/"])
                if !FileManager.default.fileExists(atPath: Repository.folder.appending(path: path).path) {
                    Issue.record("\(file.path): \(match.1) leads nowhere")
                } else if parts.count > 1, let page = documents[path], !headings(of: page).contains(String(parts[1])) {
                    Issue.record("\(file.path): \(path) has no heading for #\(parts[1])")
                }
            }
        }
    }

    /// What contributors are sent to is there: files and folders, and the types and members in the text. A word in capitals stands for a name of theirs.
    @Test(arguments: ["CONTRIBUTING.md", "docs/architecture.md"])
    func codeThatPagesNameIsThere(_ path: String) throws {
        let page = try #require(Repository.documents.first { $0.path == path })
        let prose = page.text.replacing(/(?ms)^```.*?^```$/, with: "")
        let places = Repository.places
        let swift = Repository.sources + Repository.tests
        let words = Set(swift.flatMap { $0.text.split { !($0.isLetter || $0.isNumber || $0 == "_") } })
        let files = Set(swift.map { ($0.path.split(separator: "/").last ?? "").dropLast(".swift".count) })
        var count = 0
        for match in prose.matches(of: /`([\w+.\/-]+)`/) where !match.1.contains(/^\.\.|\bNAME|^expected-failures\.txt$/) {
            let name = match.1.hasSuffix("/") ? match.1.dropLast() : match.1
            if match.1.contains("/") || name.contains(/\.(swift|md|txt|yaml|ebnf|tsv|cypher|sssom)$/) {
                // The page of architecture names files of Swift without their ending.
                let isThere = ["", ".swift"].contains { places.contains("/" + name + $0) }
                if !isThere { Issue.record("\(path): there is no \(name)") }
                count += 1
            } else if name.contains(/^[A-Z][A-Za-z]+[a-z]\w*(\.\w+)*$/) {
                for part in name.split(separator: ".") where !words.contains(part) && !files.contains(part) { Issue.record("\(path): nothing is called \(name)") }
                count += 1
            }
        }
        #expect(count > 40)
    }

    /// As GitHub makes anchors of headings.
    private func headings(of file: Repository.File) -> Set<String> {
        Set(file.lines.filter { $0.hasPrefix("#") }.map { line in
            String(line.drop { $0 == "#" || $0 == " " }.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }.replacing(" ", with: "-"))
        })
    }

    @Test func theFirstPageIsShort() throws {
        let page = try #require(Repository.documents.first { $0.path == "README.md" })
        #expect(page.lines.count <= 100)
        #expect(!page.text.contains("<!-- table:"))
    }
}
