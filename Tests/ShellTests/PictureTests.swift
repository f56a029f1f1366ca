import PropertyGraph
import Testing

@testable import Shell

@Suite struct PictureTests {
    private func picture(_ edges: [(Int, Int)], nodes: Int) -> Picture {
        Picture(
            nodes: (0..<nodes).map { Picture.Node(name: "n\($0)", kind: "", caption: "") },
            edges: edges.map { Picture.Edge(from: $0.0, to: $0.1, type: "T") })
    }

    @Test func eachRelationshipIsDrawnOnce() {
        let text = PictureTree(picture: picture([(0, 1), (1, 2), (2, 0), (3, 1), (2, 2)], nodes: 5), width: nil, isASCII: false).text
        #expect(text == """
            n0
            ├─T→ n1
            │  ├─T→ n2 ↑
            │  └←T─ n3
            └←T─ n2
               └─T→ n2 ↑
            n4

            """)
    }

    @Test func linesFitTheTerminal() {
        var wide = picture([(0, 1)], nodes: 2)
        wide.nodes[1].caption = String(repeating: "學", count: 30)
        let lines = PictureTree(picture: wide, width: 20, isASCII: true).text.split(separator: "\n")
        #expect(lines.allSatisfy { String($0).displayWidth <= 20 })
        #expect(lines[1].hasPrefix("`-T-> n1 學"))
    }

    @Test func nodesBeyondTheLimitAreCounted() {
        var builder = GraphBuilder()
        for number in 0..<10 { _ = builder.addNode(labels: ["A"], properties: ["id": .string("a\(number)")]) }
        var sketch = PictureSketch(builder.build(), generalLabels: [], limit: 4)
        for number in 0..<10 { sketch.add(.list([.node(NodeID(number)), .node(NodeID(number))])) }
        #expect(sketch.picture.nodes.map(\.name) == ["a0", "a1", "a2", "a3"])
        #expect(sketch.picture.nodesLeftOut == 6)
    }

    @Test func textIsNoMarkup() {
        var hostile = picture([], nodes: 1)
        hostile.nodes[0].caption = #"a"] --> b\N <script>"#
        #expect(hostile.dot.contains(#"n0\na\"] --> b\\N <script>"#))
        #expect(hostile.mermaid.contains("a#34;#93; --#62; b#92;N #60;script#62;"))
        #expect(PictureSVG(picture: hostile).text.contains("&lt;script&gt;"))
    }

    /// A cycle has no first layer; every box has a place of its own.
    @Test func cyclesAreLaidOut() {
        let text = PictureSVG(picture: picture([(0, 1), (1, 2), (2, 0)], nodes: 3)).text
        let places = text.split(separator: "<rect ").dropFirst().map { $0.prefix(while: { $0 != "w" }) }
        #expect(Set(places).count == 3)
    }
}
