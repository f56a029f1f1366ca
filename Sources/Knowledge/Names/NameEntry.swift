import PropertyGraph

/// A node and its names.
struct NameEntry: Sendable {
    let node: NodeID
    let id: String
    let label: String
    let code: String?
    /// Of what has no code, documents and mapping sets, the part of the id after its prefix.
    let codeAtoms: NameAtoms?
    let title: String?
    let aliases: [String]
    let formerTitles: [String]
    let framework: String?
    /// Order over its framework, counted from 1.
    let position: Int?
    /// 0 for what stands by itself, 1 for a part of such a thing, 2 for what has no code, as a document.
    let rank: Int
    /// Place of its label in the schema.
    let labelOrder: Int

    /// nil for a node without an id.
    init?(_ node: NodeID, in graph: Graph, schema: Schema) {
        guard let id = graph.string("id", of: node) else { return nil }
        self.node = node
        self.id = id
        let labels = graph.labels(of: node)
        label = labels.first { schema.labels[$0].map { !$0.isAbstract } ?? false } ?? labels.first ?? ""
        code = graph.string("code", of: node)
        codeAtoms = (code ?? id.firstIndex(of: ":").map { String(id[id.index(after: $0)...]) }).map { NameAtoms($0) }
        title = graph.string("title", of: node)
        aliases = graph.strings("aliases", of: node)
        formerTitles = graph.strings("former_titles", of: node)
        framework = graph.string("framework", of: node)
        if case .integer(let number) = graph.property("position", of: node) { position = number } else { position = nil }
        labelOrder = schema.labels.index(forKey: label) ?? schema.labels.count
        let whole = schema.labels[label]?.properties.values.first { $0.relationship == "PART_OF" }?.targets ?? []
        let isPart = !whole.isEmpty && !whole.contains(Schema.frameworkLabel) && !whole.contains("Sector")
        rank = code == nil ? 2 : isPart || (schema.labels[label]?.properties["kloe"] != nil) ? 1 : 0
    }
}
