import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Rows that share an end, a start of searches, or an outer row, against what the list of relationships says.
struct SharedEndTests {
    private struct Edge: Hashable { let (from, to): (Int, Int) }

    /// Of type R few, of type S many, with loops and some twice.
    private static let nodes = 90
    private static let walked: [Edge] = edges(count: 400, seed: 11)
    private static let between: [Edge] = edges(count: 1500, seed: 5) + edges(count: 60, seed: 5)

    private static func edges(count: Int, seed: UInt64) -> [Edge] {
        var state = seed
        func next(_ most: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % most
        }
        // The first nodes are hubs.
        return (0..<count).map { _ in Edge(from: next(next(nodes) + 1), to: next(nodes)) }
    }

    private static let graph: Graph = {
        var builder = GraphBuilder()
        for number in 0..<nodes { builder.addNode(labels: number % 3 == 0 ? ["A", "B"] : ["A"], properties: ["n": .integer(number)]) }
        for edge in walked { builder.addRelationship(type: "R", from: edge.from, to: edge.to) }
        for edge in between { builder.addRelationship(type: "S", from: edge.from, to: edge.to) }
        return builder.build()
    }()

    private static let shapes: [(workers: Int, rowsAtOnce: Int)] = [(1, 1), (1, 7), (1, 64), (1, 2048), (2, 2048)]

    private static func rows(_ query: String, _ workers: Int, _ rowsAtOnce: Int, in graph: Graph = graph) throws -> [String] {
        var limits = Limits()
        limits.rowsAtOnce = rowsAtOnce
        limits.sharing = Sharing(workers: workers, leastSteps: 1, leastRows: 8)
        let cursor = try Engine(graph: graph).prepare(SourceText(query)).run(limits: limits)
        var rows: [String] = []
        while let batch = try cursor.next() { rows += batch.map { $0.map { cursor.graph.text(of: $0) }.joined(separator: " ") } }
        return rows
    }

    private static func count(_ from: Int, _ to: Int, _ arrow: String) -> Int {
        let out = between.count { $0.from == from && $0.to == to }
        let back = from == to && arrow == "-" ? 0 : between.count { $0.from == to && $0.to == from }
        return arrow == "->" ? out : arrow == "<-" ? back : out + back
    }

    @Test(arguments: ["->", "<-", "-"], ["", ":B"])
    func relationshipsBetweenBoundNodes(arrow: String, label: String) throws {
        let (left, right) = (arrow == "<-" ? "<-" : "-", arrow == "->" ? "->" : "-")
        let between = "(a)\(left)[:S]\(right)(b\(label))"
        let counts = Self.walked.map { label.isEmpty || $0.to % 3 == 0 ? Self.count($0.from, $0.to, arrow) : 0 }
        let some = counts.count { $0 > 0 }
        #expect(some > 20 && some < counts.count - 20)
        for (workers, rowsAtOnce) in Self.shapes {
            func answer(_ rest: String) throws -> [String] { try Self.rows("MATCH (a)-[:R]->(b) \(rest)", workers, rowsAtOnce) }
            #expect(try answer("WHERE EXISTS { \(between) } RETURN count(*)") == ["\(some)"])
            #expect(try answer("WHERE NOT EXISTS { \(between) } RETURN count(*)") == ["\(counts.count - some)"])
            #expect(try answer("RETURN sum(COUNT { \(between) })") == ["\(counts.reduce(0, +))"])
            #expect(try answer("MATCH \(between) RETURN count(*)") == ["\(counts.reduce(0, +))"])
        }
    }

    @Test func optionalRowsComeInTheirOrder() throws {
        let expected = (0..<Self.nodes).flatMap { node in
            let ends = Self.walked.filter { $0.from == node && $0.to > 30 }.map(\.to).sorted()
            return ends.isEmpty ? ["\(node) null"] : ends.map { "\(node) \($0)" }
        }
        #expect(expected.contains { $0.hasSuffix("null") })
        for (workers, rowsAtOnce) in Self.shapes {
            let rows = try Self.rows("MATCH (a) WITH a ORDER BY a.n OPTIONAL MATCH (a)-[:R]->(b) WHERE b.n > 30 RETURN a.n, b.n", workers, rowsAtOnce)
            #expect(rows.sorted() == expected.sorted())
            #expect(rows.map { $0.prefix { $0 != " " } } == expected.map { $0.prefix { $0 != " " } }, "\(rowsAtOnce) rows at once")
        }
    }

    /// Hops from a node to each that is reached, by steps along R.
    private static func hops(from start: Int, either: Bool) -> [Int: Int] {
        var (hops, edge, depth) = ([start: 0], [start], 0)
        while !edge.isEmpty {
            depth += 1
            let next = Set(edge.flatMap { node in walked.compactMap { $0.from == node ? $0.to : either && $0.to == node ? $0.from : nil } }).filter { hops[$0] == nil }
            for node in next { hops[node] = depth }
            edge = Array(next)
        }
        return hops.filter { $0.value > 0 }
    }

