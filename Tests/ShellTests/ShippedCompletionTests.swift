import Knowledge
import ShippedKnowledge
import Testing

@testable import Shell

/// On what the program carries: what commands take, and how long a Tab lasts.
@Suite struct ShippedCompletionTests {
    private let engine: CompletionEngine

    init() throws {
        let knowledge = KnowledgeBase.shipped
        engine = CompletionEngine(
            vocabulary: CompletionWords(knowledge.graph(), schema: knowledge.schema, commands: knowledge.commands.commands))
    }

    private func candidates(_ text: String) -> [String] { engine.complete(text).candidates }

    @Test func commandsTakeWhatTheyAskFor() {
        #expect(Set(candidates("gaps ")).isSuperset(of: ["W", "Well-led", "Safe"]))
        #expect(!candidates("gaps ").contains("W3"))
        #expect(candidates("gaps well-led ").isEmpty)
        #expect(candidates("show klo") == ["kloe", "kloes"])
        #expect(candidates("show kloes well") == ["Well-led"])
        #expect(candidates("gaps --key-question wel") == ["Well-led"])
        #expect(candidates("gaps --wi") == ["--with-sources", "--wide"])
        #expect(!candidates("why not ").isEmpty)
    }

    @Test func titlesOfSeveralWordsNeedNoQuote() {
        let completion = engine.complete("trace Capable, com")
        #expect(completion.candidates == [#""Capable, compassionate and inclusive leaders""#])
        #expect(completion.start == 6)
    }

    /// Ten milliseconds for the optimised program; this one is not.
    @Test func aTabIsQuick() {
        let texts = [
            "trace ", "show ", "gaps s", "MATCH (s:", "MATCH (s:QualityStatement)-[r:RESTS_ON]->(n:Regulation) WHERE s.", "RETURN t",
            ":help ", "MATCH (s:QualityStatement {", "why not ",
        ]
        for text in texts {
            let quickest = (0..<5).map { _ in ContinuousClock().measure { _ = engine.complete(text) } }.min()!
            #expect(quickest < .milliseconds(50), "\(text)")
        }
    }
}
