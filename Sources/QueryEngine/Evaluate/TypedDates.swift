import CypherSyntax
import Diagnostics
import PropertyGraph

/// Parts, sums and differences of unboxed dates; nil for anything else, and where a result is out of range.
enum TypedDates {
    /// A part of each date; nil for a name that dates do not have.
    static func part(_ name: String, of days: [Int32]) -> Vector? {
        let areMany = days.count >= NearDays.worthwhile
        // Without a way through a key path.
        return switch name {
        case "year": areMany ? parts(days) { NearDays.parts(of: $0).year } : parts(days) { $0.year }
        case "month": areMany ? parts(days) { NearDays.parts(of: $0).month } : parts(days) { $0.month }
        case "day": areMany ? parts(days) { NearDays.parts(of: $0).day } : parts(days) { $0.day }
        case "quarter": parts(days) { $0.quarter }
        case "week": parts(days) { $0.weekOfYear.week }
        case "weekYear": parts(days) { $0.weekOfYear.weekYear }
        case "ordinalDay": parts(days) { $0.ordinalDay }
        case "dayOfWeek", "weekDay": parts(days) { $0.dayOfWeek }
        case "dayOfQuarter", "quarterDay": parts(days) { $0.dayOfQuarter }
        default: nil
        }
    }

    @inline(__always)
    private static func parts(_ days: [Int32], _ part: (CalendarDate) -> Int) -> Vector {
        days.contains(Vector.nullDate)
            ? TypedCalls.numbers(days) { $0 == Vector.nullDate ? nil : part(CalendarDate(days: Int($0))) }
            : .integers(days.withUnsafeBufferPointer { days in [Int](count: days.count) { part(CalendarDate(days: Int(days[$0]))) } })
    }

    /// Of texts like 2021-07-28, and of maps of a year, a month and a day, or without the later ones; nil where one is written otherwise.
    static func dates(_ vector: Vector, _ count: Int) -> Vector? {
        switch vector {
        case .strings(let codes, let dictionary): return dates(codes, dictionary)
        case .maps(let maps):
            guard (1...3).contains(maps.keys.count), Set(maps.keys) == Set(["year", "month", "day"].prefix(maps.keys.count)) else { return nil }
            func part(_ key: String) -> Vector { maps.keys.contains(key) ? maps[key] : .constant(.integer(1)) }
            return dates(years: part("year"), months: part("month"), days: part("day"), count)
        default: return nil
        }
    }

    private static func dates(_ codes: [UInt32], _ dictionary: StringDictionary) -> Vector? {
        var (found, areAll) = ([Int32](), true)
        func day(_ code: UInt32) -> Int32 {
            if code == Vector.nullCode { return Vector.nullDate }
            let date = CalendarDate(utf8: dictionary.utf8(of: code))
            areAll = areAll && date != nil
            return date.map { Int32($0.days) } ?? Vector.nullDate
        }
        if dictionary.count <= codes.count {
            let days = (0..<UInt32(dictionary.count)).map(day)
            found = codes.map { $0 == Vector.nullCode ? Vector.nullDate : days[Int($0)] }
        } else {
            found = codes.map(day)
        }
        return areAll ? .dates(found) : nil
    }

    /// Of whole numbers; null where one is null, and nil where they are no date.
    private static func dates(years: Vector, months: Vector, days: Vector, _ count: Int) -> Vector? {
        guard let (years, hasYear) = years.spread(count).wholeNumbers, let (months, hasMonth) = months.spread(count).wholeNumbers,
            let (days, hasDay) = days.spread(count).wholeNumbers
        else { return nil }
        var areAll = true
        let found = [Int32](count: count) { row in
            guard hasYear?[row] ?? true, hasMonth?[row] ?? true, hasDay?[row] ?? true else { return Vector.nullDate }
            if let date = CalendarDate(year: years[row], month: months[row], day: days[row]), let day = Int32(exactly: date.days), day != Vector.nullDate { return day }
            areAll = false
            return Vector.nullDate
        }
        return areAll ? .dates(found) : nil
    }

    /// Dates and one duration for all of them, added or subtracted.
    static func sum(_ op: ArithmeticOperator, _ a: Vector, _ b: Vector) -> Vector? {
        switch (op, a, b) {
        case (.add, .dates(let days), .constant(.duration(let duration))), (.add, .constant(.duration(let duration)), .dates(let days)):
            sum(days, duration)
        case (.subtract, .dates(let days), .constant(.duration(let duration))): duration.negated.flatMap { sum(days, $0) }
        default: nil
        }
    }

