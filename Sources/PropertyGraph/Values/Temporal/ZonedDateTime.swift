/// A day and a time of day in a time zone: an instant, and how it reads there.
public struct ZonedDateTime: Hashable, Sendable, CustomStringConvertible {
    /// What the clock there shows.
    public let local: LocalDateTime
    /// How far that clock is ahead of UTC.
    public let offset: ZoneOffset
    /// The rule that the offset follows.
    public let zone: TemporalZone

    /// A local time that the zone skips moves forward by what was skipped. One that it has twice is the
    /// earlier of the two, unless `preferred` is the later one's offset.
    public init(_ local: LocalDateTime, in zone: TemporalZone, preferring preferred: ZoneOffset? = nil) {
        self.zone = zone
        switch zone {
        case .offset(let offset): (self.local, self.offset) = (local, offset)
        case .named(let named):
            switch named.rules.offsets(atLocal: local.secondsUTC) {
            case .one(let offset): (self.local, self.offset) = (local, ZoneOffset(unchecked: offset))
            case .overlap(let before, let after):
                self.local = local
                offset = ZoneOffset(unchecked: preferred?.seconds == after ? after : before)
            case .gap(let before, let after):
                self.local = LocalDateTime(secondsUTC: local.secondsUTC + after - before, nanosecond: local.time.nanosecond)
                offset = ZoneOffset(unchecked: after)
            }
        }
    }

    /// What a clock in the zone shows at an instant.
    public init(_ instant: EpochInstant, in zone: TemporalZone) {
        self.zone = zone
        offset = zone.offset(at: instant)
        local = LocalDateTime(secondsUTC: instant.seconds + offset.seconds, nanosecond: instant.nanosecond)
    }

    /// The point on the time line.
    public var instant: EpochInstant {
        EpochInstant(seconds: local.secondsUTC - offset.seconds, nanosecond: local.time.nanosecond)
    }

    /// The same instant in another zone.
    public func at(_ other: TemporalZone) -> ZonedDateTime { ZonedDateTime(instant, in: other) }

    /// Months and days by the calendar of the zone, seconds by the clock: on the day the clocks go back,
    /// a day is 25 hours. nil beyond the years of dates.
    public func adding(months: Int, days: Int, seconds: Int = 0, nanoseconds: Int = 0) -> ZonedDateTime? {
        var moved = self
        if months != 0 || days != 0 {
            guard let local = local.adding(months: months, days: days) else { return nil }
            moved = ZonedDateTime(local, in: zone, preferring: offset)
        }
        if seconds == 0 && nanoseconds == 0 { return moved }
        let start = LocalDateTime(secondsUTC: moved.instant.seconds, nanosecond: moved.instant.nanosecond)
        return start.adding(seconds: seconds, nanoseconds: nanoseconds).flatMap {
            let sum = ZonedDateTime(EpochInstant(seconds: $0.secondsUTC, nanosecond: $0.time.nanosecond), in: zone)
            return sum.isInRange ? sum : nil
        }
    }

    /// Whether its day lies within the years of dates. Near their ends a change of zone leads out of them.
    public var isInRange: Bool { local.date.isInRange }

    /// By the instant; the same instant by the offset, then by the zone's name.
    func order(_ other: ZonedDateTime) -> Int {
        let (a, b) = (instant, other.instant)
        if a.seconds != b.seconds { return a.seconds < b.seconds ? -1 : 1 }
        if a.nanosecond != b.nanosecond { return a.nanosecond - b.nanosecond }
        if offset != other.offset { return offset.seconds - other.offset.seconds }
        return Value.scalarOrder(zone.description, other.zone.description)
    }

    /// `2015-07-21T21:40:32.142+02:00[Europe/Stockholm]`, without the brackets for a zone that is an offset.
    public var description: String {
        if case .named(let named) = zone { return "\(local)\(offset)[\(named.name)]" }
        return "\(local)\(offset)"
    }
}

/// A moment, the same everywhere.
public struct EpochInstant: Hashable, Sendable {
    /// Since 1970-01-01T00:00Z; before it, negative.
    public let seconds: Int
    /// 0 to 999,999,999, counted forward from `seconds`.
    public let nanosecond: Int

    /// Seconds since 1 January 1970, 00:00 UTC; `nanosecond` from 0 to 999,999,999.
    public init(seconds: Int, nanosecond: Int) {
        self.seconds = seconds
        self.nanosecond = nanosecond
    }

    /// Whole milliseconds since 1970; nil where they are beyond an integer.
    public var milliseconds: Int? {
        let (whole, isTooLarge) = seconds.multipliedReportingOverflow(by: 1000)
        let (sum, overflows) = whole.addingReportingOverflow(nanosecond / 1_000_000)
        return isTooLarge || overflows ? nil : sum
    }
}
