/// Months, days and seconds, each counted apart: how long a month or a day is depends on where it is put.
public struct CalendarDuration: Hashable, Sendable {
    /// Whole months; 12 make a year.
    public let months: Int
    /// Whole days, which need not have 24 hours.
    public let days: Int
    /// Rounded down, so that `nanosecond` counts forward from it.
    public let seconds: Int
    /// 0 to 999,999,999.
    public let nanosecond: Int

    /// Takes no time.
    public static let zero = CalendarDuration(months: 0, days: 0, nanoseconds: 0)!

    /// `nanoseconds` may be any number; nil where it makes more seconds than an integer holds.
    public init?(months: Int, days: Int, nanoseconds: Int128) {
        guard let seconds = Int(exactly: nanoseconds.flooredQuotient(1_000_000_000)) else { return nil }
        self.months = months
        self.days = days
        self.seconds = seconds
        nanosecond = Int(nanoseconds.flooredModulo(1_000_000_000))
    }

    /// Seconds and their fraction in one.
    public var nanoseconds: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanosecond) }

    /// Days of 24 hours that the seconds make, towards zero, so that adding and subtracting the same duration drop the same part.
    package var wholeDays: Int { Int(nanoseconds / 86_400_000_000_000) }

    /// The seconds in an average Gregorian month: 365.2425 days a year.
    static let secondsPerMonth = 2_629_746

    /// By the average length; the same length by months, then days, then seconds.
    func order(_ other: CalendarDuration) -> Int {
        let (a, b) = (averageNanoseconds, other.averageNanoseconds)
        if a != b { return a < b ? -1 : 1 }
        if months != other.months { return months < other.months ? -1 : 1 }
        if days != other.days { return days < other.days ? -1 : 1 }
        return seconds < other.seconds ? -1 : seconds > other.seconds ? 1 : 0
    }

    private var averageNanoseconds: Int128 {
        (Int128(months) * Int128(Self.secondsPerMonth) + Int128(days) * 86_400) * 1_000_000_000 + nanoseconds
    }
}

extension CalendarDuration: CustomStringConvertible {
    /// ISO 8601 with a sign a part: `P1Y2M10DT2H30M`, `PT-0.001S`, `PT0S`.
    public var description: String {
        var text = ""
        func part(_ number: Int, _ unit: String) { if number != 0 { text += "\(number)\(unit)" } }
        part(months / 12, "Y")
        part(months % 12, "M")
        part(days, "D")
        guard nanoseconds != 0 else { return text.isEmpty ? "PT0S" : "P" + text }
        text += "T"
        // Towards zero from here on, so that all parts have the sign of the whole.
        let whole = Int(nanoseconds / 1_000_000_000)
        let fraction = Int(nanoseconds % 1_000_000_000)
        part(whole / 3600, "H")
        part(whole / 60 % 60, "M")
        let second = whole % 60
        if fraction != 0 {
            var digits = padded(abs(fraction), 9)
            while digits.hasSuffix("0") { digits.removeLast() }
            text += "\(nanoseconds < 0 ? "-" : "")\(abs(second)).\(digits)S"
        } else {
            part(second, "S")
        }
        return "P" + text
    }
}
