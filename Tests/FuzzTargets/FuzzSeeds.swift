import CypherSyntax
import Foundation
import QueryEngine

/// Inputs to begin from, made of the project's own cases and files.
public struct FuzzSeeds {
    private let root: URL

    /// - Parameter root: the folder of the project.
    public init(root: URL) { self.root = root }

    public func seeds(for target: FuzzTarget) -> [[UInt8]] {
        switch target {
        case .syntax, .query: queries().map { Array($0.utf8) }
        case .delimited:
            files("kb/nodes", ".tsv") + texts(["id,name\n1,a\n2,\"b, \"\"c\"\"\"\n---\nsrc,dst,k\n1,2,0.5\n", "\u{FEFF}a\tb\r\n1\t\r\n"])
        case .snapshot: SnapshotTarget.seeds()
        case .yaml: files("kb", ".yaml") + files("kb/reports", ".yaml") + texts(["a: [1, {b: 'c'}]\n", "- |\n  x\n- \"\\u00e9\"\n"])
        case .knowledge: knowledge()
        case .temporal:
            texts([
                "2021-07-28\n2015-W30-2\n2015-Q2-45\n2015202\n-99999-01-01", "21:40:32.142\n2140\n21", "21:40:32+01:00\n214032Z",
                "2015-07-21T21:40:32.142+02:00[Europe/Stockholm]\n20150721T21:40-01:30", "P1Y2M10DT2H30M\nP-1.5D\n-PT0.9S\nP2012-02-02T14:37:21.545",
            ])
        case .workspace:
            texts([
                "=== 1\n// author: a\n// time: 2026-01-10T09:00Z\nCREATE (:A {k: 1});\n\n",
                "=== 2\n// author: b\n// time: 2026-01-10T09:00Z\n// reason: why\n:clock 2026-01-10T09:01Z\n:param p = [1, 'a']\n"
                    + "CREATE (:A {k: $p});\nwhy saf:S1 reg:12\n\n=== 1\n// author: a\n// time: 2026-01-10T09:00Z\n"
                    + ":records [[['a', 'b']]]\nLOAD CSV FROM 'x.csv' AS row CREATE (:A {k: row[0]});\n\n",
                "// cqcq workspace 1\n// kb: sha256 00\n\n=== 1\n\n",
            ])
        case .bolt: messages()
        }
    }

    /// A statement and its rows as a client asks for them, a transaction, and a server's answers with a node, a relationship and a path.
    private func messages() -> [[UInt8]] {
        func sized(_ message: [UInt8]) -> [UInt8] { [UInt8(message.count >> 8), UInt8(message.count & 0xFF)] + message }
        func run(_ text: String) -> [UInt8] { sized([0xB3, 0x10, 0xD0, UInt8(text.utf8.count)] + Array(text.utf8) + [0xA0, 0xA0]) }
        let pull = sized([0xB1, 0x3F, 0xA1, 0x81, 0x6E, 0xFF])
        let node: [UInt8] = [0xB4, 0x4E, 1, 0x91, 0x81, 0x41, 0xA1, 0x81, 0x6B, 1, 0x81, 0x31]
        let relationship: [UInt8] = [0xB8, 0x52, 1, 1, 1, 0x81, 0x54, 0xA0, 0x81, 0x31, 0x81, 0x31, 0x81, 0x31]
        let path: [UInt8] = [0xB3, 0x50, 0x91] + node + [0x91, 0xB4, 0x72, 1, 0x81, 0x54, 0xA0, 0x81, 0x31, 0x92, 1, 0]
        let success: [UInt8] = [0xB1, 0x70, 0xA1, 0x86] + Array("fields".utf8) + [0x93, 0x81, 0x61, 0x81, 0x62, 0x81, 0x63]
        func answer(_ message: [UInt8]) -> [UInt8] { sized(message) + [0, 0] }
        return [
            run("CREATE p = (a:A {k: 1})-[:T]->(a) RETURN a, p, date()") + pull, sized([0xB1, 0x11, 0xA0]) + run("CREATE (a) RETURN a") + pull + sized([0xB0, 0x12]),
            sized([0xB0, 0x0F]) + sized([0xB0, 0x13]),
            answer(success) + answer(success) + answer(success) + answer([0xB1, 0x71, 0x93] + node + relationship + path) + answer([0xB1, 0x70, 0xA0])
                + answer([0xB1, 0x70, 0xA0]),
        ]
    }

