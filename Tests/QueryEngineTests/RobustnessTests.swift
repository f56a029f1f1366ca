import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Long, deep and strange texts, through the whole engine: a clear answer or a clear fault, never a crash or a hang.
struct RobustnessTests {
    /// A query too long to be shown, and what it answers: the values of its first row, or code and place of its fault.
    struct Probe: Sendable, CustomTestStringConvertible {
        let name: String
        let expected: String
        let query: @Sendable () -> String

        init(_ name: String, _ expected: String, _ query: @escaping @Sendable () -> String) {
            self.name = name
            self.expected = expected
            self.query = query
        }

        var testDescription: String { name }
    }

    private func answer(_ query: String, over graph: Graph = .empty) -> String {
        do {
            let cursor = try Engine(graph: graph).prepare(SourceText(query)).run()
            let first = try cursor.next()?.first ?? []
            while try cursor.next() != nil {}
            let after = cursor.graph
            return first.map { after.text(of: $0) }.joined(separator: " | ")
        } catch {
            let fault = error.list[0]
            return "\(fault.fault.code) at \(fault.span.map { "\($0.start)" } ?? "no place")"
        }
    }

    private static func numbers(_ count: Int) -> String { (1...count).lazy.map(String.init).joined(separator: ",") }

    private static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

    // MARK: Long

    static let long = [
        Probe("a literal of a million", "1000000") { "RETURN size([\(numbers(1_000_000))])" },
        Probe("UNWIND a million", "1000000 | 500000500000") { "UNWIND range(1, 1000000) AS x RETURN count(x), sum(x)" },
        Probe("collect a million", "1000000 | 1000000") {
            "UNWIND range(1, 1000000) AS x WITH collect(x) AS l RETURN size(l), l[999999]"
        },
        Probe("reduce a million", "500000500000") { "RETURN reduce(a = 0, x IN range(1, 1000000) | a + x)" },
        Probe("comprehend a million", "500000") { "RETURN size([x IN range(1, 1000000) WHERE x % 2 = 0 | -x])" },
        Probe("ask of a million", "true | false | true") {
            "WITH range(1, 1000000) AS l RETURN all(x IN l WHERE x > 0), any(x IN l WHERE x < 0), 1000000 IN l"
        },
        Probe("join and compare millions", "2000000 | true | 1") {
            "WITH range(1, 1000000) AS l RETURN size(l + l), l = l, reverse(l)[999999]"
        },
        Probe("group and sort a million", "999 | 1000") {
            "UNWIND range(1, 1000000) AS x RETURN x % 1000 AS k, count(*) ORDER BY k DESC LIMIT 1"
        },
        Probe("more numbers than fit", "NumberOutOfRange at 12") { "RETURN size(range(1, 10000000000))" },
        Probe("a string of 10 MB", "10000000") { "RETURN size('\(times(10_000_000, "x"))')" },
        Probe("a comment of 10 MB", "1") { "/*\(times(10_000_000, "*"))*/ RETURN 1" },
        Probe("a list of 10 MB", "1250000") { "RETURN size([\(times(1_249_999, "1234567,"))1])" },
        Probe("a name of 1 MB", "1") { "WITH 1 AS \(times(1_000_000, "x")) RETURN \(times(1_000_000, "x"))" },
        Probe("a map of 100,000 keys", "100000") {
            "RETURN size(keys({\((1...100_000).map { "k\($0): 1" }.joined(separator: ","))}))"
        },
        Probe("100,000 arguments", "1") { "RETURN coalesce(\(times(100_000, "null,"))1)" },
        Probe("100,000 WHENs", "2") { "RETURN CASE 1 \(times(100_000, "WHEN 2 THEN 1 "))ELSE 2 END" },
        Probe("20,000 patterns made", "") { "CREATE (:X)\(times(20_000, ", (:X)"))" },
        Probe("a path of 20,000 made", "") { "CREATE ()\(times(20_000, "-[:R]->()"))" },
        Probe("5,000 UNIONs", "1") { "RETURN 1 AS x\(times(5000, " UNION RETURN 1 AS x"))" },
        Probe("20,000 UNIONs", "StatementTooLong at 200014") { "RETURN 1 AS x\(times(20_000, " UNION RETURN 1 AS x"))" },
        Probe("20,000 CREATEs", "") { "CREATE (a)\(times(20_000, " CREATE (a)-[:R]->()"))" },
        Probe("20,000 WITHs", "StatementTooLong at 1332") { "WITH 1 AS x\(times(20_000, " WITH x ")) RETURN x" },
        Probe("20,000 MATCHes", "StatementTooLong at 2828") { times(20_000, "MATCH (:Nothing) ") + "RETURN 1" },
        Probe("100,000 patterns", "StatementTooLong at 1749") { "MATCH (:No)" + times(100_000, ", (:No)") + " RETURN 1" },
        Probe("a path of 100,000", "StatementTooLong at 6") { "MATCH (:No)" + times(100_000, "-->()") + " RETURN 1" },
        Probe("a path of 240", "0") { "MATCH (:No)" + times(240, "-->()") + " RETURN count(*)" },
        Probe("100,000 slips", "UndefinedVariable at 7") { "RETURN " + (1...100_000).map { "a\($0)" }.joined(separator: ",") },
    ]

