/// Reads dates and times as ISO 8601 writes them, in its basic (`20150721`) and extended (`2015-07-21`) forms.
struct TemporalReader {
    private let bytes: [UInt8]
    private var at = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { at == bytes.count }

    /// Letters match in either case.
    mutating func take(_ character: Character) -> Bool {
        guard at < bytes.count else { return false }
        let (byte, wanted) = (bytes[at], character.asciiValue!)
        let isLetter = (wanted | 0x20) >= 0x61 && (wanted | 0x20) <= 0x7A
        guard byte == wanted || isLetter && (byte | 0x20) == (wanted | 0x20) else { return false }
        at += 1
        return true
    }

    mutating func digit() -> Int? {
        guard at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 else { return nil }
        at += 1
        return Int(bytes[at - 1] - 0x30)
    }

    /// Exactly `count` digits; nothing is taken where there are fewer.
    mutating func digits(_ count: Int) -> Int? {
        guard digitsAhead >= count else { return nil }
        var value = 0
        for _ in 0..<count { value = value * 10 + digit()! }
        return value
    }

    private var digitsAhead: Int { bytes[at...].prefix { $0 >= 0x30 && $0 <= 0x39 }.count }

    private mutating func number(_ count: Int) throws(TemporalError) -> Int {
        guard let value = digits(count) else { throw .unreadable }
        return value
    }

    // MARK: Dates

    /// `2015-07-21`, `2015-07`, `2015-W30-2`, `2015-W30`, `2015-Q2-45`, `2015-Q2`, `2015-202`, `2015`, or the same
    /// without hyphens. A year that has a sign may have up to nine digits, and then the hyphens are needed.
    mutating func date() throws(TemporalError) -> CalendarDate {
        let negative = take("-")
        let signed = negative || take("+")
        let count = digitsAhead
        guard signed ? (1...9).contains(count) : [4, 6, 7, 8].contains(count) else { throw .unreadable }
        let size = try number(signed ? count : 4)
        let year = negative ? -size : size
        switch signed ? 4 : count {
        case 6: return try existing(CalendarDate(year: year, month: try number(2), day: 1))
        case 7: return try existing(CalendarDate(year: year, ordinalDay: try number(3)))
        case 8: return try existing(CalendarDate(year: year, month: try number(2), day: try number(2)))
        default: return try date(in: year)
        }
    }

    /// What follows the year.
    private mutating func date(in year: Int) throws(TemporalError) -> CalendarDate {
        let extended = take("-")
        if take("W") {
            let week = try number(2)
            let day = (extended ? take("-") : digitsAhead > 0) ? try number(1) : 1
            return try existing(CalendarDate(weekYear: year, week: week, dayOfWeek: day))
        }
        if take("Q") {
            let quarter = try number(1)
            let day = (extended ? take("-") : digitsAhead > 0) ? try number(2) : 1
            return try existing(CalendarDate(year: year, quarter: quarter, dayOfQuarter: day))
        }
        guard extended else { return try existing(CalendarDate(year: year, month: 1, day: 1)) }
        if digitsAhead == 3 { return try existing(CalendarDate(year: year, ordinalDay: try number(3))) }
        let month = try number(2)
        return try existing(CalendarDate(year: year, month: month, day: take("-") ? try number(2) : 1))
    }

    // MARK: Times

    /// `21:40:32.142`, `21:40:32`, `21:40`, `21`, or the same without colons.
    mutating func time() throws(TemporalError) -> LocalTime {
        let hour = try number(2)
        var (minute, second, nanosecond) = (0, 0, 0)
        let extended = take(":")
        if extended || digitsAhead > 0 {
            minute = try number(2)
            if extended ? take(":") : digitsAhead > 0 {
                second = try number(2)
                if take(".") || take(",") { nanosecond = try fraction() }
            }
        }
        return try existing(LocalTime(hour: hour, minute: minute, second: second, nanosecond: nanosecond))
    }

    /// One to nine digits of a second, as nanoseconds.
    private mutating func fraction() throws(TemporalError) -> Int {
        let count = digitsAhead
        guard (1...9).contains(count) else { throw .unreadable }
        return try number(count) * Int(DecimalNumber.power(9 - count))
    }

    /// `Z`, `+01`, `+0100`, `+01:00`, `+005328`, `+00:53:28`.
    mutating func offset() throws(TemporalError) -> ZoneOffset {
        if take("Z") { return .utc }
        let negative = take("-")
        guard negative || take("+") else { throw .unreadable }
        let hours = try number(2)
        var (minutes, seconds) = (0, 0)
        let extended = take(":")
        if extended || digitsAhead > 0 {
            minutes = try number(2)
            if extended ? take(":") : digitsAhead > 0 { seconds = try number(2) }
        }
        guard minutes < 60, seconds < 60 else { throw .noSuchValue }
        let size = (hours * 60 + minutes) * 60 + seconds
        return try existing(ZoneOffset(seconds: negative ? -size : size))
    }

    /// An offset, a name in brackets, or both; nil at the end of the text.
    mutating func zone() throws(TemporalError) -> (offset: ZoneOffset?, zone: TemporalZone)? {
        if isAtEnd { return nil }
        var offset: ZoneOffset?
        if bytes[at] != 0x5B {
            offset = try self.offset()
            if isAtEnd { return (offset, .offset(offset!)) }
        }
        guard take("["), bytes.last == 0x5D else { throw .unreadable }
        let name = String(decoding: bytes[at..<bytes.count - 1], as: UTF8.self)
        at = bytes.count
        return (offset, .named(try TimeZoneDatabase.shared.zone(named: name)))
    }
}

private func existing<T>(_ value: T?) throws(TemporalError) -> T {
    guard let value else { throw .noSuchValue }
    return value
}
