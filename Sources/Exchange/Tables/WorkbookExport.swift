import PropertyGraph

/// Sheets of a workbook: what the data are, then one sheet per set of labels, mapping set and relationship type.
struct WorkbookExport {
    private let source: ExportSource

    init(_ source: ExportSource) { self.source = source }

    func export() -> Exported {
        let tables = EntityTables(source.selection, bySet: true)
        let (graph, names) = (source.selection.graph, source.names)
        var exported = Exported()
        exported.sheets = [ExportSheet("About", ["name", "value"], source.edition.lines.map { [.string($0.name), .string($0.value)] })]
        for table in tables.nodes {
            let columns = table.columns.filter { $0.key != "id" || names.areMadeUp }
            let rows = table.rows.map { node -> [Value] in
                let properties = graph.properties(of: node)
                return [.string(names[node])] + columns.map { properties[$0.key] ?? .null }
            }
            exported.sheets.append(ExportSheet(tables.name(of: table, separator: " "), ["id"] + columns.map { $0.key == "id" ? "own_id" : $0.key }, rows))
        }
        for table in tables.relationships {
            let columns = table.columns.filter { !table.isSet || $0.key != "set" }
            let rows = table.rows.map { id -> [Value] in
                let (ends, properties) = (graph.ends(of: id), graph.properties(of: id))
                return [.string(names[ends.source]), .string(graph.type(of: id)), .string(names[ends.target])] + columns.map { properties[$0.key] ?? .null }
            }
            exported.sheets.append(ExportSheet(table.name, ["subject_id", "type", "object_id"] + columns.map(\.key), rows))
        }
        exported.counts = [
            "\(source.selection.nodes.count) nodes", "\(source.selection.relationships.count) relationships", "\(exported.sheets.count) sheets",
        ]
        exported.losses = ["labels beyond the one that names a sheet, and the types of values in lists, are not part of a workbook"]
        if names.areMadeUp { exported.losses.append("not every node has an `id` of its own, so nodes are called n and a number") }
        return exported
    }
}
