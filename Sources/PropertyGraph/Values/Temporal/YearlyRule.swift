/// The rule of a POSIX `TZ` text such as `GMT0BST,M3.5.0/1,M10.5.0`: standard time, and summer time between two days
/// of each year.
struct YearlyRule: Sendable, Equatable {
    /// Seconds east of UTC.
    let standard: Int
    let summer: Summer?

    struct Summer: Sendable, Equatable {
        let offset: Int
        let start: Day
        let end: Day
    }

    /// A day of the year, and the time of the clock then in force.
    struct Day: Sendable, Equatable {
        let kind: Kind
        /// Seconds after midnight; RFC 8536 has it from -167 to 167 hours.
        let time: Int

        enum Kind: Sendable, Equatable {
            /// 1 to 365, 29 February never counted.
            case withoutLeapDay(Int)
            /// 0 to 365.
            case ofYear(Int)
            /// Week 1 to 5, where 5 is the last; weekday 0 is Sunday.
            case ofMonth(month: Int, week: Int, weekday: Int)
        }

        /// Seconds since 1970-01-01T00:00 by the local clock.
        func local(in year: Int) -> Int {
            let first = CalendarDate.days(year: year, month: 1, day: 1)
            let day: Int
            switch kind {
            case .withoutLeapDay(let number): day = first + number - 1 + (number >= 60 && CalendarDate.isLeap(year) ? 1 : 0)
            case .ofYear(let number): day = first + number
            case .ofMonth(let month, let week, let weekday):
                let start = CalendarDate(days: CalendarDate.days(year: year, month: month, day: 1))
                let ahead = (weekday - start.dayOfWeek % 7).flooredModulo(7)
                let length = CalendarDate.length(ofMonth: month, year: year)
                let place = ahead + 7 * (week - 1)
                day = start.days + (place < length ? place : place - 7)
            }
            return day * 86_400 + time
        }
    }

    /// The changes of the years about an instant, in order.
    func changes(around instant: Int) -> [(instant: Int, offset: Int)] {
        guard let summer else { return [] }
        let year = CalendarDate(days: instant.flooredQuotient(86_400)).year
        return (year - 1...year + 1).flatMap { year in
            [
                (instant: summer.start.local(in: year) - standard, offset: summer.offset),
                (instant: summer.end.local(in: year) - summer.offset, offset: standard),
            ]
        }.sorted { $0.instant < $1.instant }
    }

    /// `before` answers for a rule that never changed the clocks.
    func offset(at instant: Int, before: Int) -> Int {
        guard summer != nil else { return standard }
        return changes(around: instant).last { $0.instant <= instant }?.offset ?? before
    }

    /// nil where the text is no such rule.
    init?(_ text: [UInt8]) {
        var reader = Reader(bytes: text)
        guard reader.name(), let west = reader.time(allowingDays: false) else { return nil }
        standard = -west
        if reader.isAtEnd {
            summer = nil
            return
        }
        guard reader.name() else { return nil }
        var offset = standard + 3600
        if !reader.next(is: 0x2C) {
            guard let west = reader.time(allowingDays: false) else { return nil }
            offset = -west
        }
        guard reader.take(0x2C), let start = reader.day(), reader.take(0x2C), let end = reader.day(), reader.isAtEnd
        else { return nil }
        summer = Summer(offset: offset, start: start, end: end)
    }

    private struct Reader {
        let bytes: [UInt8]
        var at = 0

        var isAtEnd: Bool { at == bytes.count }

        func next(is byte: UInt8) -> Bool { at < bytes.count && bytes[at] == byte }

        mutating func take(_ byte: UInt8) -> Bool {
            guard next(is: byte) else { return false }
            at += 1
            return true
        }

        /// Letters, or anything within `<` and `>`.
        mutating func name() -> Bool {
            let start = at
            if take(0x3C) {
                while at < bytes.count, bytes[at] != 0x3E { at += 1 }
                return take(0x3E)
            }
            while at < bytes.count, (bytes[at] | 0x20) >= 0x61, (bytes[at] | 0x20) <= 0x7A { at += 1 }
            return at - start >= 3
        }

        mutating func number() -> Int? {
            let start = at
            var value = 0
            while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39, at - start < 4 {
                value = value * 10 + Int(bytes[at] - 0x30)
                at += 1
            }
            return at > start ? value : nil
        }

        /// `[+-]h[:m[:s]]` in seconds.
        mutating func time(allowingDays: Bool) -> Int? {
            let negative = next(is: 0x2D)
            if negative || next(is: 0x2B) { at += 1 }
            guard let hours = number(), hours <= (allowingDays ? 167 : 24) else { return nil }
            var seconds = hours * 3600
            if take(0x3A) {
                guard let minutes = number(), minutes < 60 else { return nil }
                seconds += minutes * 60
                if take(0x3A) {
                    guard let rest = number(), rest < 60 else { return nil }
                    seconds += rest
                }
            }
            return negative ? -seconds : seconds
        }

        mutating func day() -> Day? {
            let kind: Day.Kind
            if take(0x4D) {
                guard let month = number(), take(0x2E), let week = number(), take(0x2E), let weekday = number(),
                    (1...12).contains(month), (1...5).contains(week), (0...6).contains(weekday)
                else { return nil }
                kind = .ofMonth(month: month, week: week, weekday: weekday)
            } else if take(0x4A) {
                guard let number = number(), (1...365).contains(number) else { return nil }
                kind = .withoutLeapDay(number)
            } else {
                guard let number = number(), number <= 365 else { return nil }
                kind = .ofYear(number)
            }
            guard take(0x2F) else { return Day(kind: kind, time: 7200) }
            return time(allowingDays: true).map { Day(kind: kind, time: $0) }
        }
    }
}
