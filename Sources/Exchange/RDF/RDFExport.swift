import Knowledge
import Interchange
import PropertyGraph

/// A knowledge base as RDF: frameworks are SKOS concept schemes, what they hold are concepts, mappings are SKOS
/// mapping relations with an axiom of SSSOM each that says where they come from, documents are PROV entities.
struct RDFExport {
    let source: ExportSource
    private let prefixBases: [String: String]
    private let names: Selection.Names
    private var graph: Graph { source.selection.graph }
    /// Properties that are said in words of SKOS, Dublin Core and PROV, or by a relationship.
    private static let standard: Set = ["id", "title", "summary", "note", "code", "url", "source", "publisher"]

    init(_ source: ExportSource) {
        self.source = source
        prefixBases = source.schema.map { Dictionary(uniqueKeysWithValues: $0.prefixes.elements.map { ($0.key, $0.value) }) } ?? [:]
        names = source.names
    }

    func turtle() -> Exported { exported { TurtleWriter(prefixes).text(of: $0, head: head) } }

    func jsonLD() -> Exported { exported { JSONLDWriter(prefixes).text(of: $0) } }

    private func exported(_ write: ([Triple]) -> String) -> Exported {
        let triples = triples()
        var exported = Exported()
        exported.files = [ExportFile("", write(triples))]
        exported.counts = ["\(triples.count) triples"]
        return exported
    }

    private var head: [String] { source.edition.lines.map { "\($0.name): \($0.value)" } }