    /// Words that a change may put in, as libFuzzer's dictionaries have them.
    public func dictionary(for target: FuzzTarget) -> String {
        let words: [String]
        switch target {
        case .syntax, .query, .workspace:
            words = Keyword.allCases.map { $0.word + " " } + FunctionDescription.all.map { $0.name + "(" } + grammarSigns()
                + ["a.k", "(a)", "-[r]->", "<-[:R*0..2]-", "{k: 1}", "[x IN ", "| x]", "$p", "$list", "$map", "9223372036854775807", "1e308", ":param "]
        case .delimited: words = ["\"", "\"\"", ",", "\t", "\r\n", "\n---\n", "id", "src", "dst", "\u{FEFF}", "# "]
        case .yaml, .knowledge:
            words = [
                ": ", "- ", "{", "}", "[", "]", "|\n", ">-\n", "'", "\"", "\\u", "&a ", "*a", "---\n", "...\n", "!!str ", "? ", "\n# ", "\n=== ",
                "skos:relatedMatch", "Not", "\t", "2026-01-10",
            ]
        case .temporal:
            words = ["W", "Q", "T", "Z", "P", "Y", "M", "D", "H", "S", "+", "-", ":", ".", "[Europe/London]", "999999999", "24:00", "02-29", "0.000000001"]
        case .snapshot: words = []
        case .bolt: words = ["RETURN 1", "CREATE (a)", "MATCH (n)", "mode", "qid", "tx_timeout", "patch_bolt"]
        }
        return Set(words).sorted().map { "\"" + $0.utf8.map(Self.escaped).joined() + "\"" }.joined(separator: "\n") + "\n"
    }

    private static func escaped(_ byte: UInt8) -> String {
        let plain = byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C
        return plain ? String(Unicode.Scalar(byte)) : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    private func texts(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

    private func text(_ path: String) -> String { (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? "" }

    private func names(_ folder: String) -> [String] {
        ((try? FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path(percentEncoded: false))) ?? []).sorted()
    }

    private func files(_ folder: String, _ ending: String) -> [[UInt8]] {
        names(folder).filter { $0.hasSuffix(ending) }.map { Array(text("\(folder)/\($0)").utf8) }
    }

    /// Of the blocks of case files, whatever the order of their parts: every part that is no more than a few lines.
    private func queries() -> [String] {
        var found: Set<String> = []
        for folder in ["Tests/CypherSyntaxTests/Cases", "Tests/QueryEngineTests/Cases"] {
            for name in names(folder) {
                for block in text("\(folder)/\(name)").components(separatedBy: "\n===\n") {
                    let query = block.components(separatedBy: "\n---\n")[0].split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("graph:") }
                    found.insert(query.joined(separator: "\n"))
                }
            }
        }
        for name in names("kb/commands") { found.insert(text("kb/commands/" + name)) }
        for line in text("docs/language.md").split(separator: "\n") {
            let parts = line.components(separatedBy: " -c '")
            if line.hasPrefix("$ cqcq"), parts.count == 2 { found.insert(String(parts[1].dropLast())) }
        }
        return found.filter { !$0.isEmpty }.sorted()
    }

    /// What stands in quotes in the grammar, but for words.
    private func grammarSigns() -> [String] {
        text("grammar/cqcq.ebnf").components(separatedBy: "'").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            .filter { (1...4).contains($0.count) && !$0.contains(where: \.isLetter) && !$0.contains("\n") }
    }

    /// Each case with the base it is written over.
    private func knowledge() -> [[UInt8]] {
        ["Tests/KnowledgeTests/CheckCases", "Tests/KnowledgeTests/Cases"].flatMap { folder -> [[UInt8]] in
            let base = text(folder + "/base.txt")
            return names(folder).filter { $0.hasSuffix(".txt") }.map { name in
                let body = name == "base.txt" ? "" : text("\(folder)/\(name)")
                return Array((base + body.components(separatedBy: "=== says")[0]).utf8)
            }
        }
    }
}
