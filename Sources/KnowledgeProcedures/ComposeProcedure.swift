import Knowledge
import PropertyGraph
public import QueryEngine

extension Procedure {
    /// `cqcq.compose(first, second)`: what follows of two mapping sets laid end to end, one row a way, with the node
    /// in the middle. Nothing of it is asserted by anybody, and nothing is stored.
    public static let compose = Procedure(
        name: "cqcq.compose",
        summary: "What follows from two mapping sets laid end to end; ^ before a name turns the set round.",
        inputs: [.init(name: "first", type: "STRING"), .init(name: "second", type: "STRING")],
        outputs: [
            .init(name: "subject", type: "NODE"), .init(name: "via", type: "NODE"), .init(name: "object", type: "NODE"),
            .init(name: "predicate", type: "STRING"), .init(name: "set_relation", type: "STRING"),
            .init(name: "confidence", type: "STRING"), .init(name: "valid_from", type: "DATE?"),
            .init(name: "valid_to", type: "DATE?"),
        ],
        example: "CALL cqcq.compose('kloe-qs', 'qs-draft2026') YIELD subject, object, predicate RETURN subject.id, object.id, predicate"
    ) { graph, arguments in
        guard case .string(let first) = arguments[0], case .string(let second) = arguments[1] else { return [] }
        return Composition(graph: graph).derived(first, second).map { row in
            [
                .node(row.subject), .node(row.via), .node(row.object), .string(row.predicate.rawValue),
                .string(row.relation.rawValue), .string(row.confidence.rawValue),
                row.validity.from.map(Value.date) ?? .null, row.validity.to.map(Value.date) ?? .null,
            ]
        }
    }
}
