import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// ORDER BY over more rows than are sorted in one piece.
struct SortTests {
    static let count = 40_000

    /// Each property is of one type, some with gaps, and has values that share their first bytes or are equal.
    static let graph: Graph = {
        var builder = GraphBuilder()
        let odd: [Double] = [0, -0.0, .nan, .infinity, -.infinity, 1e-300, -1e-300]
        let texts = ["", "a", "a\0", "abcdefg", "abcdefgh", "abcdefgh\u{10FFFF}", "abcdefghi", "\u{10FFFF}", "é"]
        for number in 0..<count {
            let mixed = number &* 7919 % 10_007
            var properties: PropertyMap = [
                "number": .integer(number), "integer": .integer((mixed - 5000) &* 1 << 40), "few": .integer(mixed % 3),
                "float": .float(mixed % 10 == 0 ? odd[mixed % 7] : Double(mixed) / 3 - 1000),
                "share": .float(mixed % 97 == 0 ? -0.0 : Double(mixed % 2001 - 1000) / 1000), "tenth": .float(Double(mixed % 7) / 10 - 0.3),
                "text": .string(mixed % 5 == 0 ? texts[mixed % 9] : "code \(mixed)"),
            ]
            if mixed % 4 > 0 { properties["truth"] = .boolean(mixed % 4 == 1) }
            if mixed % 6 > 0 { properties["gap"] = .string("\(mixed % 50)") }
            if mixed % 6 > 1 { properties["any"] = mixed % 6 == 2 ? .integer(mixed) : mixed % 6 == 3 ? .string("x") : .float(Double(mixed)) }
            builder.addNode(labels: ["N"], properties: properties)
        }
        return builder.build()
    }()

    @Test(arguments: ["integer", "few", "float", "share", "tenth", "text", "truth", "gap", "any"], [1, 3])
    func rowsAreInOrder(key: String, workers: Int) throws {
        for descending in [false, true] {
            let query = "MATCH (n:N) RETURN n.\(key) AS key, n.few AS few, n.number AS number ORDER BY n.\(key)\(descending ? " DESC" : ""), n.few DESC"
            let cursor = try Engine(graph: Self.graph).prepare(SourceText(query)).run(limits: Limits(sharing: Sharing(workers: workers)))
            var rows: [[Value]] = []
            while let batch = try cursor.next() { rows += batch }
            #expect(rows.count == Self.count)
            // Every row once, and none before one that it comes after.
            #expect(Set(rows.map { $0[2] }).count == Self.count)
            let wrong = zip(rows, rows.dropFirst()).first { a, b in
                let order = Value.order(a[0], b[0]) * (descending ? -1 : 1)
                if order != 0 { return order > 0 }
                let next = Value.order(b[1], a[1])
                // Equal rows stay as they came.
                return next != 0 ? next > 0 : Value.order(a[2], b[2]) > 0
            }
            #expect(wrong == nil)
        }
    }

    /// SKIP and LIMIT give what the whole order has at these places, whether few rows are kept or many.
    @Test(arguments: ["integer", "few", "float", "share", "tenth", "text", "truth", "gap", "any"])
    func pagesAreThoseOfTheWholeOrder(key: String) throws {
        for order in ["", " DESC"] {
            let query = "MATCH (n:N) RETURN n.number AS number ORDER BY n.\(key)\(order), n.few DESC"
            func rows(_ page: String) throws -> [Value] {
                let cursor = try Engine(graph: Self.graph).prepare(SourceText(query + page)).run()
                var rows: [Value] = []
                while let batch = try cursor.next() { rows += batch.map { $0[0] } }
                return rows
            }
            let all = try rows("")
            for (skip, limit) in [(0, 1), (0, 3000), (17, 5), (3000, 2), (12_000, 10), (20_000, 15_000), (39_995, 10), (40_000, 1), (1, 0)] {
                #expect(try rows(" SKIP \(skip) LIMIT \(limit)") == Array(all.dropFirst(skip).prefix(limit)))
            }
        }
    }

    /// Which take no memory.
    @Test func emptyTextsAreTextsToo() throws {
        var builder = GraphBuilder()
        for properties: PropertyMap in [["t": .string("")], [:], ["t": .string("")]] { builder.addNode(labels: ["N"], properties: properties) }
        for (order, wanted) in [("", [.string(""), .string(""), .null]), ("DESC", [.null, .string(""), .string("")])] as [(String, [Value])] {
            let cursor = try Engine(graph: builder.build()).prepare(SourceText("MATCH (n:N) RETURN n.t ORDER BY n.t \(order)")).run()
            #expect(try cursor.next()?.map { $0[0] } == wanted)
        }
    }

    @Test(arguments: ["LIMIT 3", "LIMIT 30000", "SKIP 39990", "SKIP 20000 LIMIT 15000"])
    func partsAreOfTheWhole(part: String) throws {
        func rows(_ end: String) throws -> [[Value]] {
            let cursor = try Engine(graph: Self.graph).prepare(SourceText("MATCH (n:N) RETURN n.number ORDER BY n.text DESC, n.few \(end)")).run()
            var rows: [[Value]] = []
            while let batch = try cursor.next() { rows += batch }
            return rows
        }
        let words = part.split(separator: " ")
        func number(after word: Substring) -> Int? { words.firstIndex(of: word).map { Int(words[$0 + 1])! } }
        let wanted = try rows("").dropFirst(number(after: "SKIP") ?? 0).prefix(number(after: "LIMIT") ?? Self.count)
        #expect(try rows(part) == Array(wanted))
    }
}
