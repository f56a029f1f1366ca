import Diagnostics
import Foundation
import PropertyGraph
import Testing

@testable import QueryEngine

/// Values that are deep, shared in themselves or very large: a clear answer or a clear fault, within the limits.
struct LargeValueTests {
    private func answer(_ query: String, _ limits: Limits = Limits(memory: 1 << 28), _ parameters: [String: Value] = [:]) -> String {
        do {
            let cursor = try Engine(graph: .empty).prepare(SourceText(query), parameters: Set(parameters.keys)).run(parameters: parameters, limits: limits)
            var first: [[Value]]?
            while let batch = try cursor.next() { first = first ?? batch }
            guard let row = first?.first else { return "no rows" }
            return row.map { cursor.graph.text(of: $0) }.joined(separator: " | ")
        } catch {
            return error.list[0].fault.code
        }
    }

    // MARK: Depth

    /// Ways to put a value one level deeper.
    static let wraps = [
        "[m]", "[m, 1]", "{a: m}", "[{a: m}]", "[x] + [m]", "[] + [[m]]", "[y IN [m] | y]", "[y IN [1] | m]", "collect(m)", "head([[m]])", "coalesce([m])",
        "CASE WHEN true THEN [m] END", "properties({a: m})", "[m][..]", "COLLECT { RETURN m }",
    ]

    @Test(arguments: wraps.filter { !$0.contains("collect(") })
    func depthIsLimited(_ wrap: String) {
        #expect(answer("WITH reduce(m = 1, x IN range(1, 100000) | \(wrap)) AS m RETURN size([m])") == "NestedTooDeeply", "\(wrap)")
    }

