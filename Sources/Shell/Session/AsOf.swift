public import Diagnostics
public import PropertyGraph

/// The days that queries see.
public enum AsOf: Sendable, Hashable, CustomStringConvertible {
    /// What holds today.
    case now
    case day(CalendarDate)
    /// Ended things too, and mappings across time.
    case all

    /// `now`, `all` or a day. Throws `UsageFault` for anything else.
    public init(_ text: String) throws(Diagnostics) {
        switch text.lowercased() {
        case "now": self = .now
        case "all": self = .all
        default: self = .day(try OptionText.date(text))
        }
    }

    public var description: String {
        switch self {
        case .now: "now"
        case .day(let day): day.description
        case .all: "all"
        }
    }

    /// The one day that is seen; nil where all are.
    func validOn(today: CalendarDate) -> CalendarDate? {
        switch self {
        case .now: today
        case .day(let day): day
        case .all: nil
        }
    }

    /// A day that was named.
    var day: CalendarDate? { if case .day(let day) = self { day } else { nil } }
}
