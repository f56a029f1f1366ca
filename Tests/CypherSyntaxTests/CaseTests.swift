import CypherSyntax
import Diagnostics
import Foundation
import Testing

/// The blocks of Cases/*.txt: a query, and what it prints as or the fault it ends in.
/// With CQCQ_UPDATE set, the files are written anew, to be reviewed as a diff.
struct CaseTests {
    @Test(arguments: try! CaseFile.all())
    func answersAsWritten(_ file: CaseFile) throws {
        var answered = file
        for (index, block) in file.blocks.enumerated() {
            answered.blocks[index].expected = Self.answer(to: block.query)
            if ProcessInfo.processInfo.environment["CQCQ_UPDATE"] == nil {
                #expect(answered.blocks[index].expected == block.expected, "\(file.name): \(block.query)")
            }
        }
        if ProcessInfo.processInfo.environment["CQCQ_UPDATE"] != nil { try answered.write() }
    }

    @Test(arguments: try! CaseFile.all())
    func parsesWhatItPrints(_ file: CaseFile) throws {
        for block in file.blocks {
            guard let statement = try? CypherParser.parse(SourceText(block.query)) else { continue }
            let printed = Printer.text(of: statement)
            #expect(Self.answer(to: printed) == printed)
        }
    }

    @Test func showsEveryRuleAcceptedAndRefused() throws {
        let grammar = try String(contentsOf: CaseFile.root.appending(path: "grammar/cqcq.ebnf"), encoding: .utf8)
        let rules = grammar.matches(of: /(?m)^([A-Z][A-Za-z]*) +::=/).map { String($0.1) }
        #expect(rules.count == Set(rules).count)
        var accepted: Set<String> = ["Script"], refused: Set<String> = ["Script"]
        for block in try CaseFile.all().flatMap(\.blocks) {
            let parses = (try? CypherParser.parse(SourceText(block.query))) != nil
            if parses { accepted.insert(block.rule) } else { refused.insert(block.rule) }
        }
        #expect(Set(rules).symmetricDifference(accepted).isEmpty)
        #expect(Set(rules).symmetricDifference(refused).isEmpty)
        let names = grammar
            .replacing(/\/\*(?s).*?\*\//, with: " ")
            .replacing(/'[^'\n]*'|"[^"\n]*"|\[[^\]\n]*\]/, with: " ")
            .matches(of: /[A-Z][A-Za-z]+/).map { String($0.0) }
        #expect(Set(names).subtracting(rules).isEmpty)
    }

    private static func answer(to query: String) -> String {
        do {
            return Printer.text(of: try CypherParser.parse(SourceText(query)))
        } catch {
            return DiagnosticRenderer().render(error)
        }
    }
}

/// One file of Cases: blocks separated by `===`, in each `# Rule`, the query, `---` and what is expected.
struct CaseFile: Sendable, CustomTestStringConvertible {
    struct Block: Sendable {
        var rule: String
        var query: String
        var expected: String
    }

    let name: String
    var blocks: [Block]

    var testDescription: String { name }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath()
    static let root = folder.deletingLastPathComponent().deletingLastPathComponent()

    static func all() throws -> [CaseFile] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Cases").path).sorted().map { name in
            let text = try String(contentsOf: folder.appending(path: "Cases/" + name), encoding: .utf8)
            return CaseFile(name: name, blocks: text.components(separatedBy: "\n===\n").map(block))
        }
    }

    func write() throws {
        let text = blocks.map { "# \($0.rule)\n\($0.query)\n---\n\($0.expected)" }.joined(separator: "\n===\n") + "\n"
        try text.write(to: Self.folder.appending(path: "Cases/" + name), atomically: true, encoding: .utf8)
    }

    private static func block(_ text: String) -> Block {
        let lines = text.components(separatedBy: "\n")
        let bar = lines.firstIndex(of: "---") ?? lines.endIndex
        var expected = Array(lines[min(bar + 1, lines.count)...])
        if expected.last == "" { expected.removeLast() }
        return Block(
            rule: String(lines[0].dropFirst(2)), query: lines[1..<bar].joined(separator: "\n"),
            expected: expected.joined(separator: "\n"))
    }
}
