import Interchange
import PropertyGraph
import Testing

@Suite struct JSONWriterTests {
    private static let graph: Graph = {
        var builder = GraphBuilder()
        let a = builder.addNode(labels: ["A", "B"], properties: ["id": .string("x:1"), "n": .integer(1)])
        let b = builder.addNode(labels: ["C"])
        builder.addRelationship(type: "T", from: a, to: b, properties: ["since": .date(CalendarDate("2021-07-28")!)])
        return builder.build()
    }()

    @Test(arguments: [
        (Value.null, "null"),
        (.boolean(true), "true"),
        (.integer(-5), "-5"),
        (.float(1), "1.0"),
        (.float(1e300), "1e+300"),
        (.float(.nan), "\"NaN\""),
        (.float(-.infinity), "\"-Infinity\""),
        (.date(CalendarDate("2021-07-28")!), "\"2021-07-28\""),
        (.string("say \"I\"\\\n\t\u{1}\u{7F}\u{2028}é😀"), "\"say \\\"I\\\"\\\\\\n\\t\\u0001\\u007f\\u2028é😀\""),
        (.list([.integer(1), .null, .list([])]), "[1, null, []]"),
        (.map(["a b": .integer(1), "\"": .map([:])]), "{\"a b\": 1, \"\\\"\": {}}"),
        (.node(NodeID(0)), "{\"labels\": [\"A\", \"B\"], \"properties\": {\"id\": \"x:1\", \"n\": 1}}"),
        (.relationship(RelationshipID(0)), "{\"type\": \"T\", \"from\": \"x:1\", \"properties\": {\"since\": \"2021-07-28\"}}"),
        (
            .path(Path(nodes: [NodeID(1)], relationships: [])),
            "{\"nodes\": [{\"labels\": [\"C\"], \"properties\": {}}], \"relationships\": []}"
        ),
    ])
    func values(value: Value, json: String) {
        #expect(JSONWriter.text(of: value, in: Self.graph) == json)
    }

    @Test func rowsAreObjectsInColumnOrder() {
        let text = JSONWriter.object(columns: ["b", "a"], row: [.integer(1), .string("")], in: Self.graph)
        #expect(text == "{\"b\": 1, \"a\": \"\"}")
    }
}