    private static func sum(_ days: [Int32], _ duration: CalendarDuration) -> Vector? {
        guard Int32(exactly: duration.days) != nil else { return nil }
        let more = duration.days + duration.wholeDays
        var fails = false
        let sums = [Int32](count: days.count) { row in
            if days[row] == Vector.nullDate { return Vector.nullDate }
            let date = CalendarDate(days: Int(days[row]))
            let moved = duration.months == 0 ? date : date.adding(months: duration.months)
            if let sum = moved?.adding(days: more), let day = Int32(exactly: sum.days), day != Vector.nullDate { return day }
            fails = true
            return Vector.nullDate
        }
        return fails ? nil : .dates(sums)
    }

    /// What a part of the time from one date to another is, as `duration.between()` and its relatives give it; nil for one that is not found from the days alone.
    static func durationPart(_ name: String, of function: String) -> ((_ from: CalendarDate, _ to: CalendarDate) -> Int)? {
        switch (function, name) {
        case ("duration.inDays", "days"): { $1.days - $0.days }
        case ("duration.inDays", "weeks"): { ($1.days - $0.days) / 7 }
        case ("duration.inSeconds", "seconds"): { ($1.days - $0.days) * 86_400 }
        case ("duration.inSeconds", "minutes"): { ($1.days - $0.days) * 1440 }
        case ("duration.inSeconds", "hours"): { ($1.days - $0.days) * 24 }
        case ("duration.between", "years"), ("duration.inMonths", "years"): { $0.months(to: $1) / 12 }
        case ("duration.between", "quarters"), ("duration.inMonths", "quarters"): { $0.months(to: $1) / 3 }
        case ("duration.between", "months"), ("duration.inMonths", "months"): { $0.months(to: $1) }
        case ("duration.between", "monthsOfYear"), ("duration.inMonths", "monthsOfYear"): { $0.months(to: $1) % 12 }
        default: nil
        }
    }

    static func parts(_ from: Operand<Int32>, _ to: Operand<Int32>, _ count: Int, _ part: (CalendarDate, CalendarDate) -> Int) -> Vector {
        let pairs = Operand.zip(from, to, count) { (from: $0, to: $1) }
        return TypedCalls.numbers(pairs) { pair in
            pair.from == Vector.nullDate || pair.to == Vector.nullDate ? nil : part(CalendarDate(days: Int(pair.from)), CalendarDate(days: Int(pair.to)))
        }
    }
}

/// The parts of the days of two centuries, laid out once, as reading them takes a third of the time of computing them.
private enum NearDays {
    /// Rows of a batch for which they are laid out.
    static let worthwhile = 1024

    /// From 1900-01-01 up to 2100-01-01.
    private static let (first, end) = (-25_567, 47_482)
    private static let packed = (first..<end).map { day in
        let parts = CalendarDate(days: day).parts
        return UInt32(parts.year << 16 | parts.month << 8 | parts.day)
    }

    @inline(__always)
    static func parts(of date: CalendarDate) -> (year: Int, month: Int, day: Int) {
        let place = date.days - first
        guard packed.indices.contains(place) else { return date.parts }
        let word = packed[place]
        return (Int(word >> 16), Int(word >> 8 & 0xFF), Int(word & 0xFF))
    }
}

extension Evaluator {
    /// A part of a call of `duration.between()` or the like for two dates, without the duration; nil where it is not that.
    func durationPart(_ name: String, of base: Term, _ batch: Batch) throws(EvaluationError) -> Vector? {
        guard case .call(let id, let arguments) = base.kind, arguments.count == 2, batch.count > 1 else { return nil }
        guard let part = TypedDates.durationPart(name, of: FunctionTable[id].name), let from = try evaluate(arguments[0], batch).asDates,
            let to = try evaluate(arguments[1], batch).asDates
        else { return nil }
        return TypedDates.parts(from, to, batch.count, part)
    }
}

extension Evaluator {
    /// Dates and days that each row has of its own, written `duration({days: …})`, without the durations; nil for anything else.
    func datesMoved(_ op: ArithmeticOperator, _ left: Term, _ right: Term, _ batch: Batch) throws(EvaluationError) -> Vector? {
        guard op == .add || op == .subtract, case .call(let id, let arguments) = right.kind, arguments.count == 1, case .map(let items) = arguments[0].kind,
            items.count == 1, items[0].key == "days", FunctionTable[id].name == "duration", left.isDeterministic, items[0].value.isDeterministic,
            case .dates(let days) = context.spread(try evaluate(left, batch), batch.count), case .integers(let more) = try evaluate(items[0].value, batch)
        else { return nil }
        var areDays = true
        let moved = Operand.zip(.each(days), .each(more), batch.count) { day, more -> Int32 in
            if day == Vector.nullDate { return day }
            let (sum, overflow) = op == .add ? Int(day).addingReportingOverflow(more) : Int(day).subtractingReportingOverflow(more)
            if !overflow, let moved = Int32(exactly: sum), moved != Vector.nullDate { return moved }
            areDays = false
            return day
        }
        return areDays ? .dates(moved) : nil
    }
}
