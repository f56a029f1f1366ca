import Diagnostics
import PropertyGraph

/// The parts of dates, times and durations: `d.year`, `t.minute`, `x.monthsOfYear`.
enum TemporalComponent {
    /// null for a name that the type does not have.
    static func value(_ name: String, of value: Value) throws(EvaluationError) -> Value {
        if case .duration(let duration) = value {
            guard let number = number(name, of: duration) else { return .null }
            guard let fitting = Int(exactly: number) else { throw EvaluationError(.integerOverflow(".\(name)")) }
            return .integer(fitting)
        }
        guard let parts = TemporalParts(value) else { return .null }
        if let date = parts.date, let number = number(name, of: date) { return .integer(number) }
        if let time = parts.time, let number = number(name, of: time) { return .integer(number) }
        if let zone = parts.zone, let offset = parts.offset {
            switch name {
            case "timezone": return .string(zone.description)
            case "offset": return .string(offset.description)
            case "offsetMinutes": return .integer(offset.seconds / 60)
            case "offsetSeconds": return .integer(offset.seconds)
            default: break
            }
        }
        if case .dateTime(let moment) = value {
            let instant = moment.instant
            switch name {
            case "epochSeconds": return .integer(instant.seconds)
            case "epochMillis":
                guard let milliseconds = instant.milliseconds else { throw EvaluationError(.integerOverflow(".epochMillis")) }
                return .integer(milliseconds)
            default: break
            }
        }
        return .null
    }

    private static func number(_ name: String, of date: CalendarDate) -> Int? { part(name).map { date[keyPath: $0] } }

    /// nil for a name that dates do not have.
    private static func part(_ name: String) -> KeyPath<CalendarDate, Int>? {
        switch name {
        case "year": \.year
        case "quarter": \.quarter
        case "month": \.month
        case "week": \.weekOfYear.week
        case "weekYear": \.weekOfYear.weekYear
        case "day": \.day
        case "ordinalDay": \.ordinalDay
        case "dayOfWeek", "weekDay": \.dayOfWeek
        case "dayOfQuarter", "quarterDay": \.dayOfQuarter
        default: nil
        }
    }

    /// Parts of a second are each counted from the second's start.
    private static func number(_ name: String, of time: LocalTime) -> Int? {
        switch name {
        case "hour": time.hour
        case "minute": time.minute
        case "second": time.second
        case "millisecond": time.nanosecond / 1_000_000
        case "microsecond": time.nanosecond / 1000
        case "nanosecond": time.nanosecond
        default: nil
        }
    }

    /// Months, days and seconds stay apart: no unit counts into another's group. The rules are those of openCypher's
    /// proposal on dates and times (CIP2015-08-06) and of Java's Duration, on which it rests: the seconds are rounded down and
    /// their fraction counts forward from there, so that -0.9 s is -1 s and 100,000,000 ns; larger units are whole quotients
    /// of these numbers, towards zero, and the parts of a unit their remainders, with the same sign.
    private static func number(_ name: String, of duration: CalendarDuration) -> Int128? {
        let (months, days) = (Int128(duration.months), Int128(duration.days))
        let (seconds, fraction) = (Int128(duration.seconds), Int128(duration.nanosecond))
        return switch name {
        case "years": months / 12
        case "quarters": months / 3
        case "months": months
        case "quartersOfYear": months / 3 % 4
        case "monthsOfYear": months % 12
        case "monthsOfQuarter": months % 3
        case "weeks": days / 7
        case "days": days
        case "daysOfWeek": days % 7
        case "hours": seconds / 3600
        case "minutes": seconds / 60
        case "seconds": seconds
        case "milliseconds": seconds * 1000 + fraction / 1_000_000
        case "microseconds": seconds * 1_000_000 + fraction / 1000
        case "nanoseconds": seconds * 1_000_000_000 + fraction
        case "minutesOfHour": seconds / 60 % 60
        case "secondsOfMinute": seconds % 60
        case "millisecondsOfSecond": fraction / 1_000_000
        case "microsecondsOfSecond": fraction / 1000
        case "nanosecondsOfSecond": fraction
        default: nil
        }
    }
}
