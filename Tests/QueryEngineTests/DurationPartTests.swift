import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Parts of dates and durations against plain arithmetic with large integers, above all where they are negative.
struct DurationPartTests {
    private func row(_ query: String, _ parameters: [String: Value] = [:]) throws -> [Value] {
        let cursor = try Engine(graph: .empty).prepare(SourceText(query), parameters: Set(parameters.keys)).run(parameters: parameters)
        return try #require(try cursor.next()?.first)
    }

    /// From 0 up to the divisor.
    private func remainder(_ number: Int128, _ divisor: Int128) -> Int128 {
        let rest = number % divisor
        return rest < 0 ? rest + divisor : rest
    }

    private func floor(_ number: Int128, _ divisor: Int128) -> Int128 { (number - remainder(number, divisor)) / divisor }

    /// 0.9 s short of a day, in both directions, and a few more of their kind. The texts are those of Java's Duration.
    @Test(arguments: [
        ("2018-01-01T12:00", "2018-01-02T11:59:59.1", "PT23H59M59.1S", 86_399, 100_000_000, 86_399_100, 1439, 23, 59, 59),
        ("2018-01-02T11:59:59.1", "2018-01-01T12:00", "PT-23H-59M-59.1S", -86_400, 900_000_000, -86_399_100, -1440, -24, 0, 0),
        ("2018-01-02T12:00", "2018-01-01T12:00:00.9", "PT-23H-59M-59.1S", -86_400, 900_000_000, -86_399_100, -1440, -24, 0, 0),
        ("2018-01-01T12:00", "2018-01-01T11:59:59.1", "PT-0.9S", -1, 100_000_000, -900, 0, 0, 0, -1),
        ("2018-01-01T12:00", "2018-01-01T11:58:59", "PT-1M-1S", -61, 0, -61_000, -1, 0, -1, -1),
        ("2018-01-01T12:00", "2018-01-01T12:00:00.000000001", "PT0.000000001S", 0, 1, 0, 0, 0, 0, 0),
        ("2018-01-01T12:00", "2018-01-01T11:59:59.999999999", "PT-0.000000001S", -1, 999_999_999, -1, 0, 0, 0, -1),
    ])
    func between(
        start: String, end: String, text: String, seconds: Int, nanosecond: Int, milliseconds: Int, minutes: Int, hours: Int, minuteOfHour: Int,
        secondOfMinute: Int
    ) throws {
        let parts = try row(
            """
            WITH duration.between(localdatetime($start), localdatetime($end)) AS d
            RETURN toString(d), d.seconds, d.nanosecondsOfSecond, d.milliseconds, d.minutes, d.hours, d.minutesOfHour, d.secondsOfMinute, d.days
            """, ["start": .string(start), "end": .string(end)])
        #expect(
            parts == [.string(text)] + [seconds, nanosecond, milliseconds, minutes, hours, minuteOfHour, secondOfMinute, 0].map { .integer($0) })
    }

    @Test func randomDurations() throws {
        var dice = SystemDice(seed: 42)
        for _ in 0..<2000 {
            let months = dice.number(-40...40), days = dice.number(-40...40)
            let seconds = dice.number(-200_000...200_000), nanoseconds = dice.number(-3_000_000_000...3_000_000_000)
            let total = Int128(seconds) * 1_000_000_000 + Int128(nanoseconds)
            let (whole, fraction) = (floor(total, 1_000_000_000), remainder(total, 1_000_000_000))
            // Quotients and remainders of Java and Swift: towards zero.
            let expected: [(String, Int128)] = [
                ("years", Int128(months / 12)), ("quarters", Int128(months / 3)), ("months", Int128(months)), ("monthsOfYear", Int128(months % 12)),
                ("monthsOfQuarter", Int128(months % 3)), ("quartersOfYear", Int128(months / 3 % 4)), ("weeks", Int128(days / 7)), ("days", Int128(days)),
                ("daysOfWeek", Int128(days % 7)), ("hours", whole / 3600), ("minutes", whole / 60), ("seconds", whole), ("minutesOfHour", whole / 60 % 60),
                ("secondsOfMinute", whole % 60), ("milliseconds", floor(total, 1_000_000)), ("microseconds", floor(total, 1000)), ("nanoseconds", total),
                ("millisecondsOfSecond", fraction / 1_000_000), ("microsecondsOfSecond", fraction / 1000), ("nanosecondsOfSecond", fraction),
            ]
            let map: PropertyMap = ["months": .integer(months), "days": .integer(days), "seconds": .integer(seconds), "nanoseconds": .integer(nanoseconds)]
            let parts = try row(
                "WITH duration($map) AS d RETURN \(expected.map { "d.\($0.0)" }.joined(separator: ", ")), duration(toString(d)) = d, d + d = d * 2, d - d = duration({days: 0})",
                ["map": .map(map)])
            #expect(parts == expected.map { .integer(Int($0.1)) } + [.boolean(true), .boolean(true), .boolean(true)], "\(map)")
        }
    }

    /// Between any two instants: the parts add up to the difference, and have its sign.
    @Test func randomInstants() throws {
        var dice = SystemDice(seed: 7)
        for _ in 0..<1000 {
            let (a, b) = (dice.instant(), dice.instant())
            let map = { (instant: (Int, Int)) in Value.map(["epochSeconds": .integer(instant.0), "nanosecond": .integer(instant.1)]) }
            let parts = try row(
                """
                WITH datetime($a) AS a, datetime($b) AS b
                RETURN a.epochSeconds, a.epochMillis, duration.inSeconds(a, b).nanoseconds, a + duration.inSeconds(a, b) = b, a + duration.between(a, b) = b,
                  duration.between(a, b).days, duration.between(a, b).months, a.nanosecond
                """, ["a": map(a), "b": map(b)])
            let (start, end) = (Int128(a.0) * 1_000_000_000 + Int128(a.1), Int128(b.0) * 1_000_000_000 + Int128(b.1))
            #expect(parts[0] == .integer(a.0))
            #expect(parts[1] == .integer(Int(floor(start, 1_000_000))))
            #expect(parts[2] == .integer(Int(end - start)))
            #expect(parts[3] == .boolean(true) && parts[4] == .boolean(true), "\(a) to \(b)")
            for part in parts[5...6] {
                guard case .integer(let number) = part else { Issue.record("\(part)"); continue }
                #expect(end >= start ? number >= 0 : number <= 0)
            }
            #expect(parts[7] == .integer(a.1))
        }
    }

    /// Dates about the years 0 and 1970 by counting days one after the other.
    @Test func partsOfDates() throws {
        // 1 January of the year -2 was a Thursday; the calendar runs on.
        var (year, month, day, weekday, ordinal) = (-2, 1, 1, 4, 1)
        func isLeap(_ year: Int) -> Bool { year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) }
        func length(_ month: Int) -> Int { month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31 }
        for _ in 0..<1500 {
            let parts = try row(
                "WITH date({year: $y, month: $m, day: $d}) AS d RETURN d.year, d.month, d.day, d.dayOfWeek, d.ordinalDay, d.quarter, date(toString(d)) = d, d + duration('P1D') > d",
                ["y": .integer(year), "m": .integer(month), "d": .integer(day)])
            #expect(parts == [year, month, day, weekday, ordinal, (month + 2) / 3].map { .integer($0) } + [.boolean(true), .boolean(true)])
            (day, weekday, ordinal) = (day + 1, weekday % 7 + 1, ordinal + 1)
            if day > length(month) { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month, ordinal) = (year + 1, 1, 1) }
        }
    }

    @Test func farInstants() throws {
        #expect(try row("RETURN datetime('-000001-12-31T23:59:59.999Z').epochSeconds, datetime('1969-12-31T23:59:59.999Z').epochMillis, datetime('1969-12-31T23:59:59.0001Z').epochMillis")
            == [.integer(-62_167_219_201), .integer(-1), .integer(-1000)])
    }
}

/// Numbers by chance that are the same on every run.
struct SystemDice {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var bits = state
        bits ^= bits >> 33
        bits = bits &* 0xFF51_AFD7_ED55_8CCD
        bits ^= bits >> 33
        return range.lowerBound + Int(bits % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// Within some 300 years of 1970: seconds, and nanoseconds from there.
    mutating func instant() -> (Int, Int) { (number(-4_000_000_000...4_000_000_000), number(0...999_999_999)) }
}
