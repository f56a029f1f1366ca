public import Diagnostics
import Knowledge
public import PropertyGraph

/// Where an imported set goes in a graph: its identifiers resolved, its ends found or made, the type of each relationship chosen.
public struct MappingPlacement: Sendable {
    public struct Link: Sendable {
        public var type: String
        /// Ids of nodes. A row that found none goes from its one end to the set.
        public var subject: String
        public var object: String
        public var properties: PropertyMap
        public var span: SourceSpan?
    }

    /// Of the set's node; `id` is `set:` and its name.
    public let set: PropertyMap
    /// Properties of the ends that the graph does not have.
    public private(set) var terms: [PropertyMap] = []
    public private(set) var links: [Link] = []
    /// Identifiers of ends that the graph does not have, in order; literals are not among them.
    public private(set) var unknown: [String] = []
    public private(set) var undeclared: [String] = []

    /// A mapping between things that no mapping set of the schema goes between.
    public static let generalType = "MAPS_TO"
    public static let termLabel = "Term"
    /// On a row that found none: which side is missing.
    public static let missingSide = "missing_side"

    private let graph: Graph
    private let schema: Schema
    private let file: CurieMap
    private let own: CurieMap
    private let nodes: [String: NodeID]
    /// Ids by IRI, of what came in before.
    private let byIRI: [String: String]
    /// Ids that the graph will have, by how the file writes them.
    private let aliases: [String: String]
    /// Nodes that the graph will have.
    private var made: Set<String> = []

    /// - Parameter made: ids of nodes that come in together with the set, by how the file writes them.
    package init(_ imported: ImportedMappings, name: String, in graph: Graph, schema: Schema, made: [String: String] = [:]) {
        aliases = made
        self.made = Set(made.values)
        var byIRI: [String: String] = [:]
        self.graph = graph
        self.schema = schema
        file = CurieMap(imported.prefixes)
        own = CurieMap(Dictionary(schema.prefixes.elements.map { ($0.key, $0.value) }) { $1 })
        nodes = graph.nodesByID
        for (id, node) in nodes { if let iri = graph.property("iri", of: node).tableText { byIRI[iri] = id } }
        self.byIRI = byIRI
        var properties = imported.properties
        properties["id"] = .string("set:" + name)
        properties["name"] = .string(name)
        properties["title"] = properties["title"] ?? .string(name)
        set = properties
        var undeclared: Set<String> = []
        for mapping in imported.mappings { place(mapping, &undeclared) }
        self.undeclared = undeclared.sorted()
    }

    private mutating func place(_ mapping: ImportedMappings.Mapping, _ undeclared: inout Set<String>) {
        var properties = mapping.properties
        properties["set"] = set["name"]
        if mapping.subject.isNone != mapping.object.isNone {
            let side = mapping.subject.isNone ? "subject" : "object"
            let (missing, end) = mapping.subject.isNone ? (mapping.subject, mapping.object) : (mapping.object, mapping.subject)
            properties[Self.missingSide] = .string(side)
            if let label = missing.label { properties[side + "_label"] = .string(label) }
            let id = id(of: end, side == "subject" ? "object" : "subject", &properties, &undeclared)
            links.append(Link(type: Schema.hasNoMatchIn, subject: id, object: "set:" + (set["name"]?.tableText ?? ""), properties: properties, span: mapping.span))
            return
        }
        let subject = id(of: mapping.subject, "subject", &properties, &undeclared)
        let object = id(of: mapping.object, "object", &properties, &undeclared)
        links.append(Link(type: type(subject, object), subject: subject, object: object, properties: properties, span: mapping.span))
    }

    // MARK: Ends

    /// The id of the node that an end is; a term is made where there is none. A label other than the title stays with the mapping.
    private mutating func id(
        of end: ImportedMappings.End, _ side: String, _ properties: inout PropertyMap, _ undeclared: inout Set<String>
    ) -> String {
        guard let written = end.id else {
            let id = "literal:" + (end.label ?? "")
            make(id, title: end.label, ["literal": .boolean(true)])
            return id
        }
        if let id = aliases[written] { return id }
        let iri = file.iri(written)
        let id = id(written, iri)
        if iri == nil, let prefix = CurieMap.prefix(of: written), nodes[id] == nil { undeclared.insert(prefix) }
        if nodes[id] == nil {
            make(id, title: end.label, iri.map { ["iri": .string($0)] } ?? [:])
            unknown.append(id)
        }
        if let label = end.label, title(of: id) != label { properties[side + "_label"] = .string(label) }
        return id
    }

    /// By its IRI an identifier may be one of ours under another prefix, and one of ours may mean something else in the file.
    private func id(_ written: String, _ iri: String?) -> String {
        guard let iri else { return nodes[written] == nil && !written.contains(":") ? idByCode(written) ?? written : written }
        if let curie = own.curie(iri), nodes[curie] != nil { return curie }
        if let id = byIRI[iri] { return id }
        guard let node = nodes[written] else { return written }
        let known = graph.property("iri", of: node).tableText ?? own.iri(written)
        return known == nil || known == iri ? written : iri
    }

    /// A code alone, as sheets have it: that of the one quality statement or line of enquiry in force.
    private func idByCode(_ code: String) -> String? {
        let found = graph.nodes().filter { node in
            graph.property("code", of: node) == .string(code) && graph.property("status", of: node) == .string("in force")
                && graph.labels(of: node).contains("Criterion")
        }
        return found.count == 1 ? graph.property("id", of: found[0]).tableText : nil
    }

    private var titles: [String: String] = [:]

    private func title(of id: String) -> String? { nodes[id].map { graph.property("title", of: $0).tableText } ?? titles[id] }

    private mutating func make(_ id: String, title: String?, _ others: PropertyMap) {
        guard nodes[id] == nil, made.insert(id).inserted else { return }
        var properties = others
        properties["id"] = .string(id)
        titles[id] = title ?? id
        properties["title"] = .string(title ?? id)
        terms.append(properties)
    }

    // MARK: Types

    /// That of the mapping sets which go from the one to the other, where all are of one type; drafts aside.
    private func type(_ subject: String, _ object: String) -> String {
        guard let subject = nodes[subject], let object = nodes[object] else { return Self.generalType }
        let (from, to) = (graph.labels(of: subject), graph.labels(of: object))
        let types = Set(schema.mappingSets.values.lazy.filter { set in
            set.status != "draft" && set.from.contains(where: from.contains) && set.to.contains(where: to.contains)
        }.map(\.relationship))
        return types.count == 1 ? types.first ?? Self.generalType : Self.generalType
    }
}

extension Graph {
    /// Nodes by their `id`. O(nodes).
    var nodesByID: [String: NodeID] {
        var nodes: [String: NodeID] = [:]
        for node in self.nodes() {
            if case .string(let id) = property("id", of: node) { nodes[id] = node }
        }
        return nodes
    }
}
