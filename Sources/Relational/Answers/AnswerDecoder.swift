import Diagnostics
import Interchange
import PropertyGraph

/// Makes values of the rows that an engine gives as JSON. Its nodes and relationships come to lie in a graph of their own.
package struct AnswerDecoder {
    private var columns: [(name: String, type: SQLType)]
    private let schema: RelationalSchema
    private let command: String
    /// What the rows so far speak of.
    package private(set) var graph = Graph.empty
    private var nodes: [String: NodeID] = [:]
    private var whole: Set<String> = []
    private var relationships: [String: RelationshipID] = [:]

    /// - Parameter command: for messages.
    package init(_ query: SQLQuery, schema: RelationalSchema, command: String) {
        columns = query.columns
        self.schema = schema
        self.command = command
    }

    /// The next rows are those of another query, in the same graph.
    package mutating func begin(_ query: SQLQuery) { columns = query.columns }

    /// Whether rows can be shown before all of them are there: none speaks of the graph.
    package var isGraphless: Bool { !columns.contains { $0.type.speaksOfGraph } }

    /// Throws `RelationalFault.engineAnswer` for a line that is not a row of the query.
    package mutating func row(_ line: String) throws(Diagnostics) -> [Value] {
        guard let object = try? JSONReader.read(SourceText(line)), let entries = object.entries, entries.count == columns.count else { throw odd(line) }
        var row: [Value] = []
        for (index, column) in columns.enumerated() {
            guard let cell = object["c\(index)"] else { throw odd(line) }
            row.append(try value(cell, column.type, line))
        }
        return row
    }

    private func odd(_ line: String) -> Diagnostics { Diagnostics(RelationalFault.engineAnswer(command: command, line: String(line.prefix(200)))) }

    private mutating func value(_ cell: YamlNode, _ type: SQLType, _ line: String) throws(Diagnostics) -> Value {
        if cell.isNull { return type == .floatOrZero ? .integer(0) : .null }
        let found: Value?
        switch type {
        case .boolean: found = cell.boolean.map { .boolean($0) }
        case .integer: found = cell.integer.map { .integer($0) }
        case .float, .floatOrZero: found = cell.text.flatMap { Double($0) }.map { .float($0) }
        case .text: found = cell.text.map { .string($0) }
        case .date: found = cell.text.flatMap { CalendarDate($0) }.map { .date($0) }
        case .null: found = nil
        case .map(let fields):
            var map: PropertyMap = [:]
            for field in fields {
                guard let entry = cell[field.key] else { throw odd(line) }
                map[field.key] = try value(entry, field.type, line)
            }
            found = cell.entries == nil ? nil : .map(map)
        case .node, .whole(isNode: true): found = try node(cell, line).map { .node($0) }
        case .relationship, .whole(isNode: false): found = try relationship(cell, line).map { .relationship($0) }
        case .list(let element):
            guard let items = cell.items else { throw odd(line) }
            var values: [Value] = []
            for item in items { values.append(try value(item, element, line)) }
            found = .list(ValueList(values))
        }
        guard let found else { throw odd(line) }
        return found
    }

    // MARK: Nodes and relationships

    private mutating func properties(_ cell: YamlNode, _ tables: [RelationalSchema.Table], _ line: String) throws(Diagnostics) -> PropertyMap {
        var properties: PropertyMap = [:]
        for entry in cell["properties"]?.entries ?? [] where !entry.value.isNull {
            guard let type = tables.lazy.compactMap({ $0.type(of: entry.key) }).first else { throw odd(line) }
            properties[entry.key] = try value(entry.value, type, line)
        }
        return properties
    }

    private mutating func node(_ cell: YamlNode, _ line: String) throws(Diagnostics) -> NodeID? {
        guard let key = cell["id"]?.text, let labels = cell["labels"]?.items?.compactMap(\.text) else { return nil }
        if let known = nodes[key], whole.contains(key) { return known }
        let properties = try properties(cell, schema.nodes.filter { $0.labelList == labels }, line)
        whole.insert(key)
        if let known = nodes[key] {
            // An end of a relationship that was met before.
            graph.addLabels(labels, to: known)
            graph.replaceProperties(of: known, with: properties)
            return known
        }
        let node = graph.createNode(labels: labels, properties: properties)
        nodes[key] = node
        return node
    }

    private mutating func end(_ key: String) -> NodeID {
        if let known = nodes[key] { return known }
        let node = graph.createNode(labels: [], properties: [:])
        nodes[key] = node
        return node
    }

    private mutating func relationship(_ cell: YamlNode, _ line: String) throws(Diagnostics) -> RelationshipID? {
        guard let key = cell["id"]?.text, let type = cell["labels"]?.items?.first?.text, let source = cell["src"]?.text, let target = cell["dst"]?.text
        else { return nil }
        if let known = relationships[key] { return known }
        let properties = try properties(cell, schema.relationships.filter { $0.labelList == [type] }, line)
        let relationship = graph.createRelationship(type: type, from: end(source), to: end(target), properties: properties)
        relationships[key] = relationship
        return relationship
    }
}
