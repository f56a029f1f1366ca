import Diagnostics
import Exchange
import Interchange
import Knowledge
import PropertyGraph
import SystemPackage

/// What an import adds to a folder laid out as kb/: rows of its tables and entries of its schema.
struct KnowledgeTables {
    private(set) var rows: [KnowledgeAddition.Rows] = []
    private(set) var entries: [(section: String, lines: [String])] = []
    private(set) var summary: [String] = []
    private(set) var notes: [Diagnostic] = []
    private let knowledge: KnowledgeBase
    private let graph: Graph

    private static let basis = "stated by another body"

    /// Throws where a name is taken, and where nothing is left to write.
    init(_ contents: ImportFile.Contents, name: String?, file: String, in knowledge: KnowledgeBase) throws(Diagnostics) {
        self.knowledge = knowledge
        graph = knowledge.graph()
        switch contents {
        case .mappings(let set):
            let name = name ?? set.name
            let document = document(name, title: set.properties["title"]?.tableText ?? name, file, address: set.properties["mapping_set_id"]?.tableText)
            try add(MappingPlacement(set, name: name, in: graph, schema: knowledge.schema), set, document: document)
            notes = set.notes + notes
        case .frameworks(let frameworks):
            if name != nil, frameworks.count > 1 { throw Diagnostics(ImportFault.optionNotFor(option: "--name", format: "a file of \(frameworks.count) frameworks")) }
            for framework in frameworks { try add(framework, code: name ?? framework.code, file) }
        }
    }

    /// The document that the rows rest on.
    private mutating func document(_ name: String, title: String, _ file: String, address: String?) -> String {
        let id = "doc:import-" + name
        var row = ["id": id, "title": title, "basis": Self.basis, "confidence": "medium", "summary": "Imported from \(FilePath(file).lastComponent?.string ?? file)."]
        if let address, address.hasPrefix("http") { row["url"] = address }
        rows.append(KnowledgeAddition.Rows("nodes/Document.tsv", head: nil, rows: [row]))
        return id
    }

    /// What the ids of an imported framework stand for.
    private static func address(of code: String) -> String { "https://w3id.org/cqcq/imported/\(code)#" }

    private func text(_ value: Value?) -> String? {
        value?.tableText.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
    }

    // MARK: Frameworks

    private mutating func add(_ imported: ImportedFramework, code: String, _ file: String) throws(Diagnostics) {
        let schema = knowledge.schema
        guard ImportName.isValid(code) else { throw Diagnostics(ImportFault.badName(code, option: "--name")) }
        let label = FrameworkPlacement.statementLabel
        guard schema.labels[label] != nil else { throw Diagnostics(ImportFault.missingInSchema(what: "label `\(label)`")) }
        let prefix = code.lowercased()
        guard schema.prefixes[prefix] == nil else { throw Diagnostics(ImportFault.nameTaken(kind: "prefix", name: prefix, option: "--name")) }
        let placement = FrameworkPlacement(imported, code: code, in: graph, schema: schema)
        let document = document(code, title: imported.title, file, address: imported.iri)
        func cells(_ properties: PropertyMap) -> [String: String] {
            var cells: [String: String] = ["source": document]
            for (key, value) in properties { cells[key] = text(value) }
            return cells
        }
        rows.append(KnowledgeAddition.Rows("nodes/Framework.tsv", head: nil, rows: [cells(placement.framework).filter { $0.key != "iri" }]))
        let wholes = Dictionary(placement.parts.map { ($0.part, $0.whole) }) { $1 }
        let statements = placement.statements.map { properties in
            var row = cells(properties)
            row["part_of"] = wholes[row["id"] ?? ""]
            return row
        }
        let columns = ["id", "code", "title", "framework", "position", "status", "summary", "part_of", "iri", "aliases", "source", "confidence"]
        rows.append(KnowledgeAddition.Rows("nodes/\(label).tsv", head: ["# label: \(label)", "# key: id", columns.joined(separator: "\t")], rows: statements))
        entries.append(("prefixes", ["  \(prefix): \(Self.address(of: code))"]))
        summary.append("\(code): \(WorkspaceAdditions.count(statements.count, "statement"))")
        notes += placement.notes
        if let mappings = placement.mappings, let set = imported.mappings {
            try add(mappings, set, document: document, made: Set(placement.statements.compactMap { $0["id"]?.tableText }), framework: code)
        }
    }

    // MARK: Mapping sets

    private static let columns = [
        "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label", "mapping_justification", "author_label",
        "confidence", "mapping_date", "comment", "subject_source", "object_source", "ext_source", "ext_set_relation", "ext_basis", "ext_reviewed",
    ]

