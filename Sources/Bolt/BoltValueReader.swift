public import PropertyGraph

/// Parameters of a query, as a client has packed them.
public enum BoltValueReader {
    public struct Fault: Error, Sendable {
        /// A sentence without a full stop.
        public var reason: String
    }

    public static func parameters(_ packed: PackedValue) throws(Fault) -> [String: Value] {
        guard case .map(let entries) = packed else { throw Fault(reason: "parameters are a map") }
        var parameters: [String: Value] = [:]
        for entry in entries { parameters[entry.key] = try value(entry.value) }
        return parameters
    }

    static func value(_ packed: PackedValue) throws(Fault) -> Value {
        switch packed {
        case .null: return .null
        case .boolean(let truth): return .boolean(truth)
        case .integer(let number): return .integer(number)
        case .float(let number): return .float(number)
        case .string(let text): return .string(text)
        case .bytes: throw Fault(reason: "a parameter cannot hold bytes")
        case .list(let items):
            var values: [Value] = []
            values.reserveCapacity(items.count)
            for item in items { values.append(try value(item)) }
            return .list(ValueList(values))
        case .map(let entries):
            var map: PropertyMap = [:]
            for entry in entries { map[entry.key] = try value(entry.value) }
            return .map(ValueMap(map))
        case .structure(let tag, let fields): return try temporal(tag, fields)
        }
    }

    private static func temporal(_ tag: UInt8, _ fields: [PackedValue]) throws(Fault) -> Value {
        let numbers = fields.compactMap(\.number)
        let value: Value? =
            switch (tag, numbers.count, fields.count) {
            case (0x44, 1, 1): date(numbers[0]).map(Value.date)
            case (0x74, 1, 1): time(numbers[0]).map(Value.localTime)
            case (0x54, 2, 2):
                time(numbers[0]).flatMap { time in ZoneOffset(seconds: numbers[1]).map { .time(OffsetTime(local: time, offset: $0)) } }
            case (0x64, 2, 2): local(numbers[0], numbers[1]).map(Value.localDateTime)
            case (0x49, 3, 3): ZoneOffset(seconds: numbers[2]).flatMap { instant(numbers[0], numbers[1], .offset($0)) }
            case (0x46, 3, 3): ZoneOffset(seconds: numbers[2]).flatMap { wall(numbers[0], numbers[1], .offset($0)) }
            case (0x69, 2, 3): zone(fields[2]).flatMap { instant(numbers[0], numbers[1], $0) }
            case (0x66, 2, 3): zone(fields[2]).flatMap { wall(numbers[0], numbers[1], $0) }
            case (0x45, 4, 4):
                CalendarDuration(
                    months: numbers[0], days: numbers[1], nanoseconds: Int128(numbers[2]) * 1_000_000_000 + Int128(numbers[3])
                ).map { .duration($0) }
            default: nil
            }
        guard let value else { throw Fault(reason: "a parameter is a node, a relationship, a path, or a time that does not exist") }
        return value
    }

    private static let days = -365_243_219_162...365_241_780_471

    private static func date(_ number: Int) -> CalendarDate? { days.contains(number) ? CalendarDate(days: number) : nil }

    private static func time(_ nanoseconds: Int) -> LocalTime? {
        guard (0..<86_400_000_000_000).contains(nanoseconds) else { return nil }
        let second = nanoseconds / 1_000_000_000
        return LocalTime(hour: second / 3600, minute: second / 60 % 60, second: second % 60, nanosecond: nanoseconds % 1_000_000_000)
    }

    private static func local(_ seconds: Int, _ nanosecond: Int) -> LocalDateTime? {
        guard (0..<1_000_000_000).contains(nanosecond) else { return nil }
        let day = seconds >= 0 ? seconds / 86_400 : -((-(seconds + 1)) / 86_400) - 1
        guard let date = date(day) else { return nil }
        return time((seconds - day * 86_400) * 1_000_000_000 + nanosecond).map { LocalDateTime(date: date, time: $0) }
    }

    private static func zone(_ field: PackedValue) -> TemporalZone? { field.text.flatMap { try? TemporalZone($0) } }

    private static func instant(_ seconds: Int, _ nanosecond: Int, _ zone: TemporalZone) -> Value? {
        guard local(seconds, nanosecond) != nil else { return nil }
        return .dateTime(ZonedDateTime(EpochInstant(seconds: seconds, nanosecond: nanosecond), in: zone))
    }

    private static func wall(_ seconds: Int, _ nanosecond: Int, _ zone: TemporalZone) -> Value? {
        local(seconds, nanosecond).map { .dateTime(ZonedDateTime($0, in: zone)) }
    }
}
