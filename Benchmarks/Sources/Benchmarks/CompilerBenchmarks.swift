import Benchmark
import CypherSyntax
import Diagnostics
import PropertyGraph
@testable import QueryEngine

/// From the text of a query to its plan, a step at a time, each from what the step before gave.
func compilerBenchmarks(_ graph: Graph) throws -> BenchmarkSuite {
    let text = """
        MATCH (a:Person {code: 'P1'})-[:KNOWS]->(b:Person)<-[:KNOWS]-(c:Person)
        WHERE a.age < b.age AND NOT EXISTS { MATCH (b)-[:KNOWS]->(a) } AND c.code STARTS WITH 'P2'
        WITH c, count(DISTINCT b) AS shared, collect(b.age) AS ages
        ORDER BY shared DESC LIMIT 10
        OPTIONAL MATCH (c)-[:KNOWS*1..2]->(d:Person)
        RETURN c.code AS code, shared, [age IN ages WHERE age > 30 | age + 1] AS older, count(d) AS near
        """
    let source = SourceText(text)
    let statement = try CypherParser.parse(source)
    let names = KnownNames(graph) { Vocabulary() }
    func resolve() throws -> Resolver.Result {
        try Resolver.resolve(
            statement.query, names: names, parameters: [], procedures: Procedure.builtIn, graphs: [])
    }
    let resolved = try resolve()
    return BenchmarkSuite(name: "compile") { suite in
        suite.benchmark("tokenizer") { keep(Tokenizer.tokens(of: text)) }
        suite.benchmark("parser") { keep(try CypherParser.parse(source)) }
        suite.benchmark("resolve") { keep(try resolve()) }
        suite.benchmark("plan") {
            var spans = resolved.spans
            keep(Optimiser.optimise(Planner.plan(resolved, graph: graph), kinds: resolved.kinds, spans: &spans))
        }
    }
}
