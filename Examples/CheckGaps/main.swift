// Checks the evidence of a service against a key question, and writes the figures of the knowledge base as a report.
import CareKnowledge
import Reports

/// What the service has, by quality statement. A real program reads this from its own records.
let evidence = ["W1": ["Staff survey 2026"], "W3": ["Speak up policy", "Guardian's log"], "W5": []]
let day = CalendarDate(year: 2026, month: 11, day: 1)!
let care = CareKnowledge.builtIn

do {
    let statements = try care.engine(.on(day)).rows(
        """
        MATCH (q:QualityStatement)-[:ANSWERS]->(:KeyQuestion {code: $key_question})
        OPTIONAL MATCH (q)-[m:RESTS_ON {set: "qs-regulation", strength: "direct"}]->(r:Regulation)
        WITH q, r ORDER BY r.position
        RETURN q.code AS code, q.title AS title, collect(r.code) AS regulations ORDER BY code
        """, parameters: ["key_question": .string("W")])
    var gaps = 0
    for row in statements {
        let code = try row.decode(String.self, from: "code")
        let regulations = try row.decode([String].self, from: "regulations")
        let items = evidence[code] ?? []
        if items.isEmpty { gaps += 1 }
        print("\(code) \(try row.decode(String.self, from: "title")): \(items.isEmpty ? "no evidence" : items.joined(separator: ", ")) (regulations \(regulations.joined(separator: ", ")))")
    }
    print("\(gaps) of \(statements.count) statements have no evidence")

    let library = try ReportLibrary(of: care.base)
    let report = try library.report("gaps well-led --kind i-statements", of: care.base, asOf: day)
    print(try report.text(as: .text, library: library).split(separator: "\n").first { $0.hasPrefix("- ") } ?? "")
} catch {
    print(error)
}
