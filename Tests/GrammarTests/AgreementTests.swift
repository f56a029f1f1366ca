import ConformanceKit
import CypherSyntax
import Foundation
import GrammarSupport
import Testing

/// Grammar and parser accept and refuse the same texts.
struct AgreementTests {
    private let grammar = CypherGrammar.shared

    private func expectAgreement(_ texts: some Sequence<String>) -> (accepted: Int, refused: Int) {
        var accepted = 0, refused = 0
        var differing: [String] = []
        for text in texts {
            let verdict = Verdict(text, grammar)
            if !verdict.agrees { differing.append(verdict.description) }
            if verdict.isInGrammar { accepted += 1 } else { refused += 1 }
        }
        let shown = differing.sorted { $0.count < $1.count }.prefix(20).joined(separator: "\n")
        #expect(differing.isEmpty, "\(differing.count) differ, the shortest of them:\n\(shown)")
        return (accepted, refused)
    }

    @Test func onTheCases() throws {
        let folder = CypherGrammar.root.appending(path: "Tests/CypherSyntaxTests/Cases")
        let queries = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap { name in
            try String(contentsOf: folder.appending(path: name), encoding: .utf8).components(separatedBy: "\n===\n").map {
                $0.components(separatedBy: "\n").dropFirst().prefix { $0 != "---" }.joined(separator: "\n")
            }
        }
        let (accepted, refused) = expectAgreement(queries)
        #expect(accepted > 100 && refused > 100)
    }

    @Test(.enabled(if: Kit.folder != nil, "openCypher's conformance kit is missing; CQCQ_TCK=FOLDER make test"))
    func onTheKit() throws {
        let (accepted, refused) = expectAgreement(Set(try Kit.queries().map(\.text)))
        print("grammar: \(accepted) different queries of the kit accepted, \(refused) refused")
        #expect(accepted > 1000)
    }

    /// CQCQ_SENTENCES asks for more of them, CQCQ_SEED for others.
    static let count = ProcessInfo.processInfo.environment["CQCQ_SENTENCES"].flatMap { Int($0) } ?? 4000
    static let seed = ProcessInfo.processInfo.environment["CQCQ_SEED"].flatMap { UInt64($0) } ?? 1

    @Test func onRandomSentences() {
        var generator = grammar.generator(seed: Self.seed)
        var faulty: [String] = []
        var parsed = 0
        // What the rules do not say, by code.
        var beyond: [String: Int] = [:]
        for _ in 0..<Self.count {
            let tokens = generator.sentence(of: "Statement")
            let verdict = Verdict(tokens.map(\.text).joined(separator: " "), grammar)
            guard verdict.agrees else { faulty.append(verdict.description); continue }
            guard let printed = verdict.printed else {
                beyond[verdict.faults[0].fault.code, default: 0] += 1
                continue
            }
            parsed += 1
            let again = Verdict(printed, grammar)
            if again.printed != printed { faulty.append("\(verdict.description)\n    again: \(again.description)") }
            let dressed = Self.dressed(tokens, &generator.numbers)
            let undressed = Verdict(dressed, grammar)
            if undressed.printed != printed { faulty.append("\(verdict.description)\n    dressed: \(undressed.description)") }
        }
        let shown = faulty.sorted { $0.count < $1.count }.prefix(15).joined(separator: "\n")
        #expect(faulty.isEmpty, "seed \(Self.seed), \(faulty.count) wrong, the shortest of them:\n\(shown)")
        print("grammar: \(parsed) of \(Self.count) random sentences parsed; beyond the rules: \(beyond)")
        #expect(parsed > Self.count * 9 / 10)
    }

    @Test func onBrokenSentences() {
        var generator = grammar.generator(seed: Self.seed &+ 1)
        let texts = (0..<Self.count).map { _ in
            let tokens = generator.sentence(of: "Statement").map(\.text)
            return Self.broken(tokens, &generator.numbers).joined(separator: " ")
        }
        let (accepted, refused) = expectAgreement(texts)
        print("grammar: of as many broken ones \(accepted) accepted, \(refused) refused")
        #expect(accepted > 0 && refused > Self.count / 3)
    }

    /// One token left out, twice, changed with its neighbour, or another in its place.
    private static func broken(_ tokens: [String], _ numbers: inout SeededNumbers) -> [String] {
        var tokens = tokens
        let at = Int.random(in: tokens.indices, using: &numbers)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: tokens.remove(at: at)
        case 1: tokens.insert(tokens[at], at: at)
        case 2: tokens.swapAt(at, min(at + 1, tokens.count - 1))
        default: tokens[at] = tokens.randomElement(using: &numbers)!
        }
        return tokens
    }

    /// With other white space, with comments, and words in another case.
    private static func dressed(_ tokens: [SentenceGenerator.Token], _ numbers: inout SeededNumbers) -> String {
        var text = "", last = ""
        for token in tokens {
            var written = token.text
            if token.isWord {
                written = String(written.map { numbers.chance(50) ? Character($0.lowercased()) : $0 })
            }
            let between = ["", "", " ", "\n", "\t\r\n", "/* a ' ; */", "// b ` \"\n", "\u{A0}\u{2003}"].randomElement(using: &numbers)!
            let runsTogether = CypherGrammar.tokens(of: last + between + written) != [last, written]
            text += (runsTogether && !last.isEmpty ? " " : between) + written
            last = written
        }
        return text
    }
}
