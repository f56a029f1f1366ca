import PropertyGraph

/// Gathers what is to be drawn, each node and relationship once.
struct PictureSketch {
    private(set) var picture = Picture()
    private let graph: Graph
    private let generalLabels: Set<String>
    private let limit: Int
    /// Places of the nodes; -1 of those beyond the limit.
    private var places: [NodeID: Int] = [:]
    private var drawn: Set<RelationshipID> = []

    /// - Parameter limit: nodes beyond this number are only counted.
    init(_ graph: Graph, generalLabels: Set<String>, limit: Int) {
        self.graph = graph
        self.generalLabels = generalLabels
        self.limit = limit
    }

    /// A node, a relationship with its ends, a path; in lists and maps too. Other values are no part of a picture.
    mutating func add(_ value: Value) {
        switch value {
        case .node(let node): _ = place(of: node)
        case .relationship(let relationship): add(relationship)
        case .path(let path):
            for node in path.nodes { _ = place(of: node) }
            for relationship in path.relationships { add(relationship) }
        case .list(let values): for value in values { add(value) }
        case .map(let map): for value in map.values { add(value) }
        default: break
        }
    }

    private mutating func add(_ relationship: RelationshipID) {
        guard drawn.insert(relationship).inserted else { return }
        let ends = graph.ends(of: relationship)
        let (from, to) = (place(of: ends.source), place(of: ends.target))
        guard from >= 0, to >= 0 else { return }
        picture.edges.append(Picture.Edge(from: from, to: to, type: graph.type(of: relationship)))
    }

    private mutating func place(of node: NodeID) -> Int {
        if let place = places[node] { return place }
        guard picture.nodes.count < limit else {
            picture.nodesLeftOut += 1
            places[node] = -1
            return -1
        }
        let labels = graph.labels(of: node)
        let name = text("id", of: node) ?? text("code", of: node) ?? text("name", of: node)
        picture.nodes.append(
            Picture.Node(
                name: name ?? "#\(graph.identity(of: node))", kind: labels.first { !generalLabels.contains($0) } ?? labels.first ?? "",
                caption: text("title", of: node) ?? ""))
        places[node] = picture.nodes.count - 1
        return picture.nodes.count - 1
    }

    private func text(_ key: String, of node: NodeID) -> String? {
        switch graph.property(key, of: node) {
        case .string(let text): text
        case .integer(let number): String(number)
        default: nil
        }
    }
}
