/// What the cells of a column hold.
public enum CellType: String, CaseIterable, Sendable {
    /// Scalars, each in a typed lane.
    case integer, float, boolean, date, string
    /// Strings, as `ListCell` has them.
    case list
}

/// Collects the cells of one column, row after row, all of one type or missing.
public struct TypedColumnBuilder: Sendable {
    /// What every cell is or lacks.
    public let type: CellType
    private var integers: LaneBuilder<Int>
    private var floats: LaneBuilder<Double>
    private var small: LaneBuilder<UInt8>
    private var days: LaneBuilder<Int32>
    private var codes: LaneBuilder<UInt32>
    private var dictionary = StringDictionaryBuilder()
    /// Of a column of lists.
    private var values: [Value] = []
    /// Rows without a value, ascending.
    private var missing: [Int] = []
    /// Number of rows so far, missing ones included.
    public private(set) var count = 0

    /// An empty column with memory for `rows` rows.
    public init(_ type: CellType, reserving rows: Int) {
        self.type = type
        func room(_ wanted: CellType) -> Int { type == wanted ? rows : 0 }
        integers = LaneBuilder(reserving: room(.integer))
        floats = LaneBuilder(reserving: room(.float))
        small = LaneBuilder(reserving: room(.boolean))
        days = LaneBuilder(reserving: room(.date))
        codes = LaneBuilder(reserving: room(.string))
    }

    /// Adds a row without a value.
    public mutating func appendMissing() {
        missing.append(count)
        count += 1
        switch type {
        case .integer: integers.append(0)
        case .float: floats.append(0)
        case .boolean: small.append(0)
        case .date: days.append(0)
        case .string: codes.append(dictionary.code(of: ""))
        case .list: values.append(.null)
        }
    }

    /// Whether the bytes are written as the type wants them; if not, nothing is added.
    @inline(__always)
    public mutating func append(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        switch type {
        case .integer:
            guard let number = CellReader.integer(cell) else { return false }
            integers.append(number)
        case .float:
            guard let number = CellReader.float(cell) else { return false }
            floats.append(number)
        case .boolean:
            guard let truth = CellReader.boolean(cell) else { return false }
            small.append(truth ? 1 : 0)
        case .date:
            guard let day = CellReader.date(cell) else { return false }
            days.append(day)
        case .string: codes.append(dictionary.code(of: cell))
        case .list: values.append(.list(ListCell.items(of: cell).map(Value.string)))
        }
        count += 1
        return true
    }

    /// Text as a file would have it; nil is not a value. False where the text is not of the type: then no value is added.
    @discardableResult
    public mutating func append(_ text: String?) -> Bool {
        guard var text else {
            appendMissing()
            return true
        }
        if text.withUTF8({ append($0) }) { return true }
        appendMissing()
        return false
    }

    /// The integers as they are; of a column of another type, none.
    public var allIntegers: Lane<Int> { integers.lane }

    /// The cell as text. O(length).
    public func text(at row: Int) -> String {
        switch type {
        case .integer: "\(integers[row])"
        case .float: "\(floats[row])"
        case .boolean: small[row] == 1 ? "true" : "false"
        case .date: "\(CalendarDate(days: Int(days[row])))"
        case .string: dictionary[codes[row]]
        case .list: Graph.empty.text(of: values[row])
        }
    }

    /// The column with its rows in another order: row `order[i]` becomes row i.
    func build(order: [Int32]? = nil) -> Column {
        func lane<Element: BitwiseCopyable & Sendable>(_ cells: LaneBuilder<Element>) -> Lane<Element> {
            guard let order else { return cells.lane }
            let source = cells.elements
            return Lane(count: source.count) { target in
                for (row, from) in order.enumerated() { target.initializeElement(at: row, to: source[Int(from)]) }
            }
        }
        let storage: Column.Storage =
            switch type {
            case .integer: .integers(lane(integers))
            case .float: .floats(lane(floats))
            case .boolean: .booleans(lane(small))
            case .date: .dates(lane(days))
            case .string: .strings(codes: lane(codes), dictionary: dictionary.build())
            case .list: .values(PackedValues(order.map { $0.map { values[Int($0)] } } ?? values))
            }
        guard !missing.isEmpty else { return Column(storage: storage, present: nil) }
        let without = Set(missing)
        let present = Bitmap(count: count) { row in !without.contains(order.map { Int($0[row]) } ?? row) }
        return Column(storage: storage, present: present)
    }
}

/// Cells of text files as values.
public enum CellReader {
    /// A decimal integer of 64 bits with an optional sign; nil for anything else. O(length).
    @inline(__always)
    public static func integer(_ cell: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let first = cell.first else { return nil }
        let isNegative = first == UInt8(ascii: "-")
        var index = isNegative || first == UInt8(ascii: "+") ? 1 : 0
        guard index < cell.count else { return nil }
        var number = 0
        while index < cell.count {
            let digit = Int(cell[index]) - 48
            guard digit >= 0, digit <= 9 else { return nil }
            let (ten, high) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = isNegative ? ten.subtractingReportingOverflow(digit) : ten.addingReportingOverflow(digit)
            if high || carry { return nil }
            number = sum
            index += 1
        }
        return number
    }

    /// Plain decimals directly, all else as the standard library reads it.
    public static func float(_ cell: UnsafeBufferPointer<UInt8>) -> Double? {
        var mantissa = 0
        var digits = 0
        var decimals = 0
        var hasPoint = false
        var isPlain = !cell.isEmpty && cell.count <= 17
        let isNegative = cell.first == UInt8(ascii: "-")
        if isPlain {
            for byte in cell.dropFirst(isNegative ? 1 : 0) {
                if byte == UInt8(ascii: "."), !hasPoint { hasPoint = true; continue }
                let digit = Int(byte) - 48
                guard digit >= 0, digit <= 9 else { isPlain = false; break }
                mantissa = mantissa * 10 + digit
                digits += 1
                if hasPoint { decimals += 1 }
            }
        }
        // Up to 15 digits and a power of ten are exact in a double, so the one division rounds right.
        if isPlain, digits > 0, digits <= 15 {
            let value = Double(mantissa) / powers[decimals]
            return isNegative ? -value : value
        }
        return Double(String(decoding: cell, as: UTF8.self))
    }

    private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]

    /// Days since 1970-01-01.
    public static func date(_ cell: UnsafeBufferPointer<UInt8>) -> Int32? {
        CalendarDate(String(decoding: cell, as: UTF8.self)).flatMap { Int32(exactly: $0.days) }
    }

    /// Whether the bytes are a value of the type. O(length).
    public static func reads(_ cell: UnsafeBufferPointer<UInt8>, as type: CellType) -> Bool {
        switch type {
        case .integer: integer(cell) != nil
        case .float: float(cell) != nil
        case .boolean: boolean(cell) != nil
        case .date: date(cell) != nil
        case .string, .list: true
        }
    }

    /// `true` or `false` in any case; nil for anything else.
    public static func boolean(_ cell: UnsafeBufferPointer<UInt8>) -> Bool? {
        switch String(decoding: cell, as: UTF8.self).lowercased() {
        case "true": true
        case "false": false
        default: nil
        }
    }
}
