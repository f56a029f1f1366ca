import Interchange
import Knowledge
import PropertyGraph

/// What a knowledge base says was looked for and not found, and somebody maps nevertheless.
struct Contradictions {
    private struct Search: Hashable {
        var node: NodeID
        var relationship: String
        var lookedFor: String
    }

    /// Words for each declared no match that holds.
    private var declared: [Search: [String]] = [:]

    /// O(relationships).
    init(_ graph: Graph) {
        for relationship in graph.relationships() where graph.type(of: relationship) == Schema.hasNoMatchIn {
            let ends = graph.ends(of: relationship)
            func text(_ key: String) -> String { graph.property(key, of: relationship).tableText ?? "" }
            guard graph.property("valid_to", of: relationship).isNull,
                case .string(let type) = graph.property("relationship", of: ends.target)
            else { continue }
            let set = graph.property("name", of: ends.target).tableText ?? ""
            let node = graph.property("id", of: ends.source).tableText ?? ""
            for kind in text("looked_for").split(separator: "|") {
                declared[Search(node: ends.source, relationship: type, lookedFor: String(kind)), default: []].append(
                    "\(set) says that nothing was found for \(node) (\(text("author")), \(text("date")))")
            }
        }
    }

    /// Of an added mapping what it contradicts, for each of its ends.
    func of(_ change: GraphChanges.Change, in graph: Graph) -> [String] {
        guard change.kind == .added, case .relationship(let id) = change.entity else { return [] }
        let ends = graph.ends(of: id)
        return [(ends.source, ends.target), (ends.target, ends.source)].flatMap { node, other in
            graph.labels(of: other).flatMap { label in
                declared[Search(node: node, relationship: graph.type(of: id), lookedFor: label)] ?? []
            }
        }
    }
}
