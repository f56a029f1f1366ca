import Interchange
import Knowledge
import PropertyGraph

/// Proposed mappings as a mapping set in SSSOM/TSV, to be read by those who keep kb/.
struct SSSOMText {
    private static let extensions = ["source", "set", "set_relation", "basis", "locator", "strength", "sector"]
    private static let slots = [
        "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
        "mapping_justification", "author_label", "confidence", "mapping_date",
    ]
    private static let vocabulary = "https://w3id.org/cqcq/mapping#"

    /// The file, LF line ends. `name` tells the set from others.
    static func text(of mappings: [ProposedRows.Mapping], name: String, schema: Schema) -> String {
        let used = extensions.filter { key in mappings.contains { $0.text(key) != nil } }
        let header = slots + used.map { "ext_" + $0 } + ["comment"]
        let writer = DelimitedWriter(delimiter: "\t")
        let lines = mappings.map { mapping in
            writer.line(cells(of: mapping) + used.map { mapping.text($0) ?? "" } + [mapping.text("comment") ?? ""])
        }
        return (head(mappings, name, used, schema) + [writer.line(header)] + lines).map { $0 + "\n" }.joined()
    }

    private static func cells(of mapping: ProposedRows.Mapping) -> [String] {
        let predicate = mapping.text("predicate") ?? ""
        return [
            mapping.subject, mapping.subjectTitle, MappingPredicate(rawValue: predicate)?.id ?? predicate,
            mapping.properties["negated"] == .boolean(true) ? "Not" : "", mapping.object, mapping.objectTitle,
            "semapv:ManualMappingCuration", mapping.text("author") ?? "", mapping.text("score") ?? "", mapping.text("date") ?? "",
        ]
    }

    private static func head(
        _ mappings: [ProposedRows.Mapping], _ name: String, _ extensions: [String], _ schema: Schema
    ) -> [String] {
        let local = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" })
        let prefixes = Set(mappings.flatMap { [$0.subject, $0.object] }.map { String($0.prefix { $0 != ":" }) })
        var lines = [
            "mapping_set_id: https://w3id.org/cqcq/mapping-set/proposed-\(local)",
            "mapping_set_title: Mappings proposed in \(local)",
            "mapping_set_description: Proposals, which nobody has reviewed.",
            "license: https://w3id.org/sssom/license/unspecified",
        ]
        if !prefixes.isEmpty {
            lines.append("curie_map:")
            lines += prefixes.sorted().compactMap { prefix in schema.prefixes[prefix].map { "  \(prefix): \($0)" } }
        }
        if !extensions.isEmpty {
            lines.append("extension_definitions:")
            for key in extensions {
                lines += ["  - slot_name: ext_\(key)", "    property: \(vocabulary)\(key)", "    type_hint: http://www.w3.org/2001/XMLSchema#string"]
            }
        }
        return lines.map { "# " + $0 }
    }
}
