import Testing

@testable import PropertyGraph

@Suite struct CalendarDurationTests {
    private func duration(_ text: String) throws -> CalendarDuration { try CalendarDuration(text) }

    @Test(arguments: [
        ("PT0S", "PT0S"), ("P0D", "PT0S"), ("P1Y2M10DT2H30M", "P1Y2M10DT2H30M"), ("P14M", "P1Y2M"), ("P-14M", "P-1Y-2M"),
        ("P2W", "P14D"), ("PT90M", "PT1H30M"), ("PT-0.001S", "PT-0.001S"), ("PT1M-0.001S", "PT59.999S"),
        ("PT-1M-0.001S", "PT-1M-0.001S"), ("PT-59.999S", "PT-59.999S"), ("PT0.000000001S", "PT0.000000001S"),
        ("PT-1H-1.5S", "PT-1H-1.5S"), ("-P1Y-2DT3H", "P-1Y2DT-3H"), ("+P1D", "P1D"), ("P1DT-25H", "P1DT-25H"),
        ("P0.5Y", "P6M"), ("P0.5D", "PT12H"), ("P1.5M", "P1M15DT5H14M33S"), ("PT0,5H", "PT30M"), ("PT1.0000000009S", "PT1S"),
        ("p1dt1s", "P1DT1S"), ("P2021-07-28T14:30:05.25", "P2021Y7M28DT14H30M5.25S"), ("P20210728T1430", "P2021Y7M28DT14H30M"),
        ("P0000-00-00T00:00", "PT0S"), ("P", nil), ("PT", nil), ("P1", nil), ("P1DT", nil), ("P1H", nil), ("PT1D", nil),
        ("P1D2D", nil), ("P1D1Y", nil), ("1D", nil), ("P.5D", nil), ("P1.D", nil), ("P--1D", nil), ("P1D ", nil),
        ("P9223372036854775807D", "P9223372036854775807D"), ("P9223372036854775808D", nil), ("P768614336404564651Y", nil),
        ("P99999999999999999999999999999999999999999D", nil), ("P2021-13-28T00:00", nil),
    ] as [(String, String?)])
    func text(text: String, result: String?) {
        #expect((try? CalendarDuration(text))?.description == result)
    }

    @Test(arguments: [
        ("P1D", "3", "PT8H"), ("P1M", "3", "P10DT3H29M42S"), ("P1Y", "12", "P1M"), ("PT1S", "3", "PT0.333333333S"),
        ("PT-1S", "3", "PT-0.333333333S"), ("P1D", "0.5", "P2D"), ("P1D", "-0.25", "P-4D"), ("P3M2DT1S", "1", "P3M2DT1S"),
        ("P1D", "0", nil), ("P9223372036854775807D", "0.5", nil),
    ] as [(String, String, String?)])
    func division(text: String, divisor: String, result: String?) throws {
        let number = Int(divisor).map { DecimalNumber($0) } ?? DecimalNumber(Double(divisor)!)!
        #expect(try duration(text).divided(by: number)?.description == result)
    }

    @Test(arguments: [
        ("P1D", 1.1, "P1DT2H24M"), ("PT1S", 0.1, "PT0.1S"), ("P1M", -0.5, "P-15DT-5H-14M-33S"), ("P2DT3S", 1e3, "P2000DT50M"),
        ("PT1S", 1e-9, "PT0.000000001S"), ("PT1S", 1e-300, "PT0S"), ("PT1S", 1e25, nil),
    ] as [(String, Double, String?)])
    func multiplication(text: String, factor: Double, result: String?) throws {
        #expect(try duration(text).multiplied(by: #require(DecimalNumber(factor)))?.description == result)
    }

