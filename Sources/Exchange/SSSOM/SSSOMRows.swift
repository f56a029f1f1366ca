import Interchange
import Knowledge
import PropertyGraph

/// The mappings of one set, as rows of SSSOM/TSV.
struct SSSOMRows {
    /// By column; a missing cell is empty.
    typealias Row = [String: String]

    /// The set's name.
    let set: String
    /// Its node; nil where it is not part of what is exported.
    let node: NodeID?
    private(set) var rows: [Row] = []
    /// Columns of the rows that SSSOM has no slots for, sorted.
    private(set) var extensions: [String] = []
    /// Columns of an imported set that go out under another name than `ext_` and that of their property.
    private let columns: [String: String]
    private let isImported: Bool

    init(set: String, node: NodeID?, relationships: [RelationshipID], of source: ExportSource) {
        self.set = set
        self.node = node
        isImported = source.schema?.mappingSets[set] == nil
        let (graph, names) = (source.selection.graph, source.names)
        columns = node.map { Self.pairs("columns", of: $0, in: graph) } ?? [:]
        for id in relationships {
            let ends = graph.ends(of: id)
            let properties = graph.properties(of: id)
            var row = cells(of: properties)
            row["mapping_source"] = row["mapping_source"] ?? "set:" + (properties["set"]?.tableText ?? set)
            if graph.type(of: id) == Schema.hasNoMatchIn {
                let isSubject = Self.isSubjectMissing(properties, set: ends.target, graph)
                Self.fill(&row, isSubject ? "object" : "subject", ends.source, names, graph)
                row[isSubject ? "subject_id" : "object_id"] = SSSOMSlots.noTermFound
            } else {
                Self.fill(&row, "subject", ends.source, names, graph)
                Self.fill(&row, "object", ends.target, names, graph)
            }
            rows.append(row)
        }
        extensions = Set(rows.flatMap(\.keys)).filter { SSSOMSlots.ofMapping[$0] == nil }.sorted()
        rows = rows.map { (Self.order($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// `key value` of each item of a list.
    static func pairs(_ property: String, of node: NodeID, in graph: Graph) -> [String: String] {
        guard case .list(let items) = graph.property(property, of: node) else { return [:] }
        return Dictionary(items.compactMap { item -> (String, String)? in
            let parts = (item.tableText ?? "").split(separator: " ", maxSplits: 1).map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }) { $1 }
    }

    /// The labels that were looked for are those of the side that is missing; an imported row names the side.
    private static func isSubjectMissing(_ properties: PropertyMap, set: NodeID, _ graph: Graph) -> Bool {
        if let side = properties[MappingPlacement.missingSide] { return side == .string("subject") }
        let lookedFor = properties["looked_for"]
        return lookedFor == graph.property("from_label", of: set) && lookedFor != graph.property("to_label", of: set)
    }

    private static func order(_ row: Row) -> String {
        ["subject_id", "subject_label", "object_id", "object_label", "predicate_id", "ext_valid_from", "ext_sector", "comment", "record_id"]
            .map { row[$0] ?? "" }.joined(separator: "\u{1}")
    }

    /// A literal has no id; a label that the row gives comes before the title of the node.
    private static func fill(_ row: inout Row, _ side: String, _ node: NodeID, _ names: Selection.Names, _ graph: Graph) {
        let isLiteral = graph.property("literal", of: node) == .boolean(true)
        if !isLiteral { row[side + "_id"] = names[node] }
        let title = graph.property("title", of: node).tableText
        if row[side + "_label"] == nil, isLiteral || title != names[node] { row[side + "_label"] = title }
    }

    // MARK: Cells

    /// What the properties of a mapping say, by the slots of SSSOM and columns of our own.
    private func cells(of properties: PropertyMap) -> Row {
        var row: Row = ["mapping_justification": "semapv:ManualMappingCuration"]
        for (key, value) in properties {
            guard let text = Self.text(of: value) else { continue }
            switch key {
            case "set", "looked_for", "known_from", "finding", MappingPlacement.missingSide: break
            case "predicate": row["predicate_id"] = MappingPredicate(rawValue: text)?.id ?? text
            case "negated": if value == .boolean(true) { row["predicate_modifier"] = "Not" }
            case "confidence": if properties["score"] == nil { row["confidence"] = Confidence(rawValue: text)?.score }
            default: row[column(of: key)] = text
            }
        }
        return row
    }

    private func column(of key: String) -> String {
        if let column = columns[key] { return column }
        if let slot = Self.slots[key] { return slot }
        let isSlot = SSSOMSlots.ofMapping[key] != nil && (isImported || key == "comment" || key == "mapping_source")
        return isSlot ? key : "ext_" + key
    }

    /// Slots by our names for them.
    private static let slots = Dictionary(SSSOMSlots.ofMapping.compactMap { name, slot in slot.property.map { ($0, name) } }) { $1 }

    private static func text(of value: Value) -> String? {
        guard case .list(let items) = value else { return value.tableText }
        return SSSOMSlots.cell(of: items.compactMap(\.tableText))
    }

    /// Whether a column holds days.
    static func holdsDates(_ column: String) -> Bool {
        ["ext_valid_from", "ext_valid_to", "ext_review_date"].contains(column)
    }
}
