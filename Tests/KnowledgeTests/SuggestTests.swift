import Diagnostics
import Foundation
import Interchange
import Knowledge
import KnowledgeProcedures
import PropertyGraph
import QueryEngine
import Testing

@Suite struct StemmerTests {
    /// From the article, and what its program makes of them after the last step.
    @Test(arguments: [
        ("caresses", "caress"), ("ponies", "poni"), ("ties", "ti"), ("cats", "cat"), ("feed", "feed"), ("agreed", "agre"), ("plastered", "plaster"),
        ("bled", "bled"), ("motoring", "motor"), ("sing", "sing"), ("conflated", "conflat"), ("hopping", "hop"), ("falling", "fall"),
        ("hissing", "hiss"), ("failing", "fail"), ("filing", "file"), ("happy", "happi"), ("sky", "sky"), ("relational", "relat"),
        ("conditional", "condit"), ("rational", "ration"), ("triplicate", "triplic"), ("formative", "form"), ("electrical", "electr"),
        ("hopeful", "hope"), ("goodness", "good"), ("revival", "reviv"), ("replacement", "replac"), ("adoption", "adopt"),
        ("probate", "probat"), ("rate", "rate"), ("cease", "ceas"), ("controll", "control"), ("roll", "roll"),
        ("generalizations", "gener"), ("oscillators", "oscil"),
    ])
    func stems(_ word: String, _ stem: String) { #expect(Stemmer.stem(word) == stem) }

    @Test func leavesWhatIsNoWordOfItsLetters() {
        #expect(["as", "Cats", "naïves", "2023s"].map(Stemmer.stem) == ["as", "Cats", "naïves", "2023s"])
    }

    @Test func aTextIsItsTellingWords() {
        let text = TermText("People’s well-led teams, and the TEAM's plans.")
        #expect(text.terms == ["peopl", "well", "led", "team", "team", "plan"])
        #expect(text.words["team"] == "teams")
    }
}

/// Sums that were done by hand.
@Suite struct TermIndexTests {
    private let index = TermIndex(["cat sat", "cat cat dog", "bird"].map(TermText.init), thesaurus: Thesaurus([["dog", "hound"]]))

    private func score(_ text: String, _ position: Int) -> Double { index.matches(index.query(TermText(text)), at: position).reduce(0) { $0 + $1.score } }

    @Test func weighsRareTermsRepetitionAndLength() {
        // ln(1 + 1.5/2.5) × 2.2/2.2, and × 4.4/(2 + 1.2 × 1.375)
        #expect(abs(score("cats", 0) - 0.470004) < 1e-6)
        #expect(abs(score("cats", 1) - 0.566580) < 1e-6)
        // ln(1 + 2.5/1.5) × 2.2/(1 + 1.2 × 1.375)
        #expect(abs(score("dog", 1) - 0.814273) < 1e-6)
        #expect(abs(score("cat dog dog", 1) - 0.566580 - 0.814273) < 1e-6)
        #expect(score("dog", 0) == 0)
    }

    @Test func aRelatedTermCountsHalf() {
        #expect(abs(score("hound", 1) - 0.814273 / 2) < 1e-6)
        #expect(index.matches(index.query(TermText("hound")), at: 1).map { [$0.term, $0.found] } == [["hound", "dog"]])
        #expect(abs(score("dog hound", 1) - 0.814273) < 1e-6)
    }

    /// `raised a concern` stands for `speaking up` as a whole; a word of it alone does not.
    @Test func termsOfSeveralWordsStandForOneAnother() {
        let thesaurus = Thesaurus([["speak up", "raise concern", "candour"]])
        let texts = ["She raises concerns", "Concern was expressed", "Raise the roof", "Candour"].map { TermText($0, thesaurus: thesaurus) }
        let index = TermIndex(texts, thesaurus: thesaurus)
        func matches(_ text: String, _ position: Int) -> [[String]] {
            index.matches(index.query(TermText(text, thesaurus: thesaurus)), at: position).map { [$0.term, $0.found] }
        }
        #expect(texts[0].phrases == ["rais concern"])
        #expect(texts[0].words["rais concern"] == "raises concerns")
        #expect(matches("Freedom of speaking up", 0) == [["speak up", "rais concern"]])
        #expect(matches("Freedom of speaking up", 1) == [])
        #expect(matches("Speaking of the roof", 0) == [])
        #expect(matches("Freedom of speaking up", 3) == [["speak up", "candour"]])
        #expect(matches("candour", 0) == [["candour", "rais concern"]])
        // Half of what the whole weighs where one text of four has it.
        let score = index.matches(index.query(TermText("candour", thesaurus: thesaurus)), at: 0).reduce(0) { $0 + $1.score }
        #expect(abs(score - 0.5 * 1.203973 * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / 1.75))) < 1e-6)
    }

