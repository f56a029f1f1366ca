import Foundation
import Testing

/// One file of Cases: blocks separated by `===`, in each `# title`, perhaps `graph:` lines that are run first,
/// the query, `---` and what is expected.
struct CaseFile: Sendable, CustomTestStringConvertible {
    struct Block: Sendable {
        var title: String
        /// Statements, each run on its own.
        var graph: [String]
        var query: String
        var expected: String
    }

    let name: String
    var blocks: [Block]

    var testDescription: String { name }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath()

    static func all() throws -> [CaseFile] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Cases").path).sorted().map { name in
            let text = try String(contentsOf: folder.appending(path: "Cases/" + name), encoding: .utf8)
            return CaseFile(name: name, blocks: text.components(separatedBy: "\n===\n").map(block))
        }
    }

    func write() throws {
        let texts = blocks.map { block in
            (["# " + block.title] + block.graph.map { "graph: " + $0 } + [block.query, "---", block.expected])
                .joined(separator: "\n")
        }
        try (texts.joined(separator: "\n===\n") + "\n")
            .write(to: Self.folder.appending(path: "Cases/" + name), atomically: true, encoding: .utf8)
    }

    private static func block(_ text: String) -> Block {
        let lines = text.components(separatedBy: "\n")
        let bar = lines.firstIndex(of: "---") ?? lines.endIndex
        var expected = Array(lines[min(bar + 1, lines.count)...])
        if expected.last == "" { expected.removeLast() }
        let graph = lines[1..<bar].prefix { $0.hasPrefix("graph: ") }
        return Block(
            title: String(lines[0].dropFirst(2)), graph: graph.map { String($0.dropFirst(7)) },
            query: lines[(1 + graph.count)..<bar].joined(separator: "\n"), expected: expected.joined(separator: "\n"))
    }
}
