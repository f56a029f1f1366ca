import Knowledge
import Interchange
import PropertyGraph

/// The graph as tables: one per set of labels, one per relationship type, and of mappings one per mapping set.
struct EntityTables {
    struct Nodes {
        /// The first is the one that fewest nodes have, and so says most of them: it names the table.
        var labels: [String]
        var rows: [NodeID]
        var columns: [(key: String, type: PropertyType)]
    }

    struct Relationships {
        /// The type; of mappings their set where tables go by sets.
        var name: String
        var isSet: Bool
        var type: String
        var rows: [RelationshipID]
        var columns: [(key: String, type: PropertyType)]
    }

    private(set) var nodes: [Nodes] = []
    private(set) var relationships: [Relationships] = []

    /// - Parameter bySet: mappings of one type are separated by their set.
    init(_ selection: Selection, bySet: Bool) {
        let graph = selection.graph
        var byLabels: [[String]: Int] = [:]
        for node in selection.nodes {
            let labels = graph.labels(of: node)
            if byLabels[labels] == nil {
                byLabels[labels] = nodes.count
                nodes.append(Nodes(labels: labels, rows: [], columns: []))
            }
            nodes[byLabels[labels]!].rows.append(node)
        }
        var sizes: [String: Int] = [:]
        for table in nodes { for label in table.labels { sizes[label, default: 0] += table.rows.count } }
        for index in nodes.indices {
            nodes[index].labels = nodes[index].labels.enumerated()
                .sorted { (sizes[$0.element] ?? 0, $0.offset) < (sizes[$1.element] ?? 0, $1.offset) }.map(\.element)
        }
        for index in nodes.indices { nodes[index].columns = PropertyType.ofKeys(nodes[index].rows.lazy.map { graph.properties(of: $0) }) }
        var byName: [[String]: Int] = [:]
        for id in selection.relationships {
            let set = bySet ? graph.property("set", of: id).tableText : nil
            let type = graph.type(of: id)
            let name = [set == nil ? "type" : "set", set ?? type]
            if byName[name] == nil {
                byName[name] = relationships.count
                relationships.append(Relationships(name: set ?? type, isSet: set != nil, type: type, rows: [], columns: []))
            }
            relationships[byName[name]!].rows.append(id)
        }
        for index in relationships.indices {
            relationships[index].columns = PropertyType.ofKeys(relationships[index].rows.lazy.map { graph.properties(of: $0) })
        }
    }

    /// The first label alone where it is that of no other table, else all labels.
    func name(of table: Nodes, separator: String) -> String {
        guard let first = table.labels.first else { return "Node" }
        let isAlone = nodes.count { $0.labels.first == first } == 1
        return isAlone ? first : table.labels.joined(separator: separator)
    }
}
