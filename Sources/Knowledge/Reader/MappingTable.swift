import Interchange
import PropertyGraph

/// An opened mapping table: its columns found, its set known, its `(:MappingSet)` made.
struct MappingTable {
    var table: DelimitedText
    /// The YAML of its head.
    var head: YamlNode
    var set: Schema.MappingSet
    /// Position of the set's node.
    var node: Int
    /// Day of the set, for rows that give none.
    var date: CalendarDate?

    // Columns by their meaning.
    var subject = 0
    var object = 0
    var predicate: Int?
    var justification: Int?
    var modifier: Int?
    var confidence: Int?
    var author: Int?
    var reviewer: Int?
    var reviewDate: Int?
    var mappingDate: Int?
    var comment: Int?
    var source: Int?
    var validFrom: Int?
    var validTo: Int?
    /// `ext_` columns that become properties of the name without it.
    var extensions: [(name: String, column: Int)] = []

    /// Columns of our own by which rows of the same ends may differ, as by sector; what only describes a row is not among them.
    var distinguishing: [Int] {
        extensions.filter { !Self.descriptive.contains($0.name) }.map(\.column)
    }

    private static let descriptive: Set = [
        "locator", "strength", setRelation, basis, reviewed, checked, "link", "topic", "subtopic",
    ]

    /// What a row rests on: a `Basis`.
    static let basis = "basis"
    /// Whether a second person stands behind the row; `reviewer_label` says who.
    static let reviewed = "reviewed"
    /// Of a row that found none: who looked, and on which page.
    static let checked = "checked"

    static let setRelation = "set_relation"
    /// The subject's extent beside the object's.
    static let setRelations = ["equal", "subset", "superset", "intersects", "none"]

    /// The values that columns of ours may have; a spreadsheet writes TRUE for true.
    static let allowed = [
        setRelation: setRelations, basis: Basis.allCases.map(\.rawValue), reviewed: ["true", "false", "TRUE", "FALSE"],
    ]

    static let noTermFound = "sssom:NoTermFound"

    /// Slots of SSSOM that a table may have; those without a meaning here are passed over.
    static let slots: Set<String> = [
        "record_id", "subject_id", "subject_label", "subject_category", "subject_type", "predicate_id", "predicate_label",
        "predicate_modifier", "object_id", "object_label", "object_category", "object_type", "mapping_justification",
        "author_id", "author_label", "reviewer_id", "reviewer_label", "creator_id", "creator_label", "license",
        "subject_source", "subject_source_version", "object_source", "object_source_version", "mapping_provider",
        "mapping_source", "mapping_cardinality", "cardinality_scope", "mapping_tool", "mapping_tool_version",
        "mapping_date", "publication_date", "confidence", "reviewer_agreement", "curation_rule",
        "curation_rule_text", "similarity_score", "similarity_measure", "match_string", "issue_tracker_item", "see_also",
        "other", "comment",
    ]

    /// Keys of the head.
    static let headKeys: Set<String> = slots.union([
        "sssom_version", "mapping_set_id", "mapping_set_title", "mapping_set_description", "mapping_set_version",
        "mapping_set_source", "mapping_set_confidence", "curie_map", "extension_definitions", "see_also",
    ])

    /// Prefixes that every reader of SSSOM knows.
    static let builtInPrefixes: Set<String> = ["sssom", "semapv", "skos", "owl", "rdf", "rdfs", "xsd", "dcterms", "pav", "linkml"]

    /// The values that SSSOM has for `mapping_justification`.
    static let justifications: [String] = [
        "ManualMappingCuration", "MappingReview", "LogicalReasoning", "LexicalMatching", "CompositeMatching",
        "UnspecifiedMatching", "SemanticSimilarityThresholdMatching", "LexicalSimilarityThresholdMatching",
        "MappingChaining", "MappingInversion", "StructuralMatching", "InstanceBasedMatching",
        "BackgroundKnowledgeBasedMatching",
    ].map { "semapv:" + $0 }

    /// high from 0.8, medium from 0.45: a copy of an official page, 0.75, is medium.
    static func word(forScore score: Double) -> String {
        score >= 0.8 ? "high" : score >= 0.45 ? "medium" : "low"
    }
}
