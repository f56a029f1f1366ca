import PropertyGraph
import SheetRows

/// Dates as registers have them: typed, `2026-07-28`, `28/07/2026`, `28.7.26`, `28-Jul-26`, `28 July 2026`, `Jul 2026`.
enum RegisterDate {
    enum Reading {
        case day(CalendarDate, warning: String?)
        /// Nothing, or a word that says so: `n/a`.
        case none
        case unreadable
    }

    static func read(_ cell: SheetCell) -> Reading {
        switch cell {
        case .empty: return .none
        case .date(let text): return CalendarDate(text).map { .day($0, warning: nil) } ?? .unreadable
        case .dateTime(let text): return CalendarDate(String(text.prefix(10))).map { .day($0, warning: nil) } ?? .unreadable
        case .number(let text):
            // A day that lost its format: days since 30 December 1899.
            guard let serial = Double(text), serial >= 36_526, serial < 73_051 else { return .unreadable }
            let day = CalendarDate(days: Int(serial) - 25_569)
            return .day(day, warning: "the number \(text) was read as the day \(day)")
        default: return read(cell.text)
        }
    }

    private static func read(_ text: String) -> Reading {
        let plain = RegisterField.plain(text)
        if plain.isEmpty || ["n a", "na", "none", "not dated"].contains(plain) { return .none }
        // A clock behind the day does not count.
        let parts = plain.split(separator: " ").map(String.init)
        var words = parts
        if let first = words.first, ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains(where: { first.hasPrefix($0) && first.allSatisfy(\.isLetter) }) { words.removeFirst() }
        if parts.count == 1, parts[0].count == 5, Int(parts[0]) != nil { return read(.number(parts[0])) }
        if text.count >= 10, let day = CalendarDate(String(text.prefix(10))) { return .day(day, warning: nil) }
        guard words.count >= 2 else { return .unreadable }
        if words.count == 2, let month = CalendarDate.month(named: words[0]), let year = year(words[1]), words[1].count == 4,
            let day = CalendarDate(year: year, month: month, day: 1) {
            return .day(day, warning: "`\(text)` names no day: its first was taken")
        }
        guard words.count >= 3 else { return .unreadable }
        let ordinal = words[0].hasSuffix("st") || words[0].hasSuffix("nd") || words[0].hasSuffix("rd") || words[0].hasSuffix("th")
        let first = ordinal ? String(words[0].dropLast(2)) : words[0]
        if let day = Int(first), let month = CalendarDate.month(named: words[1]), let year = year(words[2]) {
            return CalendarDate(year: year, month: month, day: day).map { .day($0, warning: nil) } ?? .unreadable
        }
        if let month = CalendarDate.month(named: words[0]), let day = Int(words[1].prefix { $0.isNumber }), let year = year(words[2]) {
            return CalendarDate(year: year, month: month, day: day).map { .day($0, warning: nil) } ?? .unreadable
        }
        guard let a = Int(first), let b = Int(words[1]), let year = year(words[2]) else { return .unreadable }
        if let day = CalendarDate(year: year, month: b, day: a) { return .day(day, warning: nil) }
        if let day = CalendarDate(year: year, month: a, day: b) { return .day(day, warning: "`\(text)` has its month first; it was read as \(day)") }
        return .unreadable
    }

    /// `2026`, or `26` of this century.
    private static func year(_ text: String) -> Int? {
        guard let number = Int(text) else { return nil }
        return text.count == 4 ? number : text.count == 2 ? 2000 + number : nil
    }
}
