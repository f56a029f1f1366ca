public import Diagnostics
import Knowledge
public import PropertyGraph

/// Where an imported framework goes in a graph: ids made of its code, and its statements' mappings placed.
public struct FrameworkPlacement: Sendable {
    public static let statementLabel = "ImportedStatement"

    public let code: String
    /// Of the framework's node; `id` is `fw:` and its code.
    public let framework: PropertyMap
    /// Of its statements, in order.
    public private(set) var statements: [PropertyMap] = []
    /// Ids of the ends of PART_OF, statement first.
    public private(set) var parts: [(part: String, whole: String)] = []
    /// What the file says that its statements are mapped to.
    public let mappings: MappingPlacement?
    public let notes: [Diagnostic]

    package init(_ imported: ImportedFramework, code: String, in graph: Graph, schema: Schema) {
        self.code = code
        let id = "fw:" + code
        var last = 0
        for node in graph.labels.number(of: Schema.frameworkLabel).map({ graph.nodes(withLabels: [$0]) }) ?? [] {
            if case .integer(let position) = graph.property("position", of: node) { last = max(last, position) }
        }
        var properties: PropertyMap = [
            "id": .string(id), "code": .string(code), "title": .string(imported.title), "status": .string("in force"),
            "completeness": .string("complete"), "confidence": .string("high"), "position": .integer(last + 1),
            "version": .string(imported.version ?? "imported"),
        ]
        for (key, text) in [("publisher", imported.publisher), ("summary", imported.summary), ("iri", imported.iri)] {
            properties[key] = text.map(Value.string)
        }
        framework = properties
        let prefix = code.lowercased()
        let ids = imported.statements.map { prefix + ":" + $0.code.split(whereSeparator: \.isWhitespace).joined(separator: "-") }
        var aliases: [String: String] = [:]
        for (index, statement) in imported.statements.enumerated() {
            var properties: PropertyMap = [
                "id": .string(ids[index]), "code": .string(statement.code), "title": .string(statement.title), "framework": .string(code),
                "position": .integer(index + 1), "status": .string("in force"), "confidence": .string("high"),
            ]
            for (key, text) in [("summary", statement.summary), ("iri", statement.iri)] { properties[key] = text.map(Value.string) }
            if !statement.aliases.isEmpty { properties["aliases"] = .list(statement.aliases.map(Value.string)) }
            statements.append(properties)
            parts.append((ids[index], statement.parent.map { ids[$0] } ?? id))
            if let iri = statement.iri { aliases[iri] = ids[index] }
            aliases["code:" + statement.code] = ids[index]
        }
        mappings = imported.mappings.flatMap { set in
            set.mappings.isEmpty ? nil : MappingPlacement(set, name: code + "-mappings", in: graph, schema: schema, made: aliases)
        }
        notes = imported.mappings?.notes ?? []
    }
}
