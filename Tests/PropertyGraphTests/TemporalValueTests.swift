import Testing

@testable import PropertyGraph

@Suite struct TemporalValueTests {
    @Test func valuesStaySmall() {
        #expect(MemoryLayout<Value>.stride <= 24)
    }

    /// The types have ranks, and within a type the moment counts.
    @Test func order() throws {
        let values: [Value] = [
            .dateTime(try ZonedDateTime(iso: "2021-07-28T12:00+01:00")), .dateTime(try ZonedDateTime(iso: "2021-07-28T11:30Z")),
            .localDateTime(try LocalDateTime(iso: "2021-07-28T11:00")), .date(try CalendarDate(iso: "2020-01-01")),
            .time(try OffsetTime(iso: "12:00+01:00")), .time(try OffsetTime(iso: "11:30Z")),
            .localTime(try LocalTime(iso: "11:00")), .duration(try CalendarDuration("P1D")), .string("a"),
        ]
        for (place, a) in values.enumerated() {
            for (other, b) in values.enumerated() {
                #expect(Value.order(a, b).signum() == (place - other).signum(), "\(a), \(b)")
                #expect((a == b) == (place == other))
            }
        }
    }

    /// One instant in two zones: apart, and in an order.
    @Test func sameInstant() throws {
        let (a, b) = (try ZonedDateTime(iso: "2021-07-28T12:00+01:00"), try ZonedDateTime(iso: "2021-07-28T11:00Z"))
        #expect(a.instant == b.instant)
        #expect(Value.equals(.dateTime(a), .dateTime(b)) == false)
        #expect(a.order(b) == -b.order(a) && a.order(b) != 0)
        #expect(a.at(.utc) == b)
    }

    @Test func movesByCalendarAndByClock() throws {
        guard let start = try? ZonedDateTime(iso: "2021-10-30T12:00[Europe/London]") else { return }
        #expect(start.adding(months: 0, days: 1)?.description == "2021-10-31T12:00Z[Europe/London]")
        #expect(start.adding(months: 0, days: 0, seconds: 86_400)?.description == "2021-10-31T11:00Z[Europe/London]")
        #expect(start.adding(months: 0, days: 0, seconds: .max) == nil)
        #expect(start.adding(months: .max, days: 0) == nil)
    }

    @Test func timesGoRoundTheClock() throws {
        let time = try LocalTime(iso: "23:59:59.999999999")
        #expect(time.adding(seconds: 0, nanoseconds: 1) == .midnight)
        #expect(LocalTime.midnight.adding(seconds: 0, nanoseconds: -1) == time)
        #expect(LocalTime.midnight.adding(seconds: .max, nanoseconds: .min) < time)
        #expect(LocalTime(hour: 24) == nil)
        #expect(LocalTime(hour: .max, minute: .max, second: .max, nanosecond: .max) == nil)
    }

    @Test func addsToLocalMoments() throws {
        let start = try LocalDateTime(iso: "1969-12-31T23:59:59.5")
        #expect(start.adding(seconds: 0, nanoseconds: 500_000_000)?.description == "1970-01-01T00:00")
        #expect(start.adding(seconds: -1, nanoseconds: -600_000_000)?.description == "1969-12-31T23:59:57.900")
        #expect(start.adding(seconds: .max) == nil)
        #expect(start.adding(seconds: .min, nanoseconds: .min) == nil)
    }
}