    @Test func decimals() {
        #expect(DecimalNumber(0.1) == DecimalNumber(digits: 1, scale: 1))
        #expect(DecimalNumber(-1234.5) == DecimalNumber(digits: -12345, scale: 1))
        #expect(DecimalNumber(Double.leastNonzeroMagnitude)?.digits == 0)
        for number in [Double.nan, .infinity, -.infinity, .greatestFiniteMagnitude] { #expect(DecimalNumber(number) == nil) }
    }

    @Test func limits() throws {
        let most = try #require(CalendarDuration(months: .max, days: .max, nanoseconds: Int128(Int.max) * 1_000_000_000 + 999_999_999))
        #expect(try most.adding(duration("PT0.000000001S")) == nil)
        #expect(try most.adding(duration("P1M")) == nil)
        #expect(try most.subtracting(duration("P1D"))?.days == .max - 1)
        let least = try #require(CalendarDuration(months: .min, days: .min, nanoseconds: Int128(Int.min) * 1_000_000_000))
        #expect(least.negated == nil)
        #expect(try CalendarDuration(most.description) == most)
        #expect(least.order(most) < 0)
    }

    @Test func order() throws {
        let texts = ["P-1D", "PT0S", "PT1S", "PT23H59M", "PT24H", "P1D", "PT24H0.000000001S", "P30D", "P1M", "P31D", "P365D", "P1Y"]
        let ordered = try texts.map(duration)
        for (a, b) in zip(ordered, ordered.dropFirst()) {
            #expect(a.order(b) < 0 && b.order(a) > 0, "\(a) before \(b)")
        }
        #expect(Value.equals(.duration(try duration("P1D")), .duration(try duration("PT24H"))) == false)
        guard case .unknown = Value.compare(.duration(ordered[0]), .duration(ordered[1])) else {
            Issue.record("durations compare")
            return
        }
    }

    // MARK: Between

    private func value(_ text: String) throws -> Value {
        if text.contains("T"), let local = try? LocalDateTime(iso: text) { return .localDateTime(local) }
        if text.contains("T") { return .dateTime(try ZonedDateTime(iso: text)) }
        if let time = try? LocalTime(iso: text), text.contains(":") { return .localTime(time) }
        if text.contains(":") { return .time(try OffsetTime(iso: text)) }
        return .date(try CalendarDate(iso: text))
    }

    @Test(arguments: [
        ("2021-01-31", "2021-03-01", "P1M1D"), ("2021-03-01", "2021-01-31", "P-1M-1D"), ("2024-02-29", "2025-02-28", "P11M30D"),
        ("2021-07-28T12:00", "2021-07-29T11:59:59.5", "PT23H59M59.5S"), ("2021-07-29T11:00", "2021-07-28T12:00", "PT-23H"),
        ("2021-07-28", "14:30", "PT14H30M"), ("14:30", "2021-07-28", "PT-14H-30M"), ("14:30", "16:00", "PT1H30M"),
        ("14:30Z", "16:00+01:00", "PT30M"), ("14:30+01:00", "16:00", "PT1H30M"),
        ("2021-07-28T00:00Z", "2021-07-28T00:00+01:00", "PT-1H"),
        ("-999999999-01-01", "+999999999-12-31", "P1999999998Y11M30D"),
    ])
    func between(start: String, end: String, result: String) throws {
        #expect(CalendarDuration.between(try value(start), try value(end))?.description == result)
    }

    /// Going back over the months, days and seconds of a duration leads to where it began or ended.
    @Test func betweenAddsUp() throws {
        var generator = SystemRandomNumberGenerator()
        func some() -> LocalDateTime {
            LocalDateTime(
                date: CalendarDate(days: Int.random(in: -200_000...200_000, using: &generator)),
                time: LocalTime(wrapping: Int.random(in: 0..<LocalTime.nanosecondsPerDay, using: &generator)))
        }
        for _ in 0..<5000 {
            let (a, b) = (some(), some())
            let length = try #require(CalendarDuration.between(.localDateTime(a), .localDateTime(b)))
            let end = a.adding(months: length.months, days: length.days)?.adding(seconds: length.seconds, nanoseconds: length.nanosecond)
            #expect(end == b, "\(a) + \(length)")
            #expect(abs(length.days) < 31 && abs(length.nanoseconds) < 86_400_000_000_000, "\(length)")
            let signs = [length.months.signum(), length.days.signum(), Int(length.nanoseconds.signum())]
            #expect(!(signs.contains(1) && signs.contains(-1)), "\(length)")
        }
    }

    @Test func nothingBetween() {
        #expect(CalendarDuration.between(.integer(1), .date(CalendarDate(days: 0))) == nil)
        #expect(CalendarDuration.inSeconds(.null, .null) == nil)
    }
}
