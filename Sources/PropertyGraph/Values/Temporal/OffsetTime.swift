/// A time of day at an offset from UTC.
public struct OffsetTime: Hashable, Sendable, CustomStringConvertible {
    /// What the clock shows.
    public let local: LocalTime
    /// How far the clock is ahead of UTC.
    public let offset: ZoneOffset

    /// What a clock shows that is ahead of UTC.
    public init(local: LocalTime, offset: ZoneOffset) {
        self.local = local
        self.offset = offset
    }

    /// The same moment at another offset.
    public func at(_ other: ZoneOffset) -> OffsetTime {
        OffsetTime(local: local.adding(seconds: other.seconds - offset.seconds), offset: other)
    }

    /// Nanoseconds since midnight UTC; outside of the day where the offset leads there.
    var nanosecondsUTC: Int { local.nanosecondOfDay - offset.seconds * LocalTime.nanosecondsPerSecond }

    /// By the moment; the same moment by the offset, west first.
    func order(_ other: OffsetTime) -> Int {
        let (a, b) = (nanosecondsUTC, other.nanosecondsUTC)
        return a != b ? (a < b ? -1 : 1) : offset.seconds - other.offset.seconds
    }

    public var description: String { local.description + offset.description }
}

/// Seconds east of UTC, at most 18 hours either way.
public struct ZoneOffset: Hashable, Sendable, CustomStringConvertible {
    /// Positive east of Greenwich.
    public let seconds: Int

    /// No offset.
    public static let utc = ZoneOffset(unchecked: 0)

    /// nil beyond 18 hours.
    public init?(seconds: Int) {
        guard (-64_800...64_800).contains(seconds) else { return nil }
        self.seconds = seconds
    }

    init(unchecked seconds: Int) {
        self.seconds = seconds
    }

    /// `Z`, `+01:00`, or `+00:53:28` where the offset is not of whole minutes.
    public var description: String {
        if seconds == 0 { return "Z" }
        let size = abs(seconds)
        let text = "\(seconds < 0 ? "-" : "+")\(padded(size / 3600, 2)):\(padded(size / 60 % 60, 2))"
        return size % 60 == 0 ? text : text + ":\(padded(size % 60, 2))"
    }
}
