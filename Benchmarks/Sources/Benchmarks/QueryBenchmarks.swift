import Benchmark
import Diagnostics
import PropertyGraph
import QueryEngine

/// Prepared queries, each of which leans on one kind of operator, to their last row.
func queryBenchmarks(_ graph: Graph) throws -> BenchmarkSuite {
    let engine = Engine(graph: graph)
    let queries = [
        ("lookup", "MATCH (a:Person {code: 'P4711'}) RETURN a.code AS code, a.age AS age"),
        ("hop", "MATCH (a:Person {code: 'P4711'})-[:KNOWS]->(b:Person) RETURN b.code AS code ORDER BY code"),
        ("expand", "MATCH (a:Person)-[:KNOWS]->(b:Person)-[:KNOWS]->(c:Person) WHERE a.age < c.age RETURN count(*) AS n"),
        ("filter", "MATCH (i:Item) WHERE i.text CONTAINS 'risk plan' AND i.score >= 3 RETURN count(i.code) AS n"),
        ("group", "MATCH (i:Item)-[:IN]->(t:Topic) RETURN t.code AS topic, i.score AS score, count(*) AS n, avg(size(i.text)) AS mean"),
        ("sort", "MATCH (i:Item) WITH i.text AS text, i.code AS code ORDER BY text, code DESC RETURN count(text) AS n, last(collect(code)) AS last"),
    ]
    let prepared = try queries.map { (name: $0, query: try engine.prepare(SourceText($1))) }
    return BenchmarkSuite(name: "execute") { suite in
        for (name, query) in prepared {
            suite.benchmark(name) { keep(try rows(of: query)) }
        }
    }
}

private func rows(of query: PreparedQuery) throws -> Int {
    let cursor = query.run()
    var count = 0
    while let batch = try cursor.next() { count += batch.count }
    return count
}
