import ConformanceKit
import CypherSyntax
import Diagnostics
import Foundation
import GrammarSupport
import Testing

/// Statements with one token wrong: one mistake is one error, and a hint is a step forward.
struct CorruptionTests {
    /// Statements that parse: those of the cases, and of the kit where it is there.
    private static func statements() throws -> [String] {
        let cases = try CaseFile.all().flatMap(\.blocks).map(\.query)
        let kit = Kit.folder == nil ? [] : try Kit.queries().map(\.text)
        return Array(Set(cases + kit)).sorted().filter { (try? CypherParser.parse(SourceText($0))) != nil }
    }

    private static func texts(of statement: String) -> [String] {
        let bytes = Array(statement.utf8)
        return Tokenizer.tokens(of: statement).filter { $0.kind != .comment && $0.kind != .end }.map {
            String(decoding: bytes[$0.span.start..<$0.span.end], as: UTF8.self)
        }
    }

    /// A token left out, twice, in its neighbour's place, misspelt, or another one.
    private static func corrupted(_ tokens: [String], _ numbers: inout SeededNumbers) -> String {
        var tokens = tokens
        let at = Int.random(in: tokens.indices, using: &numbers)
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0: tokens.remove(at: at)
        case 1: tokens.insert(tokens[at], at: at)
        case 2: tokens.swapAt(at, min(at + 1, tokens.count - 1))
        case 3: tokens[at] = misspelt(tokens[at], &numbers)
        default: tokens[at] = tokens.randomElement(using: &numbers)!
        }
        return tokens.joined(separator: " ")
    }

    private static func misspelt(_ word: String, _ numbers: inout SeededNumbers) -> String {
        var letters = Array(word)
        guard letters.count > 2, letters.allSatisfy(\.isLetter) else { return word + "x" }
        let at = Int.random(in: 0..<letters.count - 1, using: &numbers)
        letters.swapAt(at, at + 1)
        return String(letters)
    }

    private static func faults(_ text: String) -> [Diagnostic] {
        do {
            _ = try CypherParser.parse(SourceText(text))
            return []
        } catch {
            return error.list
        }
    }

    @Test func oneMistakeIsOneErrorAndHintsLeadOn() throws {
        var numbers = SeededNumbers(seed: 7)
        var (broken, hinted) = (0, 0)
        for statement in try Self.statements() {
            let tokens = Self.texts(of: statement)
            for _ in 0..<4 {
                let text = Self.corrupted(tokens, &numbers)
                let faults = Self.faults(text)
                guard let fault = faults.first else { continue }
                broken += 1
                #expect(faults.count == 1, "\(text)")
                guard case .unexpectedInput(_, _, let near)? = fault.fault as? SyntaxFault, let span = fault.span else { continue }
                for word in near {
                    hinted += 1
                    let bytes = Array(text.utf8)
                    let mended = String(decoding: bytes[..<span.start] + Array(word.utf8) + bytes[span.end...], as: UTF8.self)
                    let next = Self.faults(mended).first?.span?.start
                    #expect(next == nil || next! > span.start, "\(text)\n    \(word): \(mended)")
                }
            }
        }
        print("corrupted: \(broken) statements with one token wrong, \(hinted) hints applied")
        #expect(broken > 500 && hinted > 30)
    }

    /// Words that the language has not, and those that it has in another place only.
    @Test(arguments: ["GRANT ROLE a TO b", "SHOW DATABASES", "CREATE CONSTRAIN c FOR (n:L) REQUIRE n.a IS UNIQUE", "MATCH (n) CONTAIN n"])
    func hintsAreValidWhereTheyStand(_ text: String) throws {
        let fault = try #require(Self.faults(text).first)
        guard case .unexpectedInput(_, _, let near)? = fault.fault as? SyntaxFault, let span = fault.span else { return }
        #expect(!near.contains("CONTAINS"))
        for word in near {
            let bytes = Array(text.utf8)
            let mended = String(decoding: bytes[..<span.start] + Array(word.utf8) + bytes[span.end...], as: UTF8.self)
            let next = Self.faults(mended).first?.span?.start
            #expect(next == nil || next! > span.start, "\(word)")
        }
    }
}
