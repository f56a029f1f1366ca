import Diagnostics
import Foundation
import Interchange
import Knowledge
import PropertyGraph
import QueryEngine
import Testing

@Suite struct CommandRunTests {
    @Test(arguments: [
        "gaps", "coverage", "show kloes well-led", "show frameworks", "trace saf:W3", "trace ra2014:12", "find end of life",
        "sources W3", "compare 2021-07-28 2023-12-01",
    ])
    func runs(statement: String) throws {
        do {
            let tables = try Shipped.run(statement)
            if ProcessInfo.processInfo.environment["SHOW"] != nil { for table in tables { print(table.text, "\n") } }
            #expect(tables.allSatisfy { !$0.rows.isEmpty })
        } catch let error as Diagnostics {
            Issue.record("\(DiagnosticRenderer().render(error))")
        }
    }
}

/// What the founding documents say, asked for by command.
@Suite struct FoundingQuestionTests {
    @Test func noIStatementSpeaksToWellLedToday() throws {
        let gaps = try Shipped.run("gaps well-led")[0]
        #expect(gaps.texts("code") == (1...8).map { "W\($0)" })
        #expect(Set(gaps.texts("framework")) == ["SAF-2023"])
        #expect(Set(gaps.texts("i")) == ["0"])
        #expect(Set(gaps.texts("i_statement_finding"))
            == ["checked, none found (cqcq maintainers, on CQC's page)", "checked, none found (cqcq maintainers, on a copy of CQC's page)"])
        #expect(gaps.column("missing").allSatisfy { value in
            if case .list(let parts) = value { parts.contains(.string("I statements")) } else { false }
        })
        #expect(gaps.texts("sources").allSatisfy { $0.contains("doc:") })
    }

    /// A row that another one of the same set and ends takes over from has changed; it has not ended.
    @Test func aMappingThatGoesOnHasChanged() throws {
        let written = try Engine(graph: .empty).prepare(
            SourceText(
                """
                CREATE (a {id: 'a'}), (b {id: 'b'}), (c {id: 'c'}),
                       (a)-[:M {set: 's', confidence: 'low', valid_to: date('2022-01-01')}]->(b),
                       (a)-[:M {set: 's', confidence: 'high', valid_from: date('2022-01-01')}]->(b),
                       (a)-[:M {set: 's', valid_to: date('2022-01-01')}]->(c),
                       (b)-[:M {set: 's', valid_from: date('2022-01-01')}]->(c),
                       (a)-[:M {set: 't', valid_to: date('2022-01-01')}]->(b)
                """)
        ).run()
        while try written.next() != nil {}
        let command = try #require(try Shipped.base.get().commands.commands.first { $0.name == "compare" })
        let days: [String: Value] = ["from": .date(CalendarDate("2021-06-01")!), "to": .date(CalendarDate("2023-06-01")!)]
        let cursor = try Engine(graph: written.graph).prepare(command.query, parameters: Set(days.keys)).run(parameters: days)
        var lines: [String] = []
        while let rows = try cursor.next() {
            lines += rows.map { row in row.map { PlainText.text(of: $0, in: .empty) }.joined(separator: " | ") }
        }
        #expect(
            lines == [
                "added | mappings | M | s | 1 | b → c | b → c", "changed | mappings | M | s | 1 | a → b | a → b",
                "ended | mappings | M | s | 1 | a → c | a → c", "ended | mappings | M | t | 1 | a → b | a → b",
            ])
    }

    @Test func onThatDayThereWereLinesOfEnquiry() throws {
        let gaps = try Shipped.run("gaps well-led", asOf: "2021-07-28")[0]
        let codes = zip(gaps.texts("framework"), gaps.texts("code")).map { "\($0) \($1)" }
        #expect(codes == (1...5).map { "ASC-2017 W\($0)" } + (1...8).map { "HC-2018 W\($0)" })
        #expect(Set(gaps.texts("i_key_question")) == ["0"])
        #expect(Set(gaps.texts("key_question_finding")) == ["checked, none found (CQC, reported in D2)"])
        #expect(Set(gaps.texts("i_statement_finding")) == ["checked, none found (CQC, reported in D2)"])
        #expect(Set(gaps.texts("kloes")) == [""])
        #expect(gaps.texts("sources").allSatisfy { $0.contains("doc:d2") })
    }

    @Test func theOtherFourHadIStatements() throws {
        for question in ["safe", "effective", "caring", "responsive"] {
            let coverage = try Shipped.run("coverage \(question)", asOf: "2021-07-28")[0]
            let rows = zip(coverage.texts("kind"), coverage.column("key_question_i")).filter { $0.0 == "I statements" }
            #expect(rows.count == 2)
            for row in rows {
                guard case .integer(let count) = row.1 else {
                    Issue.record("no number for \(question)")
                    continue
                }
                #expect(count > 0)
            }
        }
    }

    @Test(arguments: [nil, "2018-01-01", "2021-07-28", "2023-11-21", "2025-01-01"] as [String?])
    func thePartsMakeTheTotal(asOf: String?) throws {
        let coverage = try Shipped.run("coverage", asOf: asOf)[0]
        for row in coverage.rows {
            let numbers = Dictionary(uniqueKeysWithValues: zip(coverage.columns, row))
            func number(_ name: String) -> Int { if case .integer(let value)? = numbers[name] { value } else { -1 } }
            let sum = ["listed_by_cqc", "stated_by_others", "our_reading", "none_found", "not_checked"].map(number).reduce(0, +)
            #expect(sum == number("total"))
            #expect(number("total") > 0)
            #expect(number("copies") <= number("listed_by_cqc"))
        }
        #expect(!coverage.rows.isEmpty)
    }

    @Test func statementsKnowTheirPast() throws {
        let gaps = try Shipped.run("gaps safe", asOf: "2024-06-01")[0]
        #expect(gaps.rows.count == 8)
        #expect(!gaps.texts("kloes").contains("0"))
    }
}
