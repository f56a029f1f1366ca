import Diagnostics
import PropertyGraph
import Testing

@testable import QueryEngine

/// Every function, operator, aggregate and accessor with the least, greatest and strangest values in every place:
/// an answer that can be printed, compared and hashed, or a fault. The process would end on anything else.
struct ExtremeValueTests {
    static let graph: Graph = {
        var builder = GraphBuilder()
        builder.addNode(labels: ["A"], properties: ["p": .integer(.min)])
        builder.addNode(labels: [], properties: [:])
        builder.addRelationship(type: "R", from: 0, to: 1, properties: ["p": .float(.nan)])
        return builder.build()
    }()

    /// - Parameter cancelled: whether the run is to stop at its first look.
    static func context(memory: Int? = 1 << 20, cancelled: Bool = false, steps: StepCounter? = nil) -> ExecutionContext {
        let cancellation = Cancellation()
        if cancelled { cancellation.cancel() }
        var limits = Limits(cancellation: cancellation, memory: memory)
        limits.steps = steps
        return ExecutionContext(
            graph: graph, parameters: [:], subplans: [], slotCount: 0, today: CalendarDate(days: 0),
            clock: { EpochInstant(seconds: 0, nanosecond: 0) }, limits: limits)
    }

    static let numbers: [Value] =
        [0, 1, -1, 2, 7, .max, .min, .max - 1, .min + 1, 1 << 53, 86_400, -999_999_999, 999_999_999].map { .integer($0) }
        + [0, -0.0, 0.5, -1.5, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, 9.3e18, 1e27].map { .float($0) }

    static let texts: [Value] = [
        "", "a", "é\u{301}🦊\u{0}", "true", "-9223372036854775808", "1e400", "P1Y", "PT-0.000000001S", "P9223372036854775807D",
        "+999999999-12-31", "-999999999-01-01", "2021-07-28T14:30+18:00", "12:00-18:00", "day", "millennium", "microsecond", "Europe/London", "+18:00",
    ].map { .string($0) }

    static let lists: [Value] = [
        .list([]), .list([.null]), .list([.float(.nan), .null]), .list([.list([.list([])])]), .map([:]), .map(["year": .integer(.max)]),
        .map(["year": .integer(.min), "month": .integer(1)]), .map(["year": .integer(999_999_999), "week": .integer(53), "dayOfWeek": .integer(7)]),
        .map(["epochSeconds": .integer(.max)]), .map(["epochMillis": .integer(.min), "nanosecond": .integer(.max)]),
        .map(["years": .integer(.max)]), .map(["nanoseconds": .float(1e26), "months": .float(-0.5)]), .map(["seconds": .integer(.min), "hours": .integer(.min)]),
        .map(["date": .date(.latest), "timezone": .string("+18:00")]), .map(["hour": .integer(23), "nanosecond": .integer(999_999_999)]),
    ]

    static let temporals: [Value] = {
        let times = [LocalTime.midnight, LocalTime(hour: 23, minute: 59, second: 59, nanosecond: 999_999_999)!]
        let dates = [CalendarDate.earliest, .latest, CalendarDate(days: 0), CalendarDate(year: 0, month: 2, day: 29)!, CalendarDate(year: -1, month: 12, day: 31)!]
        // swift-format-ignore: NeverUseForceTry
        let zones = [TemporalZone.utc, .offset(ZoneOffset(seconds: 64_800)!), .offset(ZoneOffset(seconds: -64_800)!), try! TemporalZone("Europe/London")]
        var values: [Value] = dates.map { .date($0) } + times.map { .localTime($0) }
        values += times.flatMap { time in [64_800, -64_800].map { .time(OffsetTime(local: time, offset: ZoneOffset(seconds: $0)!)) } }
        for date in dates.prefix(3) {
            values += times.map { .localDateTime(LocalDateTime(date: date, time: $0)) }
            values += zones.map { .dateTime(ZonedDateTime(LocalDateTime(date: date, time: times[1]), in: $0)) }
        }
        let amounts: [(Int, Int, Int128)] = [
            (0, 0, 0), (.max, .max, Int128(Int.max) * 1_000_000_000 + 999_999_999), (.min, .min, Int128(Int.min) * 1_000_000_000), (0, 0, -900_000_000),
            (-1, 1, -1), (0, .max, 0), (.min, 0, 0),
        ]
        return values + amounts.map { .duration(CalendarDuration(months: $0.0, days: $0.1, nanoseconds: $0.2)!) }
    }()

    static let others: [Value] = [
        .null, .boolean(true), .node(NodeID(0)), .node(NodeID(1)), .relationship(RelationshipID(0)),
        .path(Path(nodes: [NodeID(0), NodeID(1)], relationships: [RelationshipID(0)])), .path(Path(nodes: [NodeID(0)], relationships: [])),
    ]

    static let all: [Value] = numbers + texts + lists + temporals + others
    /// Parts of dates, times and durations.
    static let components = """
        year quarter month week weekYear day ordinalDay dayOfWeek weekDay dayOfQuarter quarterDay hour minute second millisecond microsecond nanosecond \
        timezone offset offsetMinutes offsetSeconds epochSeconds epochMillis years quarters months quartersOfYear monthsOfYear monthsOfQuarter weeks days \
        daysOfWeek hours minutes seconds milliseconds microseconds nanoseconds minutesOfHour secondsOfMinute millisecondsOfSecond microsecondsOfSecond \
        nanosecondsOfSecond nothing
        """.split(separator: " ").map(String.init)

    static let operators: [ArithmeticOperator] = [.add, .subtract, .multiply, .divide, .modulo, .power, .concatenate]

