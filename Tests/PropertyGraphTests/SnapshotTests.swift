import Diagnostics
import Testing
@testable import PropertyGraph

/// Graphs through the bytes of a snapshot and back, and bytes that are none.
@Suite struct SnapshotTests {
    /// Every type of value, alone and mixed, with gaps; several labels; loops and relationships side by side.
    static let awkward: Graph = {
        var builder = GraphBuilder()
        let values: [Value] = [
            .boolean(true), .integer(.min), .float(-0.0), .float(.infinity), .string(""), .string("é\u{0}\u{1F600}"),
            .date(CalendarDate(days: -719_163)), .localTime(LocalTime(hour: 23, minute: 59, second: 59, nanosecond: 999_999_999)!),
            .time(OffsetTime(local: .midnight, offset: ZoneOffset(seconds: -3600)!)),
            .localDateTime(LocalDateTime(date: CalendarDate(days: 19_000), time: .midnight)),
            .dateTime(ZonedDateTime(EpochInstant(seconds: 1_700_000_000, nanosecond: 5), in: .offset(ZoneOffset(seconds: 5400)!))),
            .duration(CalendarDuration(months: -14, days: 3, nanoseconds: -1_500_000_000)!),
            .list([.integer(1), .string("two"), .list([]), .null]), .map(["a": .list([.float(1)]), "b": .null]),
        ]
        let nodes = (0..<40).map { index in
            var properties: PropertyMap = ["id": .string("n:\(index)"), "any": values[index % values.count]]
            if index % 3 > 0 { properties["rank"] = .integer(index - 20) }
            if index % 2 == 0 { properties["share"] = .float(Double(index) / 7) }
            if index % 5 > 0 { properties["from"] = .date(CalendarDate(days: index * 100)) }
            if index % 7 > 0 { properties["kept"] = .boolean(index % 4 == 0) }
            return builder.addNode(labels: [["A"], ["B", "A"], [], ["C"]][index % 4], properties: properties)
        }
        for index in 0..<90 {
            builder.addRelationship(
                type: ["KNOWS", "OWNS", "IS"][index % 3], from: nodes[index * 7 % 40], to: nodes[index * index % 40],
                properties: index % 4 == 0 ? ["source": .list([.string("doc:\(index)")]), "weight": .float(0.5)] : [:])
        }
        return builder.build()
    }()

    /// Everything that can be asked of a graph, in one text.
    static func text(of graph: Graph) -> String {
        var lines = [graph.labels.names, graph.types.names, graph.keys.names].map { $0.joined(separator: " ") }
        for node in graph.nodes() {
            let touching = graph.relationships(touching: node).map { "\($0.index)" }.joined(separator: ",")
            lines.append("\(node.index) \(graph.labels(of: node)) \(graph.properties(of: node)) \(touching)")
        }
        for relationship in graph.relationships() {
            let ends = graph.ends(of: relationship)
            lines.append(
                "\(relationship.index) \(graph.type(of: relationship)) \(ends.source.index) \(ends.target.index) \(graph.properties(of: relationship))")
        }
        for key in graph.keys.names.indices {
            for label in graph.labels.names.indices {
                let found = graph.nodes(where: { $0.contains(label) }, key: key, equals: .string("n:8"))
                lines.append("\(key) \(label) \(found)")
            }
        }
        return lines.joined(separator: "\n")
    }

    static func read(_ bytes: [UInt8]) throws(SnapshotFault) -> Snapshot {
        // A copy of its own, at an address that vectors like.
        let lane = Lane<UInt64>(count: (bytes.count + 7) / 8) { words in
            words.initialize(repeating: 0)
            UnsafeMutableRawBufferPointer(words).copyBytes(from: bytes)
        }
        return try Snapshot(UnsafeRawBufferPointer(rebasing: lane.bytes[..<bytes.count]), owner: lane.owner)
    }

