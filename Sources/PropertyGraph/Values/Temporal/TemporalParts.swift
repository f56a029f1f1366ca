/// What a date or time says of a point in time.
package struct TemporalParts: Sendable {
    package var date: CalendarDate?
    package var time: LocalTime?
    package var zone: TemporalZone?
    /// The zone's offset at that time; there wherever `zone` is.
    package var offset: ZoneOffset?

    /// nil for anything but dates and times.
    package init?(_ value: Value) {
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
