import Diagnostics
import QueryEngine
import Testing
@testable import PropertyGraph

/// Snapshots made to do harm: each word of a sound one is changed to what leads astray, under checksums that hold.
/// They are refused, or answer every query with rows or an error; no read leaves the bytes.
@Suite struct HostileSnapshotTests {
    /// Every kind of column, with and without gaps; several labels and types; a loop and relationships side by side.
    private static let graph: Graph = {
        var builder = GraphBuilder()
        let values: [Value] = [
            .integer(7), .date(CalendarDate(days: 20_000)), .duration(CalendarDuration(months: 1, days: 2, nanoseconds: 3)!),
            .dateTime(ZonedDateTime(EpochInstant(seconds: 1_700_000_000, nanosecond: 5), in: .offset(ZoneOffset(seconds: 5400)!))),
            .list([.string("two"), .list([.null])]), .map(["a": .float(1)]),
        ]
        let nodes = (0..<6).map { index in
            var properties: PropertyMap = ["id": .string("n:\(index)"), "any": values[index], "rank": .integer(index * index)]
            if index % 2 == 0 { properties["share"] = .float(Double(index) / 7) }
            if index % 3 > 0 { properties["from"] = .date(CalendarDate(days: index * 100)) }
            properties["kept"] = .boolean(index % 4 == 0)
            return builder.addNode(labels: [["A"], ["B", "A"], ["C"]][index % 3], properties: properties)
        }
        for (from, to) in [(0, 1), (0, 1), (1, 2), (2, 0), (3, 3), (4, 5)] {
            builder.addRelationship(
                type: from < 3 ? "KNOWS" : "OWNS", from: nodes[from], to: nodes[to], properties: from == 0 ? ["weight": .integer(to)] : [:])
        }
        return builder.build()
    }()

    private static let queries = [
        "MATCH (n) RETURN labels(n), properties(n) ORDER BY n.any, n.rank, n.id",
        "MATCH (a)-[r]->(b) RETURN type(r), properties(r), a.id, b.id, a.kept",
        "MATCH (a)<-[r]-(b) RETURN count(*), sum(r.weight), min(a.from), max(b.share)",
        "MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c)-[:KNOWS]->(a) RETURN a.id",
        "MATCH p = (a:A)-[*1..3]-(b) RETURN length(p), count(*)",
        "MATCH (n:A {id: 'n:3'}) RETURN n.any",
        "MATCH (n {rank: 4}) SET n.rank = 5, n.new = n.id CREATE (n)-[:OWNS]->(:D) WITH n MATCH (n)--(m) RETURN count(m)",
        "MATCH (n) WHERE n.id CONTAINS ':' RETURN n.id, count { (n)--() } ORDER BY n.id DESC LIMIT 3",
        "MATCH (n) DETACH DELETE n",
    ].map { SourceText($0) }

    /// How many of the queries gave rows; what they throw is as good an answer.
    private static func ask(_ graph: Graph) -> Int {
        var answered = 0
        let limits = Limits(timeout: .seconds(2), memory: 64 << 20)
        for query in queries {
            do {
                let cursor = try Engine(graph: graph).prepare(query).run(limits: limits)
                while let rows = try cursor.next() {
                    for row in rows { for value in row { _ = cursor.graph.text(of: value) } }
                }
                answered += 1
            } catch {}
        }
        return answered
    }

    private static func open(_ bytes: [UInt8]) -> Graph? {
        let lane = Lane<UInt64>(count: (bytes.count + 7) / 8) { words in
            words.initialize(repeating: 0)
            UnsafeMutableRawBufferPointer(words).copyBytes(from: bytes)
        }
        return try? Snapshot(UnsafeRawBufferPointer(rebasing: lane.bytes[..<bytes.count]), owner: lane.owner).graph
    }

    private static func sealed(_ bytes: [UInt8], _ header: SnapshotHeader) -> [UInt8] {
        let sum = bytes[64...].withUnsafeBytes { SnapshotChecksum.of($0) }
        return SnapshotHeader(fileSize: header.fileSize, catalogue: header.catalogue, checksum: sum).bytes + bytes[64...]
    }

    @Test(arguments: [4, 8]) func noWordLeadsAstray(size: Int) throws {
        let bytes = Snapshot.bytes(of: Self.graph)
        let header = try bytes.withUnsafeBytes { bytes throws(SnapshotFault) in try SnapshotHeader(bytes) }
        #expect(Self.open(Self.sealed(bytes, header)).map(Self.ask) == Self.queries.count)
        var (tried, opened) = (0, 0)
        for place in stride(from: 64, through: bytes.count - size, by: size) {
            let old = (0..<size).reduce(UInt64(0)) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
            let sign = UInt64(1) << UInt64(8 * size - 1)
            for word in [0, 1, old &+ 1, old &- 1, sign - 1, sign, UInt64.max] where word != old {
                var changed = bytes
                for index in 0..<size { changed[place + index] = UInt8(truncatingIfNeeded: word >> UInt64(8 * index)) }
                tried += 1
                guard let graph = Self.open(Self.sealed(changed, header)) else { continue }
                opened += 1
                _ = Self.ask(graph)
            }
        }
        print("\(tried) changed words of \(size) bytes, of which \(opened) made another sound snapshot")
        // Most words say where something is; most values of cells may be anything.
        #expect(tried > 1000 && opened > tried / 20 && opened < tried)
    }

    /// A value nested deeper than a stack can follow is refused.
    @Test func deepValuesAreRefused() throws {
        func packed(_ depth: Int) -> Graph? {
            var value = Value.list([])
            for _ in 1..<depth { value = .list([value]) }
            var builder = GraphBuilder()
            _ = builder.addNode(labels: ["A"], properties: ["deep": value])
            _ = builder.addNode(labels: ["A"], properties: ["deep": .integer(1)])
            return Self.open(Snapshot.bytes(of: builder.build()))
        }
        #expect(packed(SnapshotCheck.deepest) != nil)
        #expect(packed(SnapshotCheck.deepest + 1) == nil)
        // The reader stops by itself too, of lists as of maps.
        for level: [UInt8] in [[11, 1, 0, 0, 0, 0, 0, 0, 0], [12, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]] {
            Array(repeatElement(level, count: 200_000).joined()).withUnsafeBytes { bytes in
                var reader = ByteReader(bytes)
                #expect(throws: ByteReader.Fault.self) { try reader.value() }
            }
        }
    }

    /// A table of nodes without columns takes no bytes: its number of rows is held against the size of the file.
    @Test func nodesOutOfNothingAreRefused() throws {
        var builder = GraphBuilder()
        _ = builder.addNode(labels: ["A"], properties: [:])
        let bytes = Snapshot.bytes(of: builder.build())
        let header = try bytes.withUnsafeBytes { bytes throws(SnapshotFault) in try SnapshotHeader(bytes) }
        var refused = 0
        for place in stride(from: header.catalogue, through: bytes.count - 8, by: 1) {
            var changed = bytes
            changed.replaceSubrange(place..<place + 8, with: [0, 0, 0, 0x7F, 0, 0, 0, 0])
            if let graph = Self.open(Self.sealed(changed, header)) { #expect(graph.nodeCount <= 1 << 20) } else { refused += 1 }
        }
        #expect(refused > (bytes.count - header.catalogue) / 2)
    }
}
