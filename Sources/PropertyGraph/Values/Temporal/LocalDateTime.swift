/// A day and a time of day without a time zone.
public struct LocalDateTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The day.
    public let date: CalendarDate
    /// The time of that day.
    public let time: LocalTime

    /// A time of a day.
    public init(date: CalendarDate, time: LocalTime) {
        self.date = date
        self.time = time
    }

    /// What a clock at UTC shows at an instant.
    init(secondsUTC seconds: Int, nanosecond: Int) {
        date = CalendarDate(days: seconds.flooredQuotient(86_400))
        time = LocalTime(wrapping: seconds.flooredModulo(86_400) * LocalTime.nanosecondsPerSecond + nanosecond)
    }

    /// Seconds since 1970-01-01T00:00, as if at UTC.
    var secondsUTC: Int { date.days * 86_400 + time.secondOfDay }

    /// nil beyond the years of dates.
    public func adding(seconds: Int, nanoseconds: Int = 0) -> LocalDateTime? {
        let nanosecond = time.nanosecond + nanoseconds % LocalTime.nanosecondsPerSecond
        let carry = nanoseconds / LocalTime.nanosecondsPerSecond + nanosecond.flooredQuotient(LocalTime.nanosecondsPerSecond)
        let (more, overflow) = seconds.addingReportingOverflow(carry)
        let (sum, sumOverflow) = secondsUTC.addingReportingOverflow(more)
        guard !overflow, !sumOverflow, sum >= CalendarDate.earliest.days * 86_400,
            sum < (CalendarDate.latest.days + 1) * 86_400
        else { return nil }
        return LocalDateTime(secondsUTC: sum, nanosecond: nanosecond.flooredModulo(LocalTime.nanosecondsPerSecond))
    }

    /// Months first, then days, at the same time of day; nil beyond the years of dates.
    public func adding(months: Int, days: Int) -> LocalDateTime? {
        date.adding(months: months)?.adding(days: days).map { LocalDateTime(date: $0, time: time) }
    }

    public static func < (a: LocalDateTime, b: LocalDateTime) -> Bool {
        a.date != b.date ? a.date < b.date : a.time < b.time
    }

    public var description: String { "\(date)T\(time)" }
}
