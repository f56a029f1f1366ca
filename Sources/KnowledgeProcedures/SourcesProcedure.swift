import Knowledge
import PropertyGraph
public import QueryEngine

extension Procedure {
    /// Those that a knowledge base has in addition to the ones of every graph. `day`: the one on which things count as in force.
    package static func ofKnowledge(_ names: NameCache, on day: CalendarDate) -> [Procedure] {
        [compose, sources, suggest] + named(names, on: day) + [search(names, on: day)]
    }

    /// The same for help and for planning, where none is called.
    public static let ofKnowledge: [Procedure] = ofKnowledge(.empty, on: CalendarDate(days: 0))

    static let sources = Procedure(
        name: "cqcq.sources", summary: "The documents that a node or relationship rests on, and how sure we are of it.",
        inputs: [Field(name: "thing", type: "NODE | RELATIONSHIP | LIST<NODE | RELATIONSHIP?>?")],
        outputs: [
            Field(name: "document", type: "NODE?"),
            Field(name: "id", type: "STRING"),
            Field(name: "title", type: "STRING?"),
            Field(name: "date", type: "DATE?"),
            Field(name: "url", type: "STRING?"),
            Field(name: "confidence", type: "STRING?"),
        ],
        example: "MATCH (s:QualityStatement {code: 'W3'}) CALL cqcq.sources(s) YIELD title, confidence RETURN title, confidence"
    ) { graph, arguments in
        let documents = Dictionary(
            graph.labels.number(of: "Document").map { label in
                graph.nodes(withLabels: [label]).compactMap { node in
                    if case .string(let id) = graph.property("id", of: node) { (id, node) } else { nil }
                }
            } ?? []
        ) { first, _ in first }
        return arguments.flatMap { graph.sources(of: $0, among: documents) }
    }
}

extension Graph {
    /// One row per document. One that is not in this graph, as that of another day, still has its id.
    fileprivate func sources(of thing: Value, among documents: [String: NodeID]) -> [[Value]] {
        let confidence: Value
        var named: Value
        var linked: [NodeID] = []
        switch thing {
        case .node(let node):
            named = property("source", of: node)
            confidence = property("confidence", of: node)
            linked = relationships(touching: node)
                .filter { type(of: $0) == Schema.sourcedFrom && ends(of: $0).source == node }.map { ends(of: $0).target }
        case .relationship(let relationship):
            named = property("source", of: relationship)
            confidence = property("confidence", of: relationship)
        case .list(let things): return things.flatMap { sources(of: $0, among: documents) }
        default: return []
        }
        if case .string = named { named = .list([named]) }
        var ids: [String] = []
        if case .list(let names) = named {
            for case .string(let id) in names where !ids.contains(id) { ids.append(id) }
        }
        var found = ids.map { ($0, documents[$0]) }
        for node in linked where !found.contains(where: { $0.1 == node }) {
            if case .string(let id) = property("id", of: node) { found.append((id, node)) }
        }
        return found.map { id, document in
            let facts = ["title", "date", "url"].map { key in document.map { property(key, of: $0) } ?? .null }
            return [document.map { .node($0) } ?? .null, .string(id)] + facts + [confidence]
        }
    }
}
