/// One property of the rows of one table. Where all values are of one type they lie unboxed, with a bitmap of the
/// rows that have one; mixed types fall back to tagged values.
public struct Column: Sendable {
    public enum Storage: Sendable {
        case integers(Lane<Int>)
        case floats(Lane<Double>)
        /// 0 and 1.
        case booleans(Lane<UInt8>)
        /// Days since 1970-01-01.
        case dates(Lane<Int32>)
        /// Codes into `dictionary`.
        case strings(codes: Lane<UInt32>, dictionary: StringDictionary)
        case values(PackedValues)
    }

    public let storage: Storage
    /// Which rows have a value; nil where all have.
    public let present: Bitmap?
    let index = ColumnIndex()

    init(storage: Storage, present: Bitmap?) {
        self.storage = storage
        self.present = present
    }

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

/// Collects the values of a column and chooses its storage at the end.
struct ColumnBuilder {
    private var values: [(row: Int, value: Value)] = []

    mutating func set(_ value: Value, at row: Int) {
        values.append((row, value))
    }

    func build(rows: Int) -> Column {
        var present: Bitmap?
        if values.count < rows {
            let filled = Set(values.map(\.row))
            present = Bitmap(count: rows, filled.contains)
        }
        return Column(storage: storage(rows: rows), present: present)
    }

    private func storage(rows: Int) -> Column.Storage {
        typed(rows, 0) { if case .integer(let value) = $0 { value } else { nil } }.map { .integers(Lane($0)) }
            ?? typed(rows, 0.0) { if case .float(let value) = $0 { value } else { nil } }.map { .floats(Lane($0)) }
            ?? typed(rows, 0) { if case .boolean(let value) = $0 { value ? 1 : 0 } else { nil } }.map { .booleans(Lane($0)) }
            ?? typed(rows, 0) { if case .date(let value) = $0 { Int32(exactly: value.days) } else { nil } }.map { .dates(Lane($0)) }
            ?? strings(rows)
            ?? .values(PackedValues(typed(rows, .null) { $0 }!))
    }

    /// nil as soon as one value is of another type.
    private func typed<Element>(_ rows: Int, _ filler: Element, _ take: (Value) -> Element?) -> [Element]? {
        var out = [Element](repeating: filler, count: rows)
        for entry in values {
            guard let element = take(entry.value) else { return nil }
            out[entry.row] = element
        }
        return out
    }

    private func strings(_ rows: Int) -> Column.Storage? {
        var dictionary = StringDictionaryBuilder()
        // Rows without a string have a code like all others.
        var codes = [UInt32](repeating: 0, count: rows)
        if values.count < rows { _ = dictionary.code(of: "") }
        for entry in values {
            guard case .string(let string) = entry.value else { return nil }
            codes[entry.row] = dictionary.code(of: string)
        }
        return .strings(codes: Lane(codes), dictionary: dictionary.build())
    }
}
