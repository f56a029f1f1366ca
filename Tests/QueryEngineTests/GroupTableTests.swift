import PropertyGraph
@testable import QueryEngine
import Testing

/// Groups are numbered in order of first meeting, whatever form their keys have and take on later.
struct GroupTableTests {
    private static let graph: Graph = {
        var graph = Graph.empty
        for _ in 0..<4 { _ = graph.createNode(labels: [], properties: [:]) }
        return graph
    }()

    private static let setting = ExecutionContext(
        graph: graph, parameters: [:], subplans: [], slotCount: 0, today: CalendarDate(days: 0),
        clock: { EpochInstant(seconds: 0, nanosecond: 0) }, limits: Limits()
    ).setting

    /// By key, the vectors of one batch after the other, four rows each.
    private static let batches: [String: [[Vector]]] = [
        "no keys": [[], []],
        "nodes": [[.nodes([0, 1, -1, 0])], [.nodes([3, 1, 0, -1])]],
        "nodes of later": [[.nodes([0, 1, -1, 0])], [.nodes([9, 1, 0, 9])], [.nodes([0, 9, 3000, -1])]],
        "two keys": [[.nodes([0, 1, 1, 0]), .booleans([1, 0, 0, -1])], [.nodes([0, 0, 7, 7]), .booleans([1, 1, 0, 0])]],
        "integers": [[.integers([5, -5, 5, .max])], [.integers([.min, 5, 6, -5])]],
        "integers, then values": [[.integers([5, -5, 5, 0])], [.values([.float(5), .string("x"), .null, .integer(0)])], [.integers([0, 1, 2, 3])]],
        "short integers, then long ones": [
            [.integers([1, 2, 1, 100_000]), .integers([5, 6, 5, 6])], [.integers([1, -1, 1 << 40, 2]), .integers([5, 5, 5, 1 << 33])],
            [.integers([1 << 40, 1, 0, 2]), .integers([5, 1 << 32, 1, 6])],
        ],
        "short integers, then null": [
            [.integers([1, 2, 1, 100_000]), .integers([5, 6, 5, 70_000])], [.partial(.integers([1, 0, 2, 0]), present: [true, false, true, false]), .integers([5, 5, 6, 6])],
        ],
        "constants": [[.constant(.integer(1))], [.constant(.null)], [.integers([1, 2, 1, 2])]],
        "constant texts": [
            [.constant(.string("a")), .integers([1, 2, 1, 2])], [.constant(.string("b")), .integers([1, 1, 3, 2])], [texts("c", nil, "a", "b"), .integers([2, 2, 2, 2])],
            [.constant(.null), .integers([2, 3, 2, 1])],
        ],
        "null, then texts": [[.constant(.null)], [.constant(.null)], [texts("a", nil, "b", "a")], [texts("c", "b", nil, "d")]],
        "null, then texts beside numbers": [
            [.constant(.null), .integers([1, 2, 1, 70_000])], [.constant(.string("a")), .integers([1, 2, 3, 4])], [.constant(.null), .integers([1, 2, 5, 6])],
            [texts("b", "a", nil, "c"), .integers([1, 1, 1, 1 << 40])],
        ],
        "null, then floats": [[.partial(.integers([0, 0, 0, 0]), present: [false, false, false, false])], [.floats([0, 1.5, -1.5, 1.5])], [.constant(.null)]],
        "null, then dates": [[.constant(.null)], [.dates([0, Vector.nullDate, -3, 70_000])], [.partial(.floats([0, 0, 0, 0]), present: [false, false, false, false])]],
        "null, then nodes": [[.constant(.null), texts("a", "b", "a", nil)], [.nodes([3, -1, 0, 3]), texts("a", "b", "a", nil)]],
        "null, then truths, then others": [[.constant(.null)], [.booleans([1, 0, -1, 1])], [.constant(.null)], [.integers([1, 0, 1, 2])]],
        "strings of several dictionaries": [
            [texts("a", "b", "a", nil)], [texts("c", "a", nil, "b")], [texts("d", "c", "e", "f")], [.constant(.string("c"))], [.values([.string("e"), .integer(1), .string("g"), .null])],
        ],
        "strings beside numbers": [[texts("a", "b", "a", nil), .integers([1, 1, 1, 1])], [texts("b", "x", "a", "b"), .integers([1, 1, 2, 1])], [.constant(.null), .integers([1, 2, 1, 2])]],
        "strings of several dictionaries beside what changes its type": [
            [texts("a", "b", "a", nil), .integers([1, 1, 1, 1])], [texts("c", "d", "a", "b"), .integers([1, 2, 1, 1])],
            [texts("e", "f", "d", "a"), .values([.string("x"), .integer(1), .integer(2), .float(1)])], [texts("f", nil, "a", "e"), .integers([1, 1, 1, 1])],
        ],
        "labels": [[labels(0, 1, 0, nil)], [labels(1, 1, nil, 0)], [.values([.list([.string("A")]), .null, .integer(3), .list([])])]],
        "lists": [[.values([.list([.integer(1)]), .list([]), .list([.float(1)]), .null])]],
    ]