    @Test(arguments: [Graph.empty, awkward])
    func comesBackAsItWas(graph: Graph) throws {
        let section = Snapshot.Section(name: "note", bytes: Lane(Array("hello".utf8)))
        let snapshot = try Self.read(Snapshot.bytes(of: graph, sections: [section]))
        #expect(Self.text(of: snapshot.graph) == Self.text(of: graph))
        #expect(snapshot.section("note").map(Array.init) == Array("hello".utf8))
        #expect(snapshot.section("none") == nil)
    }

    /// Two graphs that are equal give the same bytes, so that a file tells whether something has changed.
    @Test func bytesAreTheSameEachTime() {
        #expect(Snapshot.bytes(of: Self.awkward) == Snapshot.bytes(of: Self.awkward))
    }

    @Test func whatWasWrittenOverTheBaseIsInIt() throws {
        var graph = Self.awkward
        let node = graph.createNode(labels: ["New"], properties: ["id": .string("n:new")])
        _ = graph.createRelationship(type: "SEES", from: node, to: NodeID(0), properties: [:])
        graph.set("rank", of: NodeID(1), to: .string("first"))
        let snapshot = try Self.read(Snapshot.bytes(of: graph))
        #expect(snapshot.graph.hasNoWrites)
        #expect(Self.text(of: snapshot.graph) == Self.text(of: graph.folded()))
    }

    /// What was read can be written to as any graph.
    @Test func canBeWrittenTo() throws {
        var graph = try Self.read(Snapshot.bytes(of: Self.awkward)).graph
        graph.set("rank", of: NodeID(1), to: .integer(7))
        #expect(graph.property("rank", of: NodeID(1)) == .integer(7))
    }

    // MARK: Damage

