/// A day of the proleptic Gregorian calendar, as days since 1970-01-01.
public struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1 January 1970.
    public let days: Int

    /// The years that a date can have.
    public static let years = -999_999_999...999_999_999

    /// Days since 1 January 1970.
    public init(days: Int) {
        self.days = days
    }

    /// nil where the month or the day does not exist.
    public init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        days = Self.days(year: year, month: month, day: day)
    }

    /// Of any year, also one that no date can have.
    static func days(year: Int, month: Int, day: Int) -> Int {
        // Days from a civil date, in eras of 400 years that begin on 1 March.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// `YYYY-MM-DD`, and nothing else; nil otherwise.
    public init?(_ text: String) {
        var text = text
        guard let date = text.withUTF8({ CalendarDate(utf8: $0) }) else { return nil }
        self = date
    }

    /// As above, of a text's bytes.
    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Year, month and day, computed together.
    @inlinable
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        if shifted >= 0, shifted < 1 << 29 { return Self.nearParts(UInt32(shifted)) }
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Of days since 1 March of the year 0. Divisions by constants that a multiplication does, of 32 bits each. (Neri and Schneider:
    /// Euclidean affine functions and their application to calendar algorithms, 2022.)
    @inlinable @inline(__always)
    static func nearParts(_ days: UInt32) -> (year: Int, month: Int, day: Int) {
        let quarters = 4 * days + 3
        let inCentury = quarters % 146_097 | 3
        // The years of the century above, what is left of the year below.
        let product = 2_939_745 * UInt64(inCentury)
        let dayOfYear = UInt32(truncatingIfNeeded: product) / 2_939_745 / 4
        let months = 2141 * dayOfYear + 197_913
        // January and February end the year that began in March.
        let isNext = dayOfYear >= 306
        let year = 100 * Int(quarters / 146_097) + Int(product >> 32) + (isNext ? 1 : 0)
        return (year, Int(months >> 16) - (isNext ? 12 : 0), Int(months & 0xFFFF) / 2141 + 1)
    }

    /// Whether the year has 366 days, by the Gregorian rule.
    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Number of days of a month.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.days < b.days }

    /// ISO 8601; a sign before years beyond four digits.
    public var description: String {
        let text = String(unsafeUninitializedCapacity: Self.textCount) { spell(into: $0) }
        if !text.isEmpty { return text }
        let (year, month, day) = parts
        return "\(year < 0 ? "-" : "+")\(padded(abs(year), 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// Bytes of the text of a year of four digits.
    package static let textCount = 10

    /// Writes the text of a year of four digits into a buffer that has room for `textCount` bytes. How many bytes it wrote: 0 for any other year.
    package func spell(into bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let (year, month, day) = parts
        guard 0...9999 ~= year else { return 0 }
        func write(_ number: Int, _ places: Range<Int>) {
            var rest = number
            for place in places.reversed() {
                bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
        }
        write(year, 0..<4)
        write(month, 5..<7)
        write(day, 8..<10)
        (bytes[4], bytes[7]) = (UInt8(ascii: "-"), UInt8(ascii: "-"))
        return Self.textCount
    }
}

/// A number with zeros before it, up to a width.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
