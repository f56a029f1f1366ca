import Knowledge
public import PropertyGraph

/// The part of a graph that an export takes: some nodes, and relationships between them.
public struct Selection: Sendable {
    public let graph: Graph
    /// Ascending.
    public let nodes: [NodeID]
    /// Ascending; both ends are among `nodes`.
    public let relationships: [RelationshipID]

    /// The whole graph.
    public init(_ graph: Graph) {
        self.graph = graph
        nodes = graph.nodes()
        relationships = graph.relationships()
    }

    private init(_ graph: Graph, _ nodes: Set<NodeID>, where takes: (RelationshipID) -> Bool) {
        self.graph = graph
        self.nodes = nodes.sorted { $0.index < $1.index }
        relationships = graph.relationships().filter { id in
            let ends = graph.ends(of: id)
            return nodes.contains(ends.source) && nodes.contains(ends.target) && takes(id)
        }
    }

    /// What belongs to a framework by its code: its own nodes, what they are directly tied to, and the relationships
    /// that touch one of its own. nil where nothing belongs to it.
    public init?(_ graph: Graph, framework code: String) {
        let own = Set(graph.nodes().filter { node in
            graph.property("framework", of: node) == .string(code)
                || graph.property("code", of: node) == .string(code) && graph.labels(of: node).contains(Schema.frameworkLabel)
        })
        guard !own.isEmpty else { return nil }
        var nodes = own
        for id in graph.relationships() {
            let ends = graph.ends(of: id)
            if own.contains(ends.source) { nodes.insert(ends.target) }
            if own.contains(ends.target) { nodes.insert(ends.source) }
        }
        // Mappings name their set, which is then part of what is said.
        let sets = Set(graph.relationships().compactMap { id -> Value? in
            let ends = graph.ends(of: id)
            guard own.contains(ends.source) || own.contains(ends.target) else { return nil }
            let set = graph.property("set", of: id)
            return set.isNull ? nil : set
        })
        for node in graph.nodes() where graph.labels(of: node).contains(Schema.mappingSetLabel) && sets.contains(graph.property("name", of: node)) {
            nodes.insert(node)
        }
        self.init(graph, nodes) { id in
            let ends = graph.ends(of: id)
            return own.contains(ends.source) || own.contains(ends.target)
        }
    }

    /// The nodes, relationships and paths among the values of a result, in lists and maps too; of relationships also the ends.
    public init(_ graph: Graph, rows: [[Value]]) {
        var (nodes, relationships): (Set<NodeID>, Set<RelationshipID>) = ([], [])
        var open = rows.flatMap { $0 }
        while let value = open.popLast() {
            switch value {
            case .node(let node): nodes.insert(node)
            case .relationship(let id): relationships.insert(id)
            case .path(let path):
                nodes.formUnion(path.nodes)
                relationships.formUnion(path.relationships)
            case .list(let items): open += items
            case .map(let map): open += map.values
            default: break
            }
        }
        for id in relationships {
            let ends = graph.ends(of: id)
            nodes.formUnion([ends.source, ends.target])
        }
        self.init(graph, nodes, where: relationships.contains)
    }

    public var isEmpty: Bool { nodes.isEmpty }
}

// MARK: - Names of nodes

extension Selection {
    /// What each node is called: its `id` where all nodes have one of their own, otherwise `n` and its number in the graph.
    public struct Names: Sendable {
        public let areMadeUp: Bool
        private let names: [NodeID: String]

        init(_ selection: Selection) {
            var names: [NodeID: String] = [:]
            var taken: Set<String> = []
            for node in selection.nodes {
                switch selection.graph.property("id", of: node) {
                case .string(let id) where !id.isEmpty: names[node] = id
                case .integer(let id): names[node] = String(id)
                default: break
                }
                if let name = names[node] { taken.insert(name) }
            }
            areMadeUp = taken.count < selection.nodes.count
            if areMadeUp { for node in selection.nodes { names[node] = "n\(node.index)" } }
            self.names = names
        }

        public subscript(node: NodeID) -> String { names[node] ?? "n\(node.index)" }
    }
}
