import Diagnostics
import Interchange
import PropertyGraph

/// A knowledge base as rules look at it: what was read, and the cell where each thing stands.
struct KnowledgeSurvey: Sendable {
    let schema: Schema
    let nodes: [KnowledgeContents.Node]
    let tables: [MappingTable]
    let mappings: [Mapping]
    let references: [Reference]
    /// The day by which reviews are old.
    let today: CalendarDate

    private let nodeTables: [DelimitedText]
    private let places: [KnowledgeReader.Place?]
    private let positions: [String: Int]
    /// By node, what it belongs to, at one remove.
    private let groups: [Int: [Int]]

    /// A row of a mapping table. Ends are positions in `nodes`, nil where nothing was found.
    struct Mapping: Sendable {
        var table: Int
        var row: Int
        var subject: Int?
        var object: Int?
        /// nil where the row's own is wrong.
        var predicate: String?
        var isNegated: Bool
        var validity: Validity
        /// What tells it from other rows of its ends: its sector.
        var scope: [String]

        var isMatch: Bool { subject != nil && object != nil }
    }

    /// An id in a cell of a node's row.
    struct Reference: Sendable {
        var type: String
        var node: Int
        var target: Int
        var place: KnowledgeReader.Place
        var column: Int
    }

    init(_ reader: KnowledgeReader, today: CalendarDate) {
        schema = reader.schema
        nodes = reader.contents.nodes
        tables = reader.mappings
        nodeTables = reader.tables
        places = reader.places
        positions = reader.positions
        self.today = today
        let distinguishing = tables.map(\.distinguishing)
        mappings = reader.mappingRows.map { entry in
            let relationship = reader.contents.relationships[entry.relationship]
            let opened = reader.mappings[entry.table]
            let isMatch = relationship.type == opened.set.relationship
            let isObject = !isMatch && opened.table.text(row: entry.row, column: opened.subject) == MappingTable.noTermFound
            return Mapping(
                table: entry.table, row: entry.row, subject: isObject ? nil : relationship.source,
                object: isMatch ? relationship.target : isObject ? relationship.source : nil,
                predicate: relationship.properties["predicate"]?.text,
                isNegated: relationship.properties["negated"] == .boolean(true), validity: relationship.validity,
                scope: distinguishing[entry.table].map { opened.table.text(row: entry.row, column: $0) })
        }
        references = reader.referenceCells.map { cell in
            let relationship = reader.contents.relationships[cell.relationship]
            return Reference(
                type: relationship.type, node: relationship.source, target: relationship.target, place: cell.place,
                column: cell.column)
        }
        groups = Dictionary(
            grouping: references.filter { [schema] in schema.relationships[$0.type]?.isMembership == true }, by: \.node
        ).mapValues { $0.map(\.target) }
    }

    // MARK: Places

    func finding(_ fault: RuleFault, _ mapping: Mapping, column: Int) -> Finding {
        let table = tables[mapping.table].table
        return Finding(fault: fault, span: table.span(row: mapping.row, column: column), source: table.source)
    }

    /// At the subject of the row, or at its object where it has no subject.
    func finding(_ fault: RuleFault, _ mapping: Mapping) -> Finding {
        let opened = tables[mapping.table]
        return finding(fault, mapping, column: mapping.subject == nil ? opened.object : opened.subject)
    }

    func finding(_ fault: RuleFault, _ reference: Reference) -> Finding {
        let table = nodeTables[reference.place.table]
        let span = KnowledgeReader.span(
            of: id(reference.target), in: table, row: reference.place.row, column: reference.column)
        return Finding(fault: fault, span: span, source: table.source)
    }

    /// At a cell of a node's own row, the first where it has no such column; nil for nodes without a row.
    func finding(_ fault: RuleFault, node: Int, column: String) -> Finding? {
        guard let place = places[node] else { return nil }
        let table = nodeTables[place.table]
        let column = table.header.firstIndex(of: column) ?? 0
        return Finding(fault: fault, span: table.span(row: place.row, column: column), source: table.source)
    }

    /// At the header of a table of mappings.
    func finding(_ fault: RuleFault, header table: MappingTable) -> Finding {
        Finding(fault: fault, span: table.table.headerSpan(column: 0), source: table.table.source)
    }

    /// `kb/mappings/qs-regulation.sssom.tsv:7`
    func describe(_ mapping: Mapping) -> String {
        let table = tables[mapping.table].table
        return "\(table.source.name ?? "line"):\(table.line(ofRow: mapping.row))"
    }

    func describe(_ reference: Reference) -> String { describe(node: reference.node) }

    func describe(node: Int) -> String {
        guard let place = places[node] else { return "a mapping set" }
        let table = nodeTables[place.table]
        return "\(table.source.name ?? "line"):\(table.line(ofRow: place.row))"
    }

    // MARK: Cells

    /// The text of a cell of a mapping's row; nil where the column is missing or the cell empty.
    func text(_ mapping: Mapping, _ column: Int?) -> String? {
        let table = tables[mapping.table].table
        guard let column, !table.isEmpty(row: mapping.row, column: column) else { return nil }
        return table.text(row: mapping.row, column: column)
    }

    func date(_ mapping: Mapping, _ column: Int?) -> CalendarDate? { text(mapping, column).flatMap { CalendarDate($0) } }

    /// Texts of all tables, those of nodes first.
    var texts: [DelimitedText] { nodeTables + tables.map(\.table) }

    func columnName(_ reference: Reference) -> String { nodeTables[reference.place.table].header[reference.column] }

    // MARK: Nodes

    func id(_ node: Int) -> String { nodes[node].id }

    func position(of id: String) -> Int? { positions[id] }

    /// What a node belongs to, near and far, itself not among it.
    func groups(of node: Int) -> Set<Int> {
        var found: Set<Int> = []
        var left = groups[node] ?? []
        while let group = left.popLast() {
            if found.insert(group).inserted { left += groups[group] ?? [] }
        }
        return found
    }

    /// Every group and its members at one remove.
    var members: [Int: [Int]] {
        var members: [Int: [Int]] = [:]
        for (node, groups) in groups.sorted(by: { $0.key < $1.key }) {
            for group in groups { members[group, default: []].append(node) }
        }
        return members
    }

    /// Mappings of one set with the same two ends, in the order of the file.
    var pairs: [[Mapping]] {
        Dictionary(grouping: mappings.filter(\.isMatch)) { [$0.table, $0.subject!, $0.object!] }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }
}

extension Value {
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var integer: Int? { if case .integer(let integer) = self { Int(integer) } else { nil } }
}

extension Validity {
    /// Whether there is a day on which both hold.
    func overlaps(_ other: Validity) -> Bool { !intersection(other).isEmpty }

    /// Whether it holds on all days of the other.
    func contains(_ other: Validity) -> Bool {
        if let from { guard let start = other.from, start >= from else { return false } }
        if let to { guard let end = other.to, end <= to else { return false } }
        return true
    }
}
