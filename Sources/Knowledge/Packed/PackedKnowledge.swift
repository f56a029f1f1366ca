package import Diagnostics
package import PropertyGraph

/// A knowledge base made ready when the program is built: a snapshot of its graph, and sections with all else that is
/// needed at the start.
package enum PackedKnowledge {
    private static let (schema, commands, digest) = ("schema", "commands", "digest")

    /// Reads files of kb/ as text and packs what they hold. Throws every fault of every file.
    package static func bytes(of files: [KnowledgeFile]) throws(Diagnostics) -> [UInt8] {
        let base = try KnowledgeBase(files, source: "kb", directory: nil, faults: FaultList())
        func section(_ name: String, _ write: (inout ByteWriter) -> Void) -> Snapshot.Section {
            var writer = ByteWriter()
            write(&writer)
            return Snapshot.Section(name: name, bytes: Lane(writer.bytes))
        }
        return Snapshot.bytes(
            of: base.graph(),
            sections: [
                section(schema) { $0.schema(base.schema) },
                section(commands) { writer in writer.list(base.commands.commands) { $0.command($1) } },
                section(digest) { $0.string(base.digest()) },
            ])
    }

    /// What was packed. The graph stays in the bytes.
    package static func knowledgeBase(_ bytes: Lane<UInt8>) throws -> KnowledgeBase {
        let snapshot = try Snapshot(carried: bytes)
        func section<Content>(
            _ name: String, _ read: (inout ByteReader) throws(ByteReader.Fault) -> Content
        ) throws(ByteReader.Fault) -> Content {
            guard let lane = snapshot.section(name) else { throw .malformed }
            var reader = ByteReader(lane.bytes)
            return try read(&reader)
        }
        return KnowledgeBase(
            schema: try section(schema) { (reader) throws(ByteReader.Fault) in try reader.schema() },
            commands: CommandLibrary(
                try section(commands) { (reader) throws(ByteReader.Fault) in
                    try reader.list { (reader) throws(ByteReader.Fault) in try reader.command() }
                }),
            graph: snapshot.graph,
            digest: try section(digest) { (reader) throws(ByteReader.Fault) in try reader.string() })
    }
}
