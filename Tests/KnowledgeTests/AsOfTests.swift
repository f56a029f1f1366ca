import Diagnostics
import Knowledge
import KnowledgeProcedures
import PropertyGraph
import QueryEngine
import Testing

@Suite struct AsOfTests {
    private func count(_ label: String, _ day: String?) throws -> Int {
        let graph = TimeView(validOn: day.flatMap { CalendarDate($0) }).of(Shipped.whole)
        return graph.labels.number(of: label).map { graph.nodeCount(withLabel: $0) } ?? 0
    }

    @Test func frameworksFollowOneAnother() throws {
        #expect(try count("KLOE", "2017-10-31") == 0)
        #expect(try count("KLOE", "2017-11-01") == 24)
        #expect(try count("KLOE", "2021-07-28") == 51)
        #expect(try count("QualityStatement", "2023-11-20") == 0)
        #expect(try count("QualityStatement", "2023-11-21") == 34)
        // Both, until every region had the quality statements.
        #expect(try count("KLOE", "2024-02-05") == 51)
        #expect(try count("KLOE", "2024-02-06") == 0)
        #expect(try count("Regulation", nil) > 20)
    }

    @Test func relationshipsNeedBothEnds() throws {
        let graph = TimeView(validOn: CalendarDate("2021-07-28")).of(Shipped.whole)
        #expect(graph.types.number(of: "BECAME").map { graph.relationshipCount(ofType: $0) } ?? 0 == 0)
        #expect(graph.relationships().allSatisfy { relationship in
            let ends = graph.ends(of: relationship)
            return !graph.isDeleted(ends.source) && !graph.isDeleted(ends.target)
        })
    }

    /// A node keeps its id in every view, so that rows of two days can be compared.
    @Test func twoDaysInOneQuery() throws {
        let engine = Engine(graph: Shipped.whole, graphs: TimeView.graphs(of: Shipped.whole))
        let cursor = try engine.prepare(
            SourceText(
                """
                CALL { USE cqcq.asOf(date('2021-07-28')) MATCH (r:Regulation) RETURN collect(r) AS before }
                CALL { USE cqcq.asOf(date('2024-07-28')) MATCH (r:Regulation) RETURN collect(r) AS after }
                RETURN [r IN before WHERE NOT r IN after | r.code] AS ended, [r IN after WHERE NOT r IN before | r.code] AS began,
                       size([r IN before WHERE r IN after]) > 20 AS most
                """)
        ).run()
        let row = try #require(try cursor.next()?.first)
        #expect(row[2] == .boolean(true))
        #expect(row[1] != .list([]))
    }

    /// The condition of deployment was published in July 2021 and held from November on.
    @Test func knownIsNotValid() throws {
        func graph(_ valid: String?, _ known: String?) -> Graph {
            TimeView(validOn: valid.flatMap { CalendarDate($0) }, knownOn: known.flatMap { CalendarDate($0) }).of(Shipped.whole)
        }
        let all = Shipped.whole.nodeCount
        let known = graph(nil, "2021-07-28").nodeCount
        let valid = graph("2021-07-28", nil).nodeCount
        let both = graph("2021-07-28", "2021-07-28").nodeCount
        #expect(both < known && both < valid && known < all && valid < all)
        #expect(graph(nil, "2021-07-28").labels.number(of: "Claim") != nil)
    }

    @Test func whatIsWrittenIsViewedToo() throws {
        let cursor = try Engine(graph: Shipped.whole).prepare(
            SourceText("CREATE (:Draft {valid_from: date('2030-01-01')}), (:Draft)")
        ).run()
        while try cursor.next() != nil {}
        let whole = cursor.graph
        let label = try #require(whole.labels.number(of: "Draft"))
        #expect(TimeView(validOn: CalendarDate("2026-01-01")).of(whole).nodeCount(withLabel: label) == 1)
        #expect(TimeView(validOn: CalendarDate("2030-01-01")).of(whole).nodeCount(withLabel: label) == 2)
        #expect(whole.nodeCount(withLabel: label) == 2)
    }

    @Test func dateCellsAreDates() throws {
        let graph = Shipped.whole
        let label = try #require(graph.labels.number(of: "QualityStatement"))
        let first = try #require(graph.nodes(withLabels: [label]).first)
        #expect(graph.property("valid_from", of: first) == .date(CalendarDate("2023-11-21")!))
        #expect(graph.property("key_question", of: first).isNull)
    }

    /// By columns, over what was loaded, and one by one, over what was written to: the same things are in sight.
    @Test(arguments: ["2010-01-01", "2021-07-28", "2023-12-15", "2026-11-28"])
    func columnsAndThingsAgree(_ day: String) throws {
        let whole = Shipped.whole
        let view = TimeView(validOn: CalendarDate(day)!, knownOn: CalendarDate("2026-06-01")!)
        var written = whole
        let added = written.createNode(labels: [], properties: [:])
        let (plain, other) = (view.of(whole), view.of(written))
        #expect(plain.nodeCount < whole.nodeCount && plain.relationshipCount < whole.relationshipCount)
        #expect(Array(plain.nodes()) == other.nodes().filter { $0 != added })
        #expect(Array(plain.relationships()) == Array(other.relationships()))
    }
}
