import Testing

@testable import PropertyGraph

private func zone(_ name: String) throws -> NamedZone { try TimeZoneDatabase.shared.zone(named: name) }

@Suite(.enabled(if: (try? zone("Europe/London")) != nil, "there is no time zone database; apt-get install tzdata"))
struct TimeZoneTests {
    private func moment(_ text: String) throws -> String { try ZonedDateTime(iso: text).description }

    /// Skipped hours move forward; hours that come twice are the first unless the offset says otherwise.
    @Test(arguments: [
        ("2021-03-28T00:59:59[Europe/London]", "2021-03-28T00:59:59Z[Europe/London]"),
        ("2021-03-28T01:00[Europe/London]", "2021-03-28T02:00+01:00[Europe/London]"),
        ("2021-03-28T01:30[Europe/London]", "2021-03-28T02:30+01:00[Europe/London]"),
        ("2021-03-28T02:00[Europe/London]", "2021-03-28T02:00+01:00[Europe/London]"),
        ("2021-10-31T00:59:59[Europe/London]", "2021-10-31T00:59:59+01:00[Europe/London]"),
        ("2021-10-31T01:00[Europe/London]", "2021-10-31T01:00+01:00[Europe/London]"),
        ("2021-10-31T01:30+00:00[Europe/London]", "2021-10-31T01:30Z[Europe/London]"),
        ("2021-10-31T02:00[Europe/London]", "2021-10-31T02:00Z[Europe/London]"),
        // A gap and an overlap of half an hour, south of the equator.
        ("2021-10-03T02:15[Australia/Lord_Howe]", "2021-10-03T02:45+11:00[Australia/Lord_Howe]"),
        ("2021-04-04T01:45[Australia/Lord_Howe]", "2021-04-04T01:45+11:00[Australia/Lord_Howe]"),
        ("2021-04-04T01:45+10:30[Australia/Lord_Howe]", "2021-04-04T01:45+10:30[Australia/Lord_Howe]"),
        // A whole day that Samoa left out.
        ("2011-12-30T12:00[Pacific/Apia]", "2011-12-31T12:00+14:00[Pacific/Apia]"),
        // Summer time that counts as standard time, and winter time an hour before it.
        ("2021-01-15T12:00[Europe/Dublin]", "2021-01-15T12:00Z[Europe/Dublin]"),
        ("2050-07-15T12:00[Europe/Dublin]", "2050-07-15T12:00+01:00[Europe/Dublin]"),
        // By the rule, long after the last transition of the file.
        ("9999-07-01T12:00[Europe/London]", "9999-07-01T12:00+01:00[Europe/London]"),
        ("2400-03-26T01:30[Europe/London]", "2400-03-26T02:30+01:00[Europe/London]"),
        ("2400-12-01T12:00[Pacific/Auckland]", "2400-12-01T12:00+13:00[Pacific/Auckland]"),
        // Local mean time, and war time.
        ("1800-01-01T00:00[Europe/London]", "1800-01-01T00:00-00:01:15[Europe/London]"),
        ("1943-07-01T12:00[Europe/London]", "1943-07-01T12:00+02:00[Europe/London]"),
        ("1970-01-01T00:00[Europe/London]", "1970-01-01T00:00+01:00[Europe/London]"),
    ])
    func localTimes(text: String, result: String) throws {
        #expect(try moment(text) == result)
        // What is printed reads back as the same moment.
        #expect(try moment(result) == result)
    }

    @Test func offsetHasToBeTheZones() throws {
        #expect(throws: TemporalError.offsetNotInZone(ZoneOffset(seconds: 7200)!, zone: "Europe/London")) {
            try ZonedDateTime(iso: "2021-07-28T12:00+02:00[Europe/London]")
        }
    }

    @Test func historyIsThatOfTheZoneItWasJoinedTo() throws {
        for (name, other) in [("Europe/Stockholm", "Europe/Berlin"), ("Europe/Amsterdam", "Europe/Brussels")] {
            let (a, b) = (try zone(name), try zone(other))
            #expect(a != b)
            for seconds in stride(from: -5_000_000_000, to: 4_000_000_000, by: 9_999_991) {
                #expect(a.rules.offset(at: seconds) == b.rules.offset(at: seconds))
            }
        }
    }

    /// The two ways to ask a zone agree, at every change and around it.
    @Test(arguments: ["Europe/London", "America/New_York", "Africa/Casablanca", "Asia/Tehran", "Antarctica/Troll", "Pacific/Apia"])
    func roundTrips(name: String) throws {
        let rules = try zone(name).rules
        for change in rules.transitions + [4_500_000_000, 9_000_000_000] {
            for seconds in stride(from: change - 90_000, through: change + 90_000, by: 1800) {
                let offset = rules.offset(at: seconds)
                switch rules.offsets(atLocal: seconds + offset) {
                case .one(let only): #expect(only == offset)
                case .overlap(let before, let after): #expect(offset == before || offset == after)
                case .gap: Issue.record("\(name) shows a time that it skips: \(seconds)")
                }
            }
        }
    }

    @Test(arguments: [
        "", "/etc/passwd", "../../etc/passwd", "Europe/../../../etc/passwd", "Europe//London", "Europe/", "Europe",
        "right/Europe/London", "localtime", "Europe/Londn", "Europe/London\0", "Europe/London ", "tzdata.zi", "Ünter/Welt",
        String(repeating: "A", count: 5000),
    ])
    func unknownNames(name: String) {
        #expect(throws: TemporalError.unknownZone(name)) { try zone(name) }
    }

    @Test func noDatabase() {
        #expect(throws: TemporalError.unknownZone("Europe/London")) {
            try TimeZoneDatabase(folders: ["/nowhere"]).zone(named: "Europe/London")
        }
    }
}

