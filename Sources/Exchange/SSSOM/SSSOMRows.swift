import Knowledge
import Interchange
import PropertyGraph

/// The mappings of one set, as rows of SSSOM/TSV.
struct SSSOMRows {
    /// Columns before and after the extensions, in the order in which SSSOM lists its slots.
    static let slots = [
        "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label", "mapping_justification",
        "author_label", "reviewer_label", "mapping_source", "mapping_date", "confidence",
    ]
    static let noTermFound = "sssom:NoTermFound"

    /// By column; a missing cell is empty.
    typealias Row = [String: String]

    /// The set's name.
    let set: String
    private(set) var rows: [Row] = []
    /// Properties of ours that SSSOM has no slot for: `ext_` columns, sorted.
    private(set) var extensions: [String] = []

    init(set: String, of source: ExportSource) {
        self.set = set
        let (graph, names) = (source.selection.graph, source.names)
        var found: Set<String> = []
        for id in source.selection.relationships where graph.property("set", of: id) == .string(set) {
            let ends = graph.ends(of: id)
            let properties = graph.properties(of: id)
            var row = Self.cells(of: properties)
            row["mapping_source"] = "set:" + set
            if graph.type(of: id) == Schema.hasNoMatchIn {
                // The labels that were looked for are those of the side that is missing.
                let lookedFor = properties["looked_for"]
                let isSubject = lookedFor == graph.property("to_label", of: ends.target) && lookedFor != graph.property("from_label", of: ends.target)
                Self.fill(&row, isSubject ? "subject" : "object", names[ends.source], graph.property("title", of: ends.source))
                row[isSubject ? "object_id" : "subject_id"] = Self.noTermFound
            } else {
                Self.fill(&row, "subject", names[ends.source], graph.property("title", of: ends.source))
                Self.fill(&row, "object", names[ends.target], graph.property("title", of: ends.target))
            }
            found.formUnion(row.keys.filter { $0.hasPrefix("ext_") })
            rows.append(row)
        }
        extensions = found.sorted()
        rows.sort { Self.order($0) < Self.order($1) }
    }

    private static func order(_ row: Row) -> String {
        [row["subject_id"], row["object_id"], row["predicate_id"], row["ext_valid_from"], row["ext_sector"], row["comment"]]
            .map { $0 ?? "" }.joined(separator: "\u{1}")
    }

    private static func fill(_ row: inout Row, _ side: String, _ id: String, _ title: Value) {
        row[side + "_id"] = id
        row[side + "_label"] = title.tableText
    }

    /// What the properties of a mapping say, by the slots of SSSOM and columns of our own.
    private static func cells(of properties: PropertyMap) -> Row {
        var row: Row = ["mapping_justification": "semapv:ManualMappingCuration"]
        for (key, value) in properties {
            guard let text = value.tableText else { continue }
            switch key {
            case "set", "looked_for", "known_from": break
            case "predicate": row["predicate_id"] = "skos:\(text)Match"
            case "negated": if value == .boolean(true) { row["predicate_modifier"] = "Not" }
            case "justification": row["mapping_justification"] = text
            case "author": row["author_label"] = text
            case "reviewer": row["reviewer_label"] = text
            case "date": row["mapping_date"] = text
            case "score": row["confidence"] = text
            case "confidence": if properties["score"] == nil { row["confidence"] = scores[text] }
            case "comment": row["comment"] = text
            default: row["ext_" + key] = text
            }
        }
        return row
    }

    private static let scores = ["high": "0.9", "medium": "0.6", "low": "0.3"]

    /// Whether a column holds days.
    static func holdsDates(_ column: String) -> Bool {
        ["ext_valid_from", "ext_valid_to", "ext_review_date"].contains(column)
    }
}