    @Test(arguments: ["->", "-"]) func shortestPathsFromOneStart(arrow: String) throws {
        for (workers, rowsAtOnce) in Self.shapes {
            for start in [0, 3, 40] {
                let hops = Self.hops(from: start, either: arrow == "-").filter { $0.value <= 3 }
                let match = "MATCH (a {n: \(start)}), (b) WHERE a <> b MATCH p = shortestPath((a)-[:R*..3]\(arrow)(b))"
                let lengths = try Self.rows("\(match) RETURN b.n, length(p) ORDER BY b.n", workers, rowsAtOnce)
                #expect(lengths == hops.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
                let whole = try Self.rows("\(match) RETURN b.n, length(p), size(relationships(p)), size(nodes(p)), last(nodes(p)) = b, all(r IN relationships(p) WHERE type(r) = 'R') ORDER BY b.n", workers, rowsAtOnce)
                #expect(whole == hops.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value) \($0.value) \($0.value + 1) true true" })
            }
        }
        #expect(!Self.hops(from: 0, either: false).isEmpty)
    }

    /// Lists that rows share, and parts of them, are what their elements say.
    @Test func collectedLists() throws {
        for (workers, rowsAtOnce) in Self.shapes {
            let query = "MATCH (a)-[:R]->(b) WITH a, b ORDER BY a.n, b.n WITH a, collect(b.n) AS l, collect(b) AS nodes RETURN a.n, l, l[0], l[-1], size(l), [x IN nodes WHERE x.n > 50 | x.n], "
                + "60 IN l, reduce(s = 0, x IN nodes | s + x.n), [x IN nodes | x.n] = l, l[1..3] ORDER BY a.n"
            let expected = Dictionary(grouping: Self.walked, by: \.from).sorted { $0.key < $1.key }.map { node, edges in
                let ends = edges.map(\.to).sorted()
                func list(_ numbers: [Int]) -> String { "[" + numbers.map(String.init).joined(separator: ", ") + "]" }
                return "\(node) \(list(ends)) \(ends[0]) \(ends[ends.count - 1]) \(ends.count) \(list(ends.filter { $0 > 50 })) \(ends.contains(60)) \(ends.reduce(0, +)) true \(list(Array(ends.dropFirst().prefix(2))))"
            }
            #expect(try Self.rows(query, workers, rowsAtOnce) == expected)
            let shared = try Self.rows("MATCH (b:B) WITH collect(b.n) AS l MATCH (a) WHERE a.n IN l UNWIND l AS x WITH a, x WHERE x = a.n RETURN count(*), sum(x)", workers, rowsAtOnce)
            #expect(shared == ["30 \((0..<30).reduce(0) { $0 + 3 * $1 })"])
            let many = try Self.rows("MATCH (b) WHERE b.n < 80 WITH collect(b.n) AS l, collect(b) AS nodes, collect('t' + b.n) AS texts MATCH (a) WHERE a.n IN l AND a IN nodes AND 't' + a.n IN texts AND toFloat(a.n) IN l AND NOT a.n + 0.5 IN l AND NOT toString(a.n) IN l RETURN count(*)", workers, rowsAtOnce)
            #expect(many == ["80"])
        }
    }

    /// Numbers near to each other, far apart, at both ends of what there is, beside a null, beside a float, and no numbers.
    @Test func aLongListForAllRows() throws {
        let lists: [(list: String, has: (Int) -> Bool, hasNull: Bool, hasHalf: Bool)] = [
            ("[x IN range(0, 99) | x * 3]", { $0 % 3 == 0 }, false, false), ("[x IN range(-50, 49) | x * 1000003]", { $0 == 0 }, false, false),
            ("range(0, 69) + [9223372036854775807, -9223372036854775807]", { $0 < 70 }, false, false), ("range(20, 99) + [null]", { $0 >= 20 }, true, false),
            ("range(20, 99) + [2.5]", { $0 >= 20 }, false, true), ("[x IN range(0, 99) | toString(x)]", { _ in false }, false, false),
        ]
        for (workers, rowsAtOnce) in Self.shapes {
            for (list, has, hasNull, hasHalf) in lists {
                func count(_ condition: String) throws -> Int? { Int(try Self.rows("MATCH (a) WHERE \(condition) RETURN count(*)", workers, rowsAtOnce)[0]) }
                let found = (0..<Self.nodes).count(where: has)
                #expect(try count("a.n IN \(list)") == found)
                #expect(try count("toFloat(a.n) IN \(list)") == found)
                #expect(try count("NOT a.n IN \(list)") == (hasNull ? 0 : Self.nodes - found))
                #expect(try count("a.n + 0.5 IN \(list)") == (hasHalf ? 1 : 0))
                #expect(try count("a.none IN \(list) IS NULL") == Self.nodes)
            }
        }
    }
}
