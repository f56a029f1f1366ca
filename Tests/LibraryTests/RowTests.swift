import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

@Suite struct RowTests {
    private static let engine: Engine = {
        var builder = GraphBuilder()
        let ann = builder.addNode(labels: ["Person"], properties: ["name": .string("Ann"), "born": .date(CalendarDate("1990-05-01") ?? CalendarDate(days: 0))])
        let ben = builder.addNode(labels: ["Person"], properties: ["name": .string("Ben")])
        builder.addRelationship(type: "KNOWS", from: ann, to: ben, properties: ["since": .integer(2019)])
        return Engine(graph: builder.build())
    }()

    @Test func valuesByNameAndPlace() throws {
        let rows = try Self.engine.rows("UNWIND [1, 2] AS n RETURN n, n * 2 AS twice, null AS nothing")
        #expect(rows.count == 2)
        #expect(rows[1]["twice"] == .integer(4) && rows[1][0] == .integer(2) && rows[1]["nothing"] == .null && rows[1]["other"] == nil)
        #expect(rows[0].columns.names == ["n", "twice", "nothing"])
    }

    private struct Person: Decodable, Equatable {
        var name: String
        var born: CalendarDate?
    }

    private struct Wide: Decodable, Equatable {
        var whole: Int
        var small: UInt8
        var half: Double
        var alsoHalf: Float
        var truth: Bool
        var text: String
        var day: CalendarDate
        var dayAsText: String
        var list: [Int?]
        var lists: [[String]]
        var map: [String: Int]
        var person: Person
        var since: [String: Int]
        var missing: String?
    }

    @Test func decodesEveryKind() throws {
        let rows = try Self.engine.rows(
            """
            MATCH (p:Person {name: "Ann"})-[k:KNOWS]->()
            RETURN 5 AS whole, 255 AS small, 0.5 AS half, 2 AS alsoHalf, true AS truth, "a" AS text, date("2021-07-28") AS day,
                date("2021-07-28") AS dayAsText, [1, null] AS list, [["x"], []] AS lists, {a: 1} AS map, p AS person, k AS since, null AS missing
            """)
        let decoded = try rows[0].decode(Wide.self)
        #expect(
            decoded == Wide(
                whole: 5, small: 255, half: 0.5, alsoHalf: 2, truth: true, text: "a", day: CalendarDate("2021-07-28")!, dayAsText: "2021-07-28",
                list: [1, nil], lists: [["x"], []], map: ["a": 1], person: Person(name: "Ann", born: CalendarDate("1990-05-01")), since: ["since": 2019], missing: nil))
        #expect(try rows[0].decode([Int?].self, from: "list") == [1, nil])
        // A property that a node lacks is nil, and a column that is null too.
        #expect(try Self.engine.rows("MATCH (p:Person {name: 'Ben'}) RETURN p AS person")[0].decode(Person.self, from: "person") == Person(name: "Ben", born: nil))
        #expect(try Self.engine.rows("RETURN null AS n")[0].decode(Int?.self, from: "n") == nil)
    }

    @Test(arguments: [
        ("256", "an integer within UInt8"), ("1.5", "an integer"), ("'1'", "an integer"), ("null", "an integer"), ("[1]", "an integer"),
    ])
    func saysWhatDoesNotFit(expression: String, expected: String) throws {
        let row = try Self.engine.rows("RETURN \(expression) AS n")[0]
        do {
            let value = try row.decode(UInt8.self, from: "n")
            Issue.record("\(value)")
        } catch .typeMismatch(_, let context), .valueNotFound(_, let context) {
            #expect(context.codingPath.map(\.stringValue) == ["n"])
            #expect(context.debugDescription.hasPrefix("expected \(expected), found "), "\(context.debugDescription)")
        }
        #expect(throws: DecodingError.self) { try row.decode(Int.self, from: "m") }
        #expect(throws: DecodingError.self) { try row.decode(Person.self) }
    }

    /// Errors are values with a code, a place and a hint.
    @Test func errorsHavePlaces() throws {
        do {
            _ = try Self.engine.rows("MATCH (p:Person)\nRETURN q.name")
            Issue.record("it ran")
        } catch {
            let problem = try #require(error.list.first)
            #expect(problem.code == "UndefinedVariable" && problem.message == "variable `q` is not defined here")
            #expect(problem.position?.line == 2 && problem.position?.column == 8)
            #expect("\(error)".hasPrefix("2:8: error: variable `q` is not defined here [UndefinedVariable]\n  RETURN q.name\n"))
        }
        do {
            _ = try Self.engine.rows("UNWIND [1, 0] AS n RETURN 1 / n")
            Issue.record("it ran")
        } catch { #expect(error.list.first?.position?.column == 27, "\(error)") }
    }

    @Test func statementsArePreparedOnce() throws {
        let statement = try Self.engine.prepare("RETURN $n + 1 AS next", parameters: ["n"])
        #expect(try [1, 2].map { try statement.rows(parameters: ["n": .integer($0)])[0]["next"] } == [.integer(2), .integer(3)])
        #expect(throws: Diagnostics.self) { try Self.engine.prepare("RETURN $n + 1") }
    }
}
