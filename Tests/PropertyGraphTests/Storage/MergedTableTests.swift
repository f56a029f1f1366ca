@testable import PropertyGraph
import Testing

/// A table that rows were taken out of and put into is the table that is laid out of the same relationships at once.
struct MergedTableTests {
    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 11 ^ state << 40
        }
    }

    /// Of each row the number of its relationship, in a column.
    private static func numbered(_ order: [Int32]) -> [Int: Column] { [0: Column(order.map { .integer(Int($0)) })] }

    private static func entries(_ adjacency: Adjacency, nodes: Int) -> [[[Int]]] {
        (0..<nodes).map { node in adjacency.positions(of: node).map { [Int(adjacency.neighbours[$0]), adjacency.row(at: $0)] } }
    }

    @Test(arguments: 0..<200) func isLaidOutAtOnce(_ seed: Int) throws {
        var random = Random(state: UInt64(seed))
        let nodes = Int.random(in: 1...12, using: &random)
        func ends(_ count: Int) -> [(source: Int32, target: Int32)] {
            (0..<count).map { _ in (Int32.random(in: 0..<Int32(nodes), using: &random), Int32.random(in: 0..<Int32(nodes), using: &random)) }
        }
        let old = ends(Int.random(in: 0...20, using: &random)).sorted { ($0.source, $0.target) < ($1.source, $1.target) }
        let added = ends(Int.random(in: 0...8, using: &random))
        let gone = Set(old.indices.filter { _ in Int.random(in: 0..<4, using: &random) == 0 && seed % 3 > 0 }.map { Int32($0) })
        let table = RelationshipTable(type: 0, from: 7, sources: old.map(\.source), targets: old.map(\.target)) { Self.numbered($0 ?? old.indices.map { Int32($0) }) }
        let merged = table.merged(from: 30, without: seed % 3 > 0 ? { gone.contains($0) } : nil, adding: added) { order in
            Self.numbered(order)
        }
        let kept = old.indices.filter { !gone.contains(Int32($0)) }.map { (Int32($0), old[$0]) } + added.enumerated().map { (Int32(old.count + $0), $1) }
        let whole = RelationshipTable(type: 0, from: 30, sources: kept.map(\.1.source), targets: kept.map(\.1.target)) { order in
            Self.numbered((order ?? kept.indices.map { Int32($0) }).map { kept[Int($0)].0 })
        }
        #expect(merged.range == whole.range)
        #expect(Array(merged.sources) == Array(whole.sources) && Array(merged.targets) == Array(whole.targets))
        #expect((0..<merged.range.count).map { merged.columns[0]?.value(at: $0) } == (0..<whole.range.count).map { whole.columns[0]?.value(at: $0) })
        #expect(Self.entries(merged.outgoing, nodes: nodes) == Self.entries(whole.outgoing, nodes: nodes))
        #expect(Self.entries(merged.incoming, nodes: nodes) == Self.entries(whole.incoming, nodes: nodes))
    }
}
