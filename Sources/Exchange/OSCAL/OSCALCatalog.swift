import Knowledge
import Interchange
import PropertyGraph

/// One framework as an OSCAL catalog: a group per key question, or per kind of thing, and controls in them.
struct OSCALCatalog {
    private let catalog: OSCALShelf.Catalog
    private let shelf: OSCALShelf
    private let source: ExportSource
    private let children: [NodeID: [NodeID]]
    private var graph: Graph { source.selection.graph }

    init(_ catalog: OSCALShelf.Catalog, shelf: OSCALShelf, source: ExportSource) {
        self.catalog = catalog
        self.shelf = shelf
        self.source = source
        children = shelf.children(of: catalog)
    }

    func document() -> Value {
        let version = catalog.node.flatMap { graph.property("version", of: $0).tableText } ?? "1"
        let summary = catalog.node.flatMap { graph.property("summary", of: $0).tableText }
        return .map(["catalog": .map([
            "uuid": OSCAL.uuid("\(source.edition.digest ?? "")/\(catalog.path)"),
            "metadata": OSCAL.metadata(title: catalog.title, version: version, source.edition, remarks: summary),
            "groups": .list(groups()),
        ])])
    }

    private func groups() -> [Value] {
        var order: [String] = []
        var members: [String: [NodeID]] = [:]
        for root in shelf.roots(of: catalog) {
            let name = keyQuestion(of: root) ?? graph.labels(of: root).first ?? "Other"
            if members[name] == nil { order.append(name) }
            members[name, default: []].append(root)
        }
        return order.map { name in
            .map([
                "id": .string(OSCAL.token("group-\(catalog.name)-\(name)")), "title": .string(OSCAL.oneLine(name)),
                "controls": .list((members[name] ?? []).map { control($0, depth: 0) }),
            ])
        }
    }

    private func keyQuestion(of node: NodeID) -> String? {
        for id in graph.relationships(touching: node) where graph.type(of: id) == "ANSWERS" && graph.ends(of: id).source == node {
            return graph.property("title", of: graph.ends(of: id).target).tableText
        }
        return nil
    }

    private func control(_ node: NodeID, depth: Int) -> Value {
        let properties = graph.properties(of: node)
        let id = shelf.id(of: node) ?? "_"
        let title = properties["title"]?.tableText ?? id
        let label = graph.labels(of: node).first ?? "Node"
        var control: PropertyMap = ["id": .string(id), "class": .string(OSCAL.token(label)), "title": .string(OSCAL.oneLine(title))]
        let own: Set = ["title", "summary", "note", "url", "framework"]
        control["props"] = .list(properties.compactMap { entry in
            own.contains(entry.key) ? nil : entry.value.tableText.map { OSCAL.property(OSCAL.token(entry.key), $0) }
        })
        if let url = properties["url"]?.tableText { control["links"] = .list([.map(["href": .string(url), "rel": .string("reference")])]) }
        let parts = [("summary", "statement"), ("note", "guidance")].compactMap { key, name -> Value? in
            properties[key]?.tableText.map { .map(["id": .string("\(id)_\(name)"), "name": .string(name), "prose": .string($0)]) }
        }
        if !parts.isEmpty { control["parts"] = .list(parts) }
        // Parts lie in parts, a few levels deep at most; a ring of them would never end.
        if depth < 8, let below = children[node] { control["controls"] = .list(below.map { self.control($0, depth: depth + 1) }) }
        return .map(control)
    }
}