    private static func fault(_ bytes: [UInt8]) -> SnapshotFault? {
        do throws(SnapshotFault) {
            _ = try read(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test func equalValuesAreLaidDownOnce() {
        func size(_ sources: (Int) -> String) -> Int {
            var builder = GraphBuilder()
            for index in 0..<1000 { _ = builder.addNode(labels: ["A"], properties: ["source": .list([.string(sources(index))])]) }
            return Snapshot.bytes(of: builder.build()).count
        }
        #expect(size { _ in "doc:0000" } + 1000 * "doc:0000".utf8.count < size { "doc:\(1000 + $0)" })
    }

    @Test func whatIsNoSnapshotIsRefused() {
        let bytes = Snapshot.bytes(of: Self.awkward)
        #expect(Self.fault([]) == .notASnapshot)
        #expect(Self.fault(Array("id,name\n1,Ann\n".utf8)) == .notASnapshot)
        #expect(Self.fault([0x89]) == .truncated(bytes: 1, wanted: nil))
        #expect(Self.fault(Array(bytes.prefix(63))) == .truncated(bytes: 63, wanted: nil))
        #expect(Self.fault(Array(bytes.dropLast())) == .truncated(bytes: bytes.count - 1, wanted: bytes.count))
        #expect(Self.fault(bytes + [0]) == .corrupt(part: .end))
    }

    /// Headers that are whole and say what this program cannot read.
    @Test func headersFromElsewhereAreRefused() {
        let bytes = Snapshot.bytes(of: Self.awkward)
        var newer = bytes
        newer[12] = 3
        #expect(Self.fault(newer) == .corrupt(part: .header))
        Self.seal(&newer)
        #expect(Self.fault(newer) == .otherVersion(3, known: 2))
        var swapped = bytes
        for start in stride(from: 8, to: 16, by: 4) { swapped[start..<start + 4].reverse() }
        #expect(Self.fault(swapped) == .otherByteOrder)
        var outside = bytes
        outside[24..<32] = [255, 255, 255, 255, 255, 255, 255, 127]
        Self.seal(&outside)
        #expect(Self.fault(outside) == .corrupt(part: .header))
    }

    private static func seal(_ bytes: inout [UInt8]) {
        let sum = bytes[..<56].withUnsafeBytes(SnapshotChecksum.ofPiece)
        withUnsafeBytes(of: sum) { bytes.replaceSubrange(56..<64, with: $0) }
    }

    /// Each byte of the header and of the catalogue, and bytes of every lane between.
    @Test func aChangedBitIsSeen() throws {
        let bytes = Snapshot.bytes(of: Self.awkward)
        let header = try bytes.withUnsafeBytes { bytes throws(SnapshotFault) in try SnapshotHeader(bytes) }
        var random = SplitMix(seed: 1)
        let all = Array(0..<64) + Array(header.catalogue..<bytes.count) + (64..<header.catalogue).filter { _ in random.next() % 8 == 0 }
        for place in all {
            var changed = bytes
            changed[place] ^= 1 << UInt8(random.next() % 8)
            #expect(Self.fault(changed) != nil, "byte \(place)")
        }
    }

    @Test func aShortenedFileIsSeen() {
        let bytes = Snapshot.bytes(of: Self.awkward)
        var random = SplitMix(seed: 2)
        for _ in 0..<300 {
            let length = Int(random.next() % UInt64(bytes.count))
            #expect(Self.fault(Array(bytes.prefix(length))) != nil, "\(length) bytes")
        }
    }

    /// Several bits at once, blocks put elsewhere, blocks of zeros.
    @Test func largerDamageIsSeen() {
        let bytes = Snapshot.bytes(of: Self.awkward)
        var random = SplitMix(seed: 3)
        func place(_ end: Int) -> Int { Int(random.next() % UInt64(end)) }
        for _ in 0..<300 {
            var changed = bytes
            switch place(3) {
            case 0: for _ in 0..<2 + place(6) { changed[place(bytes.count)] ^= UInt8(1 + place(255)) }
            case 1:
                let (from, to) = (place(bytes.count - 64), place(bytes.count - 64))
                changed.replaceSubrange(to..<to + 64, with: bytes[from..<from + 64])
            default:
                let from = place(bytes.count - 64)
                for index in from..<from + 64 { changed[index] = 0 }
            }
            if changed != bytes { #expect(Self.fault(changed) != nil) }
        }
    }

    /// A catalogue that lies, under checksums that hold, never leads out of the file.
    @Test func aLyingCatalogueIsReadWithinBounds() throws {
        let bytes = Snapshot.bytes(of: Self.awkward)
        let header = try bytes.withUnsafeBytes { bytes throws(SnapshotFault) in try SnapshotHeader(bytes) }
        var random = SplitMix(seed: 4)
        var refused = 0
        for place in header.catalogue..<bytes.count {
            var changed = bytes
            changed[place] = UInt8(truncatingIfNeeded: random.next())
            let sum = changed[64...].withUnsafeBytes { SnapshotChecksum.of($0) }
            let sealed = SnapshotHeader(fileSize: header.fileSize, catalogue: header.catalogue, checksum: sum).bytes
            changed.replaceSubrange(..<64, with: sealed)
            if Self.fault(changed) != nil { refused += 1 }
        }
        #expect(refused > (bytes.count - header.catalogue) / 2)
    }

    // MARK: Checksum

    /// Pieces that come in bits have the checksum of the whole, whatever their sizes.
    @Test func streamsSumUpAsTheWhole() {
        var random = SplitMix(seed: 5)
        let bytes = (0..<3 * SnapshotChecksum.pieceSize + 77).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        var written: [UInt8] = []
        var stream = SnapshotStream<Never> { written.append(contentsOf: $0) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let taken = rest.prefix(1 + Int(random.next() % 400_000))
            taken.withUnsafeBytes { stream.append($0) }
            rest = rest.dropFirst(taken.count)
        }
        #expect(stream.finish() == bytes.withUnsafeBytes { SnapshotChecksum.of($0) })
        #expect(written == bytes)
    }
}

/// The same numbers in every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
