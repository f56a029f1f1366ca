import Knowledge
import Interchange
import PropertyGraph

/// Mapping sets as an OSCAL mapping collection: one mapping per set and pair of catalogs.
struct OSCALMappings {
    private struct Pair: Hashable {
        var set: String
        var source: String
        var target: String
    }

    private struct Group {
        var maps: [Value] = []
        var unmappedSources: [String] = []
        var unmappedTargets: [String] = []
    }

    private let shelf: OSCALShelf
    private let source: ExportSource
    private var order: [Pair] = []
    private var groups: [Pair: Group] = [:]
    private(set) var mapCount = 0
    private(set) var gapCount = 0
    private(set) var lostGaps = 0

    init(shelf: OSCALShelf, source: ExportSource) {
        self.shelf = shelf
        self.source = source
        let graph = source.selection.graph
        var gaps: [RelationshipID] = []
        for id in source.selection.relationships {
            guard let set = graph.property("set", of: id).tableText else { continue }
            if graph.type(of: id) == Schema.hasNoMatchIn { gaps.append(id) } else { add(id, set) }
        }
        for id in gaps { addGap(id) }
    }

    private mutating func add(_ id: RelationshipID, _ set: String) {
        let graph = source.selection.graph
        let ends = graph.ends(of: id)
        guard let from = shelf.catalog(of: ends.source), let to = shelf.catalog(of: ends.target),
            let subject = shelf.id(of: ends.source), let object = shelf.id(of: ends.target)
        else { return }
        let pair = Pair(set: set, source: from.name, target: to.name)
        if groups[pair] == nil { order.append(pair) }
        groups[pair, default: Group()].maps.append(map(id, pair, subject, object, graph.properties(of: id)))
        mapCount += 1
    }

    private static let relationships = [
        "equal": "equal-to", "subset": "subset-of", "superset": "superset-of", "intersects": "intersects-with", "none": "no-relationship",
    ]

    private func map(_ id: RelationshipID, _ pair: Pair, _ subject: String, _ object: String, _ properties: PropertyMap) -> Value {
        let relation = properties["negated"] == .boolean(true) ? "none" : properties["set_relation"]?.tableText ?? "intersects"
        func item(_ id: String) -> Value { .list([.map(["type": .string("control"), "id-ref": .string(id)])]) }
        var map: PropertyMap = [
            "uuid": OSCAL.uuid("\(source.edition.digest ?? "")/map/\(pair.set)/\(id.index)"),
            "relationship": .string(Self.relationships[relation] ?? "intersects-with"),
            "sources": item(subject), "targets": item(object),
        ]
        if let score = properties["score"], case .float = score { map["confidence-score"] = .map(["percentage": score]) }
        let own: Set = ["set", "score", "comment", "set_relation", "negated"]
        map["props"] = .list(properties.compactMap { entry in
            own.contains(entry.key) ? nil : entry.value.tableText.map { OSCAL.property(OSCAL.token(entry.key), $0) }
        })
        if let comment = properties["comment"]?.tableText { map["remarks"] = .string(comment) }
        return .map(map)
    }

    /// Stands beside the mappings of the same set whose catalog it is in.
    private mutating func addGap(_ id: RelationshipID) {
        let graph = source.selection.graph
        let ends = graph.ends(of: id)
        guard let set = graph.property("set", of: id).tableText, let catalog = shelf.catalog(of: ends.source),
            let control = shelf.id(of: ends.source)
        else { return }
        let lookedFor = graph.property("looked_for", of: id)
        let isSubject = lookedFor == graph.property("to_label", of: ends.target)
        guard let pair = order.first(where: { $0.set == set && (isSubject ? $0.source : $0.target) == catalog.name }) else {
            lostGaps += 1
            return
        }
        if isSubject { groups[pair]?.unmappedSources.append(control) } else { groups[pair]?.unmappedTargets.append(control) }
        gapCount += 1
    }

    /// nil where nothing is mapped.
    func document() -> Value? {
        guard !order.isEmpty else { return nil }
        return .map(["mapping-collection": .map([
            "uuid": OSCAL.uuid("\(source.edition.digest ?? "")/mapping-collection"),
            "metadata": OSCAL.metadata(title: "Mappings among the rules of English health and care", version: "1", source.edition),
            "provenance": .map([
                "method": .string("human"), "matching-rationale": .string("semantic"), "status": .string("draft"),
                "mapping-description": .string("Each map says in its properties what it rests on, who stated it and how sure that is."),
            ]),
            "mappings": .list(order.map(mapping)),
        ])])
    }

    private func mapping(_ pair: Pair) -> Value {
        let group = groups[pair] ?? Group()
        let path = "\(source.edition.digest ?? "")/mapping/\(pair.set)/\(pair.source)/\(pair.target)"
        func resource(_ name: String) -> Value {
            .map(["type": .string("catalog"), "href": .string("catalogs/\(OSCAL.token(name)).json")])
        }
        func gaps(_ ids: [String], _ side: String) -> Value {
            .map(["uuid": OSCAL.uuid("\(path)/\(side)"), "unmapped-controls": .list([.map(["with-ids": .list(ids.map(Value.string))])])])
        }
        var mapping: PropertyMap = [
            "uuid": OSCAL.uuid(path), "source-resource": resource(pair.source), "target-resource": resource(pair.target),
            "maps": .list(group.maps), "props": .list([OSCAL.property("mapping-set", pair.set)]),
        ]
        if let summary = source.schema?.mappingSets[pair.set]?.summary { mapping["mapping-description"] = .string(summary) }
        if !group.unmappedSources.isEmpty { mapping["source-gap-summary"] = gaps(group.unmappedSources, "source-gaps") }
        if !group.unmappedTargets.isEmpty { mapping["target-gap-summary"] = gaps(group.unmappedTargets, "target-gaps") }
        return .map(mapping)
    }
}