    /// The deepest that there may be is compared, hashed, sorted, printed and released, also by other threads.
    @Test(arguments: ["[m]", "{a: m}", "[{a: m}]"])
    func theDeepestIsSafe(_ wrap: String) {
        let deep = "reduce(m = 1, x IN range(1, \(wrap.hasPrefix("[{") ? 495 : 990)) | \(wrap))"
        #expect(answer("WITH \(deep) AS m RETURN m = m, m IN [m], m < m") == "true | true | \(wrap == "[m]" ? "false" : "null")")
        #expect(answer("UNWIND range(1, 3) AS i WITH \(deep) AS m ORDER BY m WITH count(DISTINCT m) AS n, max(m) AS g, min(m) AS l RETURN n, g = l") == "1 | true")
        #expect(answer("UNWIND range(1, 3) AS i WITH \(deep) AS m, i RETURN m, count(*) AS n").hasSuffix(" | 3"))
        #expect(answer("RETURN \(deep)").count > 1900)
        #expect(answer("WITH \(deep) AS m CREATE (n {p: m}) RETURN n") == "InvalidPropertyType")
        #expect(answer("WITH \(deep) AS m WITH [[[[[[[[[m]]]]]]]]] AS m WITH [m] AS m WITH collect(m) AS l RETURN size(l + 1)") == "NestedTooDeeply")
        #expect(answer("RETURN size([$m])", Limits(), ["m": Self.nested(1000)]) == "NestedTooDeeply")
        #expect(answer("RETURN size($m)", Limits(), ["m": Self.nested(1001)]) == "NestedTooDeeply")
    }

    private static func nested(_ levels: Int) -> Value {
        var value = Value.integer(1)
        for _ in 0..<levels { value = .list([value]) }
        return value
    }

    // MARK: Sharing

    static let shared = "reduce(m = [1], x IN range(1, 40) | [m, m])"
    static let sharedMap = "reduce(m = {a: 1}, x IN range(1, 40) | {a: m, b: m})"
    static let mixed = "reduce(m = [1], x IN range(1, 40) | [{a: m}, {a: m}])"

    @Test(arguments: [shared, sharedMap, mixed])
    func sharedValuesCountWhole(_ value: String) {
        for query in [
            "RETURN \(value)", "RETURN \(value) = \(value)", "WITH \(value) AS m RETURN m < m, m IN [m]", "WITH \(value) AS m RETURN DISTINCT m",
            "UNWIND [1, 2] AS i WITH \(value) AS m RETURN m ORDER BY m", "WITH \(value) AS m RETURN m, count(*)", "RETURN toString(\(value)[0])",
            "RETURN size(\(value))",
        ] {
            #expect(answer(query) == "MemoryLimit", "\(query)")
            #expect(answer(query, Limits()) == "MemoryLimit", "\(query)")
        }
    }

    /// Values that the limits let through still take long to go over: every way of doing so is stopped.
    @Test(arguments: [
        "m = [m, 1][0] + []", "m < m + []", "m IN [m + []]", "m = m + [1][1..]", "size(toString(1)) + size(m + m)", "[m, m + []]",
    ])
    func workOnLargeValuesStops(_ expression: String) throws {
        let value = "reduce(m = [1], x IN range(1, 18) | [m, m])"
        let query = "UNWIND range(1, 100000) AS i WITH \(value) AS m, i WITH \(expression) AS x, i RETURN count(x), count(DISTINCT x)"
        #expect(answer(query, Limits(timeout: .milliseconds(300), memory: 1 << 30)) == "TimeLimit")
    }

    /// What is cut short has no answer: comparing, hashing, ordering and writing come back at once, and the run throws.
    @Test func theWatchStops() {
        var big = Value.list([.integer(1)])
        for _ in 0..<22 { big = .list([big, big]) }
        let other = Value.list([big, .null])
        let watch = ValueWatch { true }
        ValueWatch.with(watch) {
            _ = Value.equals(big, other)
            #expect(watch.hasStopped)
            _ = Value.order(big, other)
            _ = Value.compare(big, other)
            _ = big == .list([big, big])
            _ = big.hashValue
            #expect(Graph.empty.text(of: big).count < 100)
        }
        #expect(ValueWatch.current == nil)
        let quiet = ValueWatch { false }
        ValueWatch.with(quiet) { #expect(Value.equals(.list([.integer(1)]), .list([.integer(1)])) == true) }
        #expect(!quiet.hasStopped)
    }

    // MARK: Size

    /// Results that would not fit are refused before anything of their size is made, with a limit and without.
    @Test(arguments: [
        "RETURN size(replace(\(letters(22)), 'a', \(letters(22))))", "RETURN size(split(\(letters(27)), 'a'))",
        "RETURN size(split(\(letters(27)), ''))", "RETURN size(reduce(l = [1], x IN range(1, 40) | l + l))", "RETURN size(\(letters(40)))",
        "RETURN size(reduce(s = 'a', x IN range(1, 40) | s || s))", "RETURN size(range(1, 99999999))", "RETURN size([x IN range(1, 50000000) | [x, x, x]])",
    ])
    func largeResultsAreRefused(_ query: String) {
        #expect(answer(query, Limits(timeout: .seconds(20), memory: 1 << 25)) == "MemoryLimit")
    }

    @Test func oneValueHasALimit() {
        #expect(answer("RETURN size(replace(\(Self.letters(22)), 'a', \(Self.letters(22))))", Limits()) == "MemoryLimit")
        #expect(answer("RETURN size(range(1, 99999999))", Limits()) == "MemoryLimit")
    }

    static func letters(_ doublings: Int) -> String { "reduce(s = 'a', x IN range(1, \(doublings)) | s + s)" }

    @Test func deepAndSharedAreCounted() {
        let list = ValueList([.integer(1), .string(String(repeating: "x", count: 100)), .list([.null]), .map(["k": .list([])])])
        #expect(list.depth == 3)
        var grown = ValueList([.integer(1)])
        grown.append(.string(String(repeating: "x", count: 100)))
        grown.append(contentsOf: [.list([.null]), .map(["k": .list([])])])
        #expect(grown == list && grown.depth == list.depth && grown.bytes == list.bytes)
        let twice = ValueList([.list(list), .list(list)])
        #expect(twice.bytes == 2 * (list.bytes + MemoryLayout<Value>.stride) && twice.depth == 4)
    }
}
