import PropertyGraph

/// The values of collect(), percentiles and deviations as they came, beside the group of each; put in order at the end.
struct TypedLists {
    private var parts: [(vector: Vector, count: Int)] = []
    private var owners: [Int32] = []
    /// Groups.
    var count = 0
    private(set) var bytes = 0

    /// False, with nothing done, for what would be an error.
    mutating func add(_ vector: Vector, _ groups: [Int32]?, _ rows: Int, _ function: Aggregate) -> Bool {
        switch vector {
        case .integers, .floats, .partial: break
        case .nodes, .relationships, .dates, .booleans, .strings, .coded, .lists, .maps, .values, .constant: if function != .collect { return false }
        }
        let present = vector.hasNoNulls ? nil : (0..<rows).filter { !vector.isNull(at: $0) }
        let count = present?.count ?? rows
        if count == rows {
            parts.append((vector.spread(rows).withoutNulls, rows))
            owners += groups ?? [Int32](repeating: 0, count: rows)
        } else if let present {
            parts.append((vector.gather(present).withoutNulls, count))
            owners += groups?.gather(present) ?? [Int32](repeating: 0, count: count)
        }
        bytes += parts[parts.count - 1].vector.bytes + count * MemoryLayout<Int32>.stride
        return true
    }

    /// Those of another table, whose groups are these here.
    mutating func merge(_ other: TypedLists, _ groups: [Int32]) {
        parts += other.parts
        owners += other.owners.map { groups[Int($0)] }
        bytes += other.bytes
    }

    /// All values, and the group of each.
    mutating func taken() -> (values: Vector, owners: [Int32]) {
        let taken = (Vector.joined(parts), owners)
        self = TypedLists()
        return taken
    }

    /// The values group by group, those of a group in the order that they came in, and where each group begins and the last one ends.
    func grouped() -> (values: Vector, starts: [Int]) {
        let (places, starts) = owners.grouped(count)
        let values = Vector.joined(parts)
        return (places.map(values.gather) ?? values, starts)
    }

    /// A result a group of what `grouped` has given.
    static func results(
        _ function: Aggregate, _ percentile: Double, _ values: Vector, _ starts: [Int]
    ) throws(EvaluationError) -> Vector {
        let ranges = zip(starts, starts.dropFirst()).map { $0..<$1 }
        if function == .collect { return .lists(values, count: starts[starts.count - 1], parts: ranges.map(ListPart.init)) }
        var results: [Value] = []
        for range in ranges { results.append(try result(function, of: values, range, percentile)) }
        return .unboxed(results)
    }

    /// A deviation or percentile of the numbers at some places; null for none. O(n), percentiles on the average.
    static func result(_ function: Aggregate, of values: Vector, _ range: Range<Int>, _ percentile: Double) throws(EvaluationError) -> Value {
        guard !range.isEmpty else { return .null }
        switch function {
        case .stDev, .stDevP: return deviation(values, range, divisor: function == .stDev ? range.count - 1 : range.count)
        case .percentileCont:
            let place = percentile * Double(range.count - 1)
            let below = Int(place.rounded(.down))
            let (low, high) = try values.neighbours(range, below)
            return .float(low.asNumber + (high.asNumber - low.asNumber) * (place - Double(below)))
        default: return try values.neighbours(range, max(0, min(range.count - 1, Int((percentile * Double(range.count)).rounded(.up)) - 1))).low
        }
    }

    private static func deviation(_ values: Vector, _ range: Range<Int>, divisor: Int) -> Value {
        guard divisor > 0 else { return .float(0) }
        let numbers = range.map { values.number(at: $0) }
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        return .float((numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(divisor)).squareRoot())
    }
}

extension Vector {
    /// Of rows none of which is null.
    fileprivate var withoutNulls: Vector {
        if case .partial(let numbers, _) = self { numbers } else { self }
    }

    fileprivate func number(at row: Int) -> Double {
        switch self {
        case .integers(let numbers): Double(numbers[row])
        case .floats(let numbers): numbers[row]
        default: value(at: row).asNumber
        }
    }

    /// Of the values of the rows, the one at a place of their order and the one after it, or itself where it is the last.
    fileprivate func neighbours(_ range: Range<Int>, _ place: Int) throws(EvaluationError) -> (low: Value, high: Value) {
        switch self {
        case .integers(let numbers):
            let (low, high) = try Self.neighbours(Array(numbers[range]), place, by: <)
            return (.integer(low), .integer(high))
        case .floats(let numbers):
            let (low, high) = try Self.neighbours(Array(numbers[range]), place) { SortKeys.word(of: $0) < SortKeys.word(of: $1) }
            return (.float(low), .float(high))
        default: return try Self.neighbours(range.map(value), place) { Value.order($0, $1) < 0 }
        }
    }

    @inline(__always)
    private static func neighbours<Element>(
        _ elements: [Element], _ place: Int, by comesFirst: (Element, Element) -> Bool
    ) throws(EvaluationError) -> (low: Element, high: Element) {
        var elements = elements
        let low = try elements.element(atPlace: place, by: comesFirst)
        return (low, elements[(place + 1)...].min(by: comesFirst) ?? low)
    }
}

extension Value {
    /// Of a number.
    fileprivate var asNumber: Double {
        switch self {
        case .integer(let number): Double(number)
        case .float(let number): number
        default: .nan
        }
    }
}
