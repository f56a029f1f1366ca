import QueryGeneration
import Testing

/// Queries that generation seldom makes, and those that the engine once answered wrongly, over many graphs.
@Suite struct AwkwardQueryTests {
    @Test(arguments: [
        "MATCH (a)-[r]->(b) WITH r MATCH (x)-[r]->(x) RETURN x",
        "MATCH (a), (b) WHERE a.n = b.n AND a.s = b.s RETURN a.k, b.k",
        "MATCH (a), (b) WHERE a.m = b.m RETURN a.k, b.k",
        "MATCH (a), (b) WHERE a.f = b.f AND a.m = b.m AND a.n = b.n RETURN a.k, b.k",
        "MATCH (a), (b:A) WHERE a.d = b.d OR a.f = b.n RETURN a.k, b.k",
        "MATCH (a), (b:A) WHERE a.f = b.n RETURN a.k, b.k",
        "MATCH (a), (b) WHERE a.d = b.d AND a.b = b.b RETURN a.d AS d, a.b AS b, count(*) AS n, min(a.d) AS least, max(b.s) AS most",
        "MATCH (a)-->(b) RETURN a.n / (b.k + 1) AS x, a.n % 2 AS y, a.f * b.n AS z, a.n < b.n AS less, a.d >= b.d AS later, a.n IN [1, 2] AS few, a.s IN ['a', 'b'] AS some",
        "MATCH (a) RETURN toUpper(a.s) AS t, size(a.s) AS size, count(*) AS n, CASE WHEN a.n > 0 THEN 'more' WHEN a.n < 0 THEN 'less' END AS c ORDER BY t, size, c, n",
        "MATCH (a) RETURN a.d AS d, a.n AS n, a.f AS f ORDER BY d DESC, n, f DESC SKIP 1 LIMIT 4",
        "MATCH (a)-[r]->(b) WITH r MATCH (x)-[r]-(x) RETURN x",
        "MATCH (a)-[r]->(b) WITH r, b MATCH (x)-[r]-(y)-[s]-(b) RETURN x, y, s",
        "MATCH (a)-[r*1..2 {n: b.n}]->(b) RETURN a, r, b",
        "MATCH (a)-[r*1..2 {n: c.n}]->(b), (c) RETURN a, r, b, c",
        "MATCH (a:A)-[r*0..2 {b: s.b}]->(b)<-[s]-(c) RETURN a, r, b, c, s",
        "OPTIONAL MATCH (a:None)-[r*0..1]->(b) WITH r MATCH (x)-[r*0..1]->(y) RETURN x, y",
        "OPTIONAL MATCH (a:None)-[r]->(b) WITH r MATCH (x)-[r]->(y) RETURN x, y",
        "OPTIONAL MATCH (a:None) WITH a MATCH (a)-[*0..1]-(y) RETURN a, y",
        "OPTIONAL MATCH (a:None) MATCH (x)-->(a) RETURN x",
        "OPTIONAL MATCH (a:None) OPTIONAL MATCH (a)-[r]->(b), (c) RETURN a, r, b, c",
        "OPTIONAL MATCH (a:None) OPTIONAL MATCH (a) RETURN a",
        "OPTIONAL MATCH (a:None) MATCH (a) RETURN a",
        "OPTIONAL MATCH (a:None) MATCH (a), (b) RETURN a, b",
        "OPTIONAL MATCH (a:None) MATCH (a:A) RETURN a",
        "MATCH (a) OPTIONAL MATCH (a)-[r:S]->(b) WITH a, r, b MATCH (b)-[q]-(c) RETURN a, r, b, q, c",
        "MATCH p = (a)-[*1..3]-(b:B)-[r]->(c) RETURN p",
        "MATCH p = (a)<-[*2]-(b {k: 1}) RETURN p, nodes(p), relationships(p)",
        "MATCH (a {k: 0})-[r*1..3]-(b {k: 1}) RETURN r",
        "MATCH (b {k: 1})-[r*1..3]-(a {k: 0}) MATCH (a)-[r*1..3]-(b) RETURN r",
        "MATCH (a)-[r*1..2]->(b) WITH r MATCH (x)-[r*1..2]->(y) RETURN x, r, y",
        "MATCH (a)-[r*1..2]->(b) WITH r MATCH (x)<-[r*1..2]-(y) RETURN x, r, y",
        "MATCH (a)-[r]->(b)-[s*0..2]->(c)-[t]->(a) RETURN a, r, b, s, c, t",
        "MATCH (a)-[r*1..2]-(a) RETURN a, r",
        "MATCH (a)-[r*0..2]-(a)-[q]-(a) RETURN a, r, q",
        "MATCH (a), (b) WHERE (a)-[*2]->(b) AND NOT (a)-->(b) RETURN a, b",
        "MATCH (a) WHERE EXISTS { (a)-->(b) WHERE EXISTS { (b)-->(c) WHERE c = a } } RETURN a",
        "MATCH (a) RETURN a.k AS k, EXISTS { MATCH (a)-->(b) WITH b, count(*) AS c WHERE c > 1 RETURN b } AS e",
        "MATCH (a) RETURN a.k AS k, EXISTS { MATCH (a)-->(b) WITH DISTINCT b.n AS n ORDER BY n SKIP 1 LIMIT 1 RETURN n } AS e",
        "MATCH (a) RETURN a.k AS k, EXISTS { MATCH (a)-->(b) RETURN b UNION MATCH (a:A) RETURN a AS b } AS e",
        // Behind a WITH inside, what is bound around stays visible.
        "MATCH (a) RETURN a.k AS k, EXISTS { WITH 1 AS one MATCH (a)-[r]->(b) WHERE r.n >= one RETURN b } AS e",
        "MATCH (a) RETURN a.k AS k, COUNT { WITH 1 AS one MATCH (a)-[r]->(b) WHERE r.n >= one RETURN b } AS e",
        "MATCH (a) RETURN a.k AS k, COLLECT { WITH 1 AS one MATCH (a)-->(b) RETURN b.k + one AS x ORDER BY x } AS e",
        "MATCH (a) RETURN a.k AS k, EXISTS { MATCH (a)-->(b) WITH count(*) AS c WHERE c > a.n RETURN c } AS e",
        "MATCH (a) RETURN a.k AS k, COUNT { MATCH (a)-->(b) WITH count(*) AS c MATCH (a)<--(d) WHERE d.k < c RETURN d } AS e",
        "MATCH (a) RETURN a.k AS k, COUNT { MATCH (a)-->(b) WITH b.m AS m, count(b) AS c MATCH (a)--(d) WHERE d.m = m RETURN DISTINCT c, d } AS e",
        "MATCH (a) RETURN a.k AS k, COUNT { MATCH (b:None) WITH count(*) AS c MATCH (a)-->(d) WHERE d.k >= c RETURN d } AS e",
        "MATCH (a) RETURN a.k AS k, COUNT { MATCH (b) WITH DISTINCT b.m AS m MATCH (a)-->(d) WHERE d.m = m RETURN d } AS e",
        "MATCH (a) RETURN a.k AS k, COUNT { MATCH (a)-->(b) WITH * WITH b ORDER BY b.k LIMIT 1 MATCH (a)-->(b)-->(c) RETURN c } AS e",
        "MATCH (a) RETURN a.k AS k, COUNT { MATCH (a)-->(b) WITH b WITH b.k AS x WHERE x > a.k RETURN x } AS e",
        "MATCH (a) RETURN a.k AS k, COUNT { WITH 1 AS x MATCH (a)-->(b) RETURN b UNION WITH 2 AS x MATCH (a)<--(b) RETURN b } AS e",
        "MATCH (a) RETURN a.k AS k, COUNT { WITH 1 AS x MATCH (a)-->(b) RETURN b UNION ALL WITH 2 AS x MATCH (a)<--(b) RETURN b } AS e",
        "MATCH (a) WHERE EXISTS { WITH 1 AS x MATCH (a)-->(b) WHERE EXISTS { WITH 2 AS y MATCH (b)-->(c) WHERE c.k > a.k RETURN c } RETURN b } RETURN a",
        "MATCH (a) RETURN a.k AS k, COUNT { MATCH (a)-->(b) WITH b WHERE COUNT { WITH 1 AS y MATCH (b)-->(c)<--(a) RETURN c } > 0 WITH b.k AS n WHERE n <> a.k RETURN n } AS e",
        "MATCH (a) RETURN a.k AS k, [x IN [0, 1, 2] WHERE EXISTS { WITH x + 1 AS y MATCH (a)-->(b) WHERE b.k IN [x, y] RETURN b }] AS e",
        "MATCH (a) RETURN a.k AS k, [x IN [0, 1] | COLLECT { MATCH (a)-->(b) WITH b.k AS n ORDER BY n LIMIT 2 WHERE n > x RETURN n + x }] AS e",
        // Without RETURN.
        "MATCH (a) RETURN a.k AS k, EXISTS { MATCH (a)-->(b) MATCH (b)-->(c:A) } AS e, COUNT { MATCH (a)-->(b) MATCH (b)--(c) } AS n",
        "MATCH (a) RETURN a.k AS k, EXISTS { MATCH (a)-->(:A) UNION MATCH (a)<--(:B) } AS e",
        "MATCH (a) RETURN a.k AS k, COUNT { MATCH (a)-->(:A) UNION ALL MATCH (a)<--(b) } AS e",
        "MATCH (a) RETURN a.k AS k, COUNT { MATCH (a)-->(:A) UNION MATCH (a)<--(b) } AS e",
        "MATCH (a) RETURN a.k AS k, COUNT { UNWIND [a.n, a.m, 1] AS x WITH x WHERE x IS NOT NULL } AS e, EXISTS { UNWIND [] AS x } AS f",
        "MATCH (a) RETURN a.k AS k, COUNT { MATCH (a)-->(b) WITH DISTINCT b } AS e, COUNT { OPTIONAL MATCH (a)-->(b:A) } AS f",
        "MATCH (a) RETURN a.k AS k, [x IN range(0, 2) | size([(a)-[r]->(b) WHERE b.k > x | r.n + x])] AS e",
        "MATCH (a) RETURN a.k AS k, all(x IN [1, 2] WHERE any(y IN [x, a.n] WHERE y > x OR (a)-->())) AS e",
        "MATCH (a) RETURN a.k AS k, size([p = (a)-[*0..2]->(b) WHERE length(p) > 1 | p]) AS e",
        "MATCH (a) WITH a.n AS a, count(*) AS c WHERE a IS NULL OR c > 1 RETURN a, c ORDER BY a, c",
        "MATCH (a) WITH a.n AS n, a WHERE a.k > 0 RETURN n, count(*) AS c ORDER BY c DESC, n LIMIT 2",
        "MATCH (a) RETURN a.m AS m, count(*) AS c ORDER BY m, c",
        "MATCH (a) WITH DISTINCT a.m AS m ORDER BY m DESC SKIP 1 RETURN count(m) AS c",
        "MATCH (a)-[r]-(b) RETURN DISTINCT labels(a) = labels(b) AS e, count(DISTINCT r) AS c ORDER BY e, c",
        "MATCH (a), (b) RETURN a.m = b.m AS e, a.m < b.m AS l, a.m <> b.m AS u, a.m IN [b.m, null] AS i, count(*) AS c",
        "MATCH (a), (b) RETURN 0 <= a.n < b.n <> a.k >= b.n AS e, count(*) AS c",
        "MATCH (a) WHERE a.n > 0 XOR a.b OR NOT a.n < 2 AND a.b IS NOT NULL RETURN a",
        "MATCH (a) WITH collect(a) AS l UNWIND l AS x MATCH (x)-[r]->(y) WHERE y IN l AND x <> y RETURN x, r, y",
        "MATCH (a) WITH collect(a.n) AS l RETURN size(l) AS s, single(x IN l WHERE x > 1) AS t",
        "MATCH (a:None) RETURN count(*) AS c, collect(a) AS l, sum(a.n) AS s, avg(a.n) AS v, min(a.n) AS m",
        "MATCH (a:None) RETURN a.n AS n, count(*) AS c",
        "MATCH (a) RETURN a.n AS n, a.n + count(*) AS c, sum(a.k) * 2 AS s ORDER BY a.n + count(*), n",
        "MATCH (a) WITH a ORDER BY a.k DESC LIMIT 2 MATCH (a)-[r]-(b) RETURN a, r, b",
        "MATCH (a) WITH a ORDER BY a.k SKIP 1 LIMIT 2 OPTIONAL MATCH (a)-[r:R]->(b:A) RETURN a.k AS k, b ORDER BY k, b",
        "UNWIND [1, null, 2] AS x OPTIONAL MATCH (a {n: x}) RETURN x, a",
        "UNWIND [] AS x RETURN x UNION MATCH (a) RETURN a.n AS x",
        "UNWIND null AS x RETURN count(*) AS c",
        "MATCH (a) UNWIND [a.n, a.m] AS x RETURN x, count(DISTINCT a) AS c",
        "MATCH (a) RETURN a.n AS x UNION ALL MATCH (a) RETURN a.m AS x",
        "MATCH (a) RETURN CASE a.n WHEN null THEN 0 WHEN 1.0 THEN 1 WHEN a.k THEN 2 END AS x, a.k AS k",
        "MATCH (a)-[r]->(b), (b)-[q]->(a) RETURN r, q",
        "MATCH (a)-[r]->(b), (c)-[q]->(d) WHERE r.k < q.k RETURN r, q",
        "MATCH (a)-[r]->(b) MATCH (c)-[q]->(d) WHERE r = q RETURN r, q",
        "MATCH (a)-[r]->(b) MATCH (c)-[r]-(d), (d)-[q]-(e) RETURN c, d, e",
        "MATCH ()-[r]->() OPTIONAL CALL (r) { UNWIND [] AS u RETURN r AS q } RETURN r, q",
        "MATCH (a) OPTIONAL CALL (a) { MATCH (a)-->(b) RETURN a AS x, b } RETURN a, x, b",
        "MATCH (a) OPTIONAL CALL (*) { MATCH (a)-->(b) RETURN a AS x, count(*) AS c } RETURN a, x, c",
        "MATCH (a)-[:R|S|R]-(b) RETURN a, b",
        "MATCH (a)-[:None|R]->(b)<-[:None*0..1]-(c) RETURN a, b, c",
    ])
    func agrees(query: String) throws {
        for seed in 0..<12 {
            var dice = Dice(seed: seed)
            let random = RandomGraph(&dice)
            let comparison = Comparison(try random.graph())
            let configurations = (0..<6).map { Configuration.numbered(seed * 6 + $0) }
            guard case .different(let engine, let naive) = comparison.outcome(query, in: configurations) else { continue }
            Issue.record(
                Comment(rawValue: """

                    graph of seed \(seed):
                        \(random.script.joined(separator: ";\n    "));
                    query: \(query)
                    engine:
                        \(engine)
                    naive:
                        \(naive)
                    """))
            return
        }
    }
}
