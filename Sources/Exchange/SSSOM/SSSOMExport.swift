import Interchange
import Knowledge
import PropertyGraph

/// Mapping sets as SSSOM/TSV (https://mapping-commons.github.io/sssom/): metadata as YAML behind `#`, then a table.
package struct SSSOMExport {
    private let source: ExportSource
    private let prefixes: [String: String]
    private static let vocabulary = "https://w3id.org/cqcq/mapping#"
    private static let unspecified = "https://w3id.org/sssom/license/unspecified"
    /// Every reader of SSSOM knows these.
    private static let known: Set = ["sssom", "semapv", "skos"]

    /// Lines of the head under one key: a text or a list of texts.
    private typealias Head = [(key: String, texts: [String], isList: Bool)]

    init(_ source: ExportSource) {
        self.source = source
        prefixes = Dictionary(source.schema?.prefixes.elements.map { ($0.key, $0.value) } ?? []) { $1 }
    }

    func export(asOneFile: Bool) -> Exported {
        let sets = sets()
        var exported = Exported()
        let isCombined = sets.filter { !disagrees($0, with: sets) }
        if asOneFile {
            exported.files = [ExportFile("", combined(isCombined))]
        } else {
            exported.files = sets.map { ExportFile("\($0.set).sssom.tsv", text(of: $0)) }
            exported.files.append(ExportFile("all.sssom.tsv", combined(isCombined)))
        }
        exported.counts = sets.map { "\($0.set): \($0.rows.count) mappings" }
        let mappings = sets.reduce(0) { $0 + $1.rows.count }
        let others = source.selection.relationships.count - mappings
        exported.losses = ["\(others) relationships that belong to no mapping set are not part of SSSOM, nor are the properties of nodes beyond id and title"]
        for set in sets where disagrees(set, with: sets) {
            exported.losses.append("\(set.set) declares a prefix that means something else in another set: it is not part of the file of all sets")
        }
        return exported
    }

    /// The mappings of a selection as one set that nobody has reviewed; `mapping_source` names the set that each is meant for,
    /// where it is meant for one. `name`: of the workspace that they come from.
    package static func proposals(_ selection: Selection, schema: Schema, named name: String) -> String {
        let export = SSSOMExport(ExportSource(selection, Edition(program: ""), schema: schema))
        return export.proposals(named: name)
    }

    private func proposals(named name: String) -> String {
        let local = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" })
        let set = SSSOMRows(set: "proposed", node: nil, relationships: source.selection.relationships, of: source)
        let head: Head = [
            ("mapping_set_id", ["https://w3id.org/cqcq/mapping-set/proposed-\(local)"], false),
            ("mapping_set_title", ["Mappings proposed in \(local)"], false),
            ("mapping_set_description", ["Proposals, which nobody has reviewed."], false),
            ("license", [Self.unspecified], false),
        ]
        return file(head, withoutOwnSource(set), set.extensions, declared: [:], ownDefinitions(of: set))
    }

    /// Those of the schema in its order, then those that were imported, by name. Proposals for no set come last.
    private func sets() -> [SSSOMRows] {
        let graph = source.selection.graph
        let own = source.schema?.mappingSets.keys.elements ?? []
        let links = Dictionary(grouping: source.selection.relationships.filter { graph.property("set", of: $0) != .null }) {
            graph.property("set", of: $0).tableText ?? ""
        }
        var nodes: [String: NodeID] = [:]
        for node in source.selection.nodes where graph.labels(of: node).contains(Schema.mappingSetLabel) {
            if let name = graph.property("name", of: node).tableText { nodes[name] = node }
        }
        // A set of the knowledge base without rows is left out; one that was imported is not, as it is data itself.
        let imported = Set(nodes.keys).union(links.keys).subtracting(own).sorted()
        return own.filter { links[$0] != nil }.map { SSSOMRows(set: $0, node: nodes[$0], relationships: links[$0] ?? [], of: source) }
            + imported.map { SSSOMRows(set: $0, node: nodes[$0], relationships: links[$0] ?? [], of: source) }
    }

    private func isImported(_ set: SSSOMRows) -> Bool { source.schema?.mappingSets[set.set] == nil }

    // MARK: Heads

    private func text(of set: SSSOMRows) -> String {
        var rows = withoutOwnSource(set)
        // No two prefixes of a file may stand for one address: things of ours take the prefix that the file had for them.
        let names = Dictionary(declared(set).map { ($0.value, $0.key) }) { min($0, $1) }
        for index in rows.indices {
            for column in ["subject_id", "object_id"] {
                guard let id = rows[index][column], let prefix = CurieMap.prefix(of: id), let name = prefixes[prefix].flatMap({ names[$0] }) else { continue }
                rows[index][column] = name + id.dropFirst(prefix.count)
            }
        }
        return file(isImported(set) ? importedHead(set) : ownHead(set), rows, set.extensions, declared: declared(set), definitions(of: set))
    }

    /// The rows; only those of another set name it.
    private func withoutOwnSource(_ set: SSSOMRows) -> [SSSOMRows.Row] {
        set.rows.map { row in
            var row = row
            if row["mapping_source"] == "set:" + set.set { row["mapping_source"] = nil }
            return row
        }
    }

    private func property(_ key: String, of set: SSSOMRows) -> String? {
        set.node.flatMap { source.selection.graph.property(key, of: $0).tableText }
    }

    private func ownHead(_ set: SSSOMRows) -> Head {
        var head: Head = [
            ("mapping_set_id", ["https://w3id.org/cqcq/mapping-set/\(set.set)"], false),
            ("mapping_set_title", [property("title", of: set) ?? set.set], false),
        ]
        if let summary = property("summary", of: set) { head.append(("mapping_set_description", [summary], false)) }
        head.append(("mapping_set_version", [property("version", of: set) ?? "1"], false))
        head.append(("license", [property("licence", of: set) ?? source.edition.licence ?? Self.unspecified], false))
        for key in ["subject_source", "object_source"] { if let text = property(key, of: set) { head.append((key, [text], false)) } }
        if let date = property("date", of: set) { head.append(("mapping_date", [date], false)) }
        return head + [edition]
    }

    /// What came in with the set, under the names of its slots.
    private func importedHead(_ set: SSSOMRows) -> Head {
        var head: Head = []
        let names = Dictionary(SSSOMSlots.ofSet.map { ($0.value, $0.key) }) { $1 }
        let properties = set.node.map { source.selection.graph.properties(of: $0) } ?? [:]
        for (key, value) in properties.sorted(by: { $0.key < $1.key }) {
            if ["id", "name", "curie_map", "columns", "extension_definitions"].contains(key) || key == "title" && value == .string(set.set) { continue }
            if case .list(let items) = value { head.append((names[key] ?? key, items.compactMap(\.tableText), true)) } else if let text = value.tableText {
                head.append((names[key] ?? key, [text], false))
            }
        }
        func add(_ key: String, _ text: String) { if !head.contains(where: { $0.key == key }) { head.append((key, [text], false)) } }
        add("mapping_set_id", "https://w3id.org/cqcq/mapping-set/\(set.set)")
        add("license", Self.unspecified)
        if !head.contains(where: { $0.key == "other" }) { head.append(edition) }
        return head
    }

    private func combined(_ sets: [SSSOMRows]) -> String {
        var head: Head = [
            ("mapping_set_id", ["https://w3id.org/cqcq/mapping-set/all"], false),
            ("mapping_set_title", ["All mapping sets of cqcq"], false),
            ("mapping_set_description", ["Mappings among the rules that English health and care services are judged by; mapping_source names the set of each row."], false),
            ("license", [source.edition.licence ?? Self.unspecified], false),
        ]
        if let date = source.edition.date { head.append(("mapping_date", ["\(date)"], false)) }
        let declared = sets.reduce(into: [:]) { $0.merge(self.declared($1)) { first, _ in first } }
        let definitions = sets.flatMap { self.definitions(of: $0) }
        var seen: Set<String> = []
        return file(
            head + [edition], sets.flatMap(\.rows), Set(sets.flatMap(\.extensions)).sorted(), declared: declared,
            definitions.filter { seen.insert($0.first?.value ?? "").inserted })
    }

    private var edition: Head.Element {
        ("other", [source.edition.lines.map { "\($0.name): \($0.value)" }.joined(separator: "; ")], false)
    }

    // MARK: Prefixes and extensions

    /// The prefixes that came in with an imported set.
    private func declared(_ set: SSSOMRows) -> [String: String] {
        set.node.map { SSSOMRows.pairs("curie_map", of: $0, in: source.selection.graph) } ?? [:]
    }

    /// It declares a prefix otherwise than the knowledge base or a set before it, or has another prefix for the same address.
    private func disagrees(_ set: SSSOMRows, with sets: [SSSOMRows]) -> Bool {
        let own = declared(set)
        func differs(_ other: [String: String]) -> Bool { own.contains { key, address in other[key].map { $0 != address } ?? other.values.contains(address) } }
        return differs(prefixes) || sets.prefix { $0.set != set.set }.contains { differs(declared($0)) }
    }

    /// Keys and values of each definition of an extension.
    private func definitions(of set: SSSOMRows) -> [[(key: String, value: String)]] {
        if !isImported(set) { return ownDefinitions(of: set) }
        guard let node = set.node, case .list(let items) = source.selection.graph.property("extension_definitions", of: node) else { return [] }
        return items.map { item in
            (item.tableText ?? "").split(separator: " ").compactMap { part in
                let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
                return sides.count == 2 ? (sides[0], sides[1]) : nil
            }
        }
    }

    private func ownDefinitions(of set: SSSOMRows) -> [[(key: String, value: String)]] {
        set.extensions.map { column in
            [
                ("slot_name", column), ("property", Self.vocabulary + column.dropFirst(4)),
                ("type_hint", "http://www.w3.org/2001/XMLSchema#\(SSSOMRows.holdsDates(column) ? "date" : "string")"),
            ]
        }
    }

    /// The prefixes that are declared, and those of ours that the rows use.
    private func curieMap(_ rows: [SSSOMRows.Row], declared: [String: String]) -> [String] {
        var used: Set<Substring> = ["fw"]
        for row in rows {
            for column in ["subject_id", "object_id", "mapping_source"] { used.insert((row[column] ?? "").prefix { $0 != ":" }) }
            for part in (row["ext_source"] ?? "").split(separator: "|") { used.insert(part.prefix { $0 != ":" }) }
        }
        let own = prefixes.filter { used.contains(Substring($0.key)) && !Self.known.contains($0.key) }
        let entries = declared.merging(own) { declared, _ in declared }.sorted { $0.key < $1.key }
        return entries.isEmpty ? [] : ["# curie_map:"] + entries.map { "#   \(Self.yaml($0.key)): \(Self.yaml($0.value))" }
    }

    // MARK: The file

    private static let required: Set = ["subject_id", "predicate_id", "object_id", "mapping_justification"]

    private func file(
        _ head: Head, _ rows: [SSSOMRows.Row], _ extensions: [String], declared: [String: String], _ definitions: [[(key: String, value: String)]]
    ) -> String {
        let writer = DelimitedWriter(delimiter: "\t")
        let columns = SSSOMSlots.order.filter { slot in Self.required.contains(slot) || rows.contains { $0[slot] != nil } } + extensions
        var lines: [String] = []
        for entry in head {
            if entry.isList { lines += ["# \(entry.key):"] + entry.texts.map { "#   - \(Self.yaml($0))" } } else {
                lines.append("# \(entry.key): \(Self.yaml(entry.texts.first ?? ""))")
            }
        }
        lines += curieMap(rows, declared: declared)
        if !definitions.isEmpty { lines.append("# extension_definitions:") }
        for definition in definitions {
            lines += definition.enumerated().map { "#   \($0 == 0 ? "-" : " ") \($1.key): \(Self.yaml($1.value))" }
        }
        lines.append(writer.line(columns))
        lines += rows.map { row in writer.line(columns.map { row[$0] ?? "" }) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Quoted unless nothing in it could mean something else to a YAML reader.
    private static func yaml(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (byte >= 48 && byte < 58) || (byte | 32 >= 97 && byte | 32 < 123) || [UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
        }
        let isWord = isPlain && text.utf8.first.map { $0 | 32 >= 97 && $0 | 32 < 123 } ?? false
        return isWord && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
            ? text : text.hasPrefix("https://") && !text.contains(" ") && !text.contains("#") ? text : JSONWriter.string(text)
    }
}
