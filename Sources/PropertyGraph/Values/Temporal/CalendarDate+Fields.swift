/// Other ways to name a day: by week (ISO 8601), by quarter, and by its number in the year.
extension CalendarDate {
    /// Astronomical: 0 is 1 BC.
    public var year: Int { parts.year }
    /// 1 to 12.
    public var month: Int { parts.month }
    /// 1 to 31.
    public var day: Int { parts.day }

    /// 1 is Monday, 7 is Sunday.
    public var dayOfWeek: Int { (days + 3).flooredModulo(7) + 1 }

    /// 1 to 366.
    public var ordinalDay: Int { days - Self.days(year: year, month: 1, day: 1) + 1 }

    /// 1 to 4.
    public var quarter: Int { (month - 1) / 3 + 1 }

    /// 1 to 92.
    public var dayOfQuarter: Int {
        let (year, month, _) = parts
        return days - Self.days(year: year, month: (month - 1) / 3 * 3 + 1, day: 1) + 1
    }

    /// The year that the week belongs to, which is the year of its Thursday, and the week's number (1 to 53).
    public var weekOfYear: (weekYear: Int, week: Int) {
        let thursday = CalendarDate(days: days - dayOfWeek + 4)
        return (thursday.year, (thursday.ordinalDay - 1) / 7 + 1)
    }

    /// nil where the year has no such week, or the week no such day.
    public init?(weekYear: Int, week: Int, dayOfWeek: Int) {
        guard Self.years.contains(weekYear), (1...Self.weeks(inYear: weekYear)).contains(week), (1...7).contains(dayOfWeek)
        else { return nil }
        // 4 January is always in week 1.
        let fourth = CalendarDate(days: Self.days(year: weekYear, month: 1, day: 4))
        self.init(days: fourth.days - fourth.dayOfWeek + 7 * (week - 1) + dayOfWeek)
        guard isInRange else { return nil }
    }

    /// nil where the year has no such day.
    public init?(year: Int, ordinalDay: Int) {
        guard Self.years.contains(year), (1...(Self.isLeap(year) ? 366 : 365)).contains(ordinalDay) else { return nil }
        self.init(days: Self.days(year: year, month: 1, day: 1) + ordinalDay - 1)
    }

    /// nil where the quarter has no such day.
    public init?(year: Int, quarter: Int, dayOfQuarter: Int) {
        guard Self.years.contains(year), (1...4).contains(quarter), dayOfQuarter >= 1,
            dayOfQuarter <= Self.length(ofQuarter: quarter, year: year)
        else { return nil }
        self.init(days: Self.days(year: year, month: quarter * 3 - 2, day: 1) + dayOfQuarter - 1)
    }

    /// 52 or 53.
    public static func weeks(inYear weekYear: Int) -> Int {
        // A year has 53 weeks where it begins on a Thursday, or is a leap year that begins on a Wednesday.
        let first = CalendarDate(days: days(year: weekYear, month: 1, day: 1)).dayOfWeek
        return first == 4 || (first == 3 && isLeap(weekYear)) ? 53 : 52
    }

    /// Number of days of a quarter.
    public static func length(ofQuarter quarter: Int, year: Int) -> Int {
        (quarter * 3 - 2...quarter * 3).reduce(0) { $0 + length(ofMonth: $1, year: year) }
    }

    // MARK: Moving

    /// The same day of another month, or that month's last day where it is shorter; nil beyond `years`.
    public func adding(months: Int) -> CalendarDate? {
        let (year, month, day) = parts
        let (count, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow else { return nil }
        return CalendarDate(clampedYear: count.flooredQuotient(12), month: count.flooredModulo(12) + 1, day: day)
    }

    /// nil beyond `years`.
    public func adding(days more: Int) -> CalendarDate? {
        let (sum, overflow) = days.addingReportingOverflow(more)
        let moved = CalendarDate(days: sum)
        return !overflow && moved.isInRange ? moved : nil
    }

    /// Whole months from this day to another, towards zero.
    package func months(to other: CalendarDate) -> Int {
        let (a, b) = (parts, other.parts)
        // A month has fewer than 32 days, so this divides into whole months.
        return ((b.year * 12 + b.month - a.year * 12 - a.month) * 32 + b.day - a.day) / 32
    }

    /// A day past the end of its month becomes the month's last day; nil where year or month do not exist.
    public init?(clampedYear year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), (1...12).contains(month) else { return nil }
        self.init(year: year, month: month, day: min(day, Self.length(ofMonth: month, year: year)))
    }

    /// The first day that the language has: 1 January of the year -999,999,999.
    public static let earliest = CalendarDate(days: days(year: years.lowerBound, month: 1, day: 1))
    /// The last day that the language has: 31 December of the year 999,999,999.
    public static let latest = CalendarDate(days: days(year: years.upperBound, month: 12, day: 31))

    /// Whether the date lies within `years`. Only a date made from days may not.
    public var isInRange: Bool { self >= Self.earliest && self <= Self.latest }
}

extension BinaryInteger {
    /// Rounded down, for a positive divisor.
    func flooredQuotient(_ divisor: Self) -> Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// From 0 up to the positive divisor.
    func flooredModulo(_ divisor: Self) -> Self {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
