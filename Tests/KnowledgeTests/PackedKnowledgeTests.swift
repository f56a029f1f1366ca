import Diagnostics
import Interchange
import PropertyGraph
import ShippedKnowledge
import Testing
@testable import Knowledge

/// What the executable carries, packed when it was built, against kb/ read as text.
@Suite struct PackedKnowledgeTests {
    private func lines(of graph: Graph) -> [String] {
        let names = [graph.labels.names, graph.types.names, graph.keys.names].map { $0.joined(separator: " ") }
        let nodes = graph.nodes().map { "\($0.index) \(graph.labels(of: $0)) \(graph.properties(of: $0))" }
        let relationships = graph.relationships().map { relationship in
            let ends = graph.ends(of: relationship)
            return "\(relationship.index) \(ends.source.index) \(graph.type(of: relationship)) \(ends.target.index) \(graph.properties(of: relationship))"
        }
        return names + nodes + relationships
    }

    /// Ids, labels, properties with their order, sources.
    @Test func graphIsTheSame() {
        let (packed, text) = (lines(of: KnowledgeBase.shipped.graph()), lines(of: Shipped.whole))
        #expect(packed.count == text.count && text.count > 1000)
        #expect(zip(packed, text).first { $0 != $1 }.map { "\($0)\n\($1)" } == nil)
    }

    /// But for places in the text of the schema, which only the reader needs.
    @Test func schemaIsTheSame() throws {
        var schema = try Shipped.base.get().schema
        schema.text = nil
        for name in schema.mappingSets.keys { schema.mappingSets[name]?.span = SourceSpan(0, 0) }
        #expect("\(KnowledgeBase.shipped.schema)" == "\(schema)")
    }

    @Test func commandsAreTheSame() throws {
        let folder = Shipped.folder.hasSuffix("/") ? Shipped.folder : Shipped.folder + "/"
        func texts(_ base: KnowledgeBase) -> [String] {
            base.commands.commands.map { "\($0)".split(separator: folder).joined(separator: "kb/") }
        }
        #expect(try texts(KnowledgeBase.shipped) == texts(Shipped.base.get()))
    }

    @Test func digestIsTheSame() throws {
        #expect(try KnowledgeBase.shipped.digest() == Shipped.base.get().digest())
    }

    @Test func checkFindsTheSame() {
        let today = Shipped.today
        let (carried, folder) = (KnowledgeCheck.ofShipped(today: today), KnowledgeCheck(directory: Shipped.folder, today: today))
        #expect(carried.counts == folder.counts && carried.fileCount == folder.fileCount)
    }

    /// A schema that lacks what another has, and commands with every kind of parameter.
    @Test func optionalPartsComeBack() throws {
        var schema = Schema()
        schema.reviewMonths = 7
        schema.mappingSets["a"] = Schema.MappingSet(name: "a", relationship: "R", from: [], to: ["X"], validTo: CalendarDate(days: 3))
        let kinds: [Command.Parameter.Kind] = [.node(labels: ["A", "B"]), .label, .date, .integer, .word(["x", "y"]), .text]
        let command = Command(
            name: "c", summary: "s", usage: "c", examples: ["c 1"],
            parameters: kinds.map { Command.Parameter(name: "p", kind: $0, isOptional: true, connector: "->", summary: "é") },
            query: SourceText("RETURN 'é'", name: "c.cypher", firstLine: 2), text: "// usage: c\nRETURN 'é'", then: "d", detail: ["x"],
            needsWholeGraph: true, source: nil, note: "n", errorColumn: nil)
        var writer = ByteWriter()
        writer.schema(schema)
        writer.command(command)
        try writer.bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            let (readSchema, readCommand) = (try reader.schema(), try reader.command())
            #expect("\(readSchema)" == "\(schema)")
            #expect("\(readCommand)" == "\(command)")
            #expect(reader.isAtEnd)
        }
    }

    @Test func sixBitsACharacterComeBack() {
        for count in 1..<60 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 151 + count * 31) }
            let text = SixBitText.text(of: bytes)
            #expect(text.allSatisfy { $0 >= 0x30 && $0 <= 0x6F })
            #expect(text.withUnsafeBufferPointer { Array(SixBitText.bytes(of: $0, count: count)) } == bytes)
        }
    }
}