    @Test(arguments: long) func longTexts(_ probe: Probe) {
        #expect(answer(probe.query()) == probe.expected)
    }

    @Test func tellsTenFaultsOfMany() throws {
        let query = "RETURN " + (1...1000).map { "a\($0)" }.joined(separator: ",")
        let faults = #expect(throws: Diagnostics.self) { try Engine(graph: .empty).prepare(SourceText(query)) }
        #expect(faults?.list.count == 10)
        #expect(faults?.omitted == 990)
    }

    // MARK: Deep

    static let operators = ["AND", "OR", "XOR", "<", "="]
    static let deepOperators = ["+", "-", "*", "/", "%", "^", "||", "IN", "STARTS WITH", "CONTAINS", "=~"]

    /// Chains of these have no depth.
    @Test(arguments: operators) func longChains(_ sign: String) {
        let operand = ["<", "="].contains(sign) ? "1" : "true"
        let answers = answer("WITH \(operand) AS x RETURN x\(Self.times(100_000, " \(sign) x"))")
        #expect(answers == (["AND", "OR", "="].contains(sign) ? "true" : sign == "XOR" ? "true" : "false"))
    }

    @Test(arguments: deepOperators) func deepChains(_ sign: String) {
        let answer = answer("WITH 1 AS x RETURN x\(Self.times(100_000, " \(sign) x"))")
        #expect(answer.hasPrefix("NestedTooDeeply at "))
    }

    static let brackets: [[String]] = [
        ["(", "1", ")"], ["[", "1", "]"], ["{a: ", "1", "}"], ["abs(", "1", ")"], ["[1][", "0", "]"], ["NOT ", "true", ""],
        ["- ", "1", ""], ["CASE WHEN true THEN ", "1", " END"], ["CASE ", "1", " WHEN 1 THEN 1 END"], ["[x IN [", "1", "] | x]"],
        ["reduce(a = 0, x IN [1] | ", "1", ")"], ["all(x IN [1] WHERE ", "true", ")"], ["EXISTS { MATCH () WHERE ", "true", " }"],
        ["COUNT { MATCH () WHERE 1 = ", "1", " }"], ["COLLECT { RETURN ", "1", " }"], ["[()--() | ", "1", "]"],
        ["1 IN [", "1", "]"], ["{a: ", "1", "}.a"], ["CAST(", "1", " AS INTEGER)"],
    ]

    @Test(arguments: brackets) func nestedBrackets(_ nest: [String]) {
        func nested(_ levels: Int, closed: Bool = true) -> String {
            answer("RETURN \(Self.times(levels, nest[0]))\(nest[1])\(closed ? Self.times(levels, nest[2]) : "")")
        }
        let shallow = nested(20)
        #expect(!shallow.contains(" at "), "\(shallow)")
        #expect(nested(100_000).hasPrefix("NestedTooDeeply at "))
        #expect(nested(10_000, closed: nest[2].isEmpty).contains(" at "))
    }

