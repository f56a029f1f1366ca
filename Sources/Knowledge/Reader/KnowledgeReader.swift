import Diagnostics
import Interchange
import PropertyGraph

/// Reads the files of kb/ into checked contents. Every fault of every file is noted; with any, nothing is given.
///
/// Three passes: tables of nodes, then the ids they name (a row may name one of a later file), then mappings.
struct KnowledgeReader {
    var schema: Schema
    var faults: FaultList
    var contents = KnowledgeContents()
    /// Position in `contents.nodes` by id.
    var positions: [String: Int] = [:]
    /// Where each node was read, by position; nil for nodes the reader makes itself.
    var places: [Place?] = []
    var tables: [DelimitedText] = []
    /// Cells that name ids, looked up when all tables are read.
    var pending: [PendingReference] = []
    /// Every mapping and every reference taken in, for the rules of `KnowledgeCheck`.
    var mappings: [MappingTable] = []
    var mappingRows: [MappingRow] = []
    var referenceCells: [ReferenceCell] = []

    struct MappingRow {
        /// Position in `mappings`.
        var table: Int
        var row: Int
        /// Position in `contents.relationships`.
        var relationship: Int
    }

    struct ReferenceCell {
        var place: Place
        var column: Int
        var relationship: Int
    }

    struct Place {
        var table: Int
        var row: Int
    }

    struct PendingReference {
        var node: Int
        var place: Place
        var column: Int
        var property: Schema.Property
    }

    static func read(_ files: [KnowledgeFile], faults: FaultList) throws(Diagnostics) -> (Schema, KnowledgeContents) {
        let reader = reading(files, faults: faults)
        try reader.faults.check()
        return (reader.schema, reader.contents)
    }

    /// The reader after its work: what could be read, and all that could not.
    static func reading(_ files: [KnowledgeFile], faults: FaultList) -> KnowledgeReader {
        var reader = KnowledgeReader(schema: Schema(), faults: faults)
        guard let file = files.first(where: { $0.name == "schema.yaml" }) else {
            if faults.isEmpty { reader.faults.add(.missingFile(path: "schema.yaml"), nil, nil) }
            return reader
        }
        reader.schema = SchemaReader.read(file.bytes, name: file.displayName, faults: &reader.faults)
        // Tables read by a faulty schema would only repeat its faults.
        guard reader.faults.isEmpty else { return reader }
        for file in files where file.folder == "nodes" { reader.readNodes(file) }
        reader.mappings = files.filter { $0.folder == "mappings" }.compactMap { reader.openMappings($0) }
        reader.checkSetFiles(files)
        reader.resolveReferences()
        for table in reader.mappings.indices { reader.readMappings(table) }
        reader.setKnownFrom()
        reader.setBasis()
        return reader
    }

    init(schema: Schema, faults: FaultList) {
        self.schema = schema
        self.faults = faults
    }

    /// Opens a table and reads the YAML of its head; nil where that is not possible.
    mutating func open(_ file: KnowledgeFile) -> (table: DelimitedText, head: YamlNode)? {
        var found: [Diagnostic] = []
        defer { for fault in found { faults.add(fault) } }
        do {
            let table = try DelimitedReader.read(file.bytes, name: file.displayName, delimiter: .tab, dropsPadding: true, faults: &found)
            var head = YamlNode(.mapping([]), span: SourceSpan(0, 0))
            if !table.headLines.isEmpty {
                let read = try YamlReader.read(table.source, lines: table.headLines, quoted: table.quotedHeadLines)
                if read.entries != nil { head = read } else if !read.isNull {
                    faults.add(.unexpectedShape(what: "the head", expected: "a mapping"), read.span, table.source)
                }
            }
            var seen: Set<String> = []
            for (column, name) in table.header.enumerated() where !seen.insert(name).inserted {
                faults.add(.duplicateColumn(name), table.headerSpan(column: column), table.source)
            }
            return (table, head)
        } catch {
            faults.add(error)
            return nil
        }
    }

    /// Adds a node; false, with a fault, where its id is taken.
    mutating func add(_ node: KnowledgeContents.Node, at place: Place?, column: Int) -> Int? {
        if let earlier = positions[node.id] {
            if let place {
                let table = tables[place.table]
                let first = describe(places[earlier])
                faults.add(
                    .duplicateID(node.id, first: first),
                    table.span(row: place.row, column: column), table.source)
            }
            return nil
        }
        positions[node.id] = contents.nodes.count
        contents.nodes.append(node)
        places.append(place)
        return contents.nodes.count - 1
    }

    func describe(_ place: Place?) -> String {
        guard let place else { return "a mapping set" }
        let table = tables[place.table]
        return "\(table.source.name ?? "line"):\(table.line(ofRow: place.row))"
    }

    /// The position of the node with the id, if it has one of the labels.
    func lookUp(_ id: String, labels: [String]) -> Int? {
        guard let position = positions[id] else { return nil }
        let found = contents.nodes[position].labels
        return labels.isEmpty || labels.contains(where: found.contains) ? position : nil
    }

    /// The same, with a fault where there is none.
    mutating func position(of id: String, labels: [String], _ span: SourceSpan, _ source: SourceText) -> Int? {
        if let position = lookUp(id, labels: labels) { return position }
        if let position = positions[id] {
            faults.add(
                .wrongLabel(id: id, found: [contents.nodes[position].labels[0]], expected: labels), span, source)
        } else {
            let near = faults.hasRoom ? nearest(to: id, labels: labels) : []
            faults.add(.unknownID(id, near: near), span, source)
        }
        return nil
    }

    /// Ids like the one given, of the right kind first.
    private func nearest(to id: String, labels: [String]) -> [String] {
        let fitting = contents.nodes.lazy.filter { node in labels.isEmpty || labels.contains(where: node.labels.contains) }
        let near = Suggestion.nearest(to: id, in: fitting.map(\.id))
        return near.isEmpty ? Suggestion.nearest(to: id, in: contents.nodes.lazy.map(\.id)) : near
    }
}
