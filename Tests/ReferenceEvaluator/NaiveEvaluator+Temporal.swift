import PropertyGraph

// MARK: - Temporal values

extension NaiveEvaluator {
    /// Of a duration by openCypher's rules: months, days and seconds are three numbers, the seconds rounded down, with a fraction
    /// that counts forward from there; larger units are quotients towards zero, and what they leave their remainders.
    func temporalPart(_ name: String, of value: Value) throws -> Value {
        var parts: [String: Int128] = [:]
        switch value {
        case .date(let date): parts = ["year": Int128(date.year), "month": Int128(date.month), "day": Int128(date.day)]
        case .duration(let duration):
            let (months, days, seconds) = (Int128(duration.months), Int128(duration.days), Int128(duration.seconds))
            let fraction = Int128(duration.nanosecond)
            let nanoseconds = seconds * 1_000_000_000 + fraction
            parts = [
                "years": months / 12, "quarters": months / 3, "months": months, "quartersOfYear": (months / 3) % 4, "monthsOfYear": months % 12,
                "monthsOfQuarter": months % 3, "weeks": days / 7, "days": days, "daysOfWeek": days % 7, "hours": seconds / 3600,
                "minutes": seconds / 60, "seconds": seconds, "nanoseconds": nanoseconds,
                "milliseconds": seconds * 1000 + fraction / 1_000_000, "microseconds": seconds * 1_000_000 + fraction / 1000,
                "minutesOfHour": (seconds / 60) % 60, "secondsOfMinute": seconds % 60, "millisecondsOfSecond": fraction / 1_000_000,
                "microsecondsOfSecond": fraction / 1000, "nanosecondsOfSecond": fraction,
            ]
        default: break
        }
        guard let part = parts[name].flatMap({ Int(exactly: $0) }) else { throw NaiveFault.notSupported(".\(name) of \(value.typeName)") }
        return .integer(part)
    }

    /// `duration({…})` with whole parts.
    func duration(_ entries: [(key: String, value: Value)]) throws -> Value {
        let units: [String: Int128] = [
            "hours": 3600 * 1_000_000_000, "minutes": 60 * 1_000_000_000, "seconds": 1_000_000_000, "milliseconds": 1_000_000,
            "microseconds": 1000, "nanoseconds": 1,
        ]
        var (months, days, nanoseconds) = (0, 0, Int128(0))
        for (key, value) in entries {
            guard case .integer(let number) = value else { throw NaiveFault.notSupported("a part that is not whole") }
            switch key {
            case "years": months += number * 12
            case "months": months += number
            case "days": days += number
            default:
                guard let unit = units[key] else { throw NaiveFault.notSupported(key) }
                nanoseconds += Int128(number) * unit
            }
        }
        guard let duration = CalendarDuration(months: months, days: days, nanoseconds: nanoseconds) else { throw NaiveFault.notSupported("duration()") }
        return .duration(duration)
    }

    /// Part by part.
    static func sum(_ a: CalendarDuration, _ b: CalendarDuration, sign: Int) throws -> Value {
        let nanoseconds = a.nanoseconds + Int128(sign) * b.nanoseconds
        guard let sum = CalendarDuration(months: a.months + sign * b.months, days: a.days + sign * b.days, nanoseconds: nanoseconds) else {
            throw NaiveFault.notSupported("a sum of durations")
        }
        return .duration(sum)
    }
}
