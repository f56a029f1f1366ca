import CypherSyntax
import Diagnostics
import Testing

/// Texts that are deep or long: an answer or a fault, never a crash.
struct NestingTests {
    static let nestings: [(open: String, close: String)] = [
        ("(", ")"), ("[", "]"), ("NOT ", ""), ("-", ""), ("{a: ", "}"), ("f(", ")"), ("a[", "]"),
        ("[x IN ", "]"), ("[(a)-->(b) | ", "]"), ("all(x IN y WHERE ", ")"), ("CASE WHEN ", " THEN 1 END"),
        ("EXISTS { MATCH (n) WHERE ", " RETURN 1 }"), ("(a:B {c: ", "})-->()"),
    ]

    private func parse(_ text: String) -> String? {
        do {
            _ = try CypherParser.parse(SourceText(text))
            return nil
        } catch {
            return error.list[0].fault.code
        }
    }

    private func nested(_ nest: (open: String, close: String), _ levels: Int, closed: Bool = true) -> String {
        "MATCH (n) WHERE " + String(repeating: nest.open, count: levels) + "x"
            + (closed ? String(repeating: nest.close, count: levels) : "") + " RETURN 1"
    }

    @Test(arguments: 0..<nestings.count) func nests(_ index: Int) {
        let nest = Self.nestings[index]
        // A pattern's nodes hold values, which hold no patterns.
        if nest.close != "})-->()" { #expect(parse(nested(nest, 20)) == nil) }
        #expect(parse(nested(nest, 100_000)) != nil)
        #expect(parse(nested(nest, 100_000, closed: false)) != nil)
    }

    @Test func namesTheLimit() {
        let limit = CypherParser.nestingLimit
        #expect(parse(nested(("(", ")"), limit - 1)) == nil)
        #expect(parse(nested(("(", ")"), limit)) == "NestedTooDeeply")
        #expect(parse("RETURN 1" + String(repeating: " + 1", count: limit - 1)) == nil)
        #expect(parse("RETURN 1" + String(repeating: " + 1", count: limit)) == "NestedTooDeeply")
        #expect(parse("RETURN a" + String(repeating: ".b", count: 100_000)) == "NestedTooDeeply")
        // Chains within chains count together, as they make one tree.
        let half = String(repeating: " + 1", count: limit / 2 + 1)
        #expect(parse("RETURN (1\(half))\(half)") == "NestedTooDeeply")
    }

    @Test(arguments: [" AND x", " OR x", " XOR x", " OR x AND NOT y", " < x"])
    func takesLongChains(_ term: String) throws {
        let text = "RETURN x" + String(repeating: term, count: 100_000)
        let statement = try CypherParser.parse(SourceText(text))
        let printed = Printer.text(of: statement)
        #expect(printed == Printer.text(of: try CypherParser.parse(SourceText(printed))))
    }

    @Test func takesLongLists() {
        let repeated = String(repeating: ", 1", count: 100_000)
        #expect(parse("RETURN [1\(repeated)]") == nil)
        #expect(parse("RETURN f(1\(repeated))") == nil)
        #expect(parse("MATCH (a)\(String(repeating: "-->(b)", count: 100_000)) RETURN 1") == nil)
        #expect(parse("RETURN 1\(String(repeating: " UNION RETURN 1", count: 100_000))") == nil)
    }

    @Test func takesTenMegabytes() {
        let entry = "{name: 'some name', number: 12.5}, "
        let text = "RETURN [" + String(repeating: entry, count: 10_000_000 / entry.utf8.count) + "{}]"
        let clock = ContinuousClock()
        let start = clock.now
        #expect(parse(text) == nil)
        #expect(clock.now - start < .seconds(60))
    }

    @Test func reportsTheFirstFaultAlone() {
        do {
            _ = try CypherParser.parse(SourceText(String(repeating: "MATCH x ", count: 25)))
            Issue.record("x is not a node")
        } catch {
            #expect(error.list.map(\.span?.start) == [6])
            #expect(error.omitted == 0)
        }
    }
}