    /// For second places: the numbers, and some of all other kinds.
    static let second: [Value] = numbers + few + temporals.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)

    /// For third places.
    static let few: [Value] = [.integer(.min), .integer(.max), .integer(-1), .integer(0), .float(.nan), .string(""), .string("a"), .list([]), .map(["day": .integer(31)]), .null]

    /// What anyone may do with a value.
    private func use(_ value: Value) {
        _ = Self.graph.text(of: value)
        _ = value.hashValue
        _ = Value.order(value, value)
        _ = Value.equals(value, .integer(0))
        if let text = value.temporalText { #expect(!text.isEmpty) }
    }

    @Test(arguments: FunctionTable.all.indices) func functions(_ index: Int) {
        let function = FunctionTable.all[index]
        let context = Self.context().functions
        var calls = 0
        func call(_ arguments: [Value]) {
            calls += 1
            if function.nullInNullOut, arguments.contains(where: \.isNull) { return }
            if let value = try? function.body(context, arguments) { use(value) }
        }
        for count in function.arity.lowerBound...min(3, max(function.arity.lowerBound, function.arity.upperBound)) {
            switch count {
            case 0: call([])
            case 1: for a in Self.all { call([a]) }
            case 2: for a in Self.all { for b in Self.second { call([a, b]) } }
            default:
                // The places in which most values are refused at once need not be combined.
                for a in function.name.contains("truncate") ? Self.texts : Self.numbers + Self.texts {
                    for b in function.name.contains("truncate") ? Self.temporals : Self.few {
                        for c in Self.few { call([a, b, c]) }
                    }
                }
            }
        }
        #expect(calls > 0)
    }

    @Test func operators() {
        for a in Self.all {
            if let value = try? Arithmetic.negated(a) { use(value) }
            for b in Self.numbers + Self.temporals + Self.few {
                for op in Self.operators { if let value = try? Arithmetic.apply(op, a, b) { use(value) } }
                for op in [OrderOperator.less, .lessOrEqual, .greater, .greaterOrEqual] { _ = Evaluator.compare(op, a, b) }
                _ = Value.equals(a, b)
                #expect((Value.order(a, b) < 0) == (Value.order(b, a) > 0), "\(a) and \(b)")
                if a == b { #expect(a.hashValue == b.hashValue) }
            }
        }
    }

    @Test func accessors() throws {
        let names = Self.components
        for value in Self.temporals { for name in names { if let part = try? TemporalComponent.value(name, of: value) { use(part) } } }
        let evaluator = Evaluator(Self.context())
        for container in Self.all { for index in Self.all { if let part = try? evaluator.element(of: container, at: index) { use(part) } } }
    }

    @Test func aggregates() throws {
        for function in Aggregate.allCases where function != .countRows {
            for percentile in [0, 0.5, 1] {
                for a in Self.all {
                    for b in Self.few + Self.temporals.suffix(7) {
                        var accumulator = Accumulator(function, percentile: percentile)
                        guard (try? accumulator.add(a, times: 2, Self.context().setting)) != nil, (try? accumulator.add(b, times: 1, Self.context().setting)) != nil else { continue }
                        if let value = try? accumulator.result(function, percentile) { use(value) }
                    }
                }
            }
        }
    }

    /// In queries, where ranges, slices, casts and clauses take them.
    @Test(arguments: [
        "range($a, $b)", "range($a, $b, $b)", "range($b, $a, -1)", "[1, 2, 3][$a..$b]", "[1, 2, 3][$a..]", "[1, 2, 3][..$b]", "$b[$a]",
        "CAST($a AS INTEGER)", "CAST($a AS DATE)", "CAST($a AS DURATION)", "CAST($a AS STRING)", "CAST($a AS LIST<INTEGER>)", "$a IS :: FLOAT", "reduce(x = $a, y IN [$b, $b] | x + y)",
        "reduce(x = $a, y IN [$b, $b] | x * y)", "[x IN range(1, 3) WHERE x < $a | x % $b]", "CASE $a WHEN $b THEN 1 END", "$a =~ $b", "$a STARTS WITH $b", "{k: $a}[$b]", "[$a, $b]",
    ])
    func expressions(_ expression: String) throws {
        let prepared = try Engine(graph: Self.graph).prepare(SourceText("RETURN \(expression) AS x"), parameters: ["a", "b"])
        for a in Self.all {
            for b in Self.few.prefix(7) + Self.temporals.suffix(1) {
                _ = try? prepared.run(parameters: ["a": a, "b": b], limits: Limits(memory: 1 << 20)).next()
            }
        }
    }

    @Test(arguments: ["RETURN 1 SKIP $a", "RETURN 1 LIMIT $a", "UNWIND range($a, $a) AS x RETURN x", "UNWIND range($a, 9223372036854775807, 9223372036854775807) AS x RETURN x",
        "UNWIND [1, 2] AS x RETURN percentileDisc(x, $a)", "UNWIND [1, 2] AS x RETURN percentileCont(x, $a)", "UNWIND [$a, $a] AS x RETURN sum(x), avg(x)", "UNWIND [$a, 1] AS x RETURN x ORDER BY x LIMIT 1",
        "UNWIND [$a, $a] AS x RETURN DISTINCT x", "CREATE (n:Q {p: $a}) RETURN n.p", "MERGE (n:Q {p: $a}) RETURN n.p"])
    func clauses(_ query: String) throws {
        let prepared = try Engine(graph: Self.graph).prepare(SourceText(query), parameters: ["a"])
        for a in Self.all {
            let cursor = prepared.run(parameters: ["a": a], limits: Limits(memory: 1 << 20))
            _ = try? cursor.next()
        }
    }
}
