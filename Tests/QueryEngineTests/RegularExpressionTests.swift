import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// `=~` as Java has it, and the ways it ends early.
struct RegularExpressionTests {
    private func answer(_ text: String, _ pattern: String, _ limits: Limits = Limits()) -> String {
        do {
            let cursor = try Engine(graph: .empty)
                .prepare(SourceText("UNWIND [$text] AS t RETURN t =~ $pattern"), parameters: ["text", "pattern"])
                .run(parameters: ["text": .string(text), "pattern": .string(pattern)], limits: limits)
            return try cursor.next().map { Graph.empty.text(of: $0[0][0]) } ?? "nothing"
        } catch {
            return "\(error.list[0].fault.code): \(error.list[0].fault.sentence)"
        }
    }

    /// A pattern between `.*` is searched for, with the same answer as when it is matched.
    @Test(arguments: ["a", "(a|b)c", "[a-c] x", "b+", "b??", "a.*c", "a|b", "a?", "(a|)", "ab*", "+", "]", "a{2}", "(?i)A", "x[", "a$", ".", "(a))(b", "\\bab", "a\\b", "\\d", "b\\.", "a\\\\", "[\\w.]c", "(?:a|b)c", "(?:a|b", "(?i:a)b", "(?<n>a)b", "a{2,}", "b{,2}", "\\Qa", "\\p{L}", "(?=b)", "[(?]a", "\\(b"])
    func whatStandsBetween(middle: String) {
        for text in ["", "a.b", "a1", "(b", "a\\",  "a", "xay", "bc", "c x", "abc", "a\nb", "x\na", "aa", "éa", "a\u{2028}", "zzz", "A", "ab|b"] {
            for flags in ["", "(?i)", "(?is)", "(?m)"] {
                let expected = answer(text, "\(flags)(?:.*)\(middle)(?:.*)")
                let found = answer(text, "\(flags).*\(middle).*")
                if expected.contains("InvalidRegularExpression") { #expect(found.contains("InvalidRegularExpression")) } else { #expect(found == expected, "\(text) =~ \(flags).*\(middle).*") }
            }
        }
    }

    /// A word that the pattern needs is looked for first: what may be left out, or has another in its place, is not such a word.
    @Test(arguments: [
        "abc", "abcd", "abcd?", "abcd*", "abcd+", "(abc|xyz)", "(abc|xyz)d", "(abc|xy|)d", "(abc)?d", "(abc)*xyz", "(abc)+xyz", "(ab)?cde", "[abc]def",
        "x[ab)]bcd", "a.cdef", "(a(bc|xyz)d)", "ab cd", "(abc|a[b]c)", "abc(def|xyz)ghi", "(abc?|xyz)d",
    ])
    func neededWords(middle: String) {
        let parts = ["", "abc", "xyz", "d", "ab", "cde", "bcd", "def", "ghi", "x)", "a-", "xy", " cd", "\n"]
        for first in parts {
            for second in parts {
                let text = "-\(first)\(second)-"
                let (found, expected) = (answer(text, ".*\(middle).*"), answer(text, "(?:.*)\(middle)(?:.*)"))
                #expect(found == expected, "\(text) =~ .*\(middle).*")
            }
        }
    }

    @Test(arguments: [
        // The whole text has to match.
        ("abc", "abc", true), ("abc", "b", false), ("abc", "ab", false), ("abc", "bc", false), ("abc", ".*b.*", true), ("", "", true),
        ("a", "", false), ("abc", "a|abc", true), ("ab", "a|b", false), ("abc", "^abc$", true), ("abc\n", "abc$", false),
        // Flags.
        ("Safe", "(?i)safe", true), ("Safe", "safe", false), ("SAFE", "s(?i)afe", false), ("ÉTÉ", "(?iu)été", true), ("x", "(?-i)x", true),
        ("a\nb", "a.b", false), ("a\nb", "(?s)a.b", true), ("a\nb", "(?m)a$\\n^b", true), ("ab", "(?x) a b # both", true),
        ("a\u{2028}b", "a.b", false), ("a\rb", "a.b", false), ("Ab", "(?i:a)b", true), ("AB", "(?i:a)b", false),
        // Sets and classes.
        ("é", "\\w", false), ("é", "(?U)\\w", true), ("é", "\\p{L}", true), ("é", "\\p{IsAlphabetic}", true), ("α", "\\p{IsGreek}", true),
        ("A", "\\p{Upper}", true), ("É", "\\p{Upper}", false), ("a1", "[\\p{Alpha}0-9]+", true), ("1", "\\P{Alpha}", true), ("٣", "\\d", false),
        ("]", "[]]", true), ("a", "[^]]", true), ("é", ".", true), ("🦊", ".", true), ("e\u{301}", "..", true),
        // Escapes.
        ("é", "\\u00e9", true), ("A", "\\0101", true), ("A", "\\x41", true), ("🦊", "\\x{1F98A}", true), ("a.b", "\\Qa.b\\E", true), ("axb", "\\Qa.b\\E", false),
        ("[", "[\\Q[\\E]", true), ("\t", "\\t", true), ("a\u{0}b", "a\\x00b", true),
        // Groups and repetition.
        ("abab", "(ab)\\1", true), ("xyxy", "(?<two>xy)\\k<two>", true), ("aaa", "a{2,3}", true), ("aaaa", "a{2,3}", false), ("aab", "a++b", true),
        ("foobar", "foo(?=bar).*", true), ("foobar", "foo(?!bar).*", false), ("barfoo", ".*(?<=bar)foo", true), ("aaa", "(?>a+)a", false),
    ])
    func matches(text: String, pattern: String, expected: Bool) {
        #expect(answer(text, pattern) == (expected ? "true" : "false"), "\(text) =~ \(pattern)")
    }

    @Test(arguments: [
        ("(", "missing closing parenthesis at character 2"), ("a)", "unmatched closing parenthesis at character 2"),
        ("ab[c", "missing terminating ] for character class at character 5"), ("*", "quantifier does not follow a repeatable item at character 1"),
        ("é(?<n>x", "missing closing parenthesis at character 8"), ("\\u00g9(", "\\u takes four hexadecimal digits at character 1"),
        ("[a[b]]", "a set within a set is not supported at character 3"), ("[a-z&&[^b]]", "&& between sets is not supported at character 5"),
        ("(*ACCEPT)a", "nothing to repeat at character 2"), ("a\\", "a backslash at the end at character 2"), ("\\u0028(", "missing closing parenthesis at character 8"),
        ("[b-a]", "range out of order in character class at character 4"),
    ])
    func faultsHavePlaces(pattern: String, expected: String) {
        #expect(answer("a", pattern) == "InvalidRegularExpression: '\(pattern)' is not a regular expression: \(expected)")
    }

    /// Each would run for years.
    @Test(arguments: [
        (String(repeating: "a", count: 60) + "!", "(a+)+(b|c)"), (String(repeating: "a", count: 5000), "(a|aa)+(b|c)"),
        (String(repeating: "ab", count: 100), "(([a-z])+.)+[A-Z]([a-z])+$"), (String(repeating: "x", count: 3000), "(.*)(.*)(.*)(.*)(.*)(.*)[yz]"),
    ])
    func stopsAtTheLimits(text: String, pattern: String) {
        let stopped = Cancellation()
        stopped.cancel()
        #expect(answer(text, pattern, Limits(cancellation: stopped)).hasPrefix("Interrupted"))
        #expect(answer(text, pattern, Limits(timeout: .milliseconds(100))).hasPrefix("TimeLimit"))
    }

    /// A constant one is not computed while the statement is prepared.
    @Test func preparationEnds() throws {
        let text = String(repeating: "a", count: 60) + "!"
        let prepared = try Engine(graph: .empty).prepare(SourceText("RETURN '\(text)' =~ '(a+)+(b|c)'"))
        let fault = #expect(throws: Diagnostics.self) { try prepared.run(limits: Limits(timeout: .milliseconds(50))).next() }
        #expect(fault?.list[0].fault.code == "TimeLimit")
    }

    @Test func strangeOperandsAreNull() throws {
        let cursor = try Engine(graph: .empty).prepare(SourceText("UNWIND [1, null, [], true, date()] AS x RETURN x =~ 'a', 'a' =~ x")).run()
        while let batch = try cursor.next() {
            for row in batch { #expect(row == [.null, .null]) }
        }
    }
}
