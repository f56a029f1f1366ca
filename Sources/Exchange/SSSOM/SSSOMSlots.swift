/// The slots of SSSOM 1.1 (https://mapping-commons.github.io/sssom/spec-model/) and what their values may be.
enum SSSOMSlots {
    enum Kind {
        case text, reference, address, date, number
        /// One of a few words.
        case choice([String])
    }

    struct Slot {
        let kind: Kind
        /// Several values, separated by `|` in a table.
        var isList = false
        /// A value of the set is that of each of its rows, where no row has one.
        var isPropagated = false
        /// What we call it; nil where the name of the slot serves.
        var property: String?
    }

    static let entityTypes = [
        "owl class", "owl object property", "owl data property", "owl annotation property", "owl named individual", "skos concept",
        "rdfs resource", "rdfs class", "rdfs literal", "rdfs datatype", "rdf property", "composed entity expression",
    ]
    static let literal = "rdfs literal"
    private static let cardinalities = ["1:1", "1:n", "n:1", "n:n", "1:0", "0:1", "0:0"]

    /// Of a row. `subject_id`, `object_id` and the labels belong to the ends; the others become properties of the mapping.
    static let ofMapping: [String: Slot] = [
        "record_id": Slot(kind: .reference),
        "subject_id": Slot(kind: .reference), "subject_label": Slot(kind: .text), "subject_category": Slot(kind: .text),
        "subject_type": Slot(kind: .choice(entityTypes), isPropagated: true),
        "subject_source": Slot(kind: .reference, isPropagated: true), "subject_source_version": Slot(kind: .text, isPropagated: true),
        "subject_match_field": Slot(kind: .reference, isList: true, isPropagated: true),
        "subject_preprocessing": Slot(kind: .reference, isList: true, isPropagated: true),
        "object_id": Slot(kind: .reference), "object_label": Slot(kind: .text), "object_category": Slot(kind: .text),
        "object_type": Slot(kind: .choice(entityTypes), isPropagated: true),
        "object_source": Slot(kind: .reference, isPropagated: true), "object_source_version": Slot(kind: .text, isPropagated: true),
        "object_match_field": Slot(kind: .reference, isList: true, isPropagated: true),
        "object_preprocessing": Slot(kind: .reference, isList: true, isPropagated: true),
        "predicate_id": Slot(kind: .reference), "predicate_label": Slot(kind: .text),
        "predicate_modifier": Slot(kind: .choice(["Not"])),
        "predicate_type": Slot(kind: .choice(entityTypes), isPropagated: true),
        "mapping_justification": Slot(kind: .reference, property: "justification"),
        "author_id": Slot(kind: .reference, isList: true), "author_label": Slot(kind: .text, isList: true, property: "author"),
        "reviewer_id": Slot(kind: .reference, isList: true), "reviewer_label": Slot(kind: .text, isList: true, property: "reviewer"),
        "creator_id": Slot(kind: .reference, isList: true), "creator_label": Slot(kind: .text, isList: true),
        "license": Slot(kind: .address), "mapping_provider": Slot(kind: .address, isPropagated: true),
        "mapping_source": Slot(kind: .reference), "mapping_cardinality": Slot(kind: .choice(cardinalities)),
        "cardinality_scope": Slot(kind: .text, isList: true, isPropagated: true),
        "mapping_tool": Slot(kind: .text, isPropagated: true), "mapping_tool_id": Slot(kind: .reference, isPropagated: true),
        "mapping_tool_version": Slot(kind: .text, isPropagated: true),
        "mapping_date": Slot(kind: .date, isPropagated: true, property: "date"), "publication_date": Slot(kind: .date),
        "review_date": Slot(kind: .date), "confidence": Slot(kind: .number, property: "score"),
        "reviewer_agreement": Slot(kind: .number),
        "curation_rule": Slot(kind: .reference, isList: true, isPropagated: true),
        "curation_rule_text": Slot(kind: .text, isList: true, isPropagated: true),
        "match_string": Slot(kind: .text, isList: true), "similarity_score": Slot(kind: .number),
        "similarity_measure": Slot(kind: .text, isPropagated: true), "see_also": Slot(kind: .address, isList: true),
        "issue_tracker_item": Slot(kind: .reference), "other": Slot(kind: .text), "comment": Slot(kind: .text),
    ]

    /// Of the set, with what we call them.
    static let ofSet: [String: String] = [
        "mapping_set_title": "title", "mapping_set_description": "summary", "mapping_set_version": "version", "license": "licence",
        "mapping_date": "date",
    ]

    /// Lists, in the order in which the specification has the slots of a row.
    static let order = [
        "record_id", "subject_id", "subject_label", "subject_category", "predicate_id", "predicate_label", "predicate_modifier",
        "object_id", "object_label", "object_category", "mapping_justification", "author_id", "author_label", "reviewer_id",
        "reviewer_label", "creator_id", "creator_label", "license", "subject_type", "subject_source", "subject_source_version",
        "object_type", "object_source", "object_source_version", "predicate_type", "mapping_provider", "mapping_source",
        "mapping_cardinality", "cardinality_scope", "mapping_tool", "mapping_tool_id", "mapping_tool_version", "mapping_date",
        "publication_date", "review_date", "confidence", "reviewer_agreement", "curation_rule", "curation_rule_text",
        "subject_match_field", "object_match_field", "match_string", "subject_preprocessing", "object_preprocessing",
        "similarity_score", "similarity_measure", "see_also", "issue_tracker_item", "other", "comment",
    ]

    static let noTermFound = "sssom:NoTermFound"
    static let unspecified = "semapv:UnspecifiedMatching"

    // MARK: Lists in a cell

    /// The items of a cell: `\|` is a bar and `\\` a backslash within an item. nil where a backslash is neither, as in chemical
    /// notation of before SSSOM 1.1: such a cell is kept as it is.
    static func items(of cell: String) -> [String]? {
        var (items, item, isEscaped) = ([String](), "", false)
        for character in cell.unicodeScalars {
            if isEscaped {
                guard character == "|" || character == "\\" else { return nil }
                item.unicodeScalars.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "|" {
                items.append(item)
                item = ""
            } else {
                item.unicodeScalars.append(character)
            }
        }
        return isEscaped ? nil : items + [item]
    }

    static func cell(of items: [String]) -> String {
        items.map { $0.replacing("\\", with: "\\\\").replacing("|", with: "\\|") }.joined(separator: "|")
    }
}
