import Knowledge
import Interchange
import PropertyGraph

/// Which catalog each node stands in, and under which control id.
struct OSCALShelf {
    struct Catalog {
        /// Code of the framework, or the label of nodes that belong to none.
        var name: String
        var title: String
        /// The framework; nil where there is none.
        var node: NodeID?
        /// In the order of the graph.
        var members: [NodeID] = []

        var path: String { "catalogs/\(OSCAL.token(name)).json" }
    }

    private(set) var catalogs: [Catalog] = []
    private var place: [NodeID: Int] = [:]
    private var ids: [NodeID: String] = [:]
    /// The node that a prompt or a paragraph belongs to.
    private(set) var parent: [NodeID: NodeID] = [:]

    init(_ source: ExportSource) {
        let graph = source.selection.graph
        var byName: [String: Int] = [:]
        for node in source.selection.nodes where graph.labels(of: node).contains(Schema.frameworkLabel) {
            let name = graph.property("code", of: node).tableText ?? "framework"
            byName[name] = catalogs.count
            catalogs.append(Catalog(name: name, title: graph.property("title", of: node).tableText ?? name, node: node))
        }
        for id in source.selection.relationships where graph.type(of: id) == "PART_OF" {
            let ends = graph.ends(of: id)
            if !graph.labels(of: ends.target).contains(Schema.frameworkLabel) { parent[ends.source] = ends.target }
        }
        let mapped = Set(source.selection.relationships.filter { !graph.property("set", of: $0).isNull }.flatMap { id -> [NodeID] in
            let ends = graph.ends(of: id)
            return [ends.source, ends.target]
        })
        var taken: Set<String> = []
        let names = source.names
        for node in source.selection.nodes {
            let labels = graph.labels(of: node)
            if labels.contains(Schema.frameworkLabel) || labels.contains(Schema.mappingSetLabel) { continue }
            let name: String
            if let code = graph.property("framework", of: node).tableText, byName[code] != nil { name = code } else if mapped.contains(node) {
                name = labels.first ?? "Node"
            } else { continue }
            if byName[name] == nil {
                byName[name] = catalogs.count
                catalogs.append(Catalog(name: name, title: name, node: nil))
            }
            let index = byName[name]!
            catalogs[index].members.append(node)
            place[node] = index
            var id = OSCAL.token(names[node])
            while !taken.insert(id).inserted { id += "_" }
            ids[node] = id
        }
        // A catalog without controls says nothing.
        let kept = catalogs.indices.filter { !catalogs[$0].members.isEmpty }
        let moved = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        place = place.compactMapValues { moved[$0] }
        catalogs = kept.map { catalogs[$0] }
    }

    var controlCount: Int { ids.count }

    func catalog(of node: NodeID) -> Catalog? { place[node].map { catalogs[$0] } }

    func id(of node: NodeID) -> String? { ids[node] }

    /// The parts of a member, in the order of the graph.
    func children(of catalog: Catalog) -> [NodeID: [NodeID]] {
        let own = Set(catalog.members)
        var children: [NodeID: [NodeID]] = [:]
        for member in catalog.members {
            if let above = parent[member], own.contains(above) { children[above, default: []].append(member) }
        }
        return children
    }

    /// Members that are part of no other member.
    func roots(of catalog: Catalog) -> [NodeID] {
        let own = Set(catalog.members)
        return catalog.members.filter { member in parent[member].map { !own.contains($0) } ?? true }
    }
}
