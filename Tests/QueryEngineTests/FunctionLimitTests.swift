import Diagnostics
import PropertyGraph
import Testing

@testable import QueryEngine

/// Functions of large values stop when the run has to, and take time linear in what they are given.
struct FunctionLimitTests {
    /// These look at a fixed part of their arguments, or copy what lies in memory at once.
    private static let short: Set<String> = [
        "id", "labels", "type", "startNode", "endNode", "keys", "properties", "exists", "nodes", "relationships", "length", "coalesce", "head", "last",
        "tail", "isEmpty", "toString", "toInteger", "toFloat", "toBoolean", "elementId", "randomUUID", "valueType", "isNaN", "nullIf",
        "toStringOrNull", "toIntegerOrNull", "toFloatOrNull", "toBooleanOrNull",
    ]

    private static func isShort(_ function: ScalarFunction) -> Bool {
        // Maps lie in memory, and are copied at once.
        short.contains(function.name) || function.name.hasPrefix("apoc.map.") || function.result == .float
            || ["abs", "sign", "timestamp"].contains(function.name) || function.result?.isTemporal == true
    }

    private static func blanks(_ size: Int) -> Value { .string(String(repeating: "  ", count: size / 2)) }
    private static func letters(_ size: Int) -> Value { size == large ? largeText : .string(String(repeating: "éa", count: size / 2)) }
    private static func list(_ size: Int) -> Value { size == large ? largeList : .list([Value](repeating: .integer(1), count: size)) }
    private static let large = 1 << 20
    private static let largeText = Value.string(String(repeating: "éa", count: large / 2))
    private static let largeList = Value.list([Value](repeating: .integer(1), count: large))

    /// Arguments of about `size` elements or characters, of the types that the function takes.
    private static func arguments(_ function: ScalarFunction, _ size: Int) -> [Value] {
        let graph = ExtremeValueTests.others
        if function.name == "range" { return [.integer(1), .integer(size)] }
        let isTrim = function.name.lowercased().hasSuffix("trim")
        let samples: [Value] = [isTrim ? blanks(size) : letters(size), list(size), .integer(size / 4), .float(0.5), .boolean(true)] + graph.dropFirst(2)
            + [.date(CalendarDate(days: 0)), .map(["days": .integer(1)])]
        return (0..<max(1, function.arity.lowerBound)).prefix(function.arity.lowerBound).map { place in
            if place > 0, function.accepts(at: place)?.matches(.string) == true { return .string(place == 1 ? "a" : "bb") }
            guard let accepts = function.accepts(at: place) else { return samples[0] }
            return samples.first { StaticType(of: $0).map(accepts.matches) == true } ?? .null
        }
    }

