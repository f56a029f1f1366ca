import Foundation
import Testing

/// Figures of the second edition, counted from the tables themselves: lines and cells, without the reader of kb/, the graph or
/// a query.
@Suite struct SecondEditionTests {
    struct Table {
        var rows: [[String: String]] = []

        init(_ path: String) throws {
            let text = try String(contentsOfFile: Shipped.folder + "/" + path, encoding: .utf8)
            let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            let header = lines[0].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            for line in lines.dropFirst() {
                let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                rows.append(Dictionary(uniqueKeysWithValues: zip(header, cells)))
            }
        }

        static func set(_ name: String) throws -> Table { try Table("mappings/\(name).sssom.tsv") }
        static func nodes(_ label: String) throws -> Table { try Table("nodes/\(label).tsv") }

        func count(_ holds: ([String: String]) -> Bool) -> Int { rows.count(where: holds) }
        func values(_ column: String, where holds: ([String: String]) -> Bool = { _ in true }) -> [String] {
            rows.filter(holds).map { $0[column] ?? "" }
        }
    }

    private static func isFound(_ row: [String: String]) -> Bool {
        row["subject_id"] != "sssom:NoTermFound" && row["object_id"] != "sssom:NoTermFound"
    }

    @Test func regulations() throws {
        let listed = try Table.set("qs-regulation")
        #expect(listed.count { $0["object_id"]!.hasPrefix("ra2014:") } == 126)
        #expect(listed.count { $0["object_id"]!.hasPrefix("reg2009:") } == 9)
        #expect(listed.rows.count == 135)
        #expect(Set(listed.values("subject_id")).count == 34)
        #expect(Set(listed.values("ext_strength")) == ["direct", "considered", "related"])
        #expect(listed.rows.allSatisfy { ($0["ext_strength"] == "related") == $0["object_id"]!.hasPrefix("reg2009:") })
        func of(_ statement: String, _ strength: String) -> [String] {
            listed.values("object_id") { $0["subject_id"] == statement && $0["ext_strength"] == strength }
        }
        #expect(of("saf:W5", "direct") == ["ra2014:17"])
        #expect(of("saf:W5", "considered") == ["ra2014:12"])
        #expect(Set(of("saf:W5", "related")) == Set(["14", "15", "16", "18", "20", "22A"].map { "reg2009:" + $0 }))
        #expect(of("saf:W1", "direct") == ["ra2014:10", "ra2014:12", "ra2014:17"])
        #expect(listed.values("subject_id") { $0["ext_valid_from"] == "2024-05-01" } == ["saf:E4", "saf:C3"])
        // Nothing of ours stands in CQC's list.
        #expect(listed.rows.allSatisfy { $0["author_label"] == "Care Quality Commission" && $0["ext_basis"] != "our reading" })
        #expect(try Table.set("qs-regulation-readings").rows.map { [$0["subject_id"], $0["object_id"]] } == [["saf:W2", "ra2014:17"]])
    }

    @Test func iStatements() throws {
        let set = try Table.set("i-qs-2023")
        #expect(set.count(Self.isFound) == 70)
        #expect(!set.rows.contains { Self.isFound($0) && $0["object_id"]!.hasPrefix("saf:W") })
        #expect(set.values("object_id") { !Self.isFound($0) } == (1...8).map { "saf:W\($0)" })
        #expect(set.rows.allSatisfy { Self.isFound($0) || !$0["ext_checked"]!.isEmpty })
        // Every other statement has at least one.
        #expect(Set(set.values("object_id", where: Self.isFound)).count == 26)
        let wrong = ["I-01 C3", "I-01 E5", "I-03 S2", "I-07 R7", "I-29 S4", "I-32 E1", "I-32 E2"].map { $0.split(separator: " ") }
        for pair in wrong {
            #expect(!set.rows.contains { $0["subject_id"] == "mir:\(pair[0])" && $0["object_id"] == "saf:\(pair[1])" })
        }
        #expect(Set(try Table.set("i-qs-la").values("object_id")) == ["saf:E1", "saf:E4", "saf:S2"])
    }

