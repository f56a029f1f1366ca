/// A fixed offset from UTC, or a zone of the system's time zone database.
public enum TemporalZone: Hashable, Sendable, CustomStringConvertible {
    /// An offset that never changes.
    case offset(ZoneOffset)
    /// A zone of the time zone database.
    case named(NamedZone)

    /// UTC.
    public static let utc = TemporalZone.offset(.utc)

    /// `Z`, `+01:00`, `+0100`, `+01`, `+00:53:28` or a name such as `Europe/London`.
    public init(_ text: String) throws(TemporalError) {
        if let first = text.utf8.first, [0x2B, 0x2D, 0x5A, 0x7A].contains(first), text.utf8.count == 1 || first < 0x30 {
            var reader = TemporalReader(text)
            let offset = try reader.offset()
            guard reader.isAtEnd else { throw .unreadable }
            self = .offset(offset)
        } else {
            self = .named(try TimeZoneDatabase.shared.zone(named: text))
        }
    }

    /// The offset from UTC at an instant.
    public func offset(at instant: EpochInstant) -> ZoneOffset {
        switch self {
        case .offset(let offset): offset
        case .named(let zone): ZoneOffset(unchecked: zone.rules.offset(at: instant.seconds))
        }
    }

    /// The name, or the offset.
    public var description: String {
        switch self {
        case .offset(let offset): offset.description
        case .named(let zone): zone.name
        }
    }
}

/// A zone of the database. Equal by name.
public final class NamedZone: Hashable, Sendable {
    /// As the time zone database spells it: `Europe/London`.
    public let name: String
    let rules: TimeZoneRules

    init(name: String, rules: TimeZoneRules) {
        self.name = name
        self.rules = rules
    }

    public static func == (a: NamedZone, b: NamedZone) -> Bool { a.name == b.name }

    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Why a text or parts are not a temporal value.
public enum TemporalError: Error, Hashable, Sendable {
    /// The text is in none of the forms.
    case unreadable
    /// A month 13, a 30 February, an hour 24.
    case noSuchValue
    /// Not in the system's time zone database, or there is none.
    case unknownZone(String)
    /// The zone has another offset at that time.
    case offsetNotInZone(ZoneOffset, zone: String)
}
