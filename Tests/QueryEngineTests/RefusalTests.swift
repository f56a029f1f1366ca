import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

struct RefusalTests {
    @Test(arguments: [
        ("CALL { CREATE (n) }", "CREATE"), ("UNWIND [1] AS x CALL (x) { CALL { INSERT (n) } }", "INSERT"),
        ("INSERT (n)", "INSERT"), ("CALL { MATCH (n) SET n.x = 1 FINISH } RETURN 1 AS x", "SET"),
    ])
    func writingIsFoundInSubqueries(_ query: String, _ word: String) {
        let error = #expect(throws: Diagnostics.self) {
            try Engine(graph: .empty, isReadOnly: true).prepare(SourceText(query))
        }
        #expect(error?.list.first?.fault.sentence.hasPrefix(word) == true)
    }

    /// Too deep is a fault, at any depth, closed or not.
    @Test(arguments: [
        ("CALL { ", "MATCH (n) RETURN n", " }"), ("MATCH (n:", "A", ")"), ("MATCH (n:!", "A", ")"), ("MATCH ((", "a", "))"),
        ("RETURN COUNT { MATCH (n) WHERE ", "true", " }"), ("RETURN COLLECT { ", "RETURN 1", " }"),
        ("RETURN CAST(1 AS LIST<", "INT", ">)"), ("MATCH (a WHERE EXISTS { (b WHERE ", "true", ") })"),
    ])
    func nestingHasItsLimit(_ open: String, _ inside: String, _ close: String) {
        let word = open.split(separator: " ").first.map(String.init) ?? ""
        let repeated = word == "CALL" ? open : String(open.dropFirst(word.count + 1))
        for (depth, closed) in [(1000, true), (1000, false), (20_000, false)] {
            let query = (word == "CALL" ? "" : word + " ") + String(repeating: repeated, count: depth) + inside
                + (closed ? String(repeating: close, count: depth) : "")
            #expect(throws: Diagnostics.self) { try Engine(graph: .empty).prepare(SourceText(query)) }
        }
    }

    @Test func someNestingIsFine() throws {
        let groups = String(repeating: "(", count: 20) + "(a)-->(b)" + String(repeating: ")", count: 20)
        #expect(Answer.rows(of: "MATCH \(groups) RETURN a", over: .empty) == [])
        let labels = String(repeating: "!(", count: 20) + "A" + String(repeating: ")", count: 20)
        #expect(Answer.rows(of: "MATCH (n:\(labels)) RETURN n", over: .empty) == [])
        let calls = (1...20).reduce("RETURN 0 AS x0") { inner, depth in "CALL { \(inner) } RETURN x\(depth - 1) + 1 AS x\(depth)" }
        #expect(Answer.rows(of: calls, over: .empty) == ["20"])
    }
}
