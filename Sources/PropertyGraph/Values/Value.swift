public import OrderedCollections
import Platform

/// Keys in the order they were given; the order does not count when maps are compared.
public typealias PropertyMap = OrderedDictionary<String, Value>

/// A value of the query language. `==` and the hash are those of grouping and DISTINCT:
/// null is null, NaN is NaN, 1 is 1.0, strings are equal by their scalars.
/// For the language's `=` see `Value.equals`, for ORDER BY `Value.order`.
public enum Value: Sendable {
    /// No value, or an unknown one.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// 64 bits.
    case integer(Int)
    /// 64 bits, with NaN and infinities.
    case float(Double)
    /// Unicode text.
    case string(String)
    /// A day.
    case date(CalendarDate)
    /// A time of day without an offset.
    case localTime(LocalTime)
    /// A time of day with an offset.
    case time(OffsetTime)
    /// A day and time without a zone.
    case localDateTime(LocalDateTime)
    // Boxed, so that they do not make every value larger.
    /// A day and time in a zone.
    indirect case dateTime(ZonedDateTime)
    /// Months, days and seconds.
    indirect case duration(CalendarDuration)
    /// Values in order.
    case list(ValueList)
    /// Values by name.
    case map(ValueMap)
    /// A node of the graph that the row belongs to.
    case node(NodeID)
    /// A relationship of the graph that the row belongs to.
    case relationship(RelationshipID)
    /// Nodes and relationships of the graph that the row belongs to.
    case path(Path)

    /// Whether it is `null`.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The type's name in the language: `INTEGER`, `LIST` …
    public var typeName: String {
        switch self {
        case .null: "NULL"
        case .boolean: "BOOLEAN"
        case .integer: "INTEGER"
        case .float: "FLOAT"
        case .string: "STRING"
        case .date: "DATE"
        case .localTime: "LOCAL TIME"
        case .time: "ZONED TIME"
        case .localDateTime: "LOCAL DATETIME"
        case .dateTime: "ZONED DATETIME"
        case .duration: "DURATION"
        case .list: "LIST"
        case .map: "MAP"
        case .node: "NODE"
        case .relationship: "RELATIONSHIP"
        case .path: "PATH"
        }
    }
}

extension Value: Hashable {
    public static func == (a: Value, b: Value) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.boolean(let a), .boolean(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.float(let a), .float(let b)): a == b || (a.isNaN && b.isNaN)
        case (.integer(let a), .float(let b)), (.float(let b), .integer(let a)): NumberOrder.compare(a, b) == 0
        case (.string(let a), .string(let b)): a.hasSameScalars(as: b)
        case (.date(let a), .date(let b)): a == b
        case (.localTime(let a), .localTime(let b)): a == b
        case (.time(let a), .time(let b)): a == b
        case (.localDateTime(let a), .localDateTime(let b)): a == b
        case (.dateTime(let a), .dateTime(let b)): a == b
        case (.duration(let a), .duration(let b)): a == b
        case (.list(let a), .list(let b)): a == b
        case (.map(let a), .map(let b)): a == b
        case (.node(let a), .node(let b)): a == b
        case (.relationship(let a), .relationship(let b)): a == b
        case (.path(let a), .path(let b)): a == b
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .boolean(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .float(let value):
            // Equal to an integer, so the same hash as that integer.
            if let whole = Int(exactly: value) { hasher.combine(whole) } else {
                hasher.combine(value.isNaN ? Double.nan.bitPattern : value.bitPattern)
            }
        case .string(let value): value.hashBytes(into: &hasher)
        case .date(let value): hasher.combine(value)
        case .localTime(let value): hasher.combine(value)
        case .time(let value): hasher.combine(value)
        case .localDateTime(let value): hasher.combine(value)
        case .dateTime(let value): hasher.combine(value)
        case .duration(let value): hasher.combine(value)
        case .list(let value): hasher.combine(value)
        case .map(let value): hasher.combine(value)
        case .node(let value): hasher.combine(value)
        case .relationship(let value): hasher.combine(value)
        case .path(let value): hasher.combine(value)
        }
    }
}

extension ValueList: Hashable {
    public static func == (a: ValueList, b: ValueList) -> Bool {
        guard a.count == b.count else { return false }
        return a.items.withUnsafeBufferPointer { x in
            b.items.withUnsafeBufferPointer { y in
                if x.baseAddress == y.baseAddress { return true }
                for index in x.indices {
                    if ValueWatch.stops(at: index, of: a.bytes) || x[index] != y[index] { return false }
                }
                return true
            }
        }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        for index in items.indices {
            if ValueWatch.stops(at: index, of: bytes) { return }
            items[index].hash(into: &hasher)
        }
    }
}

extension ValueMap: Hashable {
    public static func == (a: ValueMap, b: ValueMap) -> Bool {
        guard a.count == b.count else { return false }
        for (index, entry) in a.enumerated() {
            if ValueWatch.stops(at: index, of: a.bytes) { return false }
            guard let other = b[entry.key], other == entry.value else { return false }
        }
        return true
    }

    /// The order of the entries does not count.
    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for (index, entry) in enumerated() {
            if ValueWatch.stops(at: index, of: bytes) { return }
            sum &+= (entry.key.hashValue &* 31) ^ entry.value.hashValue
        }
        hasher.combine(sum)
    }
}

extension String {
    /// Equal scalar by scalar. Swift's own `==` also takes é for e and an accent, the query language does not.
    public func hasSameScalars(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return withBytes { x in
            other.withBytes { y in
                guard let a = x.baseAddress, let b = y.baseAddress else { return true }
                return a == b || memcmp(a, b, x.count) == 0
            }
        }
    }

    /// Negative, 0 or positive by Unicode scalar, which is the order of the UTF-8 bytes.
    func scalarOrder(_ other: String) -> Int {
        withBytes { x in
            other.withBytes { y in
                guard let a = x.baseAddress, let b = y.baseAddress else { return x.count - y.count }
                let order = Int(memcmp(a, b, min(x.count, y.count)))
                return order != 0 ? order : x.count - y.count
            }
        }
    }

    fileprivate func hashBytes(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        // No byte of UTF-8: one string is not the start of two.
        hasher.combine(0xFF as UInt8)
    }

    /// The UTF-8 bytes, copied only where they do not lie in one piece.
    @inline(__always)
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
    }
}

/// Integers and floats on one line, without losing the integers beyond 2^53.
public enum NumberOrder {
    /// Negative, 0 or positive; nil for NaN.
    public static func compare(_ a: Int, _ b: Double) -> Int? {
        if b.isNaN { return nil }
        if b >= 9.3e18 { return -1 }
        if b <= -9.3e18 { return 1 }
        let truncated = b.rounded(.towardZero)
        guard let whole = Int(exactly: truncated) else { return b > 0 ? -1 : 1 }
        if a != whole { return a < whole ? -1 : 1 }
        let rest = b - truncated
        return rest > 0 ? -1 : rest < 0 ? 1 : 0
    }
}
