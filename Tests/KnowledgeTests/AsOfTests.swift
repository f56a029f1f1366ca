import Diagnostics
import Knowledge
import PropertyGraph
import Testing

@Suite struct AsOfTests {
    private func count(_ label: String, _ day: String?) throws -> Int {
        let graph = try Shipped.base.get().graph(asOf: day.flatMap { CalendarDate($0) })
        return graph.labels.number(of: label).map { graph.nodeCount(withLabel: $0) } ?? 0
    }

    @Test func frameworksFollowOneAnother() throws {
        #expect(try count("KLOE", "2017-10-31") == 0)
        #expect(try count("KLOE", "2017-11-01") == 24)
        #expect(try count("KLOE", "2021-07-28") == 51)
        #expect(try count("QualityStatement", "2023-11-20") == 0)
        #expect(try count("QualityStatement", "2023-11-21") == 34)
        #expect(try count("KLOE", "2023-11-21") == 0)
        #expect(try count("Regulation", nil) > 20)
    }

    @Test func relationshipsNeedBothEnds() throws {
        let graph = try Shipped.base.get().graph(asOf: CalendarDate("2021-07-28"))
        #expect(graph.types.number(of: "BECAME").map { graph.relationshipCount(ofType: $0) } ?? 0 == 0)
        #expect(graph.relationships().allSatisfy { Int(graph.ends(of: $0).target.index) < graph.nodeCount })
    }

    @Test func dateCellsAreDates() throws {
        let graph = Shipped.whole
        let label = try #require(graph.labels.number(of: "QualityStatement"))
        let first = try #require(graph.nodes(withLabels: [label]).first)
        #expect(graph.property("valid_from", of: first) == .date(CalendarDate("2023-11-21")!))
        #expect(graph.property("key_question", of: first).isNull)
    }

    @Test func theEmbeddedFilesAreTheSame() throws {
        let embedded = try KnowledgeBase.embedded().graph(asOf: nil)
        #expect(embedded.nodeCount == Shipped.whole.nodeCount)
        #expect(embedded.relationshipCount == Shipped.whole.relationshipCount)
    }
}
