// Builds a graph, queries it, reads rows as they are made, and shows what an error looks like.
import Diagnostics
import PropertyGraph
import QueryEngine

struct Visit: Decodable {
    let person: String
    let day: CalendarDate
    let minutes: Int?
}

var builder = GraphBuilder()
let ann = builder.addNode(labels: ["Person"], properties: ["name": .string("Ann")])
let ben = builder.addNode(labels: ["Person"], properties: ["name": .string("Ben")])
let home = builder.addNode(labels: ["Home"], properties: ["name": .string("Elm House")])
for (visitor, text, minutes) in [(ann, "2026-10-01", 30), (ben, "2026-10-02", nil), (ann, "2026-10-05", 45)] as [(Int, String, Int?)] {
    let day = CalendarDate(text)!
    builder.addRelationship(type: "VISITED", from: visitor, to: home, properties: ["day": .date(day), "minutes": minutes.map { .integer($0) } ?? .null])
}
let engine = Engine(graph: builder.build())

// Prepared once, run with different parameters.
let visits = try engine.prepare(
    "MATCH (p:Person)-[v:VISITED]->(:Home) WHERE v.day >= $since RETURN p.name AS person, v.day AS day, v.minutes AS minutes ORDER BY day",
    parameters: ["since"])
for since in ["2026-10-01", "2026-10-03"] {
    print("since \(since)")
    for try await row in visits.stream(parameters: ["since": .date(CalendarDate(since)!)]) {
        let visit = try row.decode(Visit.self)
        print("  \(visit.person) \(visit.day) \(visit.minutes.map { "\($0) minutes" } ?? "no time noted")")
    }
}

// A statement that takes too long is stopped by a limit, from outside by a Cancellation, or by cancelling its task.
let hopeless = try engine.prepare("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(a * b) AS many")
let task = Task {
    for try await row in hopeless.stream() { print(row.values.count) }
}
task.cancel()
if case .failure(let error as Diagnostics) = await task.result { print("stopped: \(error.list[0].code)") }

do {
    _ = try engine.rows("MATCH (p:Person) RETURN q.name")
} catch {
    for problem in error.list {
        print("\(problem.code) at \(problem.position.map { "\($0.line):\($0.column)" } ?? "?"): \(problem.message)")
    }
}