    private static func texts(_ texts: String?...) -> Vector {
        let (codes, dictionary) = StringDictionary.numbering(texts.map { $0 ?? "" })
        return .strings(zip(texts, codes).map { $0 == nil ? Vector.nullCode : $1 }, dictionary)
    }

    private static func labels(_ codes: UInt32?...) -> Vector {
        .coded(codes.map { $0 ?? Vector.nullCode }, ValueDictionary.numbering([.list([.string("A")]), .list([.string("A"), .string("B")])]).dictionary)
    }

    /// The words of a key, made values again, are a key of the same form: groups of several threads are merged without tagged values.
    @Test func keysComeBackAsTheyWere() throws {
        let present = [true, false, true]
        let vectors: [Vector] = [
            .nodes([2, -1, 0]), .relationships([0, -1, 5]), .integers([3, -3, 0]), .partial(.integers([3, 9, 0]), present: present), .floats([0.5, -0.5, 2]),
            .partial(.floats([0.5, 9, 2]), present: present), .dates([3, Vector.nullDate, -3]), .booleans([1, -1, 0]), Self.texts("a", nil, "b"), Self.labels(1, nil, 0),
        ]
        for vector in vectors {
            let form = try #require(KeyForm(vector))
            let back = form.vector(KeyForm.words(of: vector, 3))
            #expect(form.fits(back), "\(vector)")
            #expect((0..<3).map { back.value(at: $0) } == (0..<3).map { vector.value(at: $0) })
        }
    }

    /// Constants, and nulls before the first value, are no reason for tagged values.
    @Test(arguments: batches.keys.filter { $0 == "constant texts" || $0.hasPrefix("null, then") && !$0.hasSuffix("others") }.sorted())
    func staysTyped(_ name: String) throws {
        let batches = try #require(Self.batches[name])
        var table = GroupTable(width: batches[0].count, graph: Self.graph)
        for vectors in batches { _ = try table.groups(of: vectors, count: 4, Self.setting) }
        #expect(table.isTyped)
    }

    /// Of two copies of a table whose texts grow, neither sees what the other one adds.
    @Test func copiesGrowApart() throws {
        var table = GroupTable(width: 1, graph: Self.graph)
        for batch in [Self.texts("a", "b", "a", "b"), Self.texts("c", "a", "c", "a")] { _ = try table.groups(of: [batch], count: 4, Self.setting) }
        var copy = table
        #expect(try table.groups(of: [Self.texts("x", "a", "y", "x")], count: 4, Self.setting) == [3, 0, 4, 3])
        #expect(try copy.groups(of: [Self.texts("y", "z", "c", "x")], count: 4, Self.setting) == [3, 4, 2, 5])
        #expect((0..<5).map { table.column(0).value(at: $0) } == ["a", "b", "c", "x", "y"].map { .string($0) })
        #expect((0..<6).map { copy.column(0).value(at: $0) } == ["a", "b", "c", "y", "z", "x"].map { .string($0) })
        #expect(table.known(of: [Self.texts("z", "y", nil, "a")], count: 4) == [-1, 4, -1, 0])
    }

    /// What is looked for only may have longer words than all that is there.
    @Test func longWordsAreNotFound() throws {
        var table = GroupTable(width: 2, graph: Self.graph)
        _ = try table.groups(of: [.integers([1, 2, 3, 100_000]), .integers([5, 6, 7, 70_000])], count: 4, Self.setting)
        #expect(table.known(of: [.integers([1, 1 << 32 + 1, 3, 100_000]), .integers([5, 5, 1 << 32 + 7, 70_000])], count: 4) == [0, -1, -1, 3])
    }

    @Test(arguments: batches.keys.sorted())
    func groupsAreNumberedInOrder(_ name: String) throws {
        let batches = try #require(Self.batches[name])
        var table = GroupTable(width: batches[0].count, graph: Self.graph)
        var keys: [[Value]] = []
        for vectors in batches {
            let found = try table.groups(of: vectors, count: 4, Self.setting)
            for row in 0..<4 {
                let key = vectors.map { $0.value(at: row) }
                if !keys.contains(key) { keys.append(key) }
                #expect(Int(found[row]) == keys.firstIndex(of: key), "\(key)")
            }
            #expect(table.count == keys.count)
            try table.checkInvariants(Self.setting)
        }
        for column in batches[0].indices {
            #expect((0..<table.count).map { table.column(column).value(at: $0) } == keys.map { $0[column] })
        }
        table.removeAll()
        #expect(table.count == 0)
        #expect(try table.groups(of: batches[0], count: 4, Self.setting).first == 0)
        try table.checkInvariants(Self.setting)
    }
}