    private var prefixes: [(String, String)] {
        Vocabulary.prefixes + prefixBases.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    // MARK: What is said

    /// Every triple once, by subject in the order of the graph.
    func triples() -> [Triple] {
        var found: [Triple] = []
        var seen: Set<Triple> = []
        func say(_ triple: Triple) { if seen.insert(triple).inserted { found.append(triple) } }
        edition().forEach(say)
        for node in source.selection.nodes { describe(node).forEach(say) }
        for (number, id) in source.selection.relationships.enumerated() { describe(id, number).forEach(say) }
        return found
    }

    private func edition() -> [Triple] {
        let me = "https://w3id.org/cqcq/edition"
        var triples = [Triple(subject: me, predicate: Vocabulary.type, object: .iri(Vocabulary.prov + "Entity"))]
        func say(_ predicate: String, _ object: RDFTerm) { triples.append(Triple(subject: me, predicate: predicate, object: object)) }
        say(Vocabulary.cqcq + "program", .string("cqcq " + source.edition.program))
        if let date = source.edition.date { say(Vocabulary.dcterms + "issued", .typed("\(date)", "date")) }
        if let digest = source.edition.digest { say(Vocabulary.cqcq + "sha256", .string(digest)) }
        if let licence = source.edition.licence { say(Vocabulary.dcterms + "license", .iri(licence)) }
        for filter in source.edition.filters { say(Vocabulary.cqcq + "filter", .string(filter)) }
        return triples
    }

    /// A node that was imported keeps the address that it had there.
    private func iri(_ node: NodeID) -> String {
        graph.properties(of: node)["iri"]?.tableText.flatMap(IRIText.address) ?? iri(named: names[node])
    }

    private func iri(named name: String) -> String {
        guard let colon = name.firstIndex(of: ":"), let base = prefixBases[String(name[..<colon])] else {
            return "https://w3id.org/cqcq/node#" + IRIText.escaped(name)
        }
        return base + IRIText.escaped(String(name[name.index(after: colon)...]))
    }

    /// A name of SSSOM: one of the five words for a predicate, an address, or a prefix and a name. nil for what has no address.
    private func iri(ofTerm text: String) -> String? {
        if let predicate = MappingPredicate(rawValue: text) { return iri(ofTerm: predicate.id) }
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let prefix = text[..<colon]
        guard let base = Vocabulary.prefixes.first(where: { $0.0 == prefix })?.1 ?? prefixBases[String(prefix)] else { return IRIText.address(text) }
        return base + IRIText.escaped(String(text[text.index(after: colon)...]))
    }

    private func describe(_ node: NodeID) -> [Triple] {
        let me = iri(node)
        let labels = graph.labels(of: node)
        var triples: [Triple] = []
        func say(_ predicate: String, _ object: RDFTerm) { triples.append(Triple(subject: me, predicate: predicate, object: object)) }
        let isDocument = labels.contains(Schema.documentLabel)
        for label in labels { say(Vocabulary.type, .iri(Vocabulary.cqcq + IRIText.escaped(label))) }
        let kind = labels.contains(Schema.frameworkLabel) ? Vocabulary.skos + "ConceptScheme"
            : isDocument ? Vocabulary.prov + "Entity"
            : labels.contains(Schema.mappingSetLabel) ? Vocabulary.sssom + "MappingSet" : Vocabulary.skos + "Concept"
        say(Vocabulary.type, .iri(kind))
        let properties = graph.properties(of: node)
        for (key, value) in properties { property(key, value, isDocument: isDocument).forEach { say($0, $1) } }
        return triples
    }

    /// What a property of a node says.
    private func property(_ key: String, _ value: Value, isDocument: Bool) -> [(String, RDFTerm)] {
        guard let text = value.tableText else { return [] }
        switch key {
        case "id": return [(Vocabulary.dcterms + "identifier", .string(text))]
        case "title": return [(isDocument ? Vocabulary.dcterms + "title" : Vocabulary.skos + "prefLabel", .text(text))]
        case "summary": return [(Vocabulary.skos + "definition", .text(text))]
        case "note": return [(Vocabulary.skos + "scopeNote", .text(text))]
        case "code": return [(Vocabulary.skos + "notation", .string(text))]
        case "publisher": return [(Vocabulary.dcterms + "publisher", .string(text))]
        case "url":
            guard let address = IRIText.address(text) else { return [(Vocabulary.cqcq + "url", .string(text))] }
            return [(Vocabulary.dcterms + "source", .iri(address))]
        case "source":
            guard case .list(let ids) = value else { return [] }
            return ids.compactMap(\.tableText).map { (Vocabulary.prov + "wasDerivedFrom", .iri(iri(named: $0))) }
        case "date" where isDocument: return [(Vocabulary.dcterms + "issued", literal(value))]
        default:
            if case .list(let items) = value { return items.map { (Vocabulary.cqcq + IRIText.escaped(key), literal($0)) } }
            return [(Vocabulary.cqcq + IRIText.escaped(key), literal(value))]
        }
    }

    private func literal(_ value: Value) -> RDFTerm {
        let text = value.tableText ?? ""
        switch value {
        case .boolean: return .typed(text, "boolean")
        case .integer: return .typed(text, "integer")
        case .float(let number): return .typed(number.isFinite ? text : number.isNaN ? "NaN" : number > 0 ? "INF" : "-INF", "double")
        case .date: return .typed(text, "date")
        case .localDateTime, .dateTime: return .typed(text.prefix { $0 != "[" }.description, "dateTime")
        case .duration: return .typed(text, "duration")
        default: return .string(text)
        }
    }

    // MARK: Relationships

    private func describe(_ id: RelationshipID, _ number: Int) -> [Triple] {
        let ends = graph.ends(of: id)
        let (subject, object) = (iri(ends.source), iri(ends.target))
        let type = graph.type(of: id)
        let properties = graph.properties(of: id)
        if let set = properties["set"]?.tableText { return mapping(id, type, set, subject, object, properties) }
        switch type {
        // Said by `prov:wasDerivedFrom` of the node.
        case Schema.sourcedFrom: return [Triple(subject: subject, predicate: Vocabulary.prov + "wasDerivedFrom", object: .iri(object))]
        case "PART_OF" where graph.labels(of: ends.target).contains(Schema.frameworkLabel):
            return [Triple(subject: subject, predicate: Vocabulary.skos + "inScheme", object: .iri(object))]
        case "PART_OF", "ANSWERS": return [Triple(subject: subject, predicate: Vocabulary.skos + "broader", object: .iri(object))]
        case "BECAME": return [Triple(subject: subject, predicate: Vocabulary.dcterms + "isReplacedBy", object: .iri(object))]
        default: return [Triple(subject: subject, predicate: Vocabulary.cqcq + IRIText.escaped(type), object: .iri(object))]
        }
    }

    private static let slots: [String: String] = [
        "author": "author_label", "reviewer": "reviewer_label", "date": "mapping_date", "score": "confidence", "comment": "comment",
    ]

    /// The relation itself, unless it is denied or nothing was found, and the axiom about it.
    private func mapping(
        _ id: RelationshipID, _ type: String, _ set: String, _ source: String, _ target: String, _ properties: PropertyMap
    ) -> [Triple] {
        let predicate = properties["predicate"]?.tableText.flatMap(iri(ofTerm:)) ?? Vocabulary.skos + "relatedMatch"
        let justification = properties["justification"]?.tableText.flatMap(iri(ofTerm:)) ?? Vocabulary.semapv + "ManualMappingCuration"
        let isNone = type == Schema.hasNoMatchIn
        let isNegated = properties["negated"] == .boolean(true)
        let axiom = Vocabulary.mapping + "\(set)/\(id.index)"
        var triples: [Triple] = []
        if !isNone, !isNegated {
            triples.append(Triple(subject: source, predicate: predicate, object: .iri(target)))
            triples.append(Triple(subject: source, predicate: Vocabulary.cqcq + IRIText.escaped(type), object: .iri(target)))
        }
        func say(_ predicate: String, _ object: RDFTerm) { triples.append(Triple(subject: axiom, predicate: predicate, object: object)) }
        say(Vocabulary.type, .iri(Vocabulary.owl + "Axiom"))
        say(Vocabulary.type, .iri(Vocabulary.sssom + "Mapping"))
        say(Vocabulary.owl + "annotatedSource", .iri(source))
        say(Vocabulary.owl + "annotatedProperty", .iri(predicate))
        say(Vocabulary.owl + "annotatedTarget", .iri(isNone ? Vocabulary.sssom + "NoTermFound" : target))
        say(Vocabulary.sssom + "mapping_justification", .iri(justification))
        say(Vocabulary.sssom + "mapping_source", .iri(iri(named: "set:" + set)))
        if isNegated { say(Vocabulary.sssom + "predicate_modifier", .string("Not")) }
        for (key, value) in properties where !["set", "predicate", "negated", "confidence", "justification"].contains(key) {
            if key == "source", case .list(let ids) = value {
                for id in ids.compactMap(\.tableText) { say(Vocabulary.prov + "wasDerivedFrom", .iri(iri(named: id))) }
            } else if let slot = Self.slots[key] {
                say(Vocabulary.sssom + slot, literal(value))
            } else if !value.isNull {
                say(Vocabulary.cqcq + IRIText.escaped(key), literal(value))
            }
        }
        return triples
    }
}

/// Text that becomes part of an IRI.
enum IRIText {
    /// Letters and digits of ASCII, the marks that RFC 3986 leaves alone, and `/`; all else by its bytes.
    static func escaped(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "/"):
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hexadecimal = String(byte, radix: 16, uppercase: true)
                out += "%" + (hexadecimal.count == 1 ? "0" : "") + hexadecimal
            }
        }
        return out
    }

    /// A web address as it stands, with what an IRI may not hold by its bytes; nil for any other text.
    static func address(_ text: String) -> String? {
        guard text.hasPrefix("https://") || text.hasPrefix("http://") else { return nil }
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<", ">", "\"", "{", "}", "|", "^", "`", "\\", "\u{0}"..." ", "\u{7F}"..."\u{9F}": out += escaped(String(scalar))
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
