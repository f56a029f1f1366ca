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
        case .nodes, .relationships, .dates, .booleans, .strings, .values, .constant: if function != .collect { return false }
        }
        let present = (0..<rows).filter { !vector.isNull(at: $0) }
        let isWhole = present.count == rows
        if case .constant(let value) = vector {
            parts.append((.values([Value](repeating: value, count: rows)), rows))
        } else {
            parts.append((isWhole ? vector : vector.gather(present).withoutNulls, present.count))
        }
        owners += isWhole ? groups ?? [Int32](repeating: 0, count: rows) : groups?.gather(present) ?? [Int32](repeating: 0, count: present.count)
        bytes += parts[parts.count - 1].vector.bytes + present.count * MemoryLayout<Int32>.stride
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

    func results(_ function: Aggregate, _ percentile: Double) throws(EvaluationError) -> Vector {
        // Rows by group, those of a group in the order that they came in.
        var starts = [Int](repeating: 0, count: count + 1)
        for owner in owners { starts[Int(owner) + 1] += 1 }
        for group in 0..<count { starts[group + 1] += starts[group] }
        var next = starts
        var rows = [Int](repeating: 0, count: owners.count)
        for (row, owner) in owners.enumerated() {
            rows[next[Int(owner)]] = row
            next[Int(owner)] += 1
        }
        let values = Vector.joined(parts).gather(rows)
        if function == .collect {
            return .values((0..<count).map { group in .list((starts[group]..<starts[group + 1]).map { values.value(at: $0) }) })
        }
        return .unboxed((0..<count).map { group in
            Self.result(function, of: values, starts[group]..<starts[group + 1], percentile)
        })
    }

    /// A deviation or percentile of the numbers at some places; null for none.
    static func result(_ function: Aggregate, of values: Vector, _ range: Range<Int>, _ percentile: Double) -> Value {
        guard !range.isEmpty else { return .null }
        switch function {
        case .stDev, .stDevP: return deviation(values, range, divisor: function == .stDev ? range.count - 1 : range.count)
        case .percentileCont: return between(values, range, percentile)
        default:
            let place = max(0, min(range.count - 1, Int((percentile * Double(range.count)).rounded(.up)) - 1))
            return values.ordered(range)(place)
        }
    }

    private static func deviation(_ values: Vector, _ range: Range<Int>, divisor: Int) -> Value {
        guard divisor > 0 else { return .float(0) }
        let numbers = range.map { values.number(at: $0) }
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        return .float((numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(divisor)).squareRoot())
    }

    private static func between(_ values: Vector, _ range: Range<Int>, _ percentile: Double) -> Value {
        let place = percentile * Double(range.count - 1)
        let below = Int(place.rounded(.down))
        let ordered = values.ordered(range)
        let (low, high) = (ordered(below).asNumber, ordered(min(range.count - 1, below + 1)).asNumber)
        return .float(low + (high - low) * (place - Double(below)))
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

    /// The values of the rows by their places in order.
    fileprivate func ordered(_ range: Range<Int>) -> (Int) -> Value {
        switch self {
        case .integers(let numbers):
            let sorted = numbers[range].sorted()
            return { .integer(sorted[$0]) }
        default:
            let sorted = range.map(value).sorted { Value.order($0, $1) < 0 }
            return { sorted[$0] }
        }
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
