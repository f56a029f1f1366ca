import Diagnostics
import Exchange
import Knowledge
import PropertyGraph

/// What an import adds to a workspace: statements that make its nodes and relationships, and what is said of them.
struct WorkspaceAdditions {
    private(set) var statements: [(text: String, parameters: [String: Value])] = []
    /// For people, one line per set or framework.
    private(set) var summary: [String] = []
    private(set) var notes: [Diagnostic] = []

    /// Throws where a name is taken.
    init(_ contents: ImportFile.Contents, name: String?, in graph: Graph, schema: Schema) throws(Diagnostics) {
        switch contents {
        case .mappings(let set): try add(set, name: name, in: graph, schema)
        case .frameworks(let frameworks):
            if name != nil, frameworks.count > 1 { throw Diagnostics(ImportFault.optionNotFor(option: "--name", format: "a file of \(frameworks.count) frameworks")) }
            for framework in frameworks { try add(framework, code: name, in: graph, schema) }
        }
    }

    private mutating func add(_ imported: ImportedFramework, code chosen: String?, in graph: Graph, _ schema: Schema) throws(Diagnostics) {
        let code = chosen ?? imported.code
        guard ImportName.isValid(code) else { throw Diagnostics(ImportFault.badName(code, option: "--name")) }
        let taken = graph.labels.number(of: Schema.frameworkLabel).map { graph.nodes(withLabels: [$0]) }?
            .contains { graph.property("code", of: $0) == .string(code) } ?? false
        if taken { throw Diagnostics(ImportFault.nameTaken(kind: "framework", name: code, option: "--name")) }
        let placement = FrameworkPlacement(imported, code: code, in: graph, schema: schema)
        statements.append(("CREATE (f:Framework) SET f = $framework", ["framework": .map(placement.framework)]))
        statements.append((
            "UNWIND $statements AS row CREATE (s:\(FrameworkPlacement.statementLabel)) SET s = row",
            ["statements": .list(placement.statements.map(Value.map))]))
        let parts = placement.parts.map { Value.map(["part": .string($0.part), "whole": .string($0.whole)]) }
        statements.append(("UNWIND $parts AS row MATCH (a {id: row.part}), (b {id: row.whole}) CREATE (a)-[:PART_OF]->(b)", ["parts": .list(parts)]))
        let count = placement.mappings?.links.count ?? 0
        summary.append(
            "\(code): \(Self.count(imported.statements.count, "statement"))" + (count == 0 ? "" : ", \(Self.count(count, "mapping"))"))
        notes += placement.notes
        if let mappings = placement.mappings { add(mappings) }
    }

    private mutating func add(_ imported: ImportedMappings, name chosen: String?, in graph: Graph, _ schema: Schema) throws(Diagnostics) {
        let name = chosen ?? imported.name
        let taken = graph.labels.number(of: Schema.mappingSetLabel).map { graph.nodes(withLabels: [$0]) }?
            .contains { graph.property("name", of: $0) == .string(name) } ?? false
        if taken { throw Diagnostics(ImportFault.nameTaken(kind: "mapping set", name: name, option: "--name")) }
        let placement = MappingPlacement(imported, name: name, in: graph, schema: schema)
        add(placement)
        let leftOut = imported.rowCount - imported.mappings.count
        summary.append(
            "\(name): \(Self.count(imported.mappings.count, "mapping"))" + (leftOut == 0 ? "" : ", \(Self.count(leftOut, "row")) left out"))
        notes += imported.notes
    }

    private mutating func add(_ placement: MappingPlacement) {
        statements.append(("CREATE (s:MappingSet) SET s = $set", ["set": .map(placement.set)]))
        if !placement.terms.isEmpty {
            statements.append(("UNWIND $terms AS term CREATE (t:\(MappingPlacement.termLabel)) SET t = term", ["terms": .list(placement.terms.map(Value.map))]))
        }
        for (type, links) in Dictionary(grouping: placement.links, by: \.type).sorted(by: { $0.key < $1.key }) {
            let rows = links.map { link in
                Value.map(["subject": .string(link.subject), "object": .string(link.object), "properties": .map(link.properties)])
            }
            let text = "UNWIND $rows AS row MATCH (a {id: row.subject}), (b {id: row.object}) CREATE (a)-[m:\(type)]->(b) SET m = row.properties"
            statements.append((text, ["rows": .list(rows)]))
        }
        if !placement.undeclared.isEmpty {
            notes.append(Diagnostic(ImportFault.undeclaredPrefixes(placement.undeclared), severity: .warning))
        }
        let unknown = placement.unknown.reduce(into: [String]()) { if $0.count < 10, !$0.contains($1) { $0.append($1) } }
        if !unknown.isEmpty {
            notes.append(Diagnostic(ImportFault.unknownEnds(ids: unknown, count: Set(placement.unknown).count), severity: .note))
        }
    }

    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
