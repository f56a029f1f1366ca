import Diagnostics
import PropertyGraph

/// The map that a date or time is made of: `{year: 2021, month: 7}`, `{date: d, hour: 12}`.
struct TemporalFields {
    let kind: TemporalKind
    let function: String
    private(set) var map: PropertyMap

    private static let dateNames = [
        "year", "quarter", "month", "week", "day", "ordinalDay", "dayOfQuarter", "dayOfWeek", "date", "datetime",
    ]
    private static let timeNames = [
        "hour", "minute", "second", "millisecond", "microsecond", "nanosecond", "time", "datetime",
    ]

    /// A fault for a name that the type does not know.
    init(_ map: PropertyMap, for kind: TemporalKind, function: String) throws(EvaluationError) {
        self.kind = kind
        self.function = function
        self.map = map
        var names = ["timezone"]
        if kind.hasDate { names += Self.dateNames }
        if kind.hasTime { names += Self.timeNames }
        if kind == .datetime { names += ["epochSeconds", "epochMillis"] }
        for key in map.keys where !names.contains(key) {
            let near = Suggestion.nearest(to: key, in: names)
            throw .invalid(function, "no field '\(key)'" + (near.isEmpty ? "" : ": did you mean \(near[0])?"))
        }
    }

    subscript(name: String) -> Value? {
        get { map[name] }
        set { map[name] = newValue }
    }

    func has(_ names: String...) -> Bool { names.contains { map[$0] != nil } }

    func integer(_ name: String) throws(EvaluationError) -> Int? {
        guard let value = map[name] else { return nil }
        guard case .integer(let number) = value else { throw .invalid(function, "\(name) is an integer, not \(value.typeWords)") }
        return number
    }

    func zone() throws(EvaluationError) -> TemporalZone? {
        guard let value = map["timezone"] else { return nil }
        return try TemporalZone(value, function)
    }

    /// What another temporal value gives as `name`.
    func parts(_ name: String) throws(EvaluationError) -> TemporalParts? {
        guard let value = map[name] else { return nil }
        let parts = TemporalParts(value)
        guard let parts, name == "time" || parts.date != nil, name == "date" || parts.time != nil else {
            throw .invalid(function, "\(value.typeWords) has no \(name)")
        }
        return parts
    }

    // MARK: Date

    /// With what is not given taken from `base`, or the first there is; the year has to come from somewhere.
    func date(base: CalendarDate?) throws(EvaluationError) -> CalendarDate {
        let groups = [["month", "day"], ["week", "dayOfWeek"], ["quarter", "dayOfQuarter"], ["ordinalDay"]]
        let given = groups.compactMap { group in group.first { map[$0] != nil } }
        if given.count > 1 { throw .invalid(function, "\(given[1]) cannot be combined with \(given[0])") }
        if base == nil {
            try require("year", for: given.first ?? "a day")
            for group in groups where group.count > 1 && has(group[1]) { try require(group[0], for: group[1]) }
        }
        let found: CalendarDate?
        switch given.first {
        case "week", "dayOfWeek": found = try weekDate(base)
        case "quarter", "dayOfQuarter": found = try quarterDate(base)
        case "ordinalDay":
            found = CalendarDate(year: try integer("year") ?? base!.year, ordinalDay: try integer("ordinalDay")!)
        default: found = try monthDate(base)
        }
        guard let found else { throw .invalid(function, "no such day: \(words)") }
        return found
    }

    private func monthDate(_ base: CalendarDate?) throws(EvaluationError) -> CalendarDate? {
        let year = try integer("year") ?? base!.year
        let month = try integer("month") ?? base?.month ?? 1
        if let day = try integer("day") { return CalendarDate(year: year, month: month, day: day) }
        return CalendarDate(clampedYear: year, month: month, day: base?.day ?? 1)
    }

    private func weekDate(_ base: CalendarDate?) throws(EvaluationError) -> CalendarDate? {
        let own = base?.weekOfYear
        let year = try integer("year") ?? own!.weekYear
        guard CalendarDate.years.contains(year) else { return nil }
        let week = try integer("week") ?? min(own!.week, CalendarDate.weeks(inYear: year))
        return CalendarDate(weekYear: year, week: week, dayOfWeek: try integer("dayOfWeek") ?? base?.dayOfWeek ?? 1)
    }

    private func quarterDate(_ base: CalendarDate?) throws(EvaluationError) -> CalendarDate? {
        let year = try integer("year") ?? base!.year
        let quarter = try integer("quarter") ?? base!.quarter
        if let day = try integer("dayOfQuarter") { return CalendarDate(year: year, quarter: quarter, dayOfQuarter: day) }
        // The same month of the quarter, and the same day of that month.
        guard (1...4).contains(quarter) else { return nil }
        return CalendarDate(
            clampedYear: year, month: quarter * 3 - 2 + (base.map { ($0.month - 1) % 3 } ?? 0), day: base?.day ?? 1)
    }

    // MARK: Time

    /// With what is not given taken from `base`, or zero. Parts of a second replace all parts of the base's second.
    func time(base: LocalTime?) throws(EvaluationError) -> LocalTime {
        if base == nil {
            if !kind.hasDate { try require("hour", for: "a time of day") }
            if has("minute") { try require("hour", for: "minute") }
            if has("second") { try require("minute", for: "second") }
            if let part = ["millisecond", "microsecond", "nanosecond"].first(where: { has($0) }) {
                try require("second", for: part)
            }
        }
        let nanosecond = try nanosecond() ?? base?.nanosecond ?? 0
        let found = LocalTime(
            hour: try integer("hour") ?? base?.hour ?? 0, minute: try integer("minute") ?? base?.minute ?? 0,
            second: try integer("second") ?? base?.second ?? 0, nanosecond: nanosecond)
        guard let found else { throw .invalid(function, "no such time of day: \(words)") }
        return found
    }

    /// A smaller part counts within the larger one that is given beside it.
    private func nanosecond() throws(EvaluationError) -> Int? {
        guard has("millisecond", "microsecond", "nanosecond") else { return nil }
        var sum = 0
        var limit = 1_000_000_000
        for (name, size) in [("millisecond", 1_000_000), ("microsecond", 1000), ("nanosecond", 1)] {
            guard let number = try integer(name) else { continue }
            guard number >= 0, number < limit / size else {
                throw .invalid(function, "\(name) is from 0 to \(limit / size - 1) here, not \(number)")
            }
            sum += number * size
            limit = size
        }
        return sum
    }

    private func require(_ name: String, for other: String) throws(EvaluationError) {
        guard has(name) else { throw .invalid(function, "\(other) needs \(name) too") }
    }

    /// The numbers that were given.
    private var words: String {
        map.compactMap { entry in
            if case .integer(let number) = entry.value { "\(entry.key) \(number)" } else { nil }
        }.joined(separator: ", ")
    }
}

extension TemporalZone {
    /// Of an argument or a field: an offset or a name.
    init(_ value: Value, _ function: String) throws(EvaluationError) {
        guard case .string(let text) = value else { throw .invalid(function, "a time zone is a string, not \(value.typeWords)") }
        do {
            try self.init(text)
        } catch {
            throw .temporal(error, text, function, "+01:00, Z or Europe/London")
        }
    }
}
