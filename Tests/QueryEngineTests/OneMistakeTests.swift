import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Statements with one mistake in what they mean: one error each. `CorruptionTests` asks the same of how they are written.
struct OneMistakeTests {
    static let statements = [
        "WITH 1 AS x UNWIND [1, 2] AS x RETURN x", "MATCH (n) CALL (n) { UNWIND [1] AS n RETURN n } RETURN n",
        "MATCH (n) CALL (n) { UNWIND [1] AS n RETURN n AS m } RETURN m", "MATCH (n) RETURN EXISTS { UNWIND [1] AS n RETURN n } AS e",
        "MATCH (n) RETURN COLLECT { UNWIND [1] AS n RETURN n } AS l", "MATCH (n) RETURN COUNT { WITH 1 AS n RETURN n } AS c",
        "MATCH (n) CALL (n) { WITH 1 AS n, 2 AS m RETURN n AS a, m AS b } RETURN a, b", "MATCH (n) CALL (n) { FOR n IN [1] RETURN n } RETURN n",
        "MATCH (n) CALL (n) { MATCH (m) WITH m AS n RETURN n } RETURN n", "MATCH (n) CALL (n) { LOAD CSV FROM 'x' AS n RETURN n } RETURN n",
        "WITH 1 AS x RETURN x {.a} AS m", "WITH 1 AS x RETURN x {.a, .b, .*} AS m", "WITH 1 AS x RETURN x.a AS a, x.b AS b", "WITH 1 AS x WHERE x.a = 1 AND x.b = 2 RETURN x",
        "WITH 1 AS x RETURN x {.a, b: x.b} AS m", "MATCH p = (n)-->(m) RETURN p {.x, .y} AS m", "MATCH p = (n)-->(m) RETURN p.x AS x, p.y AS y",
        "MATCH (n)-[r*1..2]->(m) RETURN r.x AS x, r.y AS y", "RETURN y {.a, b: 1} AS m", "RETURN y {.a, .b} AS m",
        "MATCH (a)-[b]->(b) RETURN b", "MATCH (n) RETURN m.x AS x, m.y AS y", "MATCH (n) WITH m RETURN m", "MATCH (n) WITH n.x RETURN n", "MATCH (n) WITH n.x RETURN x",
        "MATCH (n) WITH n.x, n.y AS y RETURN n, x, y", "UNWIND x AS x RETURN x", "MATCH (n:A) CREATE (n:B) RETURN n", "MATCH p = (n) MATCH p = (m) RETURN p, m",
        "CALL foo.bar() YIELD a RETURN a", "CALL db.labels() YIELD foo RETURN foo", "WITH 1 AS a, 2 AS a RETURN a", "RETURN [x IN 1 | x] AS l",
        "RETURN reduce(a = 0, x IN 1 | a + x) AS r", "MATCH (n) RETURN n.a AS x ORDER BY y", "MATCH (n) SET m.x = 1, m.y = 2", "MATCH (n) SET n.x = m.x RETURN n",
        "WITH 1 AS n SET n.x = 1, n.y = 2", "WITH 1 AS n REMOVE n.x, n.y", "WITH 1 AS n SET n:A REMOVE n:B", "WITH 1 AS n DELETE n",
        "CREATE (a)-[r:R|S]->(b) RETURN a, r", "MERGE (a)-[r*2]->(b) RETURN r", "CREATE (a)-[:R*2]->(b) RETURN a", "MERGE (a)-[r]-(b) RETURN r", "MATCH (a) MERGE (a) RETURN a",
        "WITH {a: 1} AS m CREATE (m) RETURN m", "WITH {a: 1} AS m CREATE (m)-[:R]->(m) RETURN m.a AS a", "WITH 1 AS n MATCH (n) WHERE n.x = 1 RETURN n.y AS y",
        "WITH 1 AS n MATCH (n)-->(m) RETURN n.x AS x, m", "WITH [1] AS r MATCH ()-[r]->() RETURN r", "WITH 1 AS n MATCH (n)-->(), (n)-->() RETURN n",
        "MATCH (n) CALL { RETURN n AS x } RETURN x", "MATCH (n) CALL (n) { RETURN n } RETURN n", "MATCH (n) CALL (m) { RETURN m AS x } RETURN n, x",
        "RETURN $p AS a, $p AS b", "RETURN $p + $p AS a", "RETURN 1 AS a UNION RETURN 2 AS b UNION RETURN 3 AS c", "RETURN 1 AS a UNION RETURN 2 AS b UNION RETURN 3 AS a",
        "FOREACH (x IN y | CREATE (:A {x: x}))", "FOREACH (x IN [1] | SET y.a = x, y.b = x)", "MATCH (n) FOREACH (n IN [1] | CREATE (:A {x: n}))",
        "RETURN CASE x WHEN 1 THEN x END AS c", "RETURN all(x IN 1 WHERE x.y = 1) AS a", "MATCH (a WHERE c.x = 1)-->(b) RETURN a", "MATCH ANY SHORTEST (a)-->+(b) RETURN c",
        "LET x = y, z = y RETURN z", "FOR x IN y RETURN x", "MATCH (n) WITH n AS m RETURN n.x AS x, n.y AS y", "WITH 1 AS a WITH 2 AS b RETURN a, a + b AS c",
        "RETURN sum('a') AS s", "RETURN percentileDisc(1, 'a') AS p", "UNWIND [1] AS x RETURN stDev([x]) AS s", "RETURN abs('x') AS y ORDER BY y", "WITH abs('x') AS y RETURN y + 1 AS z",
    ]

    @Test(arguments: statements) func isOneError(_ statement: String) {
        let faults = #expect(throws: Diagnostics.self) { try Engine(graph: .empty).prepare(SourceText(statement)) }
        #expect(faults?.list.count == 1, "\(faults?.list.map(\.fault.sentence) ?? [])")
    }

    @Test(arguments: [
        ("RETURN a, b", 2), ("WITH 1 AS x, 2 AS y RETURN x.a AS a, y.b AS b", 2), ("MATCH (n) SET m.x = 1, k.x = 1", 2), ("RETURN foo(1) + bar(2) AS a", 2),
        ("RETURN 'a' * 2 + 3 * 'b' AS a", 2), ("MATCH (n) RETURN n[1] AS a, n[2] AS b", 2), ("RETURN $p + $q AS a", 2),
    ]) func twoMistakesAreTwo(_ statement: String, _ count: Int) {
        let faults = #expect(throws: Diagnostics.self) { try Engine(graph: .empty).prepare(SourceText(statement)) }
        #expect(faults?.list.count == count)
    }
}
