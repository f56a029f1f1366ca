import Diagnostics
import Knowledge
import PropertyGraph

extension ColonCommand {
    static let schema = ColonCommand(
        name: "schema", usage: ":schema [LABEL|TYPE]", summary: "labels, relationship types and properties", argument: .label
    ) { session, argument throws(Diagnostics) in
        let sections = SchemaSections(outline: GraphOutline(session.graph()), schema: session.knowledge.schema)
        session.write(try argument.map(sections.about) ?? sections.overview)
        return .goOn
    }
}

/// A table of the shell's own.
struct SchemaSection {
    var name: String
    var columns: [String]
    var rows: [[Value]]
}

/// What the schema says joined with what the graph has.
struct SchemaSections {
    let outline: GraphOutline
    let schema: Schema

    private static let ends = ["type", "from", "to", "relationships"]

    var overview: [SchemaSection] {
        let sets = schema.mappingSets.values.map { set in
            [
                .string(set.name), .string(set.relationship), .string(set.from.joined(separator: " or ")),
                .string(set.to.joined(separator: " or ")), .integer(outline.rows[set.name] ?? 0),
            ] as [Value]
        }
        return [
            SchemaSection(
                name: "labels", columns: ["label", "nodes", "summary"],
                rows: outline.labels.map { label in
                    [.string(label.name), .integer(label.count), summary(schema.labels[label.name]?.summary)]
                }),
            SchemaSection(name: "relationships", columns: Self.ends, rows: outline.types.flatMap(rows)),
        ]
            + (sets.isEmpty
                ? []
                : [SchemaSection(name: "mapping sets", columns: ["set", "type", "from", "to", "rows"], rows: sets)])
    }

    func about(_ name: String) throws(Diagnostics) -> [SchemaSection] {
        let wanted = (name.hasPrefix(":") ? String(name.dropFirst()) : name).lowercased()
        if let label = outline.labels.first(where: { $0.name.lowercased() == wanted }) { return about(label) }
        if let type = outline.types.first(where: { $0.name.lowercased() == wanted }) { return about(type) }
        let known = outline.labels.map(\.name) + outline.types.map(\.name)
        throw Diagnostics(ShellFault.unknownLabel(name, near: Suggestion.nearest(to: wanted, in: known)))
    }

    private func about(_ label: GraphOutline.Label) -> [SchemaSection] {
        let described = schema.labels[label.name]?.properties ?? [:]
        return [
            SchemaSection(
                name: "properties", columns: ["property", "type", "filled", "summary"],
                rows: label.properties.map { row($0) + [summary(described[$0.name]?.summary)] }),
            SchemaSection(
                name: "relationships", columns: Self.ends,
                rows: outline.types.flatMap { type in
                    type.ends.filter { $0.from.contains(label.name) || $0.to.contains(label.name) }
                        .map { row(type.name, $0) }
                }),
        ]
    }

    private func about(_ type: GraphOutline.RelationshipType) -> [SchemaSection] {
        [
            SchemaSection(name: "ends", columns: Self.ends, rows: rows(type)),
            SchemaSection(name: "properties", columns: ["property", "type", "filled"], rows: type.properties.map(row)),
        ]
    }

    private func rows(_ type: GraphOutline.RelationshipType) -> [[Value]] {
        type.ends.map { row(type.name, $0) }
    }

    private func row(_ type: String, _ ends: GraphOutline.Ends) -> [Value] {
        [.string(type), .string(name(ends.from)), .string(name(ends.to)), .integer(ends.count)]
    }

    /// The label by which a node of several is known: not one that others share.
    private func name(_ labels: [String]) -> String {
        labels.first { schema.labels[$0]?.isAbstract != true } ?? labels.first ?? ""
    }

    private func row(_ property: GraphOutline.Property) -> [Value] {
        [.string(property.name), .string(property.types.joined(separator: " or ")), .integer(property.count)]
    }

    private func summary(_ text: String?) -> Value { text.map { .string($0) } ?? .null }
}

extension Session {
    /// Sections of the shell's own, in the format that is set.
    func write(_ sections: [SchemaSection]) {
        let written = settings.format.holdsSections ? sections[...] : sections.prefix(1)
        let writer = writer()
        writer.beginResult(sections: written.count)
        for section in written {
            writer.beginSection(
                ResultSection(name: section.name, title: section.name, columns: section.columns, graph: .empty))
            writer.write(section.rows)
            writer.endSection()
        }
        writer.endResult()
        if written.count < sections.count { tellLeftOut(sections[written.count...].map(\.name)) }
    }
}
