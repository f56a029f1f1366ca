import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// What is asked of the nodes of a walk, and shortest ways between many pairs, against what is found without the shorter way to it.
struct WalkNodeTests {
    /// Graphs of a dozen nodes, some of them without the property that is asked for, with loops and parallel relationships.
    private static let graphs: [Graph] = (1...8).map { seed in
        var numbers = SeededNumbers(seed: seed)
        var builder = GraphBuilder()
        let nodes = (0..<12).map { builder.addNode(labels: ["N"], properties: numbers.next(4) == 0 ? ["x": .integer($0)] : ["x": .integer($0), "k": .integer(numbers.next(3))]) }
        for _ in 0..<(6 + numbers.next(14)) { builder.addRelationship(type: "T", from: nodes[numbers.next(12)], to: nodes[numbers.next(12)], properties: ["w": .integer(numbers.next(3))]) }
        return builder.build()
    }

    @Test(arguments: ["-[:T*1..3]->", "<-[:T*0..2]-", "-[:T*1..3]-", "-[:T*2..2]-"], ["x.k < 2", "x.k IS NULL OR x.k = a.k", "x:N AND x.x > 2", "NOT x.k = 1"])
    func conditionsOnAllNodes(walk: String, condition: String) {
        for graph in Self.graphs {
            func rows(_ filter: String) -> [String]? {
                Answer.rows(
                    of: "MATCH p = (a:N)\(walk)(b) WHERE \(filter) RETURN a.x AS a, [n IN nodes(p) | n.x] AS xs, length(p) AS n ORDER BY a, xs, n", over: graph)
            }
            let (each, none) = (rows("all(x IN nodes(p) WHERE \(condition))"), rows("none(x IN nodes(p) WHERE \(condition))"))
            #expect(each != nil && each == rows("size([x IN nodes(p) WHERE \(condition)]) = length(p) + 1"))
            #expect(none != nil && none == rows("size([x IN nodes(p) WHERE NOT (\(condition))]) = length(p) + 1"))
        }
    }

    @Test func nodesAreAskedAsTheyAreMet() throws {
        let text = "MATCH p = (a:N {x: 1})-[:T*1..3]->(b) WHERE all(x IN nodes(p) WHERE x.k = 1) RETURN length(p) AS n"
        let plan = try #require(Answer.rows(of: "EXPLAIN \(text)", over: Self.graphs[0]))
        #expect(plan.contains { $0.contains("VarLengthExpand") && $0.contains("each x.k = 1") })
        #expect(plan.contains { $0.contains("Filter  a.k = 1") })
    }

    /// Of each pair of nodes one way, which begins and ends there, step by step, and is as short as any.
    @Test(arguments: ["-[:T]->+", "-[:T]-+", "<-[:T]-*", "-[:T]-{,3}"], ["MATCH (s) MATCH (t)", "MATCH (t) MATCH (s)", "MATCH (s)", "MATCH (t)"])
    func shortestWays(step: String, ends: String) throws {
        for graph in Self.graphs {
            let names = "s.x AS s, t.x AS t"
            let lengths = Answer.rows(of: "\(ends) MATCH p = ANY SHORTEST (s)\(step)(t) RETURN \(names), length(p) AS n ORDER BY s, t", over: graph)
            let all = Answer.rows(of: "MATCH p = ALL SHORTEST (s)\(step)(t) RETURN DISTINCT \(names), length(p) AS n ORDER BY s, t", over: graph)
            #expect(lengths != nil && lengths == all)
            // The ends of each relationship are those of the nodes on both sides of it, and none comes twice.
            let wrong = """
                \(ends) MATCH p = ANY SHORTEST (s)\(step)(t) WITH s, t, nodes(p) AS ns, relationships(p) AS rs
                WHERE ns[0] <> s OR ns[-1] <> t OR size(ns) <> size(rs) + 1 OR any(i IN range(0, size(rs) - 1) WHERE NOT (
                    startNode(rs[i]) = ns[i] AND endNode(rs[i]) = ns[i + 1] OR startNode(rs[i]) = ns[i + 1] AND endNode(rs[i]) = ns[i]))
                    OR any(r IN rs WHERE size([q IN rs WHERE q = r]) > 1)
                RETURN count(*) AS n
                """
            #expect(Answer.rows(of: wrong, over: graph) == ["0"])
            let listed = Answer.rows(
                of: "\(ends) MATCH p = ANY SHORTEST (s)\(step)(t) RETURN \(names), size([r IN relationships(p) WHERE r.w >= 0]) AS n ORDER BY s, t", over: graph)
            #expect(listed == all)
        }
    }

