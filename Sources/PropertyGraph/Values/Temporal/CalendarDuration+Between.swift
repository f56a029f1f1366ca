extension CalendarDuration {
    /// From one temporal value to another, in the largest units that fit. Negative where the second comes first.
    ///
    /// A value without a date takes the other's, one without a time midnight, and one without a zone the other's.
    /// Months and days count only where both have a date; nil where a value is no point in time.
    public static func between(_ start: Value, _ end: Value) -> CalendarDuration? {
        guard let (a, b, haveDates) = points(start, end) else { return nil }
        guard haveDates else { return CalendarDuration(months: 0, days: 0, nanoseconds: a.nanoseconds(to: b)) }
        let months = a.months(to: b)
        guard let afterMonths = a.adding(months: months, days: 0) else { return nil }
        let days = afterMonths.days(to: b)
        guard let afterDays = afterMonths.adding(months: 0, days: days) else { return nil }
        return CalendarDuration(months: months, days: days, nanoseconds: afterDays.nanoseconds(to: b))
    }

    /// Whole months only: zero where one of the two has no date.
    public static func inMonths(_ start: Value, _ end: Value) -> CalendarDuration? {
        points(start, end).flatMap { a, b, haveDates in
            CalendarDuration(months: haveDates ? a.months(to: b) : 0, days: 0, nanoseconds: 0)
        }
    }

    /// Whole days only: zero where one of the two has no date.
    public static func inDays(_ start: Value, _ end: Value) -> CalendarDuration? {
        points(start, end).flatMap { a, b, haveDates in
            CalendarDuration(months: 0, days: haveDates ? a.days(to: b) : 0, nanoseconds: 0)
        }
    }

    /// From start to end in seconds and nanoseconds alone; nil if they have nothing in common.
    public static func inSeconds(_ start: Value, _ end: Value) -> CalendarDuration? {
        points(start, end).flatMap { a, b, _ in
            CalendarDuration(months: 0, days: 0, nanoseconds: a.nanoseconds(to: b))
        }
    }

    private static func points(_ start: Value, _ end: Value) -> (Point, Point, haveDates: Bool)? {
        guard let a = TemporalParts(start), let b = TemporalParts(end) else { return nil }
        // Where neither has a date, any day will do.
        let day = a.date ?? b.date ?? CalendarDate(days: 0)
        let zone = a.zone ?? b.zone ?? .utc
        return (Point(a, day, zone), Point(b, day, zone), a.date != nil && b.date != nil)
    }

    /// A point in time, complete.
    private struct Point {
        let moment: ZonedDateTime

        init(_ parts: TemporalParts, _ day: CalendarDate, _ zone: TemporalZone) {
            moment = ZonedDateTime(
                LocalDateTime(date: parts.date ?? day, time: parts.time ?? .midnight), in: parts.zone ?? zone, preferring: parts.offset)
        }

        private init(_ moment: ZonedDateTime) {
            self.moment = moment
        }

        func adding(months: Int, days: Int) -> Point? { moment.adding(months: months, days: days).map { Point($0) } }

        func nanoseconds(to other: Point) -> Int128 {
            let (a, b) = (moment.instant, other.moment.instant)
            return Int128(b.seconds - a.seconds) * 1_000_000_000 + Int128(b.nanosecond - a.nanosecond)
        }

        func days(to other: Point) -> Int { lastDay(towards: other).days - moment.local.date.days }

        func months(to other: Point) -> Int {
            moment.local.date.months(to: lastDay(towards: other))
        }

        /// The other's day by the calendar of this zone, or the one before it (in the direction of time) where
        /// its time of day has not come round yet.
        private func lastDay(towards other: Point) -> CalendarDate {
            let (start, end) = (moment.local, other.moment.at(moment.zone).local)
            if end.date > start.date, end.time < start.time { return CalendarDate(days: end.date.days - 1) }
            if end.date < start.date, end.time > start.time { return CalendarDate(days: end.date.days + 1) }
            return end.date
        }
    }
}
