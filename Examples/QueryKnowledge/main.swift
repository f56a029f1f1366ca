// Queries the built-in knowledge base: which regulations does CQC list for a quality statement?
import CareKnowledge

let name = CommandLine.arguments.dropFirst().first ?? "QS W5"
let care = CareKnowledge.builtIn

struct Law: Decodable {
    let framework: String
    let code: String
    let title: String
    let strength: String
    let source: [String]
}

do {
    // The name as a person writes it becomes the id of one thing.
    if let statement = care.resolve(name, label: "QualityStatement").readings.first {
        print("\(statement.id) \(statement.title ?? "")")
        let query = try care.engine(.on(CalendarDate(year: 2026, month: 11, day: 1)!)).prepare(
            """
            MATCH (:QualityStatement {id: $id})-[m:RESTS_ON {set: "qs-regulation"}]->(r:Regulation)
            RETURN r.framework AS framework, r.code AS code, r.title AS title, m.strength AS strength, m.source AS source
            ORDER BY r.framework DESC, r.position
            """,
            parameters: ["id"])
        for row in try query.rows(parameters: ["id": .string(statement.id)]) {
            let law = try row.decode(Law.self)
            print("  \(law.framework) \(law.code) \(law.title) (\(law.strength); \(law.source.joined(separator: ", ")))")
        }
    } else {
        print("`\(name)` is not the name of a quality statement")
    }
} catch {
    // Every error has a code, a position and a hint; printed, it looks as in the shell.
    print(error)
}
