/// What a date or time says of a point in time.
public struct TemporalParts: Sendable {
    public var date: CalendarDate?
    public var time: LocalTime?
    public var zone: TemporalZone?
    /// The zone's offset at that time; there wherever `zone` is.
    public var offset: ZoneOffset?

    /// nil for anything but dates and times.
    public init?(_ value: Value) {
        switch value {
        case .date(let value): date = value
        case .localTime(let value): time = value
        case .time(let value): (time, zone, offset) = (value.local, .offset(value.offset), value.offset)
        case .localDateTime(let value): (date, time) = (value.date, value.time)
        case .dateTime(let value):
            (date, time, zone, offset) = (value.local.date, value.local.time, value.zone, value.offset)
        default: return nil
        }
    }
}
