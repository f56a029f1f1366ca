import Testing

@testable import PropertyGraph

@Suite struct TemporalTextTests {
    @Test(arguments: [
        ("2021-07-28", "2021-07-28"), ("20210728", "2021-07-28"), ("2021-07", "2021-07-01"), ("202107", "2021-07-01"),
        ("2021", "2021-01-01"), ("2021-W30-3", "2021-07-28"), ("2021W303", "2021-07-28"), ("2021-W30", "2021-07-26"),
        ("2021w30", "2021-07-26"), ("2021-209", "2021-07-28"), ("2021209", "2021-07-28"), ("2021-Q3-28", "2021-07-28"),
        ("2021Q328", "2021-07-28"), ("2021-Q3", "2021-07-01"), ("0000-02-29", "0000-02-29"), ("-0044-03-15", "-0044-03-15"),
        ("-44-03-15", "-0044-03-15"), ("+12345-01-01", "+12345-01-01"), ("+999999999-366", nil),
        ("-999999999-01-01", "-999999999-01-01"), ("+1000000000-01-01", nil), ("2021-02-29", nil), ("2021-13-01", nil),
        ("2021-366", nil), ("2020-366", "2020-12-31"), ("2021-W53-1", nil), ("2021-W00", nil), ("2021-W30-8", nil),
        ("2021-Q5", nil), ("21-07-28", nil), ("2021-7-28", nil), ("2021-07-28x", nil), (" 2021", nil), ("2021-", nil),
        ("2021-07-", nil), ("2021-0728", nil), ("", nil), ("-", nil), ("2021-W3", nil), ("20210", nil), ("२०२१", nil),
    ] as [(String, String?)])
    func dates(text: String, result: String?) {
        #expect((try? CalendarDate(iso: text))?.description == result)
    }

    @Test(arguments: [
        ("14", "14:00"), ("1430", "14:30"), ("14:30", "14:30"), ("143005", "14:30:05"), ("14:30:05.25", "14:30:05.250"),
        ("14:30:05,000001", "14:30:05.000001"), ("00:00:00.000000001", "00:00:00.000000001"), ("23:59:59.999999999", "23:59:59.999999999"),
        ("24:00", nil), ("23:60", nil), ("23:59:60", nil), ("14:30:05.", nil), ("14:30:05.0000000001", nil), ("1:30", nil),
        ("14:3005", nil), ("14:", nil), ("14:30Z", nil), ("", nil),
    ] as [(String, String?)])
    func times(text: String, result: String?) {
        #expect((try? LocalTime(iso: text))?.description == result)
    }

    @Test(arguments: [
        ("14:30", "14:30Z"), ("14:30Z", "14:30Z"), ("14+01", "14:00+01:00"), ("1430+0100", "14:30+01:00"),
        ("14:30-00:00", "14:30Z"), ("14:30:05+00:53:28", "14:30:05+00:53:28"), ("14:30-18:00", "14:30-18:00"),
        ("14:30+18:01", nil), ("14:30+01:60", nil), ("14:30+1", nil), ("14:30[Europe/London]", nil), ("14:30Z+01", nil),
    ] as [(String, String?)])
    func offsetTimes(text: String, result: String?) {
        #expect((try? OffsetTime(iso: text))?.description == result)
    }

    @Test(arguments: [
        ("2021-07-28T14:30", "2021-07-28T14:30"), ("20210728T143005.5", "2021-07-28T14:30:05.500"), ("2021T14", "2021-01-01T14:00"),
        ("2021-W30T1430", "2021-07-26T14:30"), ("2021209t14", "2021-07-28T14:00"), ("2021-07-28", "2021-07-28T00:00"),
        ("2021-07-28T", nil), ("2021-07-28 14:30", nil), ("T14:30", nil), ("2021-07-28T14:30Z", nil),
    ] as [(String, String?)])
    func localDateTimes(text: String, result: String?) {
        #expect((try? LocalDateTime(iso: text))?.description == result)
    }

    @Test(arguments: [
        ("2021-07-28T14:30", "2021-07-28T14:30Z"), ("2021-07-28T14:30+0545", "2021-07-28T14:30+05:45"),
        ("2021-07-28", "2021-07-28T00:00Z"), ("2021-07-28T14:30[", nil), ("2021-07-28T14:30[]", nil),
        ("2021-07-28T14:30[Europe/London", nil), ("2021-07-28T14:30Z[Europe/Nowhere]", nil), ("2021-07-28T14:30+01:00x", nil),
    ] as [(String, String?)])
    func dateTimes(text: String, result: String?) {
        #expect((try? ZonedDateTime(iso: text))?.description == result)
    }

    /// Any text is read or refused.
    @Test func anyText() {
        let pieces = ["2021", "-", "07", "W30", "T", "14", ":", "30", ".5", "Z", "+01", "[Europe/London]", "P", "1.5D", "é", "\0", "99999999999999999999"]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...6, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }.joined()
            if let date = try? CalendarDate(iso: text) { #expect((try? CalendarDate(iso: date.description)) == date) }
            if let time = try? LocalTime(iso: text) { #expect((try? LocalTime(iso: time.description)) == time) }
            if let time = try? OffsetTime(iso: text) { #expect((try? OffsetTime(iso: time.description)) == time) }
            if let moment = try? LocalDateTime(iso: text) { #expect((try? LocalDateTime(iso: moment.description)) == moment) }
            if let moment = try? ZonedDateTime(iso: text) { #expect((try? ZonedDateTime(iso: moment.description)) == moment) }
            if let length = try? CalendarDuration(text) { #expect((try? CalendarDuration(length.description)) == length) }
        }
    }
}
