import Testing
@testable import ShippedKnowledge

struct GrammarHelpTests {
    private func names(_ topic: String) -> [String] {
        GrammarHelp.rules(for: topic)?.split(separator: "\n").filter { $0.first != " " }.map { String($0.prefix { $0.isLetter }) } ?? []
    }

    @Test func aRuleAndThoseItNames() {
        #expect(names("MATCH") == ["Match", "PlannerHint", "Where", "Pattern"])
        #expect(names("match") == names("Match"))
        #expect(GrammarHelp.rules(for: "unwind")?.split(separator: "\n").first
            == "Unwind              ::= 'UNWIND' Expression 'AS' Variable")
    }

    @Test func wordsLeadToTheRulesTheyStandIn() {
        #expect(names("set").first == "SetClause")
        #expect(names("order by").first == "ProjectionBody")
        #expect(names("starts with").first == "Predicate")
        #expect(names("detach delete").first == "Delete")
        #expect(names("on").first == "CreateIndex")
    }

    @Test func everyTopicLeadsSomewhere() {
        #expect(GrammarHelp.topics.count > 100)
        for topic in GrammarHelp.topics { #expect(GrammarHelp.rules(for: topic) != nil, "\(topic)") }
    }

    @Test(arguments: ["", " ", "nonsense", "MATCH MATCH", "'"])
    func othersLeadNowhere(_ topic: String) {
        #expect(GrammarHelp.rules(for: topic) == nil)
    }

    @Test func readsRulesOverSeveralLinesAndNoComments() {
        let rules = GrammarHelp.read("/* A\n   B ::= no */\nA ::= 'WORD' [a-z] B\n      | 'x' \"y\" A\n\n/* C */\nB ::= /* prose C */\n")
        #expect(rules.map(\.name) == ["A", "B"])
        #expect(rules[0].text == "A ::= 'WORD' [a-z] B\n      | 'x' \"y\" A")
        #expect(rules[0].words == ["WORD"])
        #expect(rules[0].names == ["B"])
        #expect(rules[1].names == [])
    }
}
