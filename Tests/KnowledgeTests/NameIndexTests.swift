import Diagnostics
import Knowledge
import PropertyGraph
import Testing

@Suite struct NameIndexTests {
    private static let schema = try! Shipped.base.get().schema

    private func resolve(_ name: String, _ labels: [String], asOf: String? = nil) throws -> String {
        let scope = try Shipped.scope(asOf)
        let index = NameIndex(graph: scope.graph, schema: Self.schema, day: scope.day, labels: labels)
        switch index.resolve(name) {
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
        #expect(try resolve("candour", ["Regulation"]).contains("Duty of candour"))
    }
}