    /// In both directions: what is asked about, and what is found.
    @Test func aWordOfATermOfSeveralWordsIsNotRelatedByItself() {
        let thesaurus = Thesaurus([["environmental harm", "carbon"], ["harm", "risk"]])
        let texts = ["Risk", "Environmental harm", "Harm by the environmental harm", "Carbon"].map { TermText($0, thesaurus: thesaurus) }
        let index = TermIndex(texts, thesaurus: thesaurus)
        func matches(_ text: String, _ position: Int) -> [String] {
            index.matches(index.query(TermText(text, thesaurus: thesaurus)), at: position).map(\.found).sorted()
        }
        #expect(matches("Environmental harm", 0) == [])
        #expect(matches("Environmental harm", 1) == ["environment", "harm"])
        #expect(matches("Environmental harm", 3) == ["carbon"])
        #expect(matches("Harm", 0) == ["risk"])
        #expect(matches("Harm and environmental harm", 0) == ["risk"])
        #expect(matches("Risk", 1) == [])
        #expect(matches("Risk", 2) == ["harm"])
    }

    @Test func theBestIsATextOfTheSameWords() {
        #expect(abs(index.best(TermText("cat sat")) - score("cat sat", 0)) < 1e-12)
    }
}

@Suite struct SuggestTests {
    private static let script = """
        CREATE (k:KeyQuestion {id: 'k'}),
               (q:Q {id: 'q', title: 'Freedom to speak up', summary: 'Worries are heard'}), (r:Q {id: 'r', title: 'Other'}),
               (a:S {id: 'a', title: 'Speaking up', theme: 'T'}), (b:S {id: 'b', title: 'Concerns'}), (c:S {id: 'c', title: 'Food', theme: 'T'}),
               (d:S {id: 'd', title: 'Drink'}), (e:S {id: 'e', title: 'Speaking up'}), (f:S {id: 'f', title: 'Speaking up'}),
               (law:Law {id: 'law'}), (:Concept {id: 'w', words: ['worry', 'concern']}),
               (:MappingSet {name: 'draft', status: 'draft'})-[:X]->(k),
               (q)-[:ANSWERS]->(k), (r)-[:ANSWERS]->(k), (q)-[:RESTS_ON {set: 'law'}]->(law), (r)-[:RESTS_ON {set: 'law'}]->(law),
               (c)-[:SPEAKS_TO {set: 's'}]->(r), (d)-[:SPEAKS_TO {set: 'draft'}]->(r),
               (e)-[:SPEAKS_TO {set: 's'}]->(q), (f)-[:SPEAKS_TO {set: 's', negated: true}]->(q)
        """

    private func run(_ query: String) throws -> [String] {
        let written = try Engine(graph: .empty).prepare(SourceText(Self.script)).run()
        while try written.next() != nil {}
        let cursor = try Engine(graph: written.graph, procedures: Procedure.ofKnowledge).prepare(SourceText(query)).run()
        var lines: [String] = []
        while let rows = try cursor.next() {
            lines += rows.map { row in row.map { PlainText.text(of: $0, in: .empty) }.joined(separator: " | ") }
        }
        return lines
    }

    private static let call = "MATCH (q {id: 'q'}) CALL cqcq.suggest(q, 'S') YIELD target, candidate, score, text_score, graph_score, terms, shared, standing"

    /// What is mapped, or said not to be, is not a candidate; drafts lead nowhere.
    @Test func candidatesStandInOrderWithReasons() throws {
        let found = try run("\(Self.call) RETURN candidate.id, terms, shared, standing")
        #expect(
            found == [
                "c |  | r, k, law | candidate", "b | worries ~ concerns |  | candidate", "a | speak |  | candidate",
                "d |  |  | candidate",
            ])
    }

    @Test func equalOnesStandInTheOrderOfTheGraph() throws {
        #expect(try run("MATCH (x {id: 'law'}) CALL cqcq.suggest(x, 'S') YIELD candidate, text_score AS t WITH candidate WHERE NOT candidate.id IN ['c', 'e'] RETURN candidate.id") == ["a", "b", "d", "f"])
    }

