/// A time of day without a time zone, to the nanosecond.
public struct LocalTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// From 0 up to 86,400,000,000,000.
    public let nanosecondOfDay: Int

    static let nanosecondsPerSecond = 1_000_000_000
    static let nanosecondsPerDay = 86_400 * nanosecondsPerSecond

    /// 00:00, at which the day begins.
    public static let midnight = LocalTime(wrapping: 0)

    /// Any number of nanoseconds since midnight, taken round the clock.
    init(wrapping nanoseconds: Int) {
        nanosecondOfDay = nanoseconds.flooredModulo(Self.nanosecondsPerDay)
    }

    /// nil where there is no such time; there is no 24:00 and no leap second.
    public init?(hour: Int, minute: Int = 0, second: Int = 0, nanosecond: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (0..<Self.nanosecondsPerSecond).contains(nanosecond)
        else { return nil }
        nanosecondOfDay = ((hour * 60 + minute) * 60 + second) * Self.nanosecondsPerSecond + nanosecond
    }

    /// 0 to 86,399.
    public var secondOfDay: Int { nanosecondOfDay / Self.nanosecondsPerSecond }
    /// 0 to 23.
    public var hour: Int { secondOfDay / 3600 }
    /// 0 to 59.
    public var minute: Int { secondOfDay / 60 % 60 }
    /// 0 to 59.
    public var second: Int { secondOfDay % 60 }
    /// Of the second: 0 to 999,999,999.
    public var nanosecond: Int { nanosecondOfDay % Self.nanosecondsPerSecond }

    /// Round the clock.
    public func adding(seconds: Int, nanoseconds: Int = 0) -> LocalTime {
        LocalTime(wrapping: nanosecondOfDay + seconds % 86_400 * Self.nanosecondsPerSecond + nanoseconds % Self.nanosecondsPerDay)
    }

    /// The start of a span of `nanoseconds` that divides the day.
    public func truncated(to nanoseconds: Int) -> LocalTime {
        LocalTime(wrapping: nanosecondOfDay - nanosecondOfDay % nanoseconds)
    }

    public static func < (a: LocalTime, b: LocalTime) -> Bool { a.nanosecondOfDay < b.nanosecondOfDay }

    /// ISO 8601: seconds only where they are not zero, and their fraction in groups of three digits.
    public var description: String {
        var text = "\(padded(hour, 2)):\(padded(minute, 2))"
        guard nanosecondOfDay % (60 * Self.nanosecondsPerSecond) != 0 else { return text }
        text += ":\(padded(second, 2))"
        if nanosecond == 0 { return text }
        if nanosecond % 1_000_000 == 0 { return text + "." + padded(nanosecond / 1_000_000, 3) }
        if nanosecond % 1000 == 0 { return text + "." + padded(nanosecond / 1000, 6) }
        return text + "." + padded(nanosecond, 9)
    }
}
