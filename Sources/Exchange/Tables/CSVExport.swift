import Interchange
import PropertyGraph

/// CSV files in the form that `--load` reads: `nodes_LABEL.csv`, `rels_TYPE.csv`, and `schema.json`, which has the types of columns,
/// all labels of a table, and where the data come from.
struct CSVExport {
    private let source: ExportSource
    private var graph: Graph { source.selection.graph }
    private let writer = DelimitedWriter()

    init(_ source: ExportSource) { self.source = source }

    func export() -> Exported {
        let tables = EntityTables(source.selection, bySet: false)
        let names = source.names
        var exported = Exported()
        var taken: Set<String> = []
        func stem(_ name: String) -> String {
            var stem = Self.fileName(name)
            // Names that differ in case alone are one file on some systems.
            while !taken.insert(stem.lowercased()).inserted { stem += "_" }
            return stem
        }
        // Ends are looked up by text or by number, so all ids are of one type.
        let isNumber = !names.areMadeUp && tables.nodes.allSatisfy { $0.columns.first { $0.key == "id" }?.type == .integer }
        let idType: PropertyType = isNumber ? .integer : .text
        var described: (nodes: PropertyMap, relationships: PropertyMap) = ([:], [:])
        for table in tables.nodes {
            let name = stem(tables.name(of: table, separator: "+"))
            let columns = table.columns.filter { $0.key != "id" || names.areMadeUp }
            let header = ["id"] + columns.map { $0.key == "id" ? "own_id" : $0.key }
            let lines = table.rows.map { node in writer.line([names[node]] + cells(graph.properties(of: node), columns)) }
            exported.files.append(ExportFile("nodes_\(name).csv", ([writer.line(header)] + lines).map { $0 + "\n" }.joined()))
            let types = [("id", idType)] + zip(header.dropFirst(), columns).map { ($0, $1.type) }
            described.nodes[name] = .map(["labels": .list(table.labels.map(Value.string)), "cols": Self.columns(types)])
        }
        taken = []
        for table in tables.relationships {
            let name = stem(table.type)
            let header = ["src", "dst"] + table.columns.map { ["src", "dst"].contains($0.key) ? $0.key + "_" : $0.key }
            let lines = table.rows.map { id -> String in
                let ends = graph.ends(of: id)
                return writer.line([names[ends.source], names[ends.target]] + cells(graph.properties(of: id), table.columns))
            }
            exported.files.append(ExportFile("rels_\(name).csv", ([writer.line(header)] + lines).map { $0 + "\n" }.joined()))
            let types = [("src", idType), ("dst", idType)] + zip(header.dropFirst(2), table.columns).map { ($0, $1.type) }
            described.relationships[name] = .map(["type": .string(table.type), "cols": Self.columns(types)])
        }
        let about = source.edition.lines.reduce(into: PropertyMap()) { $0[$1.name] = .string($1.value) }
        let schema: Value = .map(["about": .map(about), "nodes": .map(described.nodes), "rels": .map(described.relationships)])
        exported.files.append(ExportFile("schema.json", JSONDocument.text(of: schema)))
        exported.counts = ["\(source.selection.nodes.count) nodes", "\(source.selection.relationships.count) relationships"]
        exported.losses = losses(tables, names)
        return exported
    }

    private func losses(_ tables: EntityTables, _ names: Selection.Names) -> [String] {
        var losses: [String] = []
        let columns = tables.nodes.flatMap(\.columns) + tables.relationships.flatMap(\.columns)
        let mixed = Set(columns.filter { $0.type == .mixed }.map(\.key)).sorted()
        if !mixed.isEmpty { losses.append("values of more than one type, times and maps are text in \(mixed.joined(separator: ", "))") }
        if names.areMadeUp { losses.append("not every node has an `id` of its own, so the column id has n and a number, and an own id is in own_id") }
        let maps = source.selection.nodes.lazy.map { graph.properties(of: $0) }
        if maps.contains(where: { $0.values.contains(.string("")) }) { losses.append("empty text is read back as no value") }
        return losses
    }

    private func cells(_ properties: PropertyMap, _ columns: [(key: String, type: PropertyType)]) -> [String] {
        columns.map { column in
            guard let value = properties[column.key] else { return "" }
            if column.type == .list, case .list(let items) = value {
                return ListCell.text(of: items.compactMap { if case .string(let text) = $0 { text } else { nil } })
            }
            return value.cellText ?? ""
        }
    }

    private static func columns(_ columns: [(String, PropertyType)]) -> Value {
        .list(columns.map { name, type in
            let word = switch type {
            case .boolean: "BOOLEAN"
            case .integer: "INT64"
            case .float: "DOUBLE"
            case .date: "DATE"
            case .list: "STRING[]"
            case .text, .mixed: "STRING"
            }
            return .list([.string(name), .string(word)])
        })
    }

    /// Letters, digits, `_`, `-` and `+`; all else becomes `_`, and the name itself stands in schema.json.
    private static func fileName(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "_-+".contains($0)) ? $0 : "_" })
    }
}
