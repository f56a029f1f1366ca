/// Dates as people write them: `12/08/2026`, `12-Jul-26`, `28 July 2021`.
extension CalendarDate {
    /// The order of the parts of a date in numbers.
    package enum PartOrder: Sendable {
        case dayMonthYear, monthDayYear, yearMonthDay
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]

    /// The number of a month, by its English name in small letters or by at least its first three.
    package static func month(named name: String) -> Int? {
        name.count >= 3 ? months.firstIndex { $0.hasPrefix(name) }.map { $0 + 1 } : nil
    }

    /// Three parts separated by `/`, `-`, `.`, `,` or blanks, the month in numbers or by its English name, the year of four digits or two
    /// (00 to 69 are of this century). A year of four digits at the start comes before its month and day, whatever the order.
    /// nil for anything else, and for a day that does not exist.
    package init?(written text: String, order: PartOrder = .dayMonthYear) {
        var parts = text.lowercased().split { $0 == "/" || $0 == "-" || $0 == "." || $0 == "," || $0.isWhitespace }.map(String.init)
        // The day of the week says nothing more.
        if parts.count == 4, parts[0].first?.isLetter == true { parts.removeFirst() }
        guard parts.count == 3 else { return nil }
        let numbers = parts.map { Int($0) }
        if let place = parts.firstIndex(where: { $0.first?.isLetter == true }) {
            guard let month = Self.month(named: parts[place]) else { return nil }
            let rest = parts.indices.filter { $0 != place }.map { parts[$0] }
            // 28th July 2021, July 28 2021, 2021 July 28.
            let plain = rest.map { Int($0.hasSuffix("st") || $0.hasSuffix("nd") || $0.hasSuffix("rd") || $0.hasSuffix("th") ? String($0.dropLast(2)) : $0) }
            guard let first = plain[0], let second = plain[1] else { return nil }
            let (day, year) = rest[0].count == 4 ? (second, first) : (first, second)
            guard let whole = Self.year(year, digits: rest[0].count == 4 ? 4 : rest[1].count) else { return nil }
            self.init(year: whole, month: month, day: day)
            return
        }
        guard let a = numbers[0], let b = numbers[1], let c = numbers[2], a >= 0, b >= 0, c >= 0 else { return nil }
        switch parts[0].count == 4 ? .yearMonthDay : order {
        case .dayMonthYear:
            guard let year = Self.year(c, digits: parts[2].count) else { return nil }
            self.init(year: year, month: b, day: a)
        case .monthDayYear:
            guard let year = Self.year(c, digits: parts[2].count) else { return nil }
            self.init(year: year, month: a, day: b)
        case .yearMonthDay:
            guard let year = Self.year(a, digits: parts[0].count) else { return nil }
            self.init(year: year, month: b, day: c)
        }
    }

    private static func year(_ number: Int, digits: Int) -> Int? {
        digits == 4 ? number : digits == 2 ? (number < 70 ? 2000 : 1900) + number : nil
    }
}
