/// Temporal values from text in the forms of ISO 8601.
extension CalendarDate {
    /// `2026-11-01` and the other forms of ISO 8601: `20261101`, `2026-W44-7`, `2026-305`, `2026-Q4-32`.
    public init(iso text: String) throws(TemporalError) {
        var reader = TemporalReader(text)
        self = try reader.date()
        try reader.end()
    }
}

extension LocalTime {
    /// `12:31:14.645` and the other forms of ISO 8601: `123114.645`, `12:31`, `12`.
    public init(iso text: String) throws(TemporalError) {
        var reader = TemporalReader(text)
        self = try reader.time()
        try reader.end()
    }
}

extension OffsetTime {
    /// Without an offset, at UTC.
    public init(iso text: String) throws(TemporalError) {
        var reader = TemporalReader(text)
        let local = try reader.time()
        self.init(local: local, offset: reader.isAtEnd ? .utc : try reader.offset())
        try reader.end()
    }
}

extension LocalDateTime {
    /// Without a time, midnight.
    public init(iso text: String) throws(TemporalError) {
        var reader = TemporalReader(text)
        self = try reader.dateTime()
        try reader.end()
    }
}

extension ZonedDateTime {
    /// Without a zone, at UTC. An offset beside a name has to be one that the zone has at that time.
    public init(iso text: String) throws(TemporalError) {
        var reader = TemporalReader(text)
        let local = try reader.dateTime()
        guard let (offset, zone) = try reader.zone() else {
            self.init(local, in: .utc)
            return
        }
        self.init(local, in: zone, preferring: offset)
        if let offset, offset != self.offset { throw .offsetNotInZone(offset, zone: zone.description) }
    }
}

extension TemporalReader {
    fileprivate mutating func dateTime() throws(TemporalError) -> LocalDateTime {
        let date = try date()
        return LocalDateTime(date: date, time: take("T") ? try time() : .midnight)
    }

    fileprivate func end() throws(TemporalError) {
        guard isAtEnd else { throw .unreadable }
    }
}
