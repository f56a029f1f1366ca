import Testing

@testable import Shell

@Suite struct CompletionEngineTests {
    private let engine: CompletionEngine = {
        var vocabulary = CompletionWords()
        vocabulary.labels = ["KeyQuestion", "QualityStatement", "Regulation"]
        vocabulary.relationshipTypes = ["ANSWERS", "RESTS_ON"]
        vocabulary.properties = ["code", "title"]
        vocabulary.commands = ["gaps", "trace"]
        vocabulary.arguments = ["W1", "W3", "well-led", "Shared direction and culture"]
        vocabulary.parameters = ["code"]
        return CompletionEngine(vocabulary: vocabulary)
    }()

    private func candidates(_ text: String) -> [String] { engine.complete(text).candidates }

    @Test(arguments: [
        ("MATCH (s:Qual", ["QualityStatement"]),
        ("MATCH (s:", ["KeyQuestion", "QualityStatement", "Regulation"]),
        ("MATCH (s:qual", ["QualityStatement"]),
        ("MATCH (s:Regulation|Key", ["KeyQuestion"]),
        ("MATCH (s:!Key", ["KeyQuestion"]),
        ("MATCH (s) WHERE s:Reg", ["Regulation"]),
        ("MATCH (s)-[:", ["ANSWERS", "RESTS_ON"]),
        ("MATCH (s)-[r:RES", ["RESTS_ON"]),
        ("MATCH (s)<-[r:ANSWERS|R", ["RESTS_ON"]),
        ("MATCH (s)-[:ANSWERS]->(k:K", ["KeyQuestion"]),
    ])
    func namesAfterAColon(_ text: String, _ expected: [String]) {
        #expect(candidates(text) == expected)
    }

    @Test(arguments: [
        ("MATCH (s) RETURN s.ti", ["title"]),
        ("MATCH (s) RETURN s.", ["code", "title"]),
        ("MATCH (s {co", ["code"]),
        ("MATCH (s {code: 'W1', ", ["code", "title"]),
        ("RETURN $co", ["$code"]),
    ])
    func properties(_ text: String, _ expected: [String]) {
        #expect(candidates(text) == expected)
    }

    @Test(arguments: [
        ("CALL db.la", ["db.labels("]),
        ("CALL cqcq.so", ["cqcq.sources("]),
        ("MATCH (s) CALL db.", [
            "db.awaitIndexes(", "db.constraints(", "db.indexes(", "db.labels(", "db.propertyKeys(", "db.relationshipTypes(", "db.schema(",
            "db.schema.nodeTypeProperties(", "db.schema.relTypeProperties(",
        ]),
        ("MATCH (s) CALL cqcq.sources(s) YIELD x RETURN s.", ["code", "title"]),
    ])
    func procedures(_ text: String, _ expected: [String]) {
        #expect(candidates(text) == expected)
    }

    @Test func aDottedNameIsReplacedAsAWhole() {
        #expect(engine.complete("CALL db.la").start == 5)
    }

    @Test func mapValuesAreNoLabels() {
        #expect(candidates("MATCH (s {code: Qual").isEmpty)
        #expect(candidates("RETURN {a: 1, b: Qual").isEmpty)
    }

    @Test func keywordsFollowTheCase() {
        #expect(candidates("MATCH (n) RETUR") == ["RETURN"])
        #expect(candidates("match (n) retur") == ["return"])
        #expect(engine.complete("MATCH (n) RETUR").addsSpace)
    }

    @Test func functionsOpenTheirParenthesis() {
        let completion = engine.complete("RETURN toUp")
        #expect(completion.candidates == ["toUpper("])
        #expect(!completion.addsSpace)
        #expect(completion.start == 7)
    }

    @Test(arguments: ["RETURN 'MAT", "RETURN 1 // MAT", "/* MAT", "MATCH (`Qual", "RETURN 12", "RETURN 1..", "MATCH (n) "])
    func nothingWhereNothingFits(_ text: String) {
        #expect(candidates(text).isEmpty)
    }

    @Test func firstWords() {
        #expect(candidates("ga") == ["gaps"])
        #expect(candidates("mat") == ["match"])
        #expect(candidates("MAT") == ["MATCH"])
        #expect(candidates("RETURN 1; ga") == ["gaps"])
        #expect(engine.complete("RETURN 1; ga").start == 10)
        #expect(candidates("").contains("trace"))
    }

