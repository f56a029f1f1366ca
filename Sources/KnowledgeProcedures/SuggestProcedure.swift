import Diagnostics
import Knowledge
import PropertyGraph
public import QueryEngine

extension Procedure {
    /// `cqcq.suggest(targets, label)`: every node of a label that might be mapped to a target and is not, with its reasons.
    /// Nothing of it is asserted by anybody, and nothing is stored.
    public static let suggest = Procedure(
        name: "cqcq.suggest",
        summary: "Nodes of a label that might be mapped to a target and are not, best first, with reasons; candidates, never cover.",
        inputs: [.init(name: "targets", type: "NODE | LIST<NODE>"), .init(name: "label", type: "STRING")],
        outputs: [
            .init(name: "target", type: "NODE"), .init(name: "candidate", type: "NODE"), .init(name: "score", type: "FLOAT"),
            .init(name: "text_score", type: "FLOAT"), .init(name: "graph_score", type: "FLOAT"),
            .init(name: "terms", type: "LIST<STRING>"), .init(name: "shared", type: "LIST<STRING>"),
            .init(name: "standing", type: "STRING"),
        ],
        example: "MATCH (q:QualityStatement {code: 'W3'}) CALL cqcq.suggest(q, 'WeStatement') YIELD candidate, score RETURN candidate.id, score LIMIT 3"
    ) { (graph: Graph, arguments: [Value]) throws(Procedure.Refusal) -> [[Value]] in
        guard case .string(let name) = arguments[1] else { return [] }
        guard let label = graph.labels.number(of: name) else {
            throw Procedure.Refusal(
                .unknownLabel(name, near: Suggestion.nearest(to: name, in: graph.labelsInUse().sorted())), argument: 1)
        }
        let search = CandidateSearch(graph: graph, label: label)
        return targets(arguments[0]).flatMap(search.candidates).map { candidate in
            [
                .node(candidate.target), .node(candidate.node), .float(candidate.score), .float(candidate.textScore),
                .float(candidate.graphScore), .list(candidate.terms.map { .string($0) }),
                .list(candidate.shared.map { .string($0) }), .string("candidate"),
            ]
        }
    }

    private static func targets(_ value: Value) -> [NodeID] {
        switch value {
        case .node(let node): [node]
        case .list(let values): values.flatMap(targets)
        default: []
        }
    }
}