    /// The shortest ways whose relationships or nodes pass, from an end and from both, against the least length of all that pass.
    @Test(arguments: ["-[:T*1..4]-", "-[:T*0..3]->", "<-[:T*..4]-"], ["all(r IN relationships(p) WHERE r.w > 0)", "none(x IN nodes(p) WHERE x.k = 1)", "all(x IN nodes(p) WHERE x.k < 2)"])
    func shortestWaysThatPass(step: String, condition: String) throws {
        let names = "s.x AS s, t.x AS t"
        let allEnds = ["MATCH (s) MATCH (t)", "MATCH (s)", "MATCH (t)", "MATCH (s), (t)"]
        for (number, word) in ["", "", "AND s <> t", "AND t.x > 2", "AND s:N AND t:N", "AND s.x < t.x", "", "AND s <> t"].enumerated() {
            let graph = Self.graphs[number]
            let all = Answer.rows(of: "MATCH p = (s)\(step)(t) WHERE \(condition) \(word) RETURN \(names), min(length(p)) AS n ORDER BY s, t", over: graph)
            let ways = Answer.rows(
                of: """
                    MATCH p = (s)\(step)(t) WHERE \(condition) \(word) WITH s, t, length(p) AS n, count(*) AS ways ORDER BY n
                    WITH s, t, collect(n)[0] AS n, collect(ways)[0] AS ways RETURN \(names), n, ways ORDER BY s, t
                    """, over: graph)
            for ends in [allEnds[number % 4], allEnds[(number + 1) % 4]] {
                func found(_ function: String, _ result: String) -> [String]? {
                    Answer.rows(of: "\(ends) MATCH p = \(function)((s)\(step)(t)) WHERE \(condition) \(word) RETURN \(names), \(result) ORDER BY s, t", over: graph)
                }
                #expect(all != nil && found("shortestPath", "length(p) AS n") == all)
                #expect(found("shortestPath", "size([r IN relationships(p) | r.w]) AS n") == all)
                #expect(ways != nil && found("allShortestPaths", "length(p) AS n, count(*) AS ways") == ways)
            }
        }
        // They are not found among all paths, of which there can be very many.
        let plan = try #require(Answer.rows(of: "EXPLAIN MATCH p = shortestPath((s:N)\(step)(t)) WHERE \(condition) RETURN length(p) AS n", over: Self.graphs[0]))
        #expect(plan.contains { $0.contains("Reach") } && !plan.contains { $0.contains("SelectPaths") })
    }

    /// Beginning at either end, from a few nodes to all of a ring with chords, on a graph that is too large to search from both ends for each pair.
    @Test func manyPairsShareATree() throws {
        var builder = GraphBuilder()
        let nodes = (0..<400).map { builder.addNode(labels: ["N"], properties: ["x": .integer($0)]) }
        for place in 0..<400 {
            builder.addRelationship(type: "T", from: nodes[place], to: nodes[(place + 1) % 400], properties: [:])
            if place % 40 == 0 { builder.addRelationship(type: "T", from: nodes[place], to: nodes[(place + 80) % 400], properties: [:]) }
        }
        let graph = builder.build()
        // Along the ring in one direction, by chords from the first multiple of 40 on.
        func length(_ from: Int, _ to: Int) -> Int {
            var best = (to - from + 400) % 400
            for first in 0..<5 {
                let start = (from + 39) / 40 * 40 + first * 40
                for chords in 1...5 where (start - from) + chords * 80 <= (to - from + 400) % 400 {
                    best = min(best, (start - from) + chords + (to - from + 400) % 400 - (start - from) - chords * 80)
                }
            }
            return best
        }
        let pairs = [7, 100, 399].flatMap { from in (0..<400).filter { $0 != from }.map { (from, $0) } }
        let expected = pairs.map { "\($0.0) | \($0.1) | \(length($0.0, $0.1))" }
        for ends in ["MATCH (s) WHERE s.x IN [7, 100, 399] MATCH (t) WHERE t <> s", "MATCH (t) MATCH (s) WHERE s.x IN [7, 100, 399] AND t <> s"] {
            for text in ["length(p)", "size([r IN relationships(p) | 1])"] {
                let found = Answer.rows(of: "\(ends) MATCH p = shortestPath((s)-[:T*]->(t)) RETURN s.x AS s, t.x AS t, \(text) AS n ORDER BY s, t", over: graph)
                #expect(found == expected)
            }
        }
        let backward = Answer.rows(
            of: "MATCH (t) WHERE t.x IN [7, 100, 399] MATCH (s) WHERE t <> s MATCH p = shortestPath((t)<-[:T*]-(s)) RETURN count(*) AS n, sum(length(p)) AS sum", over: graph)
        let sum = [7, 100, 399].reduce(0) { sum, to in sum + (0..<400).filter { $0 != to }.reduce(0) { $0 + length($1, to) } }
        #expect(backward == ["1197 | \(sum)"])
    }
}