    @Test func commandArguments() {
        #expect(candidates("trace w") == ["W1", "W3", "well-led"])
        #expect(candidates("trace sh") == [#""Shared direction and culture""#])
        #expect(candidates(#"trace "Shared dir"#) == [#""Shared direction and culture""#])
        #expect(candidates("trace 'Shared dir") == ["'Shared direction and culture'"])
        #expect(engine.complete(#"trace "Shared dir"#).start == 6)
        #expect(candidates("trace W1 W") == ["W1", "W3", "well-led"])
    }

    @Test func colonCommands() {
        #expect(candidates(":he") == [":help"])
        #expect(candidates(":format js") == ["json", "jsonl"])
        #expect(candidates(":source ") == ["gaps", "trace"])
        #expect(candidates(":help ke") == ["keys"])
        #expect(candidates(":schema key") == ["KeyQuestion"])
        #expect(candidates(":timer o") == ["on", "off"])
        #expect(candidates(":format csv ").isEmpty)
        #expect(candidates(":nothing x").isEmpty)
    }

    @Test(arguments: [
        ("MATCH (statement:Regulation) RETURN st", "statement"),
        ("MATCH (s)-[rests:RESTS_ON]->() RETURN re", "rests"),
        ("MATCH path = (s)-->() RETURN pa", "path"),
        ("UNWIND [1] AS number RETURN nu", "number"),
        ("MATCH (s) WITH s, count(*) AS total WHERE to", "total"),
        ("CALL db.labels() YIELD label, nodes AS howMany RETURN ho", "howMany"),
    ])
    func variables(_ text: String, _ expected: String) {
        #expect(candidates(text).first == expected)
    }

    @Test func variablesWhereAValueIsWanted() {
        #expect(candidates("MATCH (s:Regulation)-[r]->(k) RETURN ") == ["s", "r", "k"])
        #expect(candidates("MATCH (s) WHERE s.code = ") == ["s"])
        #expect(candidates("RETURN toUpper(x), ").isEmpty)
    }

    @Test func propertiesOfTheLabel() {
        var vocabulary = engine.vocabulary
        vocabulary.propertiesOf = ["Regulation": ["code", "position"], "RESTS_ON": ["confidence"], "KeyQuestion": ["title"]]
        let engine = CompletionEngine(vocabulary: vocabulary)
        func candidates(_ text: String) -> [String] { engine.complete(text).candidates }
        #expect(candidates("MATCH (r:Regulation) RETURN r.") == ["code", "position"])
        #expect(candidates("MATCH (r:Regulation|KeyQuestion) RETURN r.") == ["code", "position", "title"])
        #expect(candidates("MATCH ()-[m:RESTS_ON]->() WHERE m.") == ["confidence"])
        #expect(candidates("MATCH (r:Regulation {po") == ["position"])
        #expect(candidates("MATCH ()-[:RESTS_ON {") == ["confidence"])
        #expect(candidates("MATCH (x) RETURN x.") == ["code", "title"])
    }

    @Test func functionsAreListedWithTheirArguments() {
        let completion = engine.complete("RETURN toUpp")
        #expect(completion.listed == ["toUpper(text)"])
    }

    @Test func settingsAndFiles() {
        let engine = CompletionEngine(vocabulary: CompletionWords()) { ["\($0)a b.cypher", "\($0)c.cypher"] }
        #expect(engine.complete(":set forma").candidates == ["format"])
        #expect(engine.complete(":set format jsonl").candidates == ["jsonl"])
        #expect(engine.complete(":set timer o").candidates == ["on", "off"])
        #expect(engine.complete(":read dir/").candidates == [#""dir/a b.cypher""#, "dir/c.cypher"])
        #expect(engine.complete(":graph MATCH (n) RETURN toUp").candidates == ["toUpper("])
        #expect(engine.complete(":graph MATCH (n) RETURN toUp").start == 24)
    }

    @Test func commonBeginning() {
        #expect(LineEditor.common(["json", "jsonl"], typed: "j") == "json")
        #expect(LineEditor.common(["W1", "W3", "well-led"], typed: "w") == "w")
        #expect(LineEditor.common(["ASC", "ascending"], typed: "a") == "aSC")
    }
}
