import Diagnostics
import PropertyGraph
import QueryEngine

enum SnapshotTarget {
    /// The input as it is, and with a header that fits it: what gets past the checksums must not read out of bounds.
    static func run(_ bytes: [UInt8]) {
        read(bytes)
        let size = SnapshotHeader.size
        guard bytes.count > size else { return }
        let catalogue = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 24, as: UInt64.self) }
        let checksum = bytes.withUnsafeBytes { SnapshotChecksum.of(UnsafeRawBufferPointer(rebasing: $0[size...])) }
        let header = SnapshotHeader(
            fileSize: bytes.count, catalogue: size + Int(catalogue % UInt64(bytes.count - size)), checksum: checksum)
        read(header.bytes + bytes[size...])
    }

    private static func read(_ bytes: [UInt8]) {
        // Of exactly this size, so that AddressSanitizer sees a read behind its end; aligned as a mapped file is.
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        defer { buffer.deallocate() }
        buffer.copyBytes(from: bytes)
        guard let snapshot = try? Snapshot(UnsafeRawBufferPointer(buffer), owner: nil) else { return }
        walk(snapshot.graph)
    }

    private static func walk(_ graph: Graph) {
        guard graph.nodeCount < 10_000, graph.relationshipCount < 10_000 else { return }
        for node in graph.nodes() { _ = graph.text(of: .node(node)) }
        for relationship in graph.relationships() { _ = graph.text(of: .relationship(relationship)) }
        let queries = [
            "MATCH (a)-[r]->(b) RETURN a, r, b", "MATCH (a)<-[r]-(b) RETURN a.k, count(*)", "MATCH (a)-[*1..3]-(b) RETURN count(*)",
            "MATCH (a)-->(b)-->(c)-->(a) RETURN count(*)", "MATCH (a:A {k: 1}) RETURN a", "MATCH (a) RETURN a.s, count(*) ORDER BY a.s",
            "MATCH (a) WHERE a.s CONTAINS 'a' OR a.k > 1 SET a.k = 2, a:C CREATE (a)-[:R]->(:A) RETURN count(*)",
            "MATCH (a) DETACH DELETE a",
        ]
        for query in queries {
            let limits = Limits(timeout: .milliseconds(200), memory: 16 << 20, sharing: Sharing(workers: 1))
            guard let cursor = try? Engine(graph: graph).prepare(SourceText(query)).run(limits: limits) else { continue }
            while let rows = try? cursor.next() { for row in rows { for value in row { _ = cursor.graph.text(of: value) } } }
            _ = cursor.graph.folded().nodeCount
        }
    }

    /// Of graphs of several forms, for seeds.
    static func seeds() -> [[UInt8]] {
        var builder = GraphBuilder()
        for number in 0..<6 {
            builder.addNode(
                labels: number % 2 == 0 ? ["A"] : ["A", "B"],
                properties: [
                    "k": .integer(number), "s": .string("text\(number % 3)"), "f": .float(0.5), "b": .boolean(number > 2),
                    "d": .date(CalendarDate(year: 2020, month: 1, day: number + 1)!), "m": number > 3 ? .list([.integer(1)]) : .integer(1),
                ])
        }
        for number in 0..<8 {
            builder.addRelationship(type: number % 2 == 0 ? "R" : "S", from: number % 6, to: number * 2 % 6, properties: ["k": .integer(number)])
        }
        return [Snapshot.bytes(of: .empty), Snapshot.bytes(of: builder.build())]
    }
}
