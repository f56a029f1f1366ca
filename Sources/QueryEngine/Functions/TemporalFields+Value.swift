import PropertyGraph

extension TemporalFields {
    /// The value that the fields make. With a time zone alone it is the present there.
    func value(_ context: FunctionContext) throws(EvaluationError) -> Value {
        if Array(map.keys) == ["timezone"] { return kind.value(of: ZonedDateTime(context.now, in: try zone()!)) }
        if has("epochSeconds", "epochMillis") { return try epochValue() }
        if has("datetime"), has("date", "time") { throw .invalid(function, "datetime stands for both date and time") }
        let whole = try parts("datetime")
        var (dateParts, timeParts) = (whole, whole)
        if whole == nil { (dateParts, timeParts) = (try parts("date"), try parts("time")) }
        switch kind {
        case .date: return .date(try date(base: dateParts?.date))
        case .localtime: return .localTime(try time(base: timeParts?.time))
        case .time: return .time(try offsetTime(timeParts, context))
        case .localdatetime:
            return .localDateTime(
                LocalDateTime(date: try date(base: dateParts?.date), time: try time(base: timeParts?.time)))
        case .datetime:
            let local = LocalDateTime(date: try date(base: dateParts?.date), time: try time(base: timeParts?.time))
            let zone = try zone()
            // A time that has a zone of its own is that time there, whatever zone is asked for.
            guard let own = timeParts?.zone else { return .dateTime(ZonedDateTime(local, in: zone ?? .utc)) }
            let moment = ZonedDateTime(local, in: own, preferring: timeParts?.offset)
            return .dateTime(try Self.inRange(zone.map { moment.at($0) } ?? moment, function))
        }
    }

    private func offsetTime(_ base: TemporalParts?, _ context: FunctionContext) throws(EvaluationError) -> OffsetTime {
        let local = try time(base: base?.time)
        // A zone by name has the offset of the present: a time of day has no date to ask for.
        let wanted = try zone().map { $0.offset(at: context.now) }
        guard let own = base?.offset else { return OffsetTime(local: local, offset: wanted ?? .utc) }
        let time = OffsetTime(local: local, offset: own)
        return wanted.map { time.at($0) } ?? time
    }

    /// `{epochSeconds: 1627480800, nanosecond: 5, timezone: 'Europe/London'}`
    private func epochValue() throws(EvaluationError) -> Value {
        let others = map.keys.filter { !["epochSeconds", "epochMillis", "nanosecond", "timezone"].contains($0) }
        if let other = others.first { throw .invalid(function, "\(other) cannot be combined with epochSeconds or epochMillis") }
        if has("epochSeconds"), has("epochMillis") {
            throw .invalid(function, "epochMillis cannot be combined with epochSeconds")
        }
        let zone = try zone() ?? .utc
        let nanosecond = try integer("nanosecond") ?? 0
        if let milliseconds = try integer("epochMillis") {
            return .dateTime(
                try Self.moment(milliseconds: milliseconds, nanoseconds: nanosecond, in: zone, function))
        }
        return .dateTime(
            try Self.moment(seconds: try integer("epochSeconds")!, nanoseconds: nanosecond, in: zone, function))
    }

    /// That number of seconds after 1970-01-01T00:00Z.
    static func moment(
        seconds: Int, nanoseconds: Int, in zone: TemporalZone, _ function: String
    ) throws(EvaluationError) -> ZonedDateTime {
        let epoch = ZonedDateTime(EpochInstant(seconds: 0, nanosecond: 0), in: .utc)
        guard let moment = epoch.adding(months: 0, days: 0, seconds: seconds, nanoseconds: nanoseconds) else {
            throw .invalid(function, "\(seconds) seconds lead outside the years of dates")
        }
        return try inRange(moment.at(zone), function)
    }

    private static func inRange(_ moment: ZonedDateTime, _ function: String) throws(EvaluationError) -> ZonedDateTime {
        guard moment.isInRange else { throw .invalid(function, "in this time zone it lies outside the years of dates") }
        return moment
    }

    static func moment(
        milliseconds: Int, nanoseconds: Int, in zone: TemporalZone, _ function: String
    ) throws(EvaluationError) -> ZonedDateTime {
        let part = milliseconds % 1000 * 1_000_000
        let (sum, overflow) = part.addingReportingOverflow(nanoseconds)
        guard !overflow else { throw .invalid(function, "\(nanoseconds) nanoseconds are too many") }
        return try moment(seconds: milliseconds / 1000, nanoseconds: sum, in: zone, function)
    }
}
