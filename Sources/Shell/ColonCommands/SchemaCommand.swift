import Diagnostics
import Knowledge
import PropertyGraph

extension ColonCommand {
    static let schema = ColonCommand(
        name: "schema", usage: ":schema [LABEL|TYPE|picture]",
        summary: "Show labels, relationship types and properties, as tables or drawn", argument: .label
    ) { session, argument throws(Diagnostics) in
        let sections = SchemaSections(of: session.graph(), schema: session.knowledge.schema)
        if argument == "picture" || argument == nil && session.format.isPicture {
            session.write(sections.picture)
            return .goOn
        }
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

/// What the schema says, and beside it how much of each the graph has.
struct SchemaSections {
    private let outline: GraphOutline
    private let schema: Schema
    /// How many relationships come from each mapping set, by its name; those that say that nothing was found too.
    private let mapped: [String: Int]

    init(of graph: Graph, schema: Schema) {
        outline = GraphOutline(graph)
        self.schema = schema
        mapped = graph.relationships().reduce(into: [:]) { counts, relationship in
            if case .string(let set) = graph.property("set", of: relationship) { counts[set, default: 0] += 1 }
        }
    }

    private static let ends = ["type", "from", "to", "relationships"]

    var overview: [SchemaSection] {
        [
            SchemaSection(
                name: "labels", columns: ["label", "nodes", "summary"],
                rows: labels.map { name in
                    let count = outline.labels.first { $0.name == name }?.count ?? 0
                    return [.string(name), .integer(count), Self.text(schema.labels[name]?.summary)]
                }),
            SchemaSection(name: "relationships", columns: Self.ends, rows: types.flatMap(rows)),
            SchemaSection(
                name: "mapping sets", columns: ["set", "type", "from", "to", "rows"],
                rows: schema.mappingSets.values.map { set in
                    [
                        .string(set.name), .string(set.relationship), Self.words(set.from, " or "),
                        Self.words(set.to, " or "), .integer(mapped[set.name] ?? 0),
                    ]
                }),
        ].filter { !$0.rows.isEmpty }
    }

    /// One node per label that nodes of the graph have, one arrow per pair of labels that relationships connect.
    var picture: Picture {
        var picture = Picture()
        var places: [String: Int] = [:]
        func place(_ labels: [String]) -> Int {
            let label = name(labels)
            if let place = places[label] { return place }
            let count = outline.labels.first { $0.name == label }?.count ?? 0
            picture.nodes.append(Picture.Node(name: label, kind: "\(count)", caption: ""))
            places[label] = picture.nodes.count - 1
            return picture.nodes.count - 1
        }
        for type in outline.types {
            for ends in type.ends {
                picture.edges.append(Picture.Edge(from: place(ends.from), to: place(ends.to), type: "\(type.name) (\(ends.count))"))
            }
        }
        for label in outline.labels where schema.labels[label.name]?.isAbstract != true { _ = place([label.name]) }
        return picture
    }

    func about(_ name: String) throws(Diagnostics) -> [SchemaSection] {
        let wanted = (name.hasPrefix(":") ? String(name.dropFirst()) : name).lowercased()
        if let label = labels.first(where: { $0.lowercased() == wanted }) { return about(label: label) }
        if let type = types.first(where: { $0.lowercased() == wanted }) { return about(type: type) }
        throw Diagnostics(ShellFault.unknownLabel(name, near: Suggestion.nearest(to: wanted, in: labels + types)))
    }

    private var labels: [String] { Set(schema.labels.keys).union(outline.labels.map(\.name)).sorted() }

    private var types: [String] { Set(schema.relationships.keys).union(outline.types.map(\.name)).sorted() }

    /// Properties in the schema's order, then those that only the graph has.
    private func about(label name: String) -> [SchemaSection] {
        let described = schema.labels[name]?.properties ?? [:]
        let used = outline.labels.first { $0.name == name }?.properties ?? []
        let names = described.keys + used.map(\.name).filter { described[$0] == nil }
        return [
            SchemaSection(
                name: "properties", columns: ["property", "type", "required", "values", "filled", "summary"],
                rows: names.map { key in
                    let property = described[key]
                    let found = used.first { $0.name == key }
                    let isReference = property?.kind == .reference
                    return [
                        .string(key), Self.text(property.map(Self.type) ?? found?.types.joined(separator: " or ")),
                        .string(property?.isRequired == true ? "yes" : "no"), Self.words(property?.values ?? []),
                        isReference ? .null : .integer(found?.count ?? 0), Self.text(property?.summary),
                    ]
                }),
            SchemaSection(
                name: "relationships", columns: Self.ends,
                rows: outline.types.flatMap { type in
                    type.ends.filter { $0.from.contains(name) || $0.to.contains(name) }.map { row(type.name, $0) }
                }),
        ]
    }

    private func about(type name: String) -> [SchemaSection] {
        let described = schema.relationships[name]
        let used = outline.types.first { $0.name == name }
        let allowed = described.map { type in
            SchemaSection(
                name: "allowed", columns: ["from", "to", "multiplicity", "summary"],
                rows: [[Self.words(type.from), Self.words(type.to), .string(type.multiplicity.rawValue), Self.text(type.summary)]])
        }
        let sections = [
            SchemaSection(name: "ends", columns: Self.ends, rows: rows(name)), allowed,
            SchemaSection(
                name: "properties", columns: ["property", "type", "filled"],
                rows: (used?.properties ?? []).map { property in
                    [.string(property.name), .string(property.types.joined(separator: " or ")), .integer(property.count)]
                }),
        ]
        return sections.compactMap(\.self)
    }

    /// A row for every pair of labels; one for a type that the graph does not have.
    private func rows(_ name: String) -> [[Value]] {
        if let type = outline.types.first(where: { $0.name == name }) { return type.ends.map { row(name, $0) } }
        let type = schema.relationships[name]
        return [[.string(name), Self.words(type?.from ?? []), Self.words(type?.to ?? []), .integer(0)]]
    }

    private func row(_ type: String, _ ends: GraphOutline.Ends) -> [Value] {
        [.string(type), .string(name(ends.from)), .string(name(ends.to)), .integer(ends.count)]
    }

    /// The label by which a node of several is known: not one that others share.
    private func name(_ labels: [String]) -> String {
        labels.first { schema.labels[$0]?.isAbstract != true } ?? labels.first ?? ""
    }

    /// `STRING`, or what a reference may name.
    private static func type(_ property: Schema.Property) -> String {
        property.kind == .reference
            ? "id of " + property.targets.joined(separator: " or ") : property.kind.rawValue.uppercased()
    }

    private static func words(_ words: [String], _ separator: String = ", ") -> Value {
        words.isEmpty ? .null : .string(words.joined(separator: separator))
    }

    private static func text(_ text: String?) -> Value { text.map { .string($0) } ?? .null }
}

extension Session {
    func write(_ picture: Picture) {
        let writer = writer(format.isPicture ? nil : .graph)
        (writer as? PictureWriter)?.write(picture)
    }

    /// Sections of the shell's own, in the format that is set.
    func write(_ sections: [SchemaSection]) {
        // What is not a node cannot be drawn.
        let format = self.format.isPicture ? ResultFormat.standard(onTerminal: output.isTerminal) : self.format
        let written = format.holdsSections ? sections[...] : sections.prefix(1)
        let writer = writer(format)
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
