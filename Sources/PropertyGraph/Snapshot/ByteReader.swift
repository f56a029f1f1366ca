/// Takes apart what `ByteWriter` has put together. Nothing is read past the end: that is thrown.
package struct ByteReader {
    package enum Fault: Error {
        /// The bytes end too early, or say what cannot be.
        case malformed
    }

    private let bytes: UnsafeRawBufferPointer
    private var at = 0

    /// The bytes have to stay while it reads.
    package init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    package var isAtEnd: Bool { at == bytes.count }

    /// How many bytes have been read.
    var position: Int { at }

    mutating func skip(_ count: Int) throws(Fault) { _ = try take(count) }

    private mutating func take(_ count: Int) throws(Fault) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= bytes.count - at else { throw .malformed }
        defer { at += count }
        return UnsafeRawBufferPointer(rebasing: bytes[at..<at + count])
    }

    package mutating func byte() throws(Fault) -> UInt8 { try take(1)[0] }

    package mutating func integer() throws(Fault) -> Int {
        Int(Int64(bitPattern: UInt64(littleEndian: try take(8).loadUnaligned(as: UInt64.self))))
    }

    package mutating func truth() throws(Fault) -> Bool { try byte() != 0 }

    package mutating func string() throws(Fault) -> String { String(decoding: try take(try integer()), as: UTF8.self) }

    package mutating func optional<Wrapped>(_ read: (inout ByteReader) throws(Fault) -> Wrapped) throws(Fault) -> Wrapped? {
        try truth() ? try read(&self) : nil
    }

    package mutating func list<Element>(_ read: (inout ByteReader) throws(Fault) -> Element) throws(Fault) -> [Element] {
        let count = try integer()
        // An element takes a byte at least.
        guard count >= 0, count <= bytes.count - at else { throw .malformed }
        if count == 0 { return [] }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try read(&self)) }
        return elements
    }
}

extension ByteReader {
    /// Lists and maps are nested no deeper than in a snapshot: each level takes stack.
    mutating func value(depth: Int = 0) throws(Fault) -> Value {
        guard depth <= SnapshotCheck.deepest else { throw .malformed }
        switch try byte() {
        case 0: return .null
        case 1: return .boolean(try truth())
        case 2: return .integer(try integer())
        case 3: return .float(Double(bitPattern: UInt64(bitPattern: Int64(try integer()))))
        case 4: return .string(try string())
        case 5: return .date(CalendarDate(days: try integer()))
        case 6: return .localTime(LocalTime(wrapping: try integer()))
        case 7:
            let local = LocalTime(wrapping: try integer())
            return .time(OffsetTime(local: local, offset: ZoneOffset(unchecked: try integer())))
        case 8:
            let date = CalendarDate(days: try integer())
            return .localDateTime(LocalDateTime(date: date, time: LocalTime(wrapping: try integer())))
        case 9:
            let instant = EpochInstant(seconds: try integer(), nanosecond: try integer())
            let offset = ZoneOffset(unchecked: try integer())
            // A zone that this machine does not know leaves its offset.
            let zone = (try? TemporalZone(try string())) ?? .offset(offset)
            return .dateTime(ZonedDateTime(instant, in: zone))
        case 10:
            let (months, days) = (try integer(), try integer())
            let nanoseconds = Int128(try integer()) * 1_000_000_000 + Int128(try integer())
            guard let duration = CalendarDuration(months: months, days: days, nanoseconds: nanoseconds) else { throw .malformed }
            return .duration(duration)
        case 11: return .list(try list { (reader) throws(Fault) in try reader.value(depth: depth + 1) })
        case 12:
            var map = PropertyMap()
            let entries = try list { (reader) throws(Fault) in (key: try reader.string(), value: try reader.value(depth: depth + 1)) }
            for entry in entries { map[entry.key] = entry.value }
            return .map(map)
        case 13: return .node(NodeID(try integer()))
        case 14: return .relationship(RelationshipID(try integer()))
        case 15:
            let nodes = try list { (reader) throws(Fault) in NodeID(try reader.integer()) }
            return .path(Path(nodes: nodes, relationships: try list { (reader) throws(Fault) in RelationshipID(try reader.integer()) }))
        default: throw .malformed
        }
    }
}
