import Interchange
import PropertyGraph

/// A row that somebody wants to add: which table, and its cells by the names of their columns.
package struct RowDraft: Sendable {
    package enum Table: Sendable {
        case mappings(set: String)
        case nodes(label: String)
    }

    package struct Cell: Sendable {
        /// As in the header; in a table of mappings also without its `ext_`.
        package var column: String
        package var text: String

        package init(column: String, text: String) {
            self.column = column
            self.text = text
        }
    }

    package var table: Table
    package var cells: [Cell]

    package init(_ table: Table, cells: [Cell]) {
        self.table = table
        self.cells = cells
    }

    /// Words for what mapping tables write in full: `exact`, `high`.
    func inFull(column: String, _ text: String) -> String {
        guard case .mappings = table else { return text }
        switch column {
        case "predicate_id": return MappingPredicate(rawValue: text)?.id ?? text
        case "confidence": return Confidence(rawValue: text)?.score ?? text
        default: return text
        }
    }

    /// What a mapping says of itself where nothing else is asked for.
    func standardCells(_ reader: KnowledgeReader, given: [String: String], today: CalendarDate) -> [String: String] {
        guard case .mappings = table else { return [:] }
        var cells = [
            "mapping_justification": "semapv:ManualMappingCuration", "mapping_date": "\(today)",
            "ext_" + MappingTable.basis: Basis.ourReading.rawValue, "ext_" + MappingTable.reviewed: "false",
        ]
        let isNone = given["predicate_modifier"] == "Not" || given.values.contains(MappingTable.noTermFound)
        cells["ext_" + MappingTable.setRelation] =
            isNone ? "none" : given["predicate_id"].flatMap(MappingPredicate.init(id:))?.setRelation.rawValue
        let survey = KnowledgeSurvey(reader, today: today)
        for side in ["subject", "object"] {
            guard let id = given[side + "_id"], let node = reader.positions[id] else { continue }
            cells[side + "_label"] = reader.contents.nodes[node].properties["title"]?.text
            let frameworks = survey.frameworks(of: node)
            if frameworks.count == 1 { cells[side + "_source"] = survey.id(frameworks[0]) }
        }
        return cells
    }
}