    @Test func topics() throws {
        let topics = try Table.nodes("Topic")
        #expect(topics.count { $0["framework"] == "SAF-2023" } == 171)
        #expect(Set(topics.values("part_of") { $0["framework"] == "SAF-2023" }).count == 34)
        #expect(topics.count { $0["framework"] == "DRAFT-2026-ASC" } == 118)
        #expect(Set(topics.values("part_of") { $0["framework"] == "DRAFT-2026-ASC" }).count == 24)
    }

    @Test func theDraft() throws {
        let lines = try Table.nodes("KLOE").rows.filter { $0["framework"] == "DRAFT-2026-ASC" }
        #expect(lines.count == 24)
        for column in ["outstanding", "good", "requires_improvement", "inadequate"] {
            #expect(lines.allSatisfy { Int($0[column] ?? "").map { $0 > 0 } ?? false })
        }
        #expect(try Table.nodes("QualityStatement").rows.count == 34)
        let draft = try Table.set("i-draft-2026")
        #expect(draft.count(Self.isFound) == 21)
        #expect(draft.values("object_id") { !Self.isFound($0) } == ["kq:W"])
        let crosswalk = try Table.set("qs-draft2026")
        #expect(crosswalk.count(Self.isFound) == 42)
        #expect(crosswalk.rows.allSatisfy { !Self.isFound($0) || !$0["ext_topic"]!.isEmpty })
        // Each topic named is a scope topic of the line.
        let topics = try Table.nodes("Topic")
        for row in crosswalk.rows where Self.isFound(row) && row["ext_link"] != "same title" {
            #expect(topics.rows.contains { $0["part_of"] == row["object_id"] && $0["title"] == row["ext_topic"] }, "\(row["ext_topic"]!)")
        }
        for (from, to) in [("C2", "R4"), ("W1", "S1"), ("W1", "W2")] {
            #expect(!crosswalk.rows.contains { $0["subject_id"] == "saf:" + from && $0["object_id"] == "asc2026:" + to })
        }
        #expect(crosswalk.values("author_label") { !Self.isFound($0) } == ["Care Quality Commission"])
    }

    /// Confidence is what the rule makes of basis, author and review, in every table.
    @Test func confidenceFollows() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Shipped.folder + "/mappings").filter { $0.hasSuffix(".tsv") }
        #expect(names.count == 18)
        for name in names {
            for row in try Table("mappings/" + name).rows {
                let derived =
                    switch row["ext_basis"] {
                    case "official page": "0.9"
                    case "copy of an official page": "0.75"
                    case "stated by another body": row["author_label"]!.contains(", reported by ") ? "0.6" : "0.3"
                    case "our reading": row["ext_reviewed"] == "true" ? "0.6" : "0.3"
                    default: ""
                    }
                #expect(row["confidence"] == derived, "\(name): \(row["subject_id"]!) \(row["object_id"]!)")
            }
        }
    }

    @Test func otherRows() throws {
        let lines = try Table.set("kloe-regulation")
        let confirmed = lines.rows.filter { $0["ext_basis"] == "official page" }
        #expect(confirmed.count == 29)
        #expect(confirmed.allSatisfy { $0["ext_source"]!.hasPrefix("doc:cqc-") })
        #expect(try Table.set("regulation-service").rows.map { [$0["predicate_modifier"], $0["subject_id"], $0["object_id"]] }
            == [["Not", "ra2014:15", "service:DCC"], ["Not", "ra2014:14", "service:DEN"]])
        let councils = try Table.nodes("ScoringRule").rows.filter { $0["sector"] == "local authorities" }
        #expect(councils.count { $0["kind"] == "scored" } == 2)
        #expect(councils.count { $0["kind"] == "band" && $0["rating"]!.isEmpty } == 4)
        #expect(councils.count { $0["kind"] == "band" && !$0["rating"]!.isEmpty } == 4)
        #expect(try Table.set("nice-qs").count { $0["ext_basis"] == "official page" } == 8)
        #expect(try Table.nodes("ServiceType").count { $0["kind"] == "service type" } == 33)
        #expect(try Table.nodes("RegulatedActivity").rows.count == 14)
        let documents = Set(try Table.nodes("Document").values("id"))
        for label in ["Claim", "Topic", "KLOE", "ScoringRule", "Framework"] {
            for row in try Table.nodes(label).rows {
                #expect(row["source"]!.split(separator: "|").allSatisfy { documents.contains(String($0)) }, "\(row["id"]!)")
            }
        }
    }
}
