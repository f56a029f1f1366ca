extension CalendarDuration {
    /// nil where a part does not fit.
    public func adding(_ other: CalendarDuration) -> CalendarDuration? {
        let (months, tooMany) = months.addingReportingOverflow(other.months)
        let (days, tooLong) = days.addingReportingOverflow(other.days)
        guard !tooMany, !tooLong else { return nil }
        return CalendarDuration(months: months, days: days, nanoseconds: nanoseconds + other.nanoseconds)
    }

    /// nil where a part does not fit.
    public func subtracting(_ other: CalendarDuration) -> CalendarDuration? {
        other.negated.flatMap(adding)
    }

    /// nil where a part does not fit.
    public var negated: CalendarDuration? {
        guard months != .min, days != .min else { return nil }
        return CalendarDuration(months: -months, days: -days, nanoseconds: -nanoseconds)
    }

    /// What is less than a month becomes days, and what is less than a day seconds; nil where a part does not fit.
    package func multiplied(by factor: DecimalNumber) -> CalendarDuration? {
        CalendarDuration(
            months: times(months, factor.digits), days: times(days, factor.digits), seconds: times(seconds, factor.digits),
            nanoseconds: times(nanosecond, factor.digits), over: factor.denominator)
    }

    /// As `multiplied`; nil for a division by zero too.
    package func divided(by divisor: DecimalNumber) -> CalendarDuration? {
        guard divisor.digits != 0 else { return nil }
        let factor = divisor.digits < 0 ? -divisor.denominator : divisor.denominator
        return CalendarDuration(
            months: times(months, factor), days: times(days, factor), seconds: times(seconds, factor),
            nanoseconds: times(nanosecond, factor), over: abs(divisor.digits))
    }

    private func times(_ a: Int, _ b: Int128) -> Int128? { Int128(a).times(b) }

    /// Fractions, as numerators over one denominator. What is less than a whole month goes on as days by the length
    /// of an average month, what is less than a whole day as seconds, and what is less than a nanosecond is dropped.
    /// nil where a number is nil or does not fit.
    init?(months: Int128?, days: Int128?, seconds: Int128?, nanoseconds: Int128?, over denominator: Int128) {
        // An average month is 48,699/1,600 days.
        guard let months, let allDays = days?.times(1600)?.plus((months % denominator).times(48_699)),
            let whole = denominator.times(1600),
            let allSeconds = seconds?.times(1600)?.plus((allDays % whole).times(86_400)),
            let allNanoseconds = nanoseconds?.times(1600)?.plus((allSeconds % whole).times(1_000_000_000)),
            let wholeMonths = Int(exactly: months / denominator), let wholeDays = Int(exactly: allDays / whole),
            let total = (allSeconds / whole).times(1_000_000_000)?.plus(allNanoseconds / whole)
        else { return nil }
        self.init(months: wholeMonths, days: wholeDays, nanoseconds: total)
    }
}

extension Int128 {
    func times(_ other: Int128) -> Int128? {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? nil : product
    }

    func plus(_ other: Int128?) -> Int128? {
        guard let other else { return nil }
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? nil : sum
    }
}
