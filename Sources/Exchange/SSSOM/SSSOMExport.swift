import Interchange
import Knowledge
import PropertyGraph

/// Mapping sets as SSSOM/TSV (https://mapping-commons.github.io/sssom/): metadata as YAML behind `#`, then a table.
struct SSSOMExport {
    private let source: ExportSource
    private let prefixes: [(key: String, value: String)]
    private static let vocabulary = "https://w3id.org/cqcq/mapping#"
    /// Every reader of SSSOM knows these.
    private static let known: Set = ["sssom", "semapv", "skos"]

    init(_ source: ExportSource) {
        self.source = source
        prefixes = source.schema?.prefixes.elements.map { ($0.key, $0.value) } ?? []
    }

    func export(asOneFile: Bool) -> Exported {
        let names = source.schema?.mappingSets.keys.elements ?? []
        let sets = names.map { SSSOMRows(set: $0, of: source) }.filter { !$0.rows.isEmpty }
        var exported = Exported()
        if asOneFile {
            exported.files = [ExportFile("", combined(sets))]
        } else {
            exported.files = sets.map { ExportFile("\($0.set).sssom.tsv", text(of: $0)) }
            exported.files.append(ExportFile("all.sssom.tsv", combined(sets)))
        }
        exported.counts = sets.map { "\($0.set): \($0.rows.count) mappings" }
        let mappings = sets.reduce(0) { $0 + $1.rows.count }
        let others = source.selection.relationships.count - mappings
        exported.losses = ["\(others) relationships that belong to no mapping set are not part of SSSOM, nor are the properties of nodes beyond id and title"]
        return exported
    }

    private func text(of set: SSSOMRows) -> String {
        let node = mappingSet(set.set)
        func property(_ key: String) -> String? { node.flatMap { source.selection.graph.property(key, of: $0).tableText } }
        var head = [
            ("mapping_set_id", "https://w3id.org/cqcq/mapping-set/\(set.set)"),
            ("mapping_set_title", property("title") ?? set.set),
            ("mapping_set_version", property("version") ?? "1"),
            ("license", property("licence") ?? source.edition.licence ?? "https://w3id.org/sssom/license/unspecified"),
        ]
        if let summary = property("summary") { head.insert(("mapping_set_description", summary), at: 2) }
        for key in ["subject_source", "object_source"] { if let text = property(key) { head.append((key, text)) } }
        if let date = property("date") { head.append(("mapping_date", date)) }
        return file(head, set.rows.map { row in row.filter { $0.key != "mapping_source" } }, set.extensions)
    }

    private func combined(_ sets: [SSSOMRows]) -> String {
        var head = [
            ("mapping_set_id", "https://w3id.org/cqcq/mapping-set/all"),
            ("mapping_set_title", "All mapping sets of cqcq"),
            ("mapping_set_description", "Mappings among the rules that English health and care services are judged by; mapping_source names the set of each row."),
            ("license", source.edition.licence ?? "https://w3id.org/sssom/license/unspecified"),
        ]
        if let date = source.edition.date { head.append(("mapping_date", "\(date)")) }
        return file(head, sets.flatMap(\.rows), Set(sets.flatMap(\.extensions)).sorted())
    }

    private func file(_ head: [(String, String)], _ rows: [SSSOMRows.Row], _ extensions: [String]) -> String {
        let writer = DelimitedWriter(delimiter: "\t")
        let columns = (SSSOMRows.slots.filter { slot in Self.required.contains(slot) || rows.contains { $0[slot] != nil } }) + extensions
            + (rows.contains { $0["comment"] != nil } ? ["comment"] : [])
        var lines = head.map { "# \($0.0): \(Self.yaml($0.1))" }
        lines += ["# other: \(Self.yaml(source.edition.lines.map { "\($0.name): \($0.value)" }.joined(separator: "; ")))"]
        lines += curieMap(rows)
        if !extensions.isEmpty {
            lines.append("# extension_definitions:")
            for column in extensions {
                lines += [
                    "#   - slot_name: \(column)", "#     property: \(Self.vocabulary)\(column.dropFirst(4))",
                    "#     type_hint: http://www.w3.org/2001/XMLSchema#\(SSSOMRows.holdsDates(column) ? "date" : "string")",
                ]
            }
        }
        lines.append(writer.line(columns))
        lines += rows.map { row in writer.line(columns.map { row[$0] ?? "" }) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let required: Set = ["subject_id", "predicate_id", "object_id", "mapping_justification"]

    /// The prefixes that the rows use.
    private func curieMap(_ rows: [SSSOMRows.Row]) -> [String] {
        var used: Set<Substring> = []
        for row in rows {
            for column in ["subject_id", "object_id", "mapping_source"] { used.insert((row[column] ?? "").prefix { $0 != ":" }) }
            for part in (row["ext_source"] ?? "").split(separator: "|") { used.insert(part.prefix { $0 != ":" }) }
        }
        used.formUnion(["fw"])
        let entries = prefixes.filter { used.contains(Substring($0.key)) && !Self.known.contains($0.key) }.sorted { $0.key < $1.key }
        return entries.isEmpty ? [] : ["# curie_map:"] + entries.map { "#   \($0.key): \($0.value)" }
    }

    private func mappingSet(_ name: String) -> NodeID? {
        source.selection.nodes.first { node in
            source.selection.graph.property("name", of: node) == .string(name)
                && source.selection.graph.labels(of: node).contains(Schema.mappingSetLabel)
        }
    }

    /// Quoted unless nothing in it could mean something else to a YAML reader.
    private static func yaml(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (byte >= 48 && byte < 58) || (byte | 32 >= 97 && byte | 32 < 123) || [UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
        }
        return isPlain && text.utf8.contains { $0 | 32 >= 97 && $0 | 32 < 123 } && !["true", "false", "null", "yes", "no"].contains(text.lowercased())
            ? text : text.hasPrefix("https://") && !text.contains(" ") ? text : JSONWriter.string(text)
    }
}
