import Diagnostics
import PropertyGraph

extension ColonCommand {
    static let schema = ColonCommand(
        name: "schema", usage: ":schema [LABEL|TYPE]", summary: "labels, relationship types and properties", argument: .label
    ) { session, argument throws(Diagnostics) in
        let outline = GraphOutline(try session.graph())
        if let name = argument {
            try session.writeSchema(of: name, outline)
        } else {
            session.writeSchema(outline)
        }
        return .goOn
    }
}

extension Session {
    fileprivate func writeSchema(_ outline: GraphOutline) {
        writeSections([
            (
                "labels", ["label", "nodes", "properties"],
                outline.labels.map { label in
                    [.string(label.name), .integer(label.count), .list(label.properties.map { .string($0.name) })]
                }
            ),
            ("relationships", Self.relationshipColumns, outline.types.flatMap(Self.rows)),
        ])
    }

    fileprivate func writeSchema(of name: String, _ outline: GraphOutline) throws(Diagnostics) {
        let wanted = name.hasPrefix(":") ? String(name.dropFirst()) : name
        if let label = outline.labels.first(where: { $0.name.lowercased() == wanted.lowercased() }) {
            let touching = outline.types.flatMap { type in
                type.ends.filter { $0.from == label.name || $0.to == label.name }.map { Self.row(type.name, $0) }
            }
            writeSections([
                ("properties", Self.propertyColumns, label.properties.map(Self.row)),
                ("relationships", Self.relationshipColumns, touching),
            ])
        } else if let type = outline.types.first(where: { $0.name.lowercased() == wanted.lowercased() }) {
            writeSections([
                ("ends", Self.relationshipColumns, Self.rows(type)),
                ("properties", Self.propertyColumns, type.properties.map(Self.row)),
            ])
        } else {
            let known = outline.labels.map(\.name) + outline.types.map(\.name)
            throw Diagnostics(ShellFault.unknownLabel(name, near: Suggestion.nearest(to: wanted, in: known)))
        }
    }

    private func writeSections(_ sections: [(name: String, columns: [String], rows: [[Value]])]) {
        let written = settings.format.holdsSections ? sections[...] : sections.prefix(1)
        let writer = writer()
        writer.beginResult(sections: written.count)
        for section in written { write(name: section.name, columns: section.columns, rows: section.rows, to: writer) }
        writer.endResult()
        if written.count < sections.count {
            let left = sections[written.count...].map(\.name).joined(separator: ", ")
            tell("note: \(settings.format) holds one table; left out: \(left)")
        }
    }

    private static let relationshipColumns = ["type", "from", "to", "relationships"]
    private static let propertyColumns = ["property", "type", "filled"]

    private static func rows(_ type: GraphOutline.RelationshipType) -> [[Value]] {
        type.ends.map { row(type.name, $0) }
    }

    private static func row(_ type: String, _ ends: GraphOutline.Ends) -> [Value] {
        [.string(type), .string(ends.from), .string(ends.to), .integer(ends.count)]
    }

    private static func row(_ property: GraphOutline.Property) -> [Value] {
        [.string(property.name), .string(property.types.joined(separator: " or ")), .integer(property.count)]
    }
}
