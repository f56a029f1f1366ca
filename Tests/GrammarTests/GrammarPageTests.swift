import Foundation
import GrammarSupport
import Testing

/// docs/grammar.md and its pictures are what the grammar makes. With CQCQ_UPDATE set, they are made anew.
struct GrammarPageTests {
    private let docs = CypherGrammar.root.appending(path: "docs")

    @Test func isWhatTheGrammarMakes() throws {
        let files = GrammarPage(CypherGrammar.shared.written).files
        let pictures = docs.appending(path: "grammar")
        if ProcessInfo.processInfo.environment["CQCQ_UPDATE"] != nil {
            try? FileManager.default.removeItem(at: pictures)
            try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
            for file in files { try file.text.write(to: docs.appending(path: file.name), atomically: true, encoding: .utf8) }
        }
        for file in files {
            let text = try? String(contentsOf: docs.appending(path: file.name), encoding: .utf8)
            #expect(text == file.text, "docs/\(file.name) is out of date: call scripts/grammar-pictures")
        }
        let there = try FileManager.default.contentsOfDirectory(atPath: pictures.path).map { "grammar/" + $0 }
        #expect(Set(there) == Set(files.map(\.name)).subtracting(["grammar.md"]))
        #expect(Set(files.map(\.name)).count == files.count)
    }

    @Test func picturesNameEveryRule() {
        let files = GrammarPage(CypherGrammar.shared.written).files
        for rule in CypherGrammar.shared.written.rules {
            #expect(files.contains { $0.name != "grammar.md" && $0.text.contains(">\(rule.name)</text>") }, "\(rule.name)")
        }
        for file in files where file.name != "grammar.md" {
            #expect(throws: Never.self) { try XMLChecker.check(file.text) }
        }
    }
}

/// That tags close in order, which is all that these pictures could have wrong.
private enum XMLChecker {
    struct Fault: Error { let at: String }

    static func check(_ text: String) throws {
        var open: [Substring] = []
        for match in text.matches(of: /<(\/?)([a-z]+)([^<>]*?)(\/?)>/) {
            if match.1 == "/" {
                guard open.popLast() == match.2 else { throw Fault(at: String(match.0)) }
            } else if match.4.isEmpty { open.append(match.2) }
        }
        guard open.isEmpty else { throw Fault(at: String(open[0])) }
    }
}
