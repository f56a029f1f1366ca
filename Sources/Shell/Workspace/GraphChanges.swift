import PropertyGraph

/// What one graph has that another, from which it was made by writing, has not.
struct GraphChanges {
    enum Kind: String {
        case added, changed, removed
    }

    struct Change {
        var kind: Kind
        var entity: Value
    }

    let base: Graph
    let graph: Graph
    /// Nodes before relationships, each in the order of ids.
    let changes: [Change]

    /// `graph` has the ids of `base`. O(nodes + relationships).
    init(from base: Graph, to graph: Graph) {
        self.base = base
        self.graph = graph
        let (oldNodes, newNodes) = (base.nodes(), graph.nodes())
        let nodes = Self.compare(oldNodes, newNodes) { id in
            base.labels(of: id) == graph.labels(of: id) && base.properties(of: id) == graph.properties(of: id)
        }
        let relationships = Self.compare(base.relationships(), graph.relationships()) { id in
            base.properties(of: id) == graph.properties(of: id)
        }
        changes = nodes.map { Change(kind: $0.kind, entity: .node($0.id)) }
            + relationships.map { Change(kind: $0.kind, entity: .relationship($0.id)) }
    }

    private static func compare<ID: Hashable>(_ old: [ID], _ new: [ID], _ isSame: (ID) -> Bool) -> [(kind: Kind, id: ID)] {
        let (before, after) = (Set(old), Set(new))
        return old.filter { !after.contains($0) }.map { (.removed, $0) }
            + new.filter { before.contains($0) && !isSame($0) }.map { (.changed, $0) }
            + new.filter { !before.contains($0) }.map { (.added, $0) }
    }

    // MARK: As a table

    static let columns = ["change", "kind", "from", "to", "what"]

    /// For each change: how, label or type, id of the node or of the first end, of the second, and properties.
    var rows: [[Value]] {
        changes.map { change in
            let side = change.kind == .removed ? base : graph
            let (kind, from, to): (String, Value, Value) =
                switch change.entity {
                case .node(let id): (side.labels(of: id).joined(separator: ":"), name(of: id, in: side), .null)
                case .relationship(let id):
                    (side.type(of: id), name(of: side.ends(of: id).source, in: side), name(of: side.ends(of: id).target, in: side))
                default: ("", .null, .null)
                }
            return [.string(change.kind.rawValue), .string(kind), from, to, .string(details(of: change))]
        }
    }

    private func name(of node: NodeID, in side: Graph) -> Value { side.property("id", of: node) }

    /// Added and removed things with all their properties, changed ones with what differs.
    private func details(of change: Change) -> String {
        let old = change.kind == .added ? [:] : Self.properties(change.entity, base)
        let new = change.kind == .removed ? [:] : Self.properties(change.entity, graph)
        func text(_ value: Value?) -> String { value.map(graph.text) ?? "-" }
        var parts: [String] = []
        if change.kind == .changed, case .node(let id) = change.entity, base.labels(of: id) != graph.labels(of: id) {
            parts.append(base.labels(of: id).joined(separator: ":") + " → " + graph.labels(of: id).joined(separator: ":"))
        }
        for key in Set(old.map(\.key) + new.map(\.key)).sorted() where old[key] != new[key] && (key != "id" || change.kind == .changed) {
            parts.append("\(key): " + (change.kind == .changed ? "\(text(old[key])) → \(text(new[key]))" : text(old[key] ?? new[key])))
        }
        return parts.joined(separator: "; ")
    }

    static func properties(_ entity: Value, _ graph: Graph) -> PropertyMap {
        switch entity {
        case .node(let id): graph.properties(of: id)
        case .relationship(let id): graph.properties(of: id)
        default: [:]
        }
    }
}
