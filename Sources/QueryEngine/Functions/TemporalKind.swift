import PropertyGraph

/// The types of dates and times, each with the function of its name.
enum TemporalKind: String, CaseIterable, Sendable {
    case date, localtime, time, localdatetime, datetime

    var hasDate: Bool { self == .date || self == .localdatetime || self == .datetime }
    var hasTime: Bool { self != .date }
    var hasZone: Bool { self == .time || self == .datetime }

    var type: StaticType {
        switch self {
        case .date: .date
        case .localtime: .localTime
        case .time: .time
        case .localdatetime: .localDateTime
        case .datetime: .dateTime
        }
    }

    /// What its function makes, for the list of functions.
    var summary: String {
        switch self {
        case .date: "A day"
        case .localtime: "A time of day"
        case .time: "A time of day at an offset from UTC"
        case .localdatetime: "A day and a time of day"
        case .datetime: "A day and a time of day in a time zone"
        }
    }

    var example: String {
        switch self {
        case .date: "2021-07-28, 2021-07, 2021-W30-3 or 2021-209"
        case .localtime: "14:30 or 14:30:05.25"
        case .time: "14:30+01:00 or 14:30Z"
        case .localdatetime: "2021-07-28T14:30"
        case .datetime: "2021-07-28T14:30+01:00 or 2021-07-28T14:30[Europe/London]"
        }
    }

    /// What a moment shows of this type.
    func value(of moment: ZonedDateTime) -> Value {
        switch self {
        case .date: .date(moment.local.date)
        case .localtime: .localTime(moment.local.time)
        case .time: .time(OffsetTime(local: moment.local.time, offset: moment.offset))
        case .localdatetime: .localDateTime(moment.local)
        case .datetime: .dateTime(moment)
        }
    }

    /// From a value of another type; nil where that lacks the date or the time. A date has the time midnight,
    /// and what has no zone is at UTC.
    func value(of parts: TemporalParts) -> Value? {
        switch self {
        case .date: parts.date.map { .date($0) }
        case .localtime: parts.time.map { .localTime($0) }
        case .time: parts.time.map { .time(OffsetTime(local: $0, offset: parts.offset ?? .utc)) }
        case .localdatetime: parts.date.map { .localDateTime(LocalDateTime(date: $0, time: parts.time ?? .midnight)) }
        case .datetime:
            parts.date.map {
                let local = LocalDateTime(date: $0, time: parts.time ?? .midnight)
                return .dateTime(ZonedDateTime(local, in: parts.zone ?? .utc, preferring: parts.offset))
            }
        }
    }

    func value(of text: String) throws(EvaluationError) -> Value {
        do {
            return switch self {
            case .date: .date(try CalendarDate(iso: text))
            case .localtime: .localTime(try LocalTime(iso: text))
            case .time: .time(try OffsetTime(iso: text))
            case .localdatetime: .localDateTime(try LocalDateTime(iso: text))
            case .datetime: .dateTime(try ZonedDateTime(iso: text))
            }
        } catch {
            throw .temporal(error, text, rawValue, example)
        }
    }
}

extension EvaluationError {
    /// - Parameter example: what the text could have been.
    static func temporal(_ error: TemporalError, _ text: String, _ function: String, _ example: String) -> EvaluationError {
        let text = text.excerpt
        return switch error {
        case .unreadable: .invalid(function, "'\(text)' is not written like \(example)")
        case .noSuchValue: .invalid(function, "'\(text)' does not exist")
        case .unknownZone(let name): .invalid(function, "no time zone '\(name.excerpt)' on this system: write Europe/London, +01:00 or Z")
        case .offsetNotInZone(let offset, let zone): .invalid(function, "'\(text)': \(zone) is not at \(offset) then")
        }
    }
}

extension String {
    /// The start of a long text, for a message.
    var excerpt: String { utf8.count <= 80 ? self : unicodeScalars.prefix(40).reduce(into: "") { $0.unicodeScalars.append($1) } + "…" }
}
