import CypherSyntax
import Diagnostics
import PropertyGraph

/// Values as the query language writes them, so that reading one gives the same value again.
enum LiteralText {
    /// nil for what no text can say: nodes, relationships and paths, alone or in a list or a map.
    static func text(of value: Value) -> String? {
        switch value {
        case .null, .boolean, .integer: Graph.empty.text(of: value)
        case .float(let number): text(of: number)
        case .string(let text): quoted(text)
        case .date(let date): "date('\(date)')"
        case .localTime(let time): "localtime('\(time)')"
        case .time(let time): "time('\(time)')"
        case .localDateTime(let moment): "localdatetime('\(moment)')"
        case .dateTime(let moment): "datetime('\(moment)')"
        case .duration(let duration): text(of: duration)
        case .list(let items): joined(items.map(text(of:))).map { "[\($0)]" }
        case .map(let map): joined(map.map { key, value in text(of: value).map { "\(name(key)): \($0)" } }).map { "{\($0)}" }
        case .node, .relationship, .path: nil
        }
    }

    /// nil where one of them is.
    private static func joined(_ texts: [String?]) -> String? {
        let known = texts.compactMap(\.self)
        return known.count == texts.count ? known.joined(separator: ", ") : nil
    }

    private static func text(of number: Double) -> String {
        if number.isNaN { return "(0.0 / 0.0)" }
        if number.isInfinite { return number > 0 ? "(1.0 / 0.0)" : "(-1.0 / 0.0)" }
        return Graph.empty.text(of: .float(number))
    }

    /// By its parts: the ISO form cannot say a negative fraction apart from its seconds.
    private static func text(of duration: CalendarDuration) -> String {
        "duration({months: \(duration.months), days: \(duration.days), seconds: \(duration.seconds), nanoseconds: \(duration.nanosecond)})"
    }

    /// Every control is escaped: the literal stands on one line, and shows what is in it.
    static func quoted(_ text: String) -> String {
        var out = "'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "'": out += "\\'"
            case "\\": out += "\\\\"
            case "\u{20}"..."\u{7E}": out.unicodeScalars.append(scalar)
            default: out += String(scalar).escapingControls
            }
        }
        return out + "'"
    }

    /// In backquotes unless it is a plain word. One with a control in it cannot stand on a line; reading it back shows that.
    private static func name(_ name: String) -> String {
        let isPlain = !name.isEmpty && !name.utf8.first!.isDigit && name.utf8.allSatisfy { $0.isWordByte }  // safe: not empty
        return isPlain ? name : Printer.backquoted(name)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
    fileprivate var isWordByte: Bool { isDigit || self == 0x5F || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
