import Diagnostics
import Interchange
import PropertyGraph
import QueryEngine
import Testing

/// What every row of kb/ keeps to beyond its form: each query finds the rows that do not, and there are none.
@Suite struct ShippedRowsTests {
    struct Rule: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var breaches: String

        init(_ description: String, _ breaches: String) {
            (testDescription, self.breaches) = (description, breaches)
        }
    }

    private static let relations = """
        CASE WHEN m.negated OR m.looked_for IS NOT NULL THEN 'none'
             ELSE {exact: 'equal', broad: 'subset', narrow: 'superset', close: 'intersects', related: 'intersects'}[m.predicate] END
        """

    static let rules = [
        Rule("the set relation of a mapping says what its predicate says",
            "MATCH (a)-[m]->(b) WHERE m.set IS NOT NULL AND coalesce(m.set_relation, '') <> \(relations) RETURN a.id, b.id"),
        Rule("a mapping says what it rests on, and whether a second person has checked it",
            "MATCH (a)-[m]->(b) WHERE m.set IS NOT NULL AND (m.basis IS NULL OR m.reviewed IS NULL) RETURN a.id, b.id"),
        Rule("what was checked and not found says by whom and where",
            "MATCH (a)-[m:HAS_NO_MATCH_IN]->(s) WHERE m.checked IS NULL RETURN a.id, s.id"),
        Rule("what is official, or a copy, is not said by us, but for what we found missing", """
            MATCH (a)-[m]->(b) WHERE m.basis IN ['official page', 'copy of an official page'] AND m.author = 'cqcq maintainers'
              AND m.looked_for IS NULL RETURN a.id, b.id
            """),
        Rule("what is a reading of ours is said by us",
            "MATCH (a)-[m]->(b) WHERE m.basis = 'our reading' AND (m.author <> 'cqcq maintainers' OR NOT 'doc:ours' IN m.source) RETURN a.id, b.id"),
        Rule("an official page is among the sources of an official row", """
            MATCH (a)-[m]->(b) WHERE m.basis = 'official page'
              AND NOT EXISTS { MATCH (d:Document {basis: 'official page'}) WHERE d.id IN m.source } RETURN a.id, b.id
            """),
        Rule("a node says what it rests on",
            "MATCH (n) WHERE n.id IS NOT NULL AND n.basis IS NULL RETURN n.id"),
        Rule("rows about councils are in sets of their own", """
            MATCH (s:MappingSet) MATCH (a)-[m]->(b)
            WHERE m.set = s.name AND (m.sector STARTS WITH 'local') <> (s.sector = 'local authorities') RETURN a.id, b.id
            """),
        Rule("a mapping has an author, a confidence and a source",
            "MATCH (a)-[m]->(b) WHERE m.set IS NOT NULL AND (m.author IS NULL OR m.confidence IS NULL OR m.source IS NULL) RETURN a.id, b.id"),
        Rule("what rests on our word alone is of no high confidence",
            "MATCH (a)-[m]->(b) WHERE m.source = ['doc:ours'] AND m.confidence = 'high' RETURN a.id AS id UNION MATCH (n) WHERE n.source = ['doc:ours'] AND n.confidence = 'high' RETURN n.id AS id"),
        Rule("beside what is published our own placing is of low confidence", """
            MATCH (s:MappingSet) WHERE s.status = 'mixed' OR s.name = 'qs-regulation'
            MATCH (a)-[m]->(b) WHERE m.set = s.name AND m.source = ['doc:ours'] AND m.confidence <> 'low' RETURN a.id, b.id
            """),
        Rule("what rests on our word alone is not said to be another's",
            "MATCH (a)-[m]->(b) WHERE m.source = ['doc:ours'] AND m.author <> 'cqcq maintainers' RETURN a.id, b.id"),
        Rule("what has an official page has its address", """
            MATCH (n) WHERE n.url IS NULL AND (n:KeyQuestion OR n:Criterion OR n:Prompt OR n:Regulation OR n:RegulationPart OR n:IStatement
                OR n:WeStatement OR n:EvidenceCategory OR n:Framework OR n:RegulatedActivity OR n:Guideline OR n:ScoringRule OR n:Sector)
            RETURN n.id
            """),
        Rule("a document has rows that rest on it",
            "MATCH (d:Document) WHERE NOT EXISTS { (d)<-[:SOURCED_FROM]-() } AND NOT EXISTS { MATCH ()-[m]->() WHERE d.id IN m.source } RETURN d.id"),
        Rule("a draft row belongs to a draft",
            "MATCH (n)-[:PART_OF]->(f:Framework) WHERE (n.status = 'draft') <> (f.status = 'draft') RETURN n.id"),
        Rule("councils are assessed on nine statements, systems on seventeen", """
            MATCH (s:Sector)<-[:APPLIES_TO]-(q) WITH s, count(q) AS statements
            WHERE statements <> {LA: 9, ICS: 17}[s.code] RETURN s.id, statements
            """),
        Rule("vaccination was a duty from 11 November 2021 to 15 March 2022", """
            MATCH (r:Regulation {id: 'ra2014:12-VCOD'})
            WHERE r.valid_from <> date('2021-11-11') OR r.valid_to <> date('2022-03-15') RETURN r.id
            """),
    ]

    @Test(arguments: rules)
    func hasNoBreach(_ rule: Rule) throws {
        do {
            let found = try Shipped.query(rule.breaches)
            #expect(found.isEmpty)
        } catch let error as Diagnostics {
            Issue.record("\(DiagnosticRenderer().render(error))")
        }
    }

    /// The rules are asked of a graph that has what they speak of.
    @Test func thereAreRows() throws {
        let mappings = try Shipped.query("MATCH ()-[m]->() WHERE m.set IS NOT NULL RETURN count(m)")
        #expect(mappings != [["0"]])
        #expect(try Shipped.query("MATCH (s:Sector)<-[:APPLIES_TO]-() RETURN DISTINCT s.code ORDER BY s.code") == [["ICS"], ["LA"]])
    }
}

extension Shipped {
    /// The rows of a query over the graph of all days, as text.
    fileprivate static func query(_ text: String) throws -> [[String]] {
        let cursor = try Engine(graph: whole).prepare(SourceText(text), parameters: []).run(parameters: [:])
        var rows: [[String]] = []
        while let batch = try cursor.next() { rows += batch.map { $0.map { PlainText.text(of: $0, in: .empty) } } }
        return rows
    }
}
