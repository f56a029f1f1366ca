extension CalendarDuration {
    /// What a duration may be given in.
    public enum Unit: String, CaseIterable, Sendable {
        /// Units of a duration, from years to nanoseconds.
        case years, quarters, months, weeks, days, hours, minutes, seconds, milliseconds, microseconds, nanoseconds
    }

    /// The sum of the parts, whose fractions go on into smaller units; nil where the sum does not fit.
    package init?(_ parts: [(unit: Unit, amount: DecimalNumber)]) {
        let scale = parts.map(\.amount.scale).max() ?? 0
        var (months, days, seconds, nanoseconds) = (Int128?(0), Int128?(0), Int128?(0), Int128?(0))
        for (unit, amount) in parts {
            guard let amount = amount.digits(atScale: scale) else { return nil }
            func add(_ factor: Int128, to sum: inout Int128?) { sum = sum?.plus(amount.times(factor)) }
            switch unit {
            case .years: add(12, to: &months)
            case .quarters: add(3, to: &months)
            case .months: add(1, to: &months)
            case .weeks: add(7, to: &days)
            case .days: add(1, to: &days)
            case .hours: add(3600, to: &seconds)
            case .minutes: add(60, to: &seconds)
            case .seconds: add(1, to: &seconds)
            case .milliseconds: add(1_000_000, to: &nanoseconds)
            case .microseconds: add(1000, to: &nanoseconds)
            case .nanoseconds: add(1, to: &nanoseconds)
            }
        }
        self.init(
            months: months, days: days, seconds: seconds, nanoseconds: nanoseconds, over: DecimalNumber.power(scale))
    }
}