    @Test(arguments: FunctionTable.all.indices) func stops(_ index: Int) {
        let function = FunctionTable.all[index]
        let context = ExtremeValueTests.context(memory: nil, cancelled: true).functions
        do {
            _ = try function.body(context, Self.arguments(function, 1 << 20))
            #expect(Self.isShort(function), "\(function.name)() did not stop")
        } catch {
            if !Self.isShort(function) { #expect(error.fault.code == "Interrupted", "\(function.name)(): \(error.fault.sentence)") }
        }
    }

    @Test(arguments: FunctionTable.all.indices) func growsLinearly(_ index: Int) {
        let function = FunctionTable.all[index]
        guard !Self.isShort(function) else { return }
        func steps(_ size: Int) -> Int {
            let counter = StepCounter()
            _ = try? function.body(ExtremeValueTests.context(memory: nil, steps: counter).functions, Self.arguments(function, size))
            return counter.count
        }
        let (once, twice) = (steps(1 << 19), steps(1 << 20))
        #expect(Double(twice) <= 2.6 * Double(once) + 64, "\(function.name)(): \(once), then \(twice)")
        #expect(once > 1000, "\(function.name)() does not count its steps")
    }

    /// Parts that are found almost everywhere, and nowhere.
    @Test(arguments: [("a", "a"), ("aab", "a"), ("baa", "a"), ("aba", "ab"), ("aaaaaaab", "a")])
    func searchIsLinear(part: String, text: String) throws {
        for scale in [1, 40, 4000] {
            func steps(_ size: Int) -> Int {
                let counter = StepCounter()
                let context = ExtremeValueTests.context(memory: nil, steps: counter).functions
                let long = String(repeating: String(part.first!), count: scale * 3) + part
                _ = try? TextWork(context).replacing(long, in: String(repeating: text, count: size / text.count), by: "x")
                return counter.count
            }
            let (once, twice) = (steps(1 << 20), steps(1 << 21))
            #expect(Double(twice) <= 2.6 * Double(once), "\(once), then \(twice)")
        }
    }

    @Test func findsWhatIsThere() throws {
        var dice = SystemDice(seed: 3)
        for _ in 0..<3000 {
            func word(_ length: Int) -> String { (0..<length).map { _ in ["a", "b", "é"][dice.number(0...2) * dice.number(0...1)] }.joined() }
            let (text, part) = (word(dice.number(0...60)), word(dice.number(1...5)))
            let work = TextWork(ExtremeValueTests.context().functions)
            // Naively, from the start on.
            var (rest, pieces, piece) = (Substring(text), [String](), "")
            while let first = rest.first {
                if rest.utf8.starts(with: part.utf8) {
                    pieces.append(piece)
                    piece = ""
                    rest = rest.dropFirst(part.count)
                } else {
                    piece.append(first)
                    rest = rest.dropFirst()
                }
            }
            pieces.append(piece)
            #expect(try work.pieces(of: text, by: part) == pieces.map { .string($0) })
            #expect(try work.replacing(part, in: text, by: "xyz") == pieces.joined(separator: "xyz"))
            #expect(try work.reversed(text) == String(text.reversed()) && work.length(of: text) == text.count)
            let (start, count) = (dice.number(0...70), dice.number(0...70))
            #expect(try work.part(of: text, from: start, count: count) == String(text.dropFirst(start).prefix(count)))
        }
        // By borders, for a part that its first bytes promise everywhere.
        let text = String(repeating: "a", count: 20_000) + "b" + String(repeating: "a", count: 300) + "c"
        let part = String(repeating: "a", count: 9000) + "b"
        #expect(try TextWork(ExtremeValueTests.context().functions).replacing(part, in: text, by: "!").utf8.count == text.utf8.count - 9000)
    }

    // MARK: Queries

    /// Counted steps of a query over `n` things.
    private func steps(_ query: String, _ n: Int) throws -> Int {
        let counter = StepCounter()
        var limits = Limits(sharing: Sharing(workers: 1))
        limits.steps = counter
        let map = PropertyMap(uniqueKeysWithValues: (0..<n).map { ("k\($0)", .integer($0)) })
        let cursor = try Engine(graph: .empty).prepare(SourceText(query), parameters: ["n", "map"])
            .run(parameters: ["n": .integer(n), "map": .map(map)], limits: limits)
        while try cursor.next() != nil {}
        return counter.count
    }

    @Test(arguments: [
        "WITH range(1, $n) AS l UNWIND l AS x WITH x, l WHERE NOT x IN l RETURN count(*)", "WITH range(1, $n) AS l UNWIND l AS x RETURN count(x IN l)",
        "UNWIND range(1, $n) AS x WITH collect(x) AS l UNWIND l AS x WITH x, l WHERE x IN l RETURN count(*)",
        "WITH range(1, $n) AS l RETURN size([x IN l WHERE x IN l])", "WITH range(1, $n) AS l RETURN all(x IN l WHERE x IN l), any(x IN l WHERE NOT x IN l)",
        "WITH [x IN range(1, $n) | toString(x)] AS l RETURN none(x IN l WHERE x IN l), single(x IN l WHERE x + 'a' IN l)",
        "WITH [x IN range(1, $n) | [x, null]] AS l RETURN size([x IN range(1, $n) WHERE x IN l])",
        "RETURN size(reduce(l = [], x IN range(1, $n) | l + [x]))", "RETURN size(reduce(l = [], x IN range(1, $n) | l + x))",
        "RETURN size(reduce(l = [], x IN range(1, $n) | l || [x] || [x]))", "RETURN size(reduce(s = '', x IN range(1, $n) | s + 'ab'))",
        "RETURN size(reduce(s = '', x IN range(1, $n) | s + x + ','))", "RETURN size(reduce(l = [], x IN range(1, $n) | CASE WHEN x % 2 = 0 THEN l + x ELSE l END))",
        "RETURN size(reduce(l = [], x IN range(1, $n) | [x] + l))", "RETURN size(reduce(l = [], x IN range(1, $n) | x + (l + x)))", "RETURN size(reduce(l = [], x IN range(1, $n) | [x] || l))",
        "RETURN size(reduce(l = range(1, $n), x IN range(1, $n) | tail(l)))", "RETURN size(reduce(l = range(1, $n), x IN range(1, $n) | l[1..]))",
        "RETURN size(reduce(l = range(1, $n), x IN range(1, $n) | CASE WHEN x % 3 = 0 THEN tail(l) WHEN x % 3 = 1 THEN [x] + l ELSE tail(l + x) END))",
        "UNWIND range(1, $n) AS i WITH reduce(l = [], x IN [1, 2, 3] | l + x) AS l RETURN count(*)", "RETURN reduce(s = 0, x IN range(1, $n) | s + x)",
        "RETURN size([x IN keys($map) | $map[x]])", "WITH $map AS m UNWIND keys(m) AS k RETURN sum(m[k])", "RETURN size(keys(properties($map)))",
        "UNWIND range(1, $n) AS x RETURN count(DISTINCT [x]), size(collect(DISTINCT x % 7)), percentileDisc(x, 0.5), stDev(x), max([x])",
        "UNWIND range(1, $n) AS x RETURN [x % 10] AS k, count(*) ORDER BY k", "WITH range(1, $n) AS l RETURN l = l, l < l + 1, l IN [l, l], size(l + l), size(l[1..]), size(tail(l))",
    ])
    func queriesGrowLinearly(_ query: String) throws {
        let (once, twice) = (try steps(query, 3000), try steps(query, 6000))
        #expect(once > 3000, "\(once) steps are not all")
        #expect(Double(twice) <= 2.6 * Double(once), "\(once), then \(twice)")
    }

    // MARK: IN

    /// With an index as without: nulls, NaN and lists in the list included.
    @Test func membershipIsTheSame() throws {
        let values = ExtremeValueTests.numbers + ExtremeValueTests.lists + ExtremeValueTests.temporals.prefix(8) + [.null, .string("a"), .list([.integer(1), .null])]
            + [.list([.float(1), .integer(2)]), .list([.integer(1), .integer(2)]), .map(["a": .null]), .map(["a": .integer(1)]), .map(["a": .float(1)]), .list([.float(.nan)])]
        for left in 0..<values.count {
            var some = values
            some.remove(at: left)
            for list in [some, some.filter { $0 != .null }, [values[left]], some.filter { $0.depth == 0 && $0 != .null }] {
                let index = try MembershipIndex(ValueList(list), ExtremeValueTests.context().setting)
                for value in values {
                    let plain = Value.isIn(ValueList(list), value)
                    #expect(index.contains(value) == plain, "\(value) in \(list.count)")
                }
            }
        }
    }

    /// It is laid out in one go, before any row: limits hold in between.
    @Test func membershipStops() {
        func code(_ limits: Limits) -> String? {
            let context = ExecutionContext(
                graph: .empty, parameters: [:], subplans: [], slotCount: 0, today: CalendarDate(days: 0), clock: { EpochInstant(seconds: 0, nanosecond: 0) },
                limits: limits)
            do throws(EvaluationError) {
                _ = try MembershipIndex(ValueList((0..<50_000).map { .list([.integer($0)]) }), context.setting)
                return nil
            } catch {
                return error.fault.code
            }
        }
        let cancellation = Cancellation()
        #expect(code(Limits(cancellation: cancellation)) == nil)
        cancellation.cancel()
        #expect(code(Limits(cancellation: cancellation)) == "Interrupted")
        #expect(code(Limits(memory: 100_000)) == "MemoryLimit")
    }
}
