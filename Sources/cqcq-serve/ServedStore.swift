import Bolt
import Diagnostics
import PropertyGraph
import Shell

/// A served graph as the conversations of clients ask it.
struct ServedStore: BoltStore {
    let graph: ServedGraph

    var isWritable: Bool { graph.isWritable }

    func has(database: String) -> Bool { ServedGraph.Database(database) != nil }

    func edition() -> BoltEdition {
        let edition = graph.edition()
        return BoltEdition(graph: edition.graph, number: edition.number)
    }

    func prepare(
        _ text: String, parameters: Set<String>, over whole: Graph, database: String, isEdition: Bool, isReadOnly: Bool
    ) throws(Diagnostics) -> BoltPrepared {
        let prepared = try graph.prepare(
            text, parameters: parameters, over: whole, ServedGraph.Database(database) ?? .today, isEdition: isEdition, isReadOnly: isReadOnly)
        return BoltPrepared(query: prepared.query, inputs: prepared)
    }

    func keep(_ statements: [BoltStatement], over edition: Int) throws(Diagnostics) -> Bool {
        try graph.keep(
            statements.compactMap { statement in
                (statement.prepared.inputs as? ServedGraph.Prepared).map {
                    ServedGraph.Written(statement.text, parameters: statement.parameters, prepared: $0, graph: statement.graph)
                }
            }, over: edition)
    }
}