@Suite struct TimeZoneFileTests {
    private func number(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private func block(version: UInt8, wide: Bool, times: [(at: Int, type: UInt8)], offsets: [Int]) -> [UInt8] {
        var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
        for count in [0, 0, 0, times.count, offsets.count, 4] { bytes += number(count, 4) }
        for time in times { bytes += number(time.at, wide ? 8 : 4) }
        bytes += times.map(\.type)
        for offset in offsets { bytes += number(offset, 4) + [0, 0] }
        return bytes + Array("ABC\0".utf8)
    }

    @Test func firstVersion() throws {
        let file = block(version: 0, wide: false, times: [(at: -1000, type: 1), (at: 5000, type: 0)], offsets: [-75, 3600])
        let rules = try #require(TimeZoneFile.rules(file))
        #expect(rules.offset(at: -1001) == -75)
        #expect(rules.offset(at: -1000) == 3600)
        #expect(rules.offset(at: 5000) == -75)
        #expect(rules.offset(at: 4_000_000_000_000) == -75)
    }

    @Test func laterVersions() throws {
        let narrow = block(version: 0x33, wide: false, times: [], offsets: [1])
        let wide = block(version: 0x33, wide: true, times: [(at: -9_000_000_000, type: 1)], offsets: [-75, 0])
        let rules = try #require(TimeZoneFile.rules(narrow + wide + Array("\nGMT0BST,M3.5.0/1,M10.5.0\n".utf8)))
        #expect(rules.offset(at: -9_000_000_001) == -75)
        #expect(rules.offset(at: 1_627_473_600) == 3600)
        #expect(rules.offset(at: 1_640_000_000) == 0)
    }

    /// No part of a file is read past its end.
    @Test func brokenFiles() {
        let narrow = block(version: 0x32, wide: false, times: [(at: 0, type: 0)], offsets: [0])
        let file = narrow + block(version: 0x32, wide: true, times: [(at: 0, type: 1)], offsets: [0, 3600]) + Array("\nUTC0\n".utf8)
        #expect(TimeZoneFile.rules(file) != nil)
        for count in 0..<file.count - 6 { #expect(TimeZoneFile.rules(Array(file[..<count])) == nil) }
        for place in file.indices {
            for byte: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                var broken = file
                broken[place] = byte
                if let rules = TimeZoneFile.rules(broken) { _ = rules.offsets(atLocal: 1_627_473_600) }
            }
        }
        #expect(TimeZoneFile.rules(block(version: 0, wide: false, times: [(at: 0, type: 7)], offsets: [0])) == nil)
        #expect(TimeZoneFile.rules(block(version: 0, wide: false, times: [(at: 5, type: 0), (at: 4, type: 0)], offsets: [0])) == nil)
    }
}

@Suite struct YearlyRuleTests {
    private func rule(_ text: String) -> YearlyRule? { YearlyRule(Array(text.utf8)) }

    @Test(arguments: [
        ("UTC0", 1_627_473_600, 0), ("<+0330>-3:30", 1_627_473_600, 12_600), ("EST5EDT,M3.2.0,M11.1.0", 1_627_473_600, -14_400),
        ("EST5EDT,M3.2.0,M11.1.0", 1_640_000_000, -18_000), ("IST-1GMT0,M10.5.0,M3.5.0/1", 1_627_473_600, 3600),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", 1_640_000_000, 0), ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1_627_473_600, -3600),
        // The first and last seconds of 90 days from 1 March, with and without a leap day.
        ("AAA0BBB,J60/0,J150/0", 1_709_251_199, 0), ("AAA0BBB,J60/0,J150/0", 1_709_251_200, 3600),
        ("AAA0BBB,59/0,150/0", 1_709_164_800, 3600), ("AAA0BBB,59/0,150/0", 1_709_164_799, 0),
    ])
    func offsets(text: String, instant: Int, offset: Int) throws {
        #expect(try #require(rule(text)).offset(at: instant, before: 99) == offset)
    }

    @Test(arguments: ["", "A0", "UTC", "UTC25", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.2.0,M11.1.0,", "<+03-3", "UTC0:60", "AAA0BBB,J0,J1", "AAA0BBB,366,1"])
    func noRules(text: String) {
        #expect(rule(text) == nil)
    }
}
