/// Puts a graph together from a snapshot's catalogue. Lanes stay where they lie; each is held against the bounds of the file
/// and against the number of rows it belongs to.
struct SnapshotReader {
    typealias Fault = ByteReader.Fault

    private let bytes: UnsafeRawBufferPointer
    private let owner: AnyObject?
    private var catalogue: ByteReader

    init(_ bytes: UnsafeRawBufferPointer, catalogue: Int, owner: AnyObject?) {
        self.bytes = bytes
        self.owner = owner
        self.catalogue = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[catalogue...]))
    }

    /// O(tables and columns).
    mutating func read() throws(Fault) -> Snapshot {
        let (labels, types, keys) = (try symbols(), try symbols(), try symbols())
        var nodes = 0
        let nodeTables = try tables { (reader) throws(Fault) in
            let numbers = try reader.catalogue.list { (reader) throws(Fault) in try reader.integer() }
            try Self.check(numbers.allSatisfy(labels.names.indices.contains))
            let range = try reader.range(from: &nodes)
            // Nodes without properties take no bytes, and what is made of them takes memory.
            try Self.check(nodes <= max(1 << 20, 64 * reader.bytes.count))
            return NodeTable(labels: numbers, range: range, columns: try reader.columns(rows: range.count, keys: keys.count))
        }
        var relationships = 0
        let relationshipTables = try tables { (reader) throws(Fault) in
            let type = try reader.catalogue.integer()
            try Self.check(types.names.indices.contains(type))
            let range = try reader.range(from: &relationships)
            let sources = try reader.lane(Int32.self, count: range.count)
            let targets = try reader.lane(Int32.self, count: range.count)
            let outgoing = try reader.adjacency(nodes: nodes, relationships: range.count)
            let incoming = try reader.adjacency(nodes: nodes, relationships: range.count)
            return RelationshipTable(
                type: type, range: range, sources: sources, targets: targets,
                columns: try reader.columns(rows: range.count, keys: keys.count), outgoing: outgoing, incoming: incoming)
        }
        let sections = try tables { (reader) throws(Fault) in
            Snapshot.Section(name: try reader.catalogue.string(), bytes: try reader.lane(UInt8.self))
        }
        try Self.check(catalogue.isAtEnd)
        return Snapshot(
            graph: Graph(
                base: GraphBase(
                    labels: labels, types: types, keys: keys, nodeTables: nodeTables, relationshipTables: relationshipTables)),
            sections: sections)
    }

    private static func check(_ holds: Bool) throws(Fault) {
        if !holds { throw .malformed }
    }

    private mutating func symbols() throws(Fault) -> SymbolTable {
        var table = SymbolTable()
        for name in try catalogue.list({ (reader) throws(Fault) in try reader.string() }) { _ = table.intern(name) }
        return table
    }

    private mutating func tables<Table>(_ read: (inout SnapshotReader) throws(Fault) -> Table) throws(Fault) -> [Table] {
        var tables: [Table] = []
        for _ in 0..<max(0, try catalogue.integer()) { tables.append(try read(&self)) }
        return tables
    }

    /// The ids that follow those before.
    private mutating func range(from start: inout Int) throws(Fault) -> Range<Int> {
        let count = try catalogue.integer()
        try Self.check(count >= 0 && count <= Int(Int32.max) - start)
        defer { start += count }
        return start..<start + count
    }

    private mutating func lane<Element>(_: Element.Type, count wanted: Int? = nil) throws(Fault) -> Lane<Element> {
        let (start, count) = (try catalogue.integer(), try catalogue.integer())
        try Self.check(wanted == nil || count == wanted)
        let stride = MemoryLayout<Element>.stride
        try Self.check(
            start >= 0 && start <= bytes.count && count >= 0 && count <= (bytes.count - start) / stride
                && start % MemoryLayout<Element>.alignment == 0)
        guard count > 0 else { return Lane([]) }
        let place = UnsafeRawBufferPointer(rebasing: bytes[start..<start + count * stride])
        return Lane(place.bindMemory(to: Element.self), owner: owner)
    }

    private mutating func adjacency(nodes: Int, relationships: Int) throws(Fault) -> Adjacency {
        let firstNode = try catalogue.integer()
        let offsets = try lane(Int32.self)
        let neighbours = try lane(Int32.self, count: relationships)
        let rows = try catalogue.truth() ? try lane(Int32.self, count: relationships) : nil
        try Self.check(firstNode >= 0 && firstNode <= nodes && offsets.count <= nodes - firstNode + 1)
        try Self.check(Int(offsets.last ?? 0) == relationships)
        return Adjacency(firstNode: firstNode, offsets: offsets, neighbours: neighbours, rows: rows)
    }

    private mutating func columns(rows: Int, keys: Int) throws(Fault) -> [Int: Column] {
        var columns: [Int: Column] = [:]
        for _ in 0..<max(0, try catalogue.integer()) {
            let key = try catalogue.integer()
            try Self.check(key >= 0 && key < keys)
            var present: Bitmap?
            if try catalogue.truth() { present = Bitmap(words: try lane(UInt64.self, count: (rows + 63) / 64), count: rows) }
            guard let kind = SnapshotColumn(rawValue: try catalogue.byte()) else { throw .malformed }
            columns[key] = Column(storage: try storage(kind, rows: rows), present: present)
        }
        return columns
    }

    private mutating func storage(_ kind: SnapshotColumn, rows: Int) throws(Fault) -> Column.Storage {
        switch kind {
        case .integers: return .integers(try lane(Int.self, count: rows))
        case .floats: return .floats(try lane(Double.self, count: rows))
        case .booleans: return .booleans(try lane(UInt8.self, count: rows))
        case .dates: return .dates(try lane(Int32.self, count: rows))
        case .strings:
            let codes = try lane(UInt32.self, count: rows)
            let (offsets, bytes) = (try lane(UInt32.self), try lane(UInt8.self))
            try Self.check(offsets.count > (rows > 0 ? 1 : 0) && Int(offsets[offsets.count - 1]) == bytes.count)
            return .strings(codes: codes, dictionary: StringDictionary(bytes: bytes, offsets: offsets))
        case .values:
            let (offsets, bytes) = (try lane(Int.self, count: rows), try lane(UInt8.self))
            try Self.check(offsets.allSatisfy(bytes.indices.contains))
            return .values(PackedValues(bytes: bytes, offsets: offsets))
        }
    }
}