    @Test(arguments: [
        ["CALL { ", "RETURN 1 AS x", " } RETURN x"], ["MATCH (", "", ") RETURN 1"], ["MATCH (", "()", ") RETURN 1"],
        ["MATCH (:", "A", ") RETURN 1"], ["MATCH (:A&(", "A", ")) RETURN 1"], ["MATCH ((", "()-->()", "){1,2}) RETURN 1"],
        ["FOREACH (x IN [1] | ", "CREATE ()", ")"],
    ]) func nestedClauses(_ nest: [String]) {
        let text = Self.times(100_000, nest[0]) + nest[1] + Self.times(100_000, nest[2])
        #expect(answer(text).contains(" at "))
    }

    // MARK: Scripts

    /// Names need no quotes where Unicode says that they are names.
    @Test(arguments: [
        ("شخص", "اسم", "ليلى"), ("城市", "名字", "北京"), ("शहर", "नाम", "दिल्ली"), ("Πόλη", "όνομα", "Αθήνα"),
        ("город", "имя", "Омск"), ("도시", "이름", "서울"), ("เมือง", "ชื่อ", "กรุงเทพ"), ("עיר", "שם", "חיפה"),
        ("e\u{301}a", "n\u{303}", "e\u{301}"), ("𐐀𐐁", "𝒳", "𐍈"), ("`🐻‍❄️`", "`👩‍👩‍👧`", "🇬🇧"), ("`a b`", "`;`", "``"),
    ])
    func names(_ label: String, _ key: String, _ text: String) {
        let bare = label.filter { $0 != "`" }
        let query = """
            CREATE (\(label):\(label) {\(key): "\(text)"})-[\(key):\(label)]->()
            RETURN \(label).\(key) AS \(key), labels(\(label)), type(\(key)), size("\(text)")
            """
        #expect(answer(query) == "'\(text)' | ['\(bare)'] | '\(bare)' | \(text.unicodeScalars.count)")
    }

    @Test(arguments: [
        ("RETURN 1 AS 🦊", "InvalidUnicodeCharacter at 12"), ("RETURN 1 \u{0} AS x", "UnexpectedSyntax at 9"),
        ("RETURN 1 AS a\u{0}b", "UnexpectedSyntax at 13"), ("RETURN size('a\u{0}b')", "3"), ("RETURN 1 AS `a\u{0}b`", "1"),
        ("RETURN '\u{0}", "UnterminatedString at 7"), ("RETURN \u{FFFD}", "InvalidUnicodeCharacter at 7"),
        ("RETURN \u{202E}1", "InvalidUnicodeCharacter at 7"), ("RETURN\u{A0}1", "1"), ("RETURN\u{2028}1\u{3000}AS x", "1"),
        ("RETURN 1 AS a\u{200D}b", "1"), ("WITH 1 AS é RETURN e\u{301}", "1"), ("RETURN 'é' = 'e\u{301}'", "false"),
    ])
    func signs(_ query: String, _ expected: String) {
        #expect(answer(query) == expected)
    }

    @Test func dotsAndSubscripts() {
        #expect(answer("WITH {a: 1} AS a RETURN a" + Self.times(100_000, ".a")).hasPrefix("NestedTooDeeply at "))
        #expect(answer("WITH [1] AS a RETURN a" + Self.times(100_000, "[0]")).hasPrefix("NestedTooDeeply at "))
        #expect(answer("RETURN 1" + Self.times(100_000, " IS NULL")).hasPrefix("NestedTooDeeply at "))
        #expect(answer("MATCH (n) WHERE n" + Self.times(100_000, ":A") + " RETURN count(*)") == "0")
        #expect(answer("MATCH (n:A" + Self.times(100_000, "|A") + ") RETURN count(*)") == "0")
        #expect(answer("MATCH (n:" + Self.times(100_000, "!") + "A) RETURN count(*)").hasPrefix("NestedTooDeeply at "))
    }
}
