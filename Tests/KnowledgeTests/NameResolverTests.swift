import Diagnostics
@testable import Knowledge
import PropertyGraph
import Testing

@Suite struct NameResolverTests {
    // swift-format-ignore: NeverUseForceTry
    private static let schema = try! Shipped.base.get().schema

    private func resolve(_ name: String, _ labels: [String], asOf: String? = nil) throws -> String {
        let scope = try Shipped.scope(asOf)
        let resolver = NameResolver(graph: scope.graph, schema: Self.schema, day: scope.day, labels: labels)
        switch resolver.resolve(name) {
        case .one(let entity, let others):
            return ([entity.id] + (others.isEmpty ? [] : ["also"] + others.map(\.id))).joined(separator: " ")
        case .several(let entities): return "several: " + entities.map(\.id).joined(separator: " ")
        case .none(let nearest): return "none: " + nearest.joined(separator: ", ")
        }
    }

    @Test(arguments: [
        ("well-led", "kq:W"), ("Well Led", "kq:W"), ("WELL_LED", "kq:W"), ("well", "kq:W"), ("W", "kq:W"), ("kq:W", "kq:W"),
        ("key question W", "kq:W"), ("wel", "kq:W"), ("well-lde", "none: Well-led"), ("", "none: "),
    ])
    func keyQuestions(name: String, found: String) throws {
        #expect(try resolve(name, ["KeyQuestion"]) == found)
    }

    @Test(arguments: [
        ("saf:W3", "saf:W3"), ("SAF W3", "saf:W3"), ("learning culture", "saf:S1"), ("asc2017:W3", "asc2017:W3"),
        ("ASC-2017 W3", "asc2017:W3"), ("hc W3", "hc2018:W3"), ("freedom to", "saf:W3"),
        ("W3", "saf:W3 also asc2026:W3 asc2017:W3 hc2018:W3"),
    ])
    func criteriaOfToday(name: String, found: String) throws {
        #expect(try resolve(name, ["Criterion"]) == found)
    }

    @Test func ofTwoInForceNeitherIsChosen() throws {
        #expect(try resolve("W3", ["Criterion"], asOf: "2021-07-28") == "several: asc2017:W3 hc2018:W3")
    }

    @Test(arguments: [
        ("ra2014:17", "ra2014:17"), ("RA-17", "ra2014:17"), ("good governance", "ra2014:17"),
        ("regulation 20", "ra2014:20"), ("reg 20", "ra2014:20"),
    ])
    func regulations(name: String, found: String) throws {
        let text = try resolve(name, ["Regulation"])
        #expect(text.hasPrefix(found) || (text.hasPrefix("several") && text.contains(found)), "\(text)")
    }

    @Test func titlesThatHoldTheWordsAreNamed() throws {
        #expect(try resolve("candour", ["Regulation"]).hasPrefix("ra2014:20"))
    }

    /// What a compliance lead writes into a register, and people at a prompt type.
    @Test(arguments: [
        ("17", "ra2014:17"), ("Reg 17", "ra2014:17"), ("Reg. 17", "ra2014:17"), ("Regulation 17", "ra2014:17"), ("reg17", "ra2014:17"),
        ("regulation 12", "ra2014:12"), ("HSCA Reg 17", "ra2014:17"), ("HSCA 2008 (RA) Regulations 2014, Reg 17", "ra2014:17"),
        ("Regulation 17: Good governance", "ra2014:17"), ("17 good governance", "ra2014:17"), ("Reg 20A", "ra2014:20A"),
        ("Reg 18 (2009)", "reg2009:18"), ("2009 Regulation 18", "reg2009:18"), ("Regulation 18 of the Registration Regulations", "reg2009:18"),
        ("12(2)(g)", "ra2014:12/paragraph/2/g"), ("Reg 12(2)(g)", "ra2014:12/paragraph/2/g"), ("12.2.g", "ra2014:12/paragraph/2/g"),
        ("Regulation 12 (2) (g)", "ra2014:12/paragraph/2/g"), ("QS W5", "saf:W5"), ("w 5", "saf:W5"), ("w5", "saf:W5"), ("W-5", "saf:W5"),
        ("QS27", "saf:W1"), ("WL5", "saf:W5"), ("Well-led 5", "saf:W5"), ("quality statement W5", "saf:W5"), ("SAF W5", "saf:W5"),
        ("W5 Governance", "saf:W5"), ("E 1", "saf:E1"), ("S3 - Safeguarding", "saf:S3"), ("well led", "kq:W"), ("wellled", "kq:W"),
        ("Well-Led", "kq:W"), ("I-12", "mir:I-12"), ("I statement 12", "mir:I-12"), ("EC1", "ec:1"), ("evidence category 1", "ec:1"),
        ("learningculture", "saf:S1"), ("Learning cultures", "saf:S1"), ("Governance, management & sustainability", "saf:W5"),
        ("Safe system, pathway and transition", "saf:S2"), ("SAFEGUARDING", "saf:S3"), ("council", "sector:la"), ("complaints", "ra2014:16"),
        ("medication", "saf:S8"),
    ])
    func spellings(name: String, found: String) throws {
        let labels = ["KeyQuestion", "Criterion", "Regulation", "RegulationPart", "IStatement", "WeStatement", "EvidenceCategory", "Sector", "Guideline"]
        let text = try resolve(name, labels)
        #expect(text == found || text.hasPrefix(found + " also"), "\(text)")
    }

