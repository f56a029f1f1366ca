import Diagnostics
import PropertyGraph

/// `+` and `-` of dates, times and durations, and `*` and `/` of a duration and a number.
enum TemporalArithmetic {
    /// What the types of both sides say of the result.
    enum Result {
        case type(StaticType)
        case unknown
        case leftIsWrong(wanted: String)
        case rightIsWrong(wanted: String)
    }

    static func result(_ op: ArithmeticOperator, _ a: StaticType?, _ b: StaticType?) -> Result {
        guard let a, let b else { return .unknown }
        switch op {
        case .add, .subtract:
            if b == .duration {
                if a.isTemporal { return .type(a) }
                return .leftIsWrong(wanted: "a date, a time or a duration")
            }
            if op == .add, a == .duration {
                return b.isInstant ? .type(b) : .rightIsWrong(wanted: "a date, a time or a duration")
            }
            return a.isTemporal ? .rightIsWrong(wanted: "a duration") : .leftIsWrong(wanted: "a duration")
        case .multiply:
            if a == .duration { return b.isNumber ? .type(.duration) : .rightIsWrong(wanted: "a number") }
            if b == .duration, a.isNumber { return .type(.duration) }
            return a.isNumber ? .rightIsWrong(wanted: "numbers") : .leftIsWrong(wanted: "numbers")
        case .divide:
            if a == .duration { return b.isNumber ? .type(.duration) : .rightIsWrong(wanted: "a number") }
            return a.isNumber ? .rightIsWrong(wanted: "numbers") : .leftIsWrong(wanted: "numbers")
        case .modulo, .power, .concatenate:
            return a.isTemporal ? .leftIsWrong(wanted: "numbers") : .rightIsWrong(wanted: "numbers")
        }
    }

    /// nil where neither side is a date, a time or a duration, or one is a list, which is then appended to.
    static func apply(_ op: ArithmeticOperator, _ a: Value, _ b: Value) throws(EvaluationError) -> Value? {
        let (typeA, typeB) = (StaticType(of: a), StaticType(of: b))
        guard typeA?.isTemporal == true || typeB?.isTemporal == true else { return nil }
        if op == .add, typeA?.isList == true || typeB?.isList == true { return nil }
        switch result(op, typeA, typeB) {
        case .leftIsWrong(let wanted): throw .wrongType(a, wanted, op.rawValue)
        case .rightIsWrong(let wanted): throw .wrongType(b, wanted, op.rawValue)
        case .type, .unknown: break
        }
        guard let result = compute(op, a, b) else {
            if op == .divide, isZero(b) { throw EvaluationError(.divisionByZero) }
            throw EvaluationError(.numberOutOfRange("\(text(a)) \(op.rawValue) \(text(b)) is more than a date or a duration can be"))
        }
        return result
    }

    /// nil where the result is out of range.
    private static func compute(_ op: ArithmeticOperator, _ a: Value, _ b: Value) -> Value? {
        switch (op, a, b) {
        case (.add, .duration(let a), .duration(let b)): a.adding(b).map { .duration($0) }
        case (.subtract, .duration(let a), .duration(let b)): a.subtracting(b).map { .duration($0) }
        case (.add, .duration(let a), _): sum(b, a)
        case (.add, _, .duration(let b)): sum(a, b)
        case (.subtract, _, .duration(let b)): b.negated.flatMap { sum(a, $0) }
        case (.multiply, .duration(let a), _): decimal(b).flatMap(a.multiplied).map { .duration($0) }
        case (.multiply, _, .duration(let b)): decimal(a).flatMap(b.multiplied).map { .duration($0) }
        case (.divide, .duration(let a), _): decimal(b).flatMap(a.divided).map { .duration($0) }
        default: nil
        }
    }

    /// A date takes whole days only, and a time no days at all: what is left over is dropped.
    private static func sum(_ value: Value, _ duration: CalendarDuration) -> Value? {
        let seconds = Int(duration.nanoseconds / 1_000_000_000)
        let nanoseconds = Int(duration.nanoseconds % 1_000_000_000)
        switch value {
        case .date(let date):
            return date.adding(months: duration.months)?.adding(days: duration.days)?.adding(days: duration.wholeDays).map { .date($0) }
        case .localTime(let time): return .localTime(time.adding(seconds: seconds, nanoseconds: nanoseconds))
        case .time(let time):
            return .time(OffsetTime(local: time.local.adding(seconds: seconds, nanoseconds: nanoseconds), offset: time.offset))
        case .localDateTime(let moment):
            return moment.adding(months: duration.months, days: duration.days)?
                .adding(seconds: seconds, nanoseconds: nanoseconds).map { .localDateTime($0) }
        case .dateTime(let moment):
            return moment.adding(months: duration.months, days: duration.days, seconds: seconds, nanoseconds: nanoseconds)
                .map { .dateTime($0) }
        default: return nil
        }
    }

    private static func decimal(_ value: Value) -> DecimalNumber? {
        switch value {
        case .integer(let number): DecimalNumber(number)
        case .float(let number): DecimalNumber(number)
        default: nil
        }
    }

    private static func isZero(_ value: Value) -> Bool { decimal(value)?.digits == 0 }

    private static func text(_ value: Value) -> String {
        switch value {
        case .integer(let number): String(number)
        case .float(let number): FloatText.text(of: number)
        default: value.temporalText ?? value.typeWords
        }
    }
}
