/// One property of the rows of one table. Where all values are of one type they lie in a typed
/// array with a bitmap of the rows that have one; mixed types fall back to tagged values.
public struct Column: Sendable {
    public enum Storage: Sendable {
        case integers([Int])
        case floats([Double])
        case booleans([Bool])
        /// Days since 1970-01-01.
        case dates([Int])
        /// Codes into `dictionary`.
        case strings(codes: [UInt32], dictionary: StringDictionary)
        case values([Value])
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
        case .booleans(let values): return .boolean(values[row])
        case .dates(let values): return .date(CalendarDate(days: values[row]))
        case .strings(let codes, let dictionary): return .string(dictionary[codes[row]])
        case .values(let values): return values[row]
        }
    }
}

/// The distinct strings of a column, numbered in order of first use.
public final class StringDictionary: Sendable {
    public let strings: [String]
    private let codes: [String: UInt32]

    init(strings: [String], codes: [String: UInt32]) {
        self.strings = strings
        self.codes = codes
    }

    public subscript(code: UInt32) -> String { strings[Int(code)] }

    /// nil where no row holds the string.
    public func code(of string: String) -> UInt32? {
        guard let code = codes[string], strings[Int(code)].hasSameScalars(as: string) else { return nil }
        return code
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
            var bits = Bitmap(count: rows)
            for entry in values { bits[entry.row] = true }
            present = bits
        }
        return Column(storage: storage(rows: rows), present: present)
    }

    private func storage(rows: Int) -> Column.Storage {
        typed(rows, 0) { if case .integer(let value) = $0 { value } else { nil } }.map { .integers($0) }
            ?? typed(rows, 0.0) { if case .float(let value) = $0 { value } else { nil } }.map { .floats($0) }
            ?? typed(rows, false) { if case .boolean(let value) = $0 { value } else { nil } }.map { .booleans($0) }
            ?? typed(rows, 0) { if case .date(let value) = $0 { value.days } else { nil } }.map { .dates($0) }
            ?? strings(rows)
            ?? .values(typed(rows, .null) { $0 }!)
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
        var codes = [UInt32](repeating: 0, count: rows)
        var strings: [String] = []
        var numbers: [String: UInt32] = [:]
        for entry in values {
            guard case .string(let string) = entry.value else { return nil }
            if let code = numbers[string] {
                // Canonically equal yet different scalars: leave such a column to tagged values.
                guard strings[Int(code)].hasSameScalars(as: string) else { return nil }
                codes[entry.row] = code
            } else {
                let code = UInt32(strings.count)
                numbers[string] = code
                strings.append(string)
                codes[entry.row] = code
            }
        }
        return .strings(codes: codes, dictionary: StringDictionary(strings: strings, codes: numbers))
    }
}
