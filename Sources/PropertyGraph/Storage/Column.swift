/// One property of the rows of one table. Where all values are of one type they lie unboxed, with a bitmap of the
/// rows that have one; mixed types fall back to tagged values.
public struct Column: Sendable {
    /// How the values are laid out.
    public enum Storage: Sendable {
        /// 64-bit integers.
        case integers(Lane<Int>)
        /// 64-bit floats.
        case floats(Lane<Double>)
        /// 0 and 1.
        case booleans(Lane<UInt8>)
        /// Days since 1970-01-01.
        case dates(Lane<Int32>)
        /// Codes into `dictionary`.
        case strings(codes: Lane<UInt32>, dictionary: StringDictionary)
        /// Values of any type, packed.
        case values(PackedValues)
    }

    /// How the values are laid out.
    public let storage: Storage
    /// Which rows have a value; nil where all have.
    public let present: Bitmap?
    let index = ColumnIndex()

    package init(storage: Storage, present: Bitmap?) {
        self.storage = storage
        self.present = present
    }

    /// The value in a row; null if it is missing. O(1), O(length) for strings and lists.
    public func value(at row: Int) -> Value {
        if let present, !present[row] { return .null }
        switch storage {
        case .integers(let values): return .integer(values[row])
        case .floats(let values): return .float(values[row])
        case .booleans(let values): return .boolean(values[row] != 0)
        case .dates(let values): return .date(CalendarDate(days: Int(values[row])))
        case .strings(let codes, let dictionary): return .string(dictionary[codes[row]])
        case .values(let values): return values[row]
        }
    }
}

extension Column {
    /// Whether every row has a value that no other row has, as far as that is seen soon: of whole numbers, where they ascend. O(rows), mostly O(1) where
    /// it is not so.
    package var isDistinct: Bool {
        guard present == nil else { return false }
        switch storage {
        case .integers(let numbers):
            return numbers.indices.dropFirst().allSatisfy { numbers[$0 - 1] < numbers[$0] }
        case .strings(let codes, let dictionary):
            guard dictionary.count >= codes.count else { return false }
            var seen = [Bool](repeating: false, count: dictionary.count)
            for code in codes {
                if seen[Int(code)] { return false }
                seen[Int(code)] = true
            }
            return true
        case .floats, .booleans, .dates, .values: return false
        }
    }
}

extension Column {
    /// Whether every row has the very same value, as far as that is seen at once. O(rows), mostly O(1) where it is not so.
    var isUniform: Bool {
        guard present == nil else { return false }
        return switch storage {
        case .integers(let numbers): numbers.allSatisfy { $0 == numbers[0] }
        case .floats(let numbers): numbers.allSatisfy { $0.bitPattern == numbers[0].bitPattern }
        case .booleans(let truths): truths.allSatisfy { $0 == truths[0] }
        case .dates(let days): days.allSatisfy { $0 == days[0] }
        case .strings(let codes, _): codes.allSatisfy { $0 == codes[0] }
        case .values: false
        }
    }
}

/// Collects the values of a column and chooses its storage at the end.
struct ColumnBuilder {
    private var values: [(row: Int, value: Value)] = []

    mutating func set(_ value: Value, at row: Int) {
        values.append((row, value))
    }

    func build(rows: Int) -> Column {
        var all = [Value](repeating: .null, count: rows)
        for (row, value) in values { all[row] = value }
        return Column(all)
    }
}

extension Column {
    /// Of a value a row, null where there is none. O(rows).
    package init(_ values: [Value]) {
        let isWhole = values.allSatisfy { !$0.isNull }
        self.init(storage: Self.storage(values), present: isWhole ? nil : Bitmap(count: values.count) { !values[$0].isNull })
    }

    private static func storage(_ values: [Value]) -> Storage {
        switch values.first(where: { !$0.isNull }) {
        case .integer: lane(values, 0) { if case .integer(let value) = $0 { value } else { nil } }.map { .integers($0) } ?? .values(PackedValues(values))
        case .float: lane(values, 0) { if case .float(let value) = $0 { value } else { nil } }.map { .floats($0) } ?? .values(PackedValues(values))
        case .boolean: lane(values, 0) { if case .boolean(let value) = $0 { value ? 1 : 0 } else { nil } }.map { .booleans($0) } ?? .values(PackedValues(values))
        case .date: lane(values, 0) { $0.storedDays }.map { .dates($0) } ?? .values(PackedValues(values))
        case .string: strings(values) ?? .values(PackedValues(values))
        case nil: .integers(Lane([Int](repeating: 0, count: values.count)))
        default: .values(PackedValues(values))
        }
    }

    /// nil as soon as one value is of another type.
    private static func lane<Element>(_ values: [Value], _ empty: Element, _ element: (Value) -> Element?) -> Lane<Element>? {
        var lane = LaneBuilder<Element>(reserving: values.count)
        for value in values {
            if let element = element(value) { lane.append(element) } else if value.isNull { lane.append(empty) } else { return nil }
        }
        return lane.lane
    }

    private static func strings(_ values: [Value]) -> Storage? {
        var dictionary = StringDictionaryBuilder()
        let codes = lane(values, .max) { value in
            if case .string(let text) = value { dictionary.code(of: text) } else { nil }
        }
        guard let codes else { return nil }
        // A row without a string has a code that there is.
        return .strings(codes: Lane(codes.map { $0 == .max ? 0 : $0 }), dictionary: dictionary.build())
    }
}

extension Value {
    /// Of a date that has room in a lane; the least number stands for null in vectors.
    var storedDays: Int32? {
        guard case .date(let date) = self, let days = Int32(exactly: date.days), days != .min else { return nil }
        return days
    }
}