    /// - Parameters:
    ///   - made: ids that come in together with the set.
    ///   - framework: code of the framework that these belong to.
    private mutating func add(
        _ placement: MappingPlacement, _ set: ImportedMappings, document: String, made: Set<String> = [], framework: String? = nil
    ) throws(Diagnostics) {
        let schema = knowledge.schema
        let name = placement.set["name"]?.tableText ?? ""
        if schema.mappingSets[name] != nil { throw Diagnostics(ImportFault.nameTaken(kind: "mapping set", name: name, option: "--name")) }
        guard ImportName.isValid(name) else { throw Diagnostics(ImportFault.badName(name, option: "--name")) }
        let nodes = Dictionary(graph.nodes().compactMap { node in graph.property("id", of: node).tableText.map { ($0, node) } }) { $1 }
        var (lines, types, from, to, seen): ([[String: String]], Set<String>, Set<String>, Set<String>, Set<String>) = ([], [], [], [], [])
        func label(_ id: String) -> String {
            guard let node = nodes[id] else { return FrameworkPlacement.statementLabel }
            return graph.labels(of: node).first { schema.labels[$0].map { !$0.isAbstract } ?? false } ?? ""
        }
        func leaveOut(_ reason: String, _ link: MappingPlacement.Link) {
            notes.append(Diagnostic(ImportFault.rowLeftOut(reason: reason), severity: .warning, span: link.span, source: link.span == nil ? nil : set.source))
        }
        for link in placement.links {
            let ends = link.type == Schema.hasNoMatchIn ? [link.subject] : [link.subject, link.object]
            if let unknown = ends.first(where: { nodes[$0] == nil && !made.contains($0) }) { leaveOut("the knowledge base has no \(unknown)", link); continue }
            if link.type == Schema.hasNoMatchIn { leaveOut("it says that nothing was found, but not by whom and where", link); continue }
            let predicate = link.properties["predicate"]?.tableText ?? ""
            guard let relation = MappingPredicate(rawValue: predicate) else { leaveOut("`\(predicate)` is not a mapping relation of SKOS", link); continue }
            guard seen.insert([link.subject, predicate, link.object].joined(separator: " ")).inserted else { leaveOut("it says the same as a row before it", link); continue }
            types.insert(link.type)
            from.insert(label(link.subject))
            to.insert(label(link.object))
            let isNegated = link.properties["negated"] == .boolean(true)
            let justification = text(link.properties["justification"]) ?? ""
            var row = [
                "subject_id": link.subject, "object_id": link.object, "predicate_id": relation.id,
                "mapping_justification": justification, "confidence": "0.3", "ext_source": document, "ext_basis": Self.basis,
                "ext_reviewed": "false", "ext_set_relation": isNegated ? "none" : relation.setRelation.rawValue,
            ]
            if isNegated { row["predicate_modifier"] = "Not" }
            row["author_label"] = text(link.properties["author"]) ?? text(placement.set["creator_label"]) ?? name
            row["mapping_date"] = text(link.properties["date"])
            row["comment"] = text(link.properties["comment"])
            for (side, id) in [("subject", link.subject), ("object", link.object)] {
                row[side + "_label"] = nodes[id].flatMap { text(graph.property("title", of: $0)) }
                let code = nodes[id].map { text(graph.property("framework", of: $0)) } ?? framework
                row[side + "_source"] = code.map { "fw:" + $0 }
            }
            lines.append(row)
        }
        guard !lines.isEmpty else {
            if made.isEmpty { throw Diagnostics(notes + [Diagnostic(ImportFault.nothingToImport(reason: "no row has two ends that are known"))]) }
            return
        }
        let type = types.count == 1 ? types.first ?? MappingPlacement.generalType : MappingPlacement.generalType
        guard schema.relationships[type] != nil else { throw Diagnostics(ImportFault.missingInSchema(what: "relationship type `\(type)`")) }
        let title = text(placement.set["title"]) ?? name
        let ids = lines.flatMap { row in [row["subject_id"] ?? "", row["object_id"] ?? "", document, "fw:"] }
        let addresses = Set(ids.map { id in String(id.prefix { $0 != ":" }) }).sorted().compactMap { prefix -> String? in
            guard let address = schema.prefixes[prefix] ?? framework.map(Self.address(of:)) else { return nil }
            return "#   \(prefix): \(JSONWriter.string(address))"
        }
        let head = [
            "# mapping_set_id: \(JSONWriter.string(text(placement.set["mapping_set_id"]) ?? "https://w3id.org/cqcq/mapping-set/" + name))",
            "# mapping_set_title: \(JSONWriter.string(title))", "# license: \(JSONWriter.string(text(placement.set["licence"]) ?? "https://w3id.org/sssom/license/unspecified"))", "# curie_map:",
        ] + addresses + [
            Self.columns.joined(separator: "\t"),
        ]
        rows.append(KnowledgeAddition.Rows("mappings/\(name).sssom.tsv", head: head, rows: lines))
        entries.append(("mapping_sets", [
            "  \(name):", "    relationship: \(type)", "    from: [\(from.sorted().joined(separator: ", "))]", "    to: [\(to.sorted().joined(separator: ", "))]",
            "    across_time: true", "    status: published", "    sector: all", "    completeness: partial", "    source: [\(document)]", "    missing: Only what was imported.",
            "    summary: \(JSONWriter.string(title))",
        ]))
        summary.append("\(name): \(WorkspaceAdditions.count(lines.count, "mapping"))" + (lines.count == set.rowCount ? "" : ", \(WorkspaceAdditions.count(set.rowCount - lines.count, "row")) left out"))
    }
}
