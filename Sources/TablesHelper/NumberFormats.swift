/// Which number formats of Excel show a date or a time, and what day a serial number is.
enum NumberFormat {
    enum Kind { case plain, date, time, dateTime, elapsed }

    /// Of the formats that a workbook does not spell out (ECMA-376 part 1, 18.8.30).
    static func kind(ofBuiltIn id: Int) -> Kind {
        switch id {
        case 14...17, 27...31, 34...36, 50...58: .date
        case 18...21, 32, 33, 45, 47: .time
        case 22: .dateTime
        case 46: .elapsed
        default: .plain
        }
    }

    /// Of a format code: `dd/mm/yyyy`, `[h]:mm`, `"day" 0`. Only its part for positive numbers counts.
    static func kind(ofCode code: String) -> Kind {
        var (hasDay, hasClock, hasMonth, isElapsed) = (false, false, false, false)
        var rest = Array(code.lowercased().unicodeScalars)[...]
        scan: while let scalar = rest.popFirst() {
            switch scalar {
            case ";": break scan
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(inside.count + 1)
                if !inside.isEmpty, let first = inside.first, "hms".unicodeScalars.contains(first), inside.allSatisfy({ $0 == first }) {
                    isElapsed = true
                }
            case "d", "y": hasDay = true
            case "h", "s": hasClock = true
            case "m": hasMonth = true
            case "a" where rest.starts(with: "m/pm".unicodeScalars): rest = rest.dropFirst(4)
            case "g" where rest.starts(with: "eneral".unicodeScalars): rest = rest.dropFirst(6)
            default: break
            }
        }
        if isElapsed { return .elapsed }
        if hasDay { return hasClock ? .dateTime : .date }
        if hasClock { return .time }
        return hasMonth ? .date : .plain
    }

    /// The field of a line for a serial number: `d2026-07-28`, `t…`, `c09:30:00`. nil where it is not a day that Excel knows.
    static func field(_ serial: Double, _ kind: Kind, from1904: Bool) -> String? {
        guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
        var day = Int(serial)
        var seconds = Int(((serial - Double(day)) * 86_400).rounded())
        if seconds == 86_400 {
            day += 1
            seconds = 0
        }
        let clock = clockText(seconds)
        switch kind {
        case .elapsed: return "s\(day * 24 + seconds / 3600):" + clock.dropFirst(3)
        case .time where day == 0: return "c" + clock
        default: break
        }
        // Excel counts a 29 February 1900 that there was not.
        if !from1904 {
            if day == 60 { return "d1900-02-28" }
            if day < 1 { return nil }
        }
        let date = date(from1904 ? day + 1462 : day < 60 ? day + 1 : day)
        return kind == .date && seconds == 0 ? "d" + date : "t" + date + "T" + clock
    }

    /// `serial` days after 30 December 1899.
    private static func date(_ serial: Int) -> String {
        // Days since 1 March 0000, then the civil calendar (Howard Hinnant, "chrono-compatible low-level date algorithms").
        let days = serial + 693_899
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        return pad(year, 4) + "-" + pad(month < 10 ? month + 3 : month - 9, 2) + "-" + pad(day, 2)
    }

    static func clockText(_ seconds: Int) -> String {
        pad(seconds / 3600, 2) + ":" + pad(seconds / 60 % 60, 2) + ":" + pad(seconds % 60, 2)
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
