extension CalendarDuration {
    /// `P1Y2M10DT2H30M`, with signs and fractions anywhere, or `P2012-02-02T14:37:21.545`.
    public init(_ text: String) throws(TemporalError) {
        var reader = TemporalReader(text)
        let negative = reader.take("-")
        if !negative { _ = reader.take("+") }
        guard reader.take("P"), !reader.isAtEnd else { throw .unreadable }
        guard let duration = CalendarDuration(try reader.durationParts()), reader.isAtEnd,
            let signed = negative ? duration.negated : duration
        else { throw .noSuchValue }
        self = signed
    }
}

extension TemporalReader {
    fileprivate mutating func durationParts() throws(TemporalError) -> [(unit: CalendarDuration.Unit, amount: DecimalNumber)] {
        if let parts = try dateAndTimeParts() { return parts }
        var parts: [(unit: CalendarDuration.Unit, amount: DecimalNumber)] = []
        var units: [(letter: Character, unit: CalendarDuration.Unit)] =
            [("Y", .years), ("M", .months), ("W", .weeks), ("D", .days)]
        var isTime = false
        while !isAtEnd {
            if !isTime, take("T") {
                isTime = true
                units = [("H", .hours), ("M", .minutes), ("S", .seconds)]
            }
            guard let amount = decimal(), let place = units.firstIndex(where: { take($0.letter) }) else { throw .unreadable }
            parts.append((units[place].unit, amount))
            // Each unit once, and the larger before the smaller.
            units.removeFirst(place + 1)
        }
        return parts
    }

    /// `2012-02-02T14:37:21.545` or `20120202T143721`: amounts, so that a month 0 is none. nil for the form with units.
    private mutating func dateAndTimeParts() throws(TemporalError) -> [(unit: CalendarDuration.Unit, amount: DecimalNumber)]? {
        var ahead = self
        guard let year = ahead.digits(4) else { return nil }
        let extended = ahead.take("-")
        guard let month = ahead.digits(2), !extended || ahead.take("-"), let day = ahead.digits(2), ahead.take("T") else { return nil }
        let time = try ahead.time()
        guard month <= 12, day <= 31 else { throw .noSuchValue }
        self = ahead
        return [
            (.years, DecimalNumber(year)), (.months, DecimalNumber(month)), (.days, DecimalNumber(day)),
            (.nanoseconds, DecimalNumber(time.nanosecondOfDay)),
        ]
    }

    /// `[+-]digits[.digits]`, with a comma for the point too.
    private mutating func decimal() -> DecimalNumber? {
        let negative = take("-")
        if !negative { _ = take("+") }
        var (value, scale, count) = (Int128(0), 0, 0)
        while let digit = digit(), count < 30 {
            value = value * 10 + Int128(digit)
            count += 1
        }
        guard count > 0 else { return nil }
        if take(".") || take(",") {
            var places = 0
            while let digit = digit() {
                // Beyond 18 places a digit is far below a nanosecond.
                if scale < DecimalNumber.largestScale, count < 36 {
                    value = value * 10 + Int128(digit)
                    scale += 1
                    count += 1
                }
                places += 1
            }
            guard places > 0 else { return nil }
        }
        return DecimalNumber(digits: negative ? -value : value, scale: scale)
    }
}
