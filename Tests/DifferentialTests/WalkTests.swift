import Diagnostics
import PropertyGraph
import QueryEngine
import QueryGeneration
import Testing

/// Walks of any length of which only the ends, the length or the least length is asked, with conditions on what is walked,
/// over small graphs full of parallel relationships and loops.
@Suite struct WalkTests {
    @Test func walksAgree() throws {
        var (reached, conditions, lengths) = (0, 0, 0)
        let found = try ShapedQueries.compare(graphs: 200, from: 9000, graph: CycleTests.graph, query: Self.query) { plan in
            if plan.contains("Reach") { reached += 1 }
            if plan.contains("each ") || plan.contains("none ") { conditions += 1 }
            if plan.contains("with its length") { lengths += 1 }
        }
        guard let (same, skipped) = found else { return }
        print("walks: \(same) queries agree, \(reached) of them by reach, \(conditions) with conditions, \(lengths) with lengths; \(skipped) too large")
        #expect(reached > 150 && conditions > 200 && lengths > 200 && skipped < 300)
    }

    /// Many rows that begin at one node: the lengths are the least that walks to each end have.
    @Test func shortestPathsAreTheShortestWalks() throws {
        for seed in 0..<80 {
            var dice = Dice(seed: 9500 + seed)
            let graph = try CycleTests.graph(&dice)
            let step = dice.pick(["-[*..4]-", "-[*..4]->", "<-[:R*..4]-"])
            let condition = dice.chance(50) ? Self.condition(&dice) : nil
            for rowsAtOnce in [3, 2048] {
                let found = try Self.rows("MATCH (a {k: 0}), (b) WHERE a <> b \(Self.shortest(step, condition)) RETURN b.k AS k, length(p) AS d", graph, rowsAtOnce)
                let conditions = ["a <> b"] + [condition].compactMap { $0 }
                let wanted = try Self.rows("MATCH p = (a {k: 0})\(step)(b) WHERE \(conditions.joined(separator: " AND ")) RETURN b.k AS k, min(length(p)) AS d", graph, rowsAtOnce)
                #expect(found == wanted, "seed \(9500 + seed): \(step) \(condition ?? "")")
            }
        }
    }

    private static func shortest(_ step: String, _ condition: String?) -> String { "MATCH p = shortestPath((a)\(step)(b))\(condition.map { " WHERE \($0)" } ?? "")" }

    /// Distances from some nodes to others, along what passes.
    static func shortestQuery(_ dice: inout Dice) -> String {
        "MATCH (a:A) \(shortest(dice.pick(["-[*..3]-", "-[*..3]->"]), condition(&dice))) RETURN a.k AS x, b.k AS y, length(p) AS d"
    }

    /// Of each relationship or each node of a path p.
    private static func condition(_ dice: inout Dice) -> String {
        dice.chance(50)
            ? "\(dice.pick(["all", "none"]))(r IN relationships(p) WHERE \(dice.pick(["r.k < 108", "r.k > 104", "r.x IS NULL", "r.k % 2 = 0"])))"
            : "\(dice.pick(["all", "none"]))(x IN nodes(p) WHERE \(dice.pick(["x.k < 4", "x.k > 2", "x.x IS NULL", "x:A", "x.k % 3 = 0"])))"
    }

    private static func rows(_ text: String, _ graph: Graph, _ rowsAtOnce: Int) throws -> [String] {
        var limits = Limits()
        limits.rowsAtOnce = rowsAtOnce
        let cursor = try Engine(graph: graph).prepare(SourceText(text)).run(limits: limits)
        var rows: [String] = []
        while let batch = try cursor.next() { rows += batch.map { "\($0)" } }
        return rows.sorted()
    }

    static func query(_ dice: inout Dice) -> String {
        let range = dice.pick(["*1..2", "*1..3", "*1..4", "*..3", "*0..2", "*0..3", "*2..3", "*2"])
        let middle = "[rs\(dice.pick(["", ":R", ":R", ":S", ":R|S"]))\(range)]"
        let step = dice.pick(["-\(middle)-", "-\(middle)-", "-\(middle)->", "<-\(middle)-"])
        let end = dice.pick(["b", "b", "b", "b", "a"])
        var text = "MATCH p = (a\(dice.pick(["", ":A", " {k: 1}"])))\(step)(\(end))"
        if dice.chance(15) { text = text.replacing("p = ", with: "") + "-->(c)" }
        let hasPath = text.contains("p = ")
        let list = hasPath ? dice.pick(["rs", "relationships(p)"]) : "rs"
        var conditions: [String] = []
        if dice.chance(45) {
            conditions.append("\(dice.pick(["all", "none", "any"]))(r IN \(list) WHERE \(dice.pick(["r.k < 108", "r.k > 104", "r.k <> a.k + 101", "r.x IS NULL", "r.k % 2 = 0"])))")
        }
        if hasPath, dice.chance(25) { conditions.append(condition(&dice)) }
        let length = hasPath ? dice.pick(["length(p)", "size(rs)", "size(relationships(p))"]) : "size(rs)"
        if dice.chance(20) { conditions.append("\(length) < 3") }
        if dice.chance(20) { conditions.append("a <> \(end)") }
        if !conditions.isEmpty { text += " WHERE " + conditions.joined(separator: " AND ") }
        return text + dice.pick([
            " RETURN count(DISTINCT \(end)) AS n", " RETURN DISTINCT a.k AS x, \(end).k AS y", " RETURN \(end).k AS y, min(\(length)) AS d",
            " RETURN a.k AS x, \(end).k AS y, min(\(length)) AS d", " WITH a, \(end) AS e, \(length) AS d RETURN e.k AS y, min(d) AS d",
            " RETURN min(\(length)) AS least, max(\(length)) AS most, count(*) AS n", " RETURN \(end).k AS y, \(length) AS d", " RETURN \(end).k AS y, count(*) AS n",
            " WITH DISTINCT \(end), \(length) AS d RETURN \(end).k AS y, min(d) AS d", " WITH \(end) AS e, \(length) AS d ORDER BY d LIMIT 1 RETURN d, count(*) AS n",
            " RETURN min(\(end).k) AS y, min(\(length)) AS d", " RETURN size(collect(DISTINCT \(end))) AS n",
        ])
    }
}