    @Test(arguments: [("W9", "W8"), ("wel-led", "Well-led"), ("wel led", "Well-led"), ("Reg 99", "none"), ("saefguarding", "Safeguarding")])
    func unknownNamesHaveNearOnes(name: String, near: String) throws {
        let text = try resolve(name, name.hasPrefix("wel") ? ["KeyQuestion"] : ["Criterion", "Regulation"])
        #expect(text.hasPrefix("none") && text.contains(near), "\(text)")
    }

    @Test(arguments: [
        ("W3/W5", "saf:W3 saf:W5"), ("R1; C2", "saf:R1 saf:C2"), ("W3, W5 and R1", "saf:W3 saf:W5 saf:R1"), ("W3 & W5", "saf:W3 saf:W5"),
        ("Reg 12 and 17", "ra2014:12 ra2014:17"), ("Regs 12, 13 & 17", "ra2014:12 ra2014:13 ra2014:17"), ("W3, 5", "saf:W3 saf:W5"),
        ("S1 - S3", "saf:S1 saf:S2 saf:S3"), ("S1-3", "saf:S1 saf:S2 saf:S3"), ("W3 W5", "saf:W3 saf:W5"), ("W3\nW5", "saf:W3 saf:W5"),
        ("Governance, management and sustainability", "saf:W5"), ("Safeguarding; Governance, management and sustainability / R1", "saf:S3 saf:W5 saf:R1"),
        ("QS W5", "saf:W5"), ("W9", "?"), ("W3, W9", "saf:W3 ?"), ("HSCA Reg 17; Reg 18 (2009)", "ra2014:17 reg2009:18"), ("", ""), ("N/A", "?"),
        ("12(3)-(5)", "ra2014:12(3)-(5)"),
    ])
    func cells(cell: String, found: String) throws {
        let resolver = NameResolver(
            graph: Shipped.whole, schema: Self.schema, day: Shipped.today, labels: ["Criterion", "Regulation", "RegulationPart"])
        let names = resolver.names(in: cell)
        let ids = names.map { $0.resolution.isExact ? $0.resolution.readings[0].id : "?" }.joined(separator: " ")
        #expect(ids == found || found.hasPrefix("ra2014:12(3)") && names.count == 1, "\(ids)")
        for name in names {
            let place = Array(cell.utf8)[name.place]
            #expect(!place.isEmpty, "\(name.text)")
        }
    }

    /// Names of ASCII alone are read by bytes, all others by characters: both find the same words.
    @Test(arguments: ["People's 012(a)&B+c", "  Reg.17 ", "W3/W5", "1a2b", "''", "Ab1 02", "a\r\nb\tc-d_e"])
    func bytesAndCharactersAgree(_ name: String) {
        // A letter that belongs to no word of its own makes the text other than ASCII.
        #expect(NameAtoms(name + " é").atoms == NameAtoms(name).atoms + ["é"])
    }
}
