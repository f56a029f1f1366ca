import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// A graph after a statement has written to it.
enum WrittenGraph {
    /// The statement leaves the same rows and the same graph however its rows are dealt into batches, one by one or a column at a time.
    static func expectSame(_ text: String, _ graph: Graph) {
        let (single, after) = outcome(text, graph, rowsAtOnce: 1, leastTogether: .max)
        for rowsAtOnce in [1, 2, 3, 7, 2048] {
            for leastTogether in [1, 3, 1024] {
                let (rows, graph) = outcome(text, graph, rowsAtOnce: rowsAtOnce, leastTogether: leastTogether)
                #expect(rows == single && graph == after, "\(text), \(rowsAtOnce) rows at once, \(leastTogether) written together")
            }
        }
    }

    static func run(_ text: String, _ graph: Graph, rowsAtOnce: Int = 2048, leastTogether: Int = 1024) throws -> (rows: [String], graph: Graph) {
        var limits = Limits()
        limits.rowsAtOnce = rowsAtOnce
        limits.leastWrittenTogether = leastTogether
        let cursor = try Engine(graph: graph).prepare(SourceText(text)).run(limits: limits)
        var rows: [String] = []
        while let batch = try cursor.next() { rows += batch.map { row in row.map { cursor.graph.text(of: $0) }.joined(separator: ", ") } }
        return (rows, cursor.graph)
    }

    /// The rows or the error, and all that the graph then has, as it is and laid out anew.
    private static func outcome(_ text: String, _ graph: Graph, rowsAtOnce: Int, leastTogether: Int) -> (rows: [String], graph: [String]) {
        do {
            let (rows, graph) = try run(text, graph, rowsAtOnce: rowsAtOnce, leastTogether: leastTogether)
            let all = try contents(graph)
            #expect(try contents(graph.settled()) == all, "\(text), laid out anew")
            return (rows, all)
        } catch {
            return (["\(error)"], [])
        }
    }

    private static func contents(_ graph: Graph) throws -> [String] {
        try graph.checkInvariants()
        func text(_ properties: PropertyMap) -> String {
            properties.map { "\($0.key): \(graph.text(of: $0.value))" }.sorted().joined(separator: ", ")
        }
        func text(_ node: NodeID) -> String { graph.labels(of: node).sorted().joined(separator: ":") + " " + text(graph.properties(of: node)) }
        let nodes = graph.nodes().map(text)
        let relationships = graph.relationships().map { id in
            let ends = graph.ends(of: id)
            return "\(text(ends.source)) \(graph.type(of: id)) \(text(graph.properties(of: id))) \(text(ends.target))"
        }
        // And as queries see it.
        let keys = ["k", "f", "t", "d", "b", "n", "c", "i", "w", "seen"]
        let seen = try run("MATCH (n) RETURN labels(n), COUNT { (n)-->() }, COUNT { (n)<--() }, " + keys.map { "n.\($0)" }.joined(separator: ", "), graph).rows
        let walked = try run("MATCH (a)-[r]->(b) RETURN a.k, type(r), b.k, " + keys.map { "r.\($0)" }.joined(separator: ", "), graph).rows
        return nodes.sorted() + relationships.sorted() + seen.sorted() + walked.sorted()
    }
}