    /// The sums by hand: r, k and law in both walks, ((1/3)(1/4)/3 + 2(1/6)(1/8)/2) over the product of the lengths.
    @Test func theGraphsPartIsTheCosineOfTwoWalks() throws {
        #expect(try run("\(Self.call) WITH * WHERE candidate.id = 'c' RETURN round(graph_score * 10000) / 10000") == ["0.4427"])
    }

    @Test func theScoreIsHalfTextAndHalfGraph() throws {
        #expect(try run("\(Self.call) WITH * WHERE abs(score - (text_score + graph_score) / 2) > 1e-12 OR NOT 0 <= score <= 1 RETURN score") == [])
        #expect(try run("MATCH (a:S {id: 'e'}), (b:Q {id: 'q'}) CALL cqcq.suggest([a, b], 'Q') YIELD target, candidate RETURN target.id, candidate.id") == ["e | r", "q | r"])
    }

    // MARK: Over kb/

    @Test func nothingSuggestedIsCover() throws {
        let scope = try Shipped.scope()
        for statement in ["suggest well-led --from IStatement", "suggest well-led --from regulations --limit 9"] {
            let step = try #require(try Shipped.base.get().commands.match(SourceText(statement), in: scope)).steps[0]
            let prepared = try Engine(graph: Shipped.whole, procedures: Procedure.ofKnowledge)
                .prepare(step.command.query, parameters: Set(step.parameters.keys))
            #expect(!prepared.writes)
            let cursor = prepared.run(parameters: step.parameters)
            while try cursor.next() != nil {}
            #expect(cursor.graph.relationshipCount == Shipped.whole.relationshipCount)
            #expect(cursor.graph.writtenCount == 0)
        }
        let found = try Shipped.run("suggest well-led --from IStatement")[0]
        let hasStanding = zip(found.texts("standing"), found.texts("candidate_title")).allSatisfy { $0.0 == "candidate" || $0.1 == "nothing close" }
        #expect(hasStanding)
        #expect(try Shipped.run("gaps well-led")[0].texts("i_statement_finding").allSatisfy { $0.hasPrefix("checked, none found") })
    }

    /// Each uncovered statement, and no other, has candidates of 0.1 or more, or a row that says that nothing is close.
    @Test func eachGapHasCandidatesOrNone() throws {
        for question in ["safe", "well-led"] {
            let gaps = try Shipped.run("gaps \(question)")[0]
            let open = zip(gaps.texts("code"), gaps.texts("i_statement_finding")).filter { !["listed by CQC", "stated by others"].contains($0.1) }.map(\.0)
            let found = try Shipped.run("suggest \(question) --from IStatement --limit 1")[0]
            #expect(found.texts("code") == open)
            for (score, title) in zip(found.column("score"), found.texts("candidate_title")) {
                if case .float(let score) = score { #expect(score >= 0.1 && title != "nothing close") } else { #expect(title == "nothing close") }
            }
        }
        #expect(try Shipped.run("suggest well-led --from IStatement --limit 1")[0].texts("candidate_title").contains("nothing close"))
    }

    @Test func aThemeFilters() throws {
        let found = try Shipped.run("suggest safe --from WeStatement --theme Workforce --limit 50")[0]
        let themes = found.texts("candidate").filter { !$0.isEmpty && $0 != "null" && $0 != "-" }
        for id in themes {
            let node = try #require(Shipped.whole.nodes().first { Shipped.whole.property("id", of: $0) == .string(id) })
            #expect(Shipped.whole.property("theme", of: node) == .string("Workforce"))
        }
        #expect(!themes.isEmpty)
    }

    /// Words that every text about care has are no reason.
    @Test func reasonsSaySomething() throws {
        let found = try Shipped.run("suggest well-led --from WeStatement --limit 5")[0]
        for reason in found.texts("terms") {
            for word in ["need", "act", "service"] { #expect(!reason.contains(word), "\(reason)") }
        }
    }

    @Test func aStatementNamedByItselfIsShownWhateverItsFinding() throws {
        #expect(try Shipped.run("suggest S6 --from regulations --limit 2")[0].texts("finding").count == 2)
        #expect(try Shipped.run("suggest safe --from kloes --limit 2", asOf: "2024-01-01")[0].texts("candidate").allSatisfy { !$0.hasPrefix("asc2026:") })
    }
}
