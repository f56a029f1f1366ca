import PropertyGraph

/// The units that a date or time is cut down to, the largest first.
enum TemporalUnit: String, CaseIterable, Sendable {
    case millennium, century, decade, year, weekYear, quarter, month, week, day
    case hour, minute, second, millisecond, microsecond

    /// As written in any case.
    init?(named name: String) {
        let wanted = name.lowercased()
        guard let found = Self.allCases.first(where: { $0.rawValue.lowercased() == wanted }) else { return nil }
        self = found
    }

    /// In nanoseconds, for units within a day.
    var nanoseconds: Int? {
        switch self {
        case .hour: 3_600_000_000_000
        case .minute: 60_000_000_000
        case .second: 1_000_000_000
        case .millisecond: 1_000_000
        case .microsecond: 1000
        default: nil
        }
    }

    /// The first day of the unit that the date is in.
    func start(of date: CalendarDate) -> CalendarDate? {
        func january(every years: Int) -> CalendarDate? {
            let year = date.year
            let rest = year % years
            return CalendarDate(year: year - (rest < 0 ? rest + years : rest), month: 1, day: 1)
        }
        switch self {
        case .millennium: return january(every: 1000)
        case .century: return january(every: 100)
        case .decade: return january(every: 10)
        case .year: return january(every: 1)
        case .weekYear: return CalendarDate(weekYear: date.weekOfYear.weekYear, week: 1, dayOfWeek: 1)
        case .quarter: return CalendarDate(year: date.year, month: date.quarter * 3 - 2, day: 1)
        case .month: return CalendarDate(year: date.year, month: date.month, day: 1)
        case .week: return date.adding(days: 1 - date.dayOfWeek)
        default: return date
        }
    }
}

extension TemporalKind {
    /// The start of the unit in which `value` lies, as this type, with `fields` then set upon it.
    func truncated(
        _ value: Value, to unitName: String, _ fields: PropertyMap, _ context: FunctionContext
    ) throws(EvaluationError) -> Value {
        let function = rawValue + ".truncate"
        guard let unit = TemporalUnit(named: unitName) else {
            let names = TemporalUnit.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid(function, "'\(unitName.excerpt)' is not a unit: use one of \(names)")
        }
        guard var parts = TemporalParts(value) else { throw .wrongArgument(value, "a date or a time", function + "()") }
        if unit.nanoseconds != nil, !hasTime { throw .invalid(function, "a date has no \(unit.rawValue)") }
        if unit.nanoseconds == nil, unit != .day, !hasDate { throw .invalid(function, "a time of day has no \(unit.rawValue)") }
        guard parts.date != nil || !hasDate, parts.time != nil || (unit.nanoseconds == nil && hasDate) else {
            throw .invalid(function, "\(value.typeWords) has no \(parts.date == nil ? "date" : "time of day")")
        }
        parts.date = parts.date.flatMap { unit.start(of: $0) }
        parts.time = unit.nanoseconds.flatMap { parts.time?.truncated(to: $0) } ?? .midnight
        if parts.date == nil, hasDate { throw .invalid(function, "the \(unit.rawValue) begins before all dates") }

        var fields = try TemporalFields(fields, for: self, function: function)
        if hasZone, let zone = try fields.zone() {
            // The clock stays, unlike in datetime(), where the instant does.
            parts.offset = self == .time ? zone.offset(at: context.now) : nil
            parts.zone = zone
            fields["timezone"] = nil
        }
        guard let truncated = self.value(of: parts) else {
            throw .invalid(function, "\(value.typeWords) cannot be cut down to \(type.words)")
        }
        if fields.map.isEmpty { return truncated }
        fields[hasDate && hasTime ? "datetime" : hasDate ? "date" : "time"] = truncated
        keepSecond(above: unit, of: parts.time!, in: &fields)
        return try fields.value(context)
    }

    /// A part of a second smaller than the unit is set within it: the larger parts stay as they were left.
    private func keepSecond(above unit: TemporalUnit, of time: LocalTime, in fields: inout TemporalFields) {
        guard fields.has("microsecond", "nanosecond"), !fields.has("millisecond") else { return }
        if unit == .millisecond || unit == .microsecond {
            fields["millisecond"] = .integer(time.nanosecond / 1_000_000)
        }
        if unit == .microsecond, !fields.has("microsecond") {
            fields["microsecond"] = .integer(time.nanosecond / 1000 % 1000)
        }
    }
}
