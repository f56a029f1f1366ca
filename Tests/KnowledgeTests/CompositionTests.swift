import Diagnostics
import Foundation
import Knowledge
import KnowledgeProcedures
import PropertyGraph
import QueryEngine
import Testing

/// The composition tables against all sets over a small universe, and against what the docs print.
@Suite struct CompositionTests {
    /// Sets over five things as bits; none is empty.
    private static let sets = Array(1..<32)

    private func holds(_ relation: SetRelation, _ a: Int, _ b: Int) -> Bool {
        switch relation {
        case .equal: a == b
        case .subset: a & b == a
        case .superset: a & b == b
        case .intersects: a & b != 0
        case .none: a & b == 0
        case .unknown: true
        }
    }

    /// Of the relations that always hold for A and C, the one that none of the others says more than.
    private func strongest(_ first: SetRelation, _ second: SetRelation) -> SetRelation {
        var left = Set(SetRelation.allCases)
        for a in Self.sets {
            for b in Self.sets where holds(first, a, b) {
                for c in Self.sets where holds(second, b, c) {
                    left = left.filter { holds($0, a, c) }
                }
            }
        }
        return [.equal, .subset, .superset, .none, .intersects, .unknown].first(where: left.contains)!
    }

    @Test func setRelationsFollowAsSetsDo() {
        for first in SetRelation.allCases {
            for second in SetRelation.allCases {
                #expect(first.followed(by: second) == strongest(first, second), "\(first) then \(second)")
                #expect(first.followed(by: second).inverse == second.inverse.followed(by: first.inverse))
            }
        }
    }

    /// A predicate never says more than the sets of its ends do.
    @Test func predicatesSayNoMoreThanSets() {
        let sets: [MappingPredicate: SetRelation] = [.exact: .equal, .broad: .subset, .narrow: .superset]
        for first in MappingPredicate.allCases {
            for second in MappingPredicate.allCases {
                let predicate = first.followed(by: second)
                #expect(predicate.inverse == second.inverse.followed(by: first.inverse))
                if let relation = sets[predicate] {
                    #expect(sets[first]!.followed(by: sets[second]!) == relation, "\(first) then \(second)")
                }
            }
        }
    }

    @Test func theDocsPrintTheTables() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../docs/mapping-semantics.md").standardized
        let text = try String(contentsOf: path, encoding: .utf8)
        let relations = SetRelation.allCases.filter { $0 != .unknown }
        var printed = replaced(text, "set relations", table(relations) { $0.followed(by: $1) })
        printed = replaced(printed, "predicates", table(MappingPredicate.allCases) { $0.followed(by: $1) })
        if ProcessInfo.processInfo.environment["CQCQ_UPDATE"] != nil {
            try printed.write(to: path, atomically: true, encoding: .utf8)
        } else {
            #expect(printed == text)
        }
    }

    private func table<Word: RawRepresentable>(_ words: [Word], _ follows: (Word, Word) -> Word) -> String
    where Word.RawValue == String {
        let head = "| A to B, then B to C | " + words.map { "`\($0.rawValue)`" }.joined(separator: " | ") + " |"
        let line = "| --- |" + String(repeating: " --- |", count: words.count)
        let rows = words.map { first in
            "| `\(first.rawValue)` | " + words.map { follows(first, $0).rawValue }.joined(separator: " | ") + " |"
        }
        return ([head, line] + rows).joined(separator: "\n")
    }

    private func replaced(_ text: String, _ name: String, _ table: String) -> String {
        let (begin, end) = ("<!-- \(name): begin -->\n", "<!-- \(name): end -->")
        guard let from = text.range(of: begin), let to = text.range(of: end) else { return "" }
        return text.replacingCharacters(in: from.upperBound..<to.lowerBound, with: table + "\n")
    }

    // MARK: Over a graph

    private func compose(_ script: [String], _ first: String, _ second: String) throws -> [String] {
        var graph = Graph.empty
        for statement in script {
            let cursor = try Engine(graph: graph).prepare(SourceText(statement)).run()
            while try cursor.next() != nil {}
            graph = cursor.graph
        }
        let query = """
            CALL cqcq.compose($first, $second) YIELD subject, via, object, predicate, set_relation, confidence, valid_from
            RETURN subject.id + ' ' + via.id + ' ' + object.id + ': ' + predicate + ' ' + set_relation + ' ' + confidence
                   + coalesce(' ' + toString(valid_from), '') AS line
            """
        let cursor = try Engine(graph: graph, procedures: [.compose])
            .prepare(SourceText(query), parameters: ["first", "second"])
            .run(parameters: ["first": .string(first), "second": .string(second)])
        var lines: [String] = []
        while let rows = try cursor.next() {
            for row in rows { if case .string(let line) = row[0] { lines.append(line) } }
        }
        return lines
    }

    private static let script = [
        """
        CREATE (a {id: 'a'}), (b {id: 'b'}), (c {id: 'c'}), (d {id: 'd'}),
               (a)-[:M {set: 'one', predicate: 'broad', set_relation: 'subset', confidence: 'high', valid_from: date('2020-01-01')}]->(b),
               (a)-[:M {set: 'one', predicate: 'exact', set_relation: 'none', negated: true}]->(c),
               (b)-[:M {set: 'two', predicate: 'broad', set_relation: 'subset', confidence: 'low', valid_from: date('2021-01-01')}]->(c),
               (b)-[:M {set: 'two', predicate: 'exact', set_relation: 'equal'}]->(d),
               (c)-[:M {set: 'two', predicate: 'exact', set_relation: 'equal', confidence: 'high'}]->(d)
        """
    ]

    @Test func aChainIsAsStrongAsItsWeakestLink() throws {
        #expect(
            try compose(Self.script, "one", "two") == [
                "a b c: broad subset low 2021-01-01", "a b d: broad subset low 2020-01-01",
            ])
    }

    @Test func aSetCanBeTurnedRound() throws {
        #expect(
            try compose(Self.script, "^two", "^one") == [
                "c b a: narrow superset low 2021-01-01", "d b a: narrow superset low 2020-01-01",
            ])
        #expect(try compose(Self.script, "one", "three") == [])
    }
}
