import Diagnostics
import PropertyGraph

/// A knowledge base made ready when the program is built: a snapshot of its graph, and sections with all else that is
/// needed at the start.
package enum PackedKnowledge {
    private static let (schema, command, digest) = ("schema", "command ", "digest")

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
            sections: [section(schema) { $0.schema(base.schema) }, section(digest) { $0.string(base.digest()) }]
                + base.commands.commands.map { command in section(self.command + command.name) { $0.command(command) } })
    }

    /// What was packed. The graph stays in the bytes, and so does all else until somebody asks for it.
    package static func knowledgeBase(_ bytes: Lane<UInt8>) throws -> KnowledgeBase {
        let snapshot = try Snapshot(carried: bytes)
        guard let schema = snapshot.section(schema), let digest = snapshot.section(digest) else { throw ByteReader.Fault.malformed }
        return KnowledgeBase(
            schema: deferred(schema) { (reader) throws(ByteReader.Fault) in try reader.schema() },
            commands: CommandLibrary(
                snapshot.sections.filter { $0.name.hasPrefix(command) }.map { section in
                    (String(section.name.dropFirst(command.count)),
                        deferred(section.bytes) { (reader) throws(ByteReader.Fault) in try reader.command() })
                }),
            graph: snapshot.graph, digest: deferred(digest) { (reader) throws(ByteReader.Fault) in try reader.string() })
    }

    private static func deferred<Content>(
        _ lane: Lane<UInt8>, _ read: @escaping @Sendable (inout ByteReader) throws(ByteReader.Fault) -> Content
    ) -> Deferred<Content> {
        Deferred {
            var reader = ByteReader(lane.bytes)
            do { return try read(&reader) } catch { preconditionFailure("the executable was built of other parts: \(error)") }
        }
    }
}
