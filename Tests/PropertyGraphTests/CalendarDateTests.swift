import Testing

@testable import PropertyGraph

@Suite struct CalendarDateTests {
    /// Day by day through two cycles of 400 years, against a calendar that only counts on.
    @Test func countsDays() {
        var (year, month, day) = (1600, 1, 1)
        let first = CalendarDate(year: 1600, month: 1, day: 1)!
        for days in first.days..<first.days + 2 * 146_097 {
            let parts = CalendarDate(days: days).parts
            guard parts == (year, month, day), CalendarDate(year: year, month: month, day: day)?.days == days else {
                Issue.record("\(days): \(parts), not \(year)-\(month)-\(day)")
                return
            }
            let leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            day += 1
            if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect(CalendarDate(year: 1970, month: 1, day: 1)?.days == 0)
    }

    @Test func repeatsEvery400Years() {
        for cycle in [-2_000_000, -5000, -1, 1, 7, 2_000_000] {
            for days in stride(from: 0, to: 146_097, by: 37) {
                let (here, there) = (CalendarDate(days: days), CalendarDate(days: days + cycle * 146_097))
                #expect(there.parts == (here.year + 400 * cycle, here.month, here.day))
                #expect(there.dayOfWeek == here.dayOfWeek)
            }
        }
    }

    @Test func knowsItsLimits() {
        #expect(CalendarDate.earliest.description == "-999999999-01-01")
        #expect(CalendarDate.latest.description == "+999999999-12-31")
        #expect(CalendarDate.latest.adding(days: 1) == nil)
        #expect(CalendarDate.latest.adding(months: 1) == nil)
        #expect(CalendarDate.earliest.adding(days: -1) == nil)
        #expect(CalendarDate.earliest.adding(days: .min) == nil)
        #expect(CalendarDate.earliest.adding(months: .min) == nil)
        #expect(CalendarDate.latest.adding(months: .max) == nil)
        #expect(CalendarDate(year: .min, month: 1, day: 1) == nil)
        #expect(CalendarDate(year: .max, ordinalDay: 1) == nil)
        #expect(CalendarDate(weekYear: .min, week: 1, dayOfWeek: 1) == nil)
        #expect(CalendarDate(year: 2021, quarter: .max, dayOfQuarter: 1) == nil)
        #expect(CalendarDate(clampedYear: 2021, month: .max, day: 31) == nil)
        #expect(CalendarDate(year: 0, month: 2, day: 29)?.description == "0000-02-29")
    }

    @Test(arguments: [(2000, true), (1900, false), (2023, false), (2024, true), (0, true), (-4, true), (-100, false), (-400, true)])
    func leapYears(year: Int, leap: Bool) {
        #expect(CalendarDate.isLeap(year) == leap)
        #expect((CalendarDate(year: year, month: 2, day: 29) != nil) == leap)
        #expect((CalendarDate(year: year, ordinalDay: 366) != nil) == leap)
        #expect(CalendarDate(year: year, month: 12, day: 31)!.ordinalDay == (leap ? 366 : 365))
    }

    /// Against Zeller's congruence.
    @Test func weekdays() {
        for days in stride(from: -800_000, through: 800_000, by: 113) {
            let date = CalendarDate(days: days)
            let (m, y) = date.month < 3 ? (date.month + 12, date.year - 1) : (date.month, date.year)
            func floor(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }
            let k = y - 100 * floor(y, 100)
            let sum = date.day + 13 * (m + 1) / 5 + k + k / 4 + floor(floor(y, 100), 4) + 5 * floor(y, 100)
            let zeller = (sum % 7 + 7) % 7
            #expect(date.dayOfWeek == (zeller + 5) % 7 + 1, "\(date)")
        }
    }

    /// Against the formula week = (ordinal − weekday + 10) / 7, corrected at both ends of the year.
    @Test func weeks() {
        func weeksIn(_ year: Int) -> Int {
            func p(_ y: Int) -> Int { (y + y / 4 - y / 100 + y / 400) % 7 }
            return p(year) == 4 || p(year - 1) == 3 ? 53 : 52
        }
        for days in -146_097..<146_097 {
            let date = CalendarDate(days: days)
            var (year, week) = (date.year, (date.ordinalDay - date.dayOfWeek + 10) / 7)
            if week < 1 {
                year -= 1
                week = weeksIn(year)
            } else if week > weeksIn(year) {
                (year, week) = (year + 1, 1)
            }
            let found = date.weekOfYear
            guard found == (year, week), CalendarDate(weekYear: year, week: week, dayOfWeek: date.dayOfWeek) == date,
                CalendarDate.weeks(inYear: year) == weeksIn(year)
            else {
                Issue.record("\(date): \(found), not \(year), \(week)")
                return
            }
        }
        #expect(CalendarDate(weekYear: 2021, week: 53, dayOfWeek: 1) == nil)
        #expect(CalendarDate(weekYear: 2020, week: 53, dayOfWeek: 5)?.description == "2021-01-01")
    }

    @Test func quartersAndOrdinals() {
        for days in stride(from: -146_097, to: 146_097, by: 5) {
            let date = CalendarDate(days: days)
            #expect(CalendarDate(year: date.year, ordinalDay: date.ordinalDay) == date)
            #expect(CalendarDate(year: date.year, quarter: date.quarter, dayOfQuarter: date.dayOfQuarter) == date)
        }
        #expect(CalendarDate(year: 2021, quarter: 1, dayOfQuarter: 91) == nil)
        #expect(CalendarDate(year: 2024, quarter: 1, dayOfQuarter: 91)?.description == "2024-03-31")
        #expect(CalendarDate(year: 2021, quarter: 5, dayOfQuarter: 1) == nil)
    }

    @Test(arguments: [
        ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", -48, "2020-02-29"), ("2021-03-31", -1, "2021-02-28"), ("2021-01-15", -13, "2019-12-15"),
        ("0000-01-01", -1, "-0001-12-01"),
    ])
    func addsMonths(text: String, months: Int, result: String) throws {
        #expect(try CalendarDate(iso: text).adding(months: months)?.description == result)
    }
}
