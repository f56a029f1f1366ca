/// Lays a graph out as a snapshot: its lanes one after the other, then the catalogue that says where they are.
struct SnapshotWriter<Failure: Error> {
    private var stream: SnapshotStream<Failure>
    private var catalogue = ByteWriter()

    /// A lane begins at a multiple of this, so that it can be read where it lies and shares no cache line.
    static var alignment: Int { 64 }

    init(_ write: @escaping (UnsafeRawBufferPointer) throws(Failure) -> Void) {
        stream = SnapshotStream(write)
    }

    /// Everything after the header; returns the header, which goes before.
    mutating func write(_ graph: Graph, _ sections: [Snapshot.Section]) throws(Failure) -> SnapshotHeader {
        for symbols in [graph.labels, graph.types, graph.keys] { catalogue.list(symbols.names) { $0.string($1) } }
        catalogue.integer(graph.base.nodeTables.count)
        for table in graph.base.nodeTables {
            catalogue.list(table.labels) { $0.integer($1) }
            catalogue.integer(table.range.count)
            try write(table.columns)
        }
        catalogue.integer(graph.base.relationshipTables.count)
        for table in graph.base.relationshipTables {
            catalogue.integer(table.type)
            catalogue.integer(table.range.count)
            try write(table.sources)
            try write(table.targets)
            try write(table.outgoing)
            try write(table.incoming)
            try write(table.columns)
        }
        catalogue.integer(sections.count)
        for section in sections {
            catalogue.string(section.name)
            try write(section.bytes)
        }
        try stream.align(to: Self.alignment)
        let start = stream.count
        try stream.append(catalogue.bytes)
        return SnapshotHeader(
            fileSize: SnapshotHeader.size + stream.count, catalogue: SnapshotHeader.size + start,
            checksum: try stream.finish())
    }

    private mutating func write<Element>(_ lane: Lane<Element>) throws(Failure) {
        try stream.align(to: Self.alignment)
        catalogue.integer(SnapshotHeader.size + stream.count)
        catalogue.integer(lane.count)
        try stream.append(lane.bytes)
    }

    private mutating func write(_ adjacency: Adjacency) throws(Failure) {
        catalogue.integer(adjacency.firstNode)
        try write(adjacency.offsets)
        try write(adjacency.neighbours)
        catalogue.truth(adjacency.rows != nil)
        if let rows = adjacency.rows { try write(rows) }
    }

    private mutating func write(_ columns: [Int: Column]) throws(Failure) {
        catalogue.integer(columns.count)
        for (key, column) in columns.sorted(by: { $0.key < $1.key }) {
            catalogue.integer(key)
            catalogue.truth(column.present != nil)
            if let present = column.present { try write(present.words) }
            switch column.storage {
            case .integers(let values):
                catalogue.byte(SnapshotColumn.integers.rawValue)
                try write(values)
            case .floats(let values):
                catalogue.byte(SnapshotColumn.floats.rawValue)
                try write(values)
            case .booleans(let values):
                catalogue.byte(SnapshotColumn.booleans.rawValue)
                try write(values)
            case .dates(let values):
                catalogue.byte(SnapshotColumn.dates.rawValue)
                try write(values)
            case .strings(let codes, let dictionary):
                catalogue.byte(SnapshotColumn.strings.rawValue)
                try write(codes)
                try write(dictionary.offsets)
                try write(dictionary.bytes)
            case .values(let values):
                catalogue.byte(SnapshotColumn.values.rawValue)
                try write(values.offsets)
                try write(values.bytes)
            }
        }
    }
}

/// How a column is stored, as the catalogue says it.
enum SnapshotColumn: UInt8 {
    case integers, floats, booleans, dates, strings, values
}
