import Diagnostics
import Interchange
import Knowledge
import PropertyGraph

/// The mappings and nodes among changes, as rows of kb/.
struct ProposedRows {
    /// A relationship of a mapping set, or of none yet.
    struct Mapping {
        var id: RelationshipID
        var type: String
        var subject: String
        var object: String
        var subjectTitle: String
        var objectTitle: String
        /// Labels of the ends.
        var from: [String]
        var to: [String]
        var properties: PropertyMap

        /// `mir:I-12 → saf:W3`
        var words: String { "\(subject) → \(object)" }

        /// For a table: a control in it would steer the terminal of whoever looks at the file.
        func text(_ key: String) -> String? { properties[key]?.tableText?.escapingControls }
    }

    private(set) var mappings: [Mapping] = []
    private(set) var nodes: [RowDraft] = []
    /// What can be neither: changed and removed things, other relationships, nodes of no table.
    private(set) var others: [Diagnostic] = []

    static let proposed = "proposed"

    init(_ changes: GraphChanges, schema: Schema) {
        let graph = changes.graph
        var added: [RelationshipID] = []
        var references: Set<RelationshipID> = []
        for change in changes.changes where change.kind == .added {
            switch change.entity {
            case .relationship(let id): added.append(id)
            case .node(let id):
                if let (draft, used) = Self.draft(of: id, in: changes, schema) {
                    nodes.append(draft)
                    references.formUnion(used)
                } else {
                    leaveOut(change, changes)
                }
            default: break
            }
        }
        for change in changes.changes where change.kind != .added { leaveOut(change, changes) }
        for id in added where !references.contains(id) {
            if let mapping = Self.mapping(id, in: graph) { mappings.append(mapping) } else {
                leaveOut(.init(kind: .added, entity: .relationship(id)), changes)
            }
        }
    }

    private mutating func leaveOut(_ change: GraphChanges.Change, _ changes: GraphChanges) {
        let side = change.kind == .removed ? changes.base : changes.graph
        func name(_ node: NodeID) -> String { side.property("id", of: node).tableText ?? side.text(of: .node(node)) }
        let words =
            switch change.entity {
            case .node(let id): name(id)
            case .relationship(let id): "\(name(side.ends(of: id).source)) → \(name(side.ends(of: id).target)) (\(side.type(of: id)))"
            default: ""
            }
        others.append(Diagnostic(WorkspaceFault.notApplicable(change: "\(words), \(change.kind.rawValue)"), severity: .warning))
    }

    private static func mapping(_ id: RelationshipID, in graph: Graph) -> Mapping? {
        let ends = graph.ends(of: id)
        let properties = graph.properties(of: id)
        guard properties["set"] != nil, properties["predicate"] != nil,
            let subject = graph.property("id", of: ends.source).tableText, let object = graph.property("id", of: ends.target).tableText
        else { return nil }
        return Mapping(
            id: id, type: graph.type(of: id), subject: subject, object: object,
            subjectTitle: graph.property("title", of: ends.source).tableText ?? "",
            objectTitle: graph.property("title", of: ends.target).tableText ?? "",
            from: graph.labels(of: ends.source), to: graph.labels(of: ends.target), properties: properties)
    }

    /// The row of a new node, and the relationships that its references stand for; nil where the schema has no table for it.
    private static func draft(
        of node: NodeID, in changes: GraphChanges, _ schema: Schema
    ) -> (RowDraft, [RelationshipID])? {
        let graph = changes.graph
        guard let label = graph.labels(of: node).lazy.compactMap({ schema.labels[$0] }).first(where: { !$0.isAbstract && !$0.isGenerated }),
            graph.property("id", of: node).tableText != nil
        else { return nil }
        var cells: [RowDraft.Cell] = []
        var used: [RelationshipID] = []
        for (key, value) in graph.properties(of: node) {
            if let text = value.tableText { cells.append(.init(column: key, text: text)) }
        }
        for property in label.properties.values {
            guard let type = property.relationship else { continue }
            let found = graph.relationships(touching: node).filter {
                graph.type(of: $0) == type && graph.ends(of: $0).source == node
            }
            let ids = found.compactMap { graph.property("id", of: graph.ends(of: $0).target).tableText }
            if !ids.isEmpty { cells.append(.init(column: property.name, text: ids.joined(separator: "|"))) }
            used += found
        }
        return (RowDraft(.nodes(label: label.name), cells: cells), used)
    }
}

extension ProposedRows.Mapping {
    /// Properties that have a column of another name, or that the reader makes itself.
    private static let known: Set<String> = [
        "set", "predicate", "negated", "confidence", "score", "author", "date", "known_from", "comment", "source",
        "review_state", "basis", "finding", "reviewed", "valid_from", "valid_to", "reviewer",
    ]

    /// The row in a set of kb/. A proposal that was meant for no set goes into the one that takes its ends.
    /// - Parameters:
    ///   - set: for those that name none.
    ///   - documents: ids, for those that rest on nothing but the workspace.
    func draft(schema: Schema, set chosen: String?, documents: [String]) throws(Diagnostics) -> RowDraft {
        var set = text("set") ?? ""
        if set == ProposedRows.proposed { set = if let chosen { chosen } else { try standardSet(schema) } }
        var sources = (text("source") ?? "").split(separator: "|").map(String.init).filter { !$0.hasPrefix("workspace:") }
        if sources.isEmpty { sources = documents }
        if sources.isEmpty { throw Diagnostics(WorkspaceFault.noDocument(mapping: words)) }
        let cells: [(String, String?)] = [
            ("subject_id", subject), ("predicate_id", text("predicate")),
            ("predicate_modifier", properties["negated"] == .boolean(true) ? "Not" : nil), ("object_id", object),
            ("confidence", text("score") ?? text("confidence")), ("author_label", text("author")),
            ("reviewer_label", text("reviewer")), ("mapping_date", text("date")), ("source", sources.joined(separator: "|")),
            ("comment", text("comment")),
        ]
        let own = properties.filter { !Self.known.contains($0.key) }.map { ($0.key, $0.value.tableText) }
        return RowDraft(
            .mappings(set: set),
            cells: (cells + own).compactMap { cell in cell.1.map { RowDraft.Cell(column: cell.0, text: $0) } })
    }

    /// The one settled set that takes the ends, still holds and is not about councils or systems alone.
    private func standardSet(_ schema: Schema) throws(Diagnostics) -> String {
        let sets = schema.mappingSets.values.filter { set in
            set.relationship == type && set.validTo == nil && set.status != "draft"
                && [nil, "providers", "all"].contains(set.sector) && set.from.contains(where: from.contains)
                && set.to.contains(where: to.contains)
        }.map(\.name)
        guard sets.count == 1 else { throw Diagnostics(WorkspaceFault.noSetChosen(mapping: words, sets: sets)) }
        return sets[0]
    }
}
