import Diagnostics

/// A graph as the bytes of a file, which need not be read but only looked at: docs/snapshot.md.
package struct Snapshot: Sendable {
    /// Bytes that a snapshot holds beside its graph.
    package struct Section: Sendable {
        package var name: String
        package var bytes: Lane<UInt8>

        package init(name: String, bytes: Lane<UInt8>) {
            self.name = name
            self.bytes = bytes
        }
    }

    package let graph: Graph
    package let sections: [Section]

    init(graph: Graph, sections: [Section]) {
        self.graph = graph
        self.sections = sections
    }

    package func section(_ name: String) -> Lane<UInt8>? { sections.first { $0.name == name }?.bytes }

    /// How many bytes the header takes, which is written last.
    package static let headerSize = SnapshotHeader.size

    /// Calls `write` with the bytes that follow the header, piece by piece; returns the header.
    /// What was written over the graph's base is laid out with it, under new ids. O(bytes).
    package static func write<Failure: Error>(
        _ graph: Graph, sections: [Section] = [], to write: @escaping (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) -> [UInt8] {
        var writer = SnapshotWriter(write)
        return try writer.write(graph.folded(), sections).bytes
    }

    /// The same in memory.
    package static func bytes(of graph: Graph, sections: [Section] = []) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: headerSize)
        let header = write(graph, sections: sections) { bytes.append(contentsOf: $0) }
        bytes.replaceSubrange(..<headerSize, with: header)
        return bytes
    }

    /// The graph that the bytes hold, whose lanes stay there for as long as `owner` lives. O(bytes), on all cores, at the
    /// speed of memory. Throws before anything of a file is taken for granted that is not as it was written.
    package init(_ bytes: UnsafeRawBufferPointer, owner: AnyObject?) throws(SnapshotFault) {
        let header = try SnapshotHeader(bytes)
        let rest = UnsafeRawBufferPointer(rebasing: bytes[SnapshotHeader.size...])
        guard SnapshotChecksum.of(rest) == header.checksum else { throw .corrupt(part: .data) }
        let snapshot = try Self.read(bytes, header, owner: owner)
        // Checksums are no protection from somebody who makes a file to do harm.
        guard SnapshotCheck.isSound(snapshot.graph.base) else { throw .corrupt(part: .data) }
        self = snapshot
    }

    /// The same for bytes that the executable carries, and which cannot have changed. O(tables and columns).
    package init(carried bytes: Lane<UInt8>) throws(SnapshotFault) {
        self = try Self.read(bytes.bytes, try SnapshotHeader(bytes.bytes), owner: bytes.owner)
    }

    private static func read(
        _ bytes: UnsafeRawBufferPointer, _ header: SnapshotHeader, owner: AnyObject?
    ) throws(SnapshotFault) -> Snapshot {
        do {
            var reader = SnapshotReader(bytes, catalogue: header.catalogue, owner: owner)
            return try reader.read()
        } catch {
            throw .corrupt(part: .catalogue)
        }
    }
}
