import Platform
import PropertyGraph

/// The keys of many rows as plain memory, so that threads compare rows without counting references, which they
/// would have to do one after the other.
final class SortKeys: @unchecked Sendable {
    /// A word a row, and what it says.
    private struct Column {
        enum Meaning {
            /// The order of the words is that of the rows.
            case order
            /// Codes of strings, of which these are the bytes.
            case text(bytes: UnsafePointer<UInt8>, offsets: UnsafePointer<UInt32>)
            /// Nothing; these are the values.
            case values(UnsafeMutablePointer<Value>)
        }

        let words: UnsafeMutablePointer<UInt64>
        let meaning: Meaning
        let descending: Bool
    }

    private let order: RowOrder
    private let count: Int
    private let columns: UnsafeMutableBufferPointer<Column>
    /// By key; where a column has few strings, or none but empty ones, the place of each among them.
    private let places: [[UInt64]?]
    /// By key; of floats that are whole numbers over a power of ten, as prices and shares are, that power: their order is that of the whole numbers.
    private let scales: [Double?]
    /// Of the first keys, as many as have room in one prefix together: the least word of each, and where it lies there.
    private var packed: [(least: UInt64, shift: UInt64)] = []

    init(_ order: RowOrder, count: Int) {
        self.order = order
        self.count = count
        columns = .allocate(capacity: order.columns.count)
        places = order.columns.map { column in
            guard case .strings(_, let dictionary) = column, dictionary.count * 8 <= count || dictionary.memory == nil else { return nil }
            var places = [UInt64](repeating: 0, count: dictionary.count)
            let codes = (0..<UInt32(dictionary.count)).sorted { dictionary.order($0, $1) < 0 }
            for (place, code) in codes.enumerated() { places[Int(code)] = UInt64(place) }
            return places
        }
        // One key is a prefix as it is.
        scales = order.columns.map { if case .floats(let numbers) = $0, order.columns.count > 1 { Self.scale(of: numbers) } else { nil } }
        for (index, column) in order.columns.enumerated() {
            let meaning: Column.Meaning
            switch column {
            case .strings(_, let dictionary) where places[index] == nil:
                let (bytes, offsets) = dictionary.memory!
                meaning = .text(bytes: bytes, offsets: offsets)
            case .values(let values):
                let copy = UnsafeMutablePointer<Value>.allocate(capacity: count)
                values.withUnsafeBufferPointer { copy.initialize(from: $0.baseAddress!, count: count) }
                meaning = .values(copy)
            default: meaning = .order
            }
            columns.initializeElement(
                at: index,
                to: Column(words: .allocate(capacity: count), meaning: meaning, descending: order.keys[index].descending))
        }
        pack()
    }

    /// Numbers near to each other need a few bits of a prefix.
    private func pack() {
        var (ranges, bits) = ([(least: UInt64, width: UInt64)](), UInt64(0))
        for (index, column) in order.columns.enumerated() {
            guard let range = range(of: column, places[index], scales[index]) else { break }
            let width = UInt64(UInt64.bitWidth - (range.upperBound - range.lowerBound).leadingZeroBitCount)
            if bits + width > 64 { break }
            ranges.append((columns[index].descending ? ~range.upperBound : range.lowerBound, width))
            bits += width
        }
        guard ranges.count > 1 else { return }
        for (least, width) in ranges {
            bits -= width
            packed.append((least, bits))
        }
    }

    /// Of its words, if there are no nulls among them.
    private func range(of column: Vector, _ places: [UInt64]?, _ scale: Double?) -> ClosedRange<UInt64>? {
        switch column {
        case .integers(let numbers):
            guard let least = numbers.min(), let most = numbers.max() else { return nil }
            return Self.word(of: least)...Self.word(of: most)
        case .dates(let days):
            guard let least = days.min(), let most = days.max(), least != Vector.nullDate else { return nil }
            return Self.word(ofDay: least)...Self.word(ofDay: most)
        case .strings(let codes, _): return places.flatMap { codes.contains(Vector.nullCode) || $0.isEmpty ? nil : 0...UInt64($0.count - 1) }
        case .floats(let numbers):
            guard let scale, let least = numbers.min(), let most = numbers.max() else { return nil }
            return Self.word(of: least, times: scale)...Self.word(of: most, times: scale)
        case .nodes, .relationships, .partial, .booleans, .coded, .lists, .maps, .values, .constant: return nil
        }
    }

    deinit {
        for column in columns {
            column.words.deallocate()
            if case .values(let values) = column.meaning {
                values.deinitialize(count: count)
                values.deallocate()
            }
        }
        columns.deallocate()
    }

    /// Values of any type are counted wherever they are compared.
    var areShareable: Bool { columns.allSatisfy { if case .values = $0.meaning { false } else { true } } }

    /// Beside the rows and their columns, for each row.
    static func bytesOfRow(_ keys: Int) -> Int { keys * MemoryLayout<UInt64>.stride }

    // MARK: Filling

    /// Has to be called once for each row, before it is compared.
    func fill(_ rows: Range<Int>) {
        for index in columns.indices { fill(index, rows) }
    }

    private func fill(_ index: Int, _ rows: Range<Int>) {
        let (words, mask) = (columns[index].words, columns[index].descending ? UInt64.max : 0)
        func fill(_ word: (Int) -> UInt64) { for row in rows { words[row] = word(row) ^ mask } }
        switch order.columns[index] {
        case .integers(let numbers), .partial(.integers(let numbers), _): fill { Self.word(of: numbers[$0]) }
        case .floats(let numbers), .partial(.floats(let numbers), _):
            if let scale = scales[index] { fill { Self.word(of: numbers[$0], times: scale) } } else { fill { Self.word(of: numbers[$0]) } }
        case .dates(let days): fill { Self.word(ofDay: days[$0]) }
        // -1, which is null, becomes the greatest.
        case .nodes(let ids), .relationships(let ids): fill { UInt64(UInt32(bitPattern: ids[$0])) }
        case .booleans(let truths): fill { UInt64(UInt8(bitPattern: truths[$0])) }
        case .strings(let codes, _):
            if let places = places[index] {
                fill { codes[$0] == Vector.nullCode ? .max : places[Int(codes[$0])] }
            } else {
                for row in rows { words[row] = UInt64(codes[row]) }
            }
        case .coded, .lists, .maps, .values, .constant, .partial: fill { _ in 0 }
        }
        if case .partial(_, let present) = order.columns[index] {
            for row in rows where !present[row] { words[row] = .max ^ mask }
        }
    }

    static func word(of number: Int) -> UInt64 { UInt64(bitPattern: Int64(number)) ^ 1 << 63 }

    /// The least number there can be, which is null, becomes the greatest.
    static func word(ofDay day: Int32) -> UInt64 { UInt64(UInt32(bitPattern: day &- 1) ^ 1 << 31) }

    /// Keeps the order of numbers; all that are not a number come last, before null.
    static func word(of number: Double) -> UInt64 {
        if number.isNaN { return .max - 1 }
        // The two zeros are equal.
        let bits = number == 0 ? 0 : number.bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }

    private static func word(of number: Double, times scale: Double) -> UInt64 { word(of: Int((number * scale).rounded())) }

    /// The power of ten by which all the numbers become whole ones that become them again; nil where none up to the fourth does. Numbers that differ then
    /// become whole numbers that differ, in the same order, as multiplying, rounding and dividing keep it.
    private static func scale(of numbers: [Double]) -> Double? {
        [1, 10, 100, 1000, 10_000].first { scale in
            numbers.allSatisfy { number in
                let whole = (number * scale).rounded()
                return abs(whole) < 1e15 && whole / scale == number
            }
        }
    }

    // MARK: Comparing

    /// Whether rows with the same prefix are equal in all keys.
    var prefixSaysAll: Bool {
        if columns.count == 1, case .order = columns[0].meaning { return true }
        return packed.count == columns.count
    }

    /// What comes first by the first key has the lower number; of equals it says nothing.
    func prefix(of row: Int) -> UInt64 {
        if !packed.isEmpty {
            var prefix: UInt64 = 0
            for (index, key) in packed.enumerated() { prefix |= (columns[index].words[row] &- key.least) << key.shift }
            return prefix
        }
        let column = columns[0]
        guard case .text(let bytes, let offsets) = column.meaning else { return column.words[row] }
        let code = column.words[row]
        var prefix = UInt64.max
        if code != UInt64(Vector.nullCode) {
            // The first eight bytes; none of UTF-8 are all ones.
            let (start, end) = (Int(offsets[Int(code)]), Int(offsets[Int(code) + 1]))
            prefix = 0
            for index in 0..<min(8, end - start) { prefix |= UInt64(bytes[start + index]) << UInt64(56 - 8 * index) }
        }
        return column.descending ? ~prefix : prefix
    }

    /// Equal rows keep the order that they came in.
    func comesFirst(_ a: Int, _ b: Int) -> Bool {
        for column in columns {
            let (x, y) = (column.words[a], column.words[b])
            switch column.meaning {
            case .order: if x != y { return x < y }
            case .text(let bytes, let offsets):
                if x == y { continue }
                let order = Self.order(x, y, bytes, offsets)
                if order != 0 { return column.descending ? order > 0 : order < 0 }
            case .values(let values):
                let order = Value.order(values[a], values[b])
                if order != 0 { return column.descending ? order > 0 : order < 0 }
            }
        }
        return a < b
    }

    /// Of two codes, null last.
    private static func order(_ x: UInt64, _ y: UInt64, _ bytes: UnsafePointer<UInt8>, _ offsets: UnsafePointer<UInt32>) -> Int {
        if x == UInt64(Vector.nullCode) { return 1 }
        if y == UInt64(Vector.nullCode) { return -1 }
        let (startX, startY) = (Int(offsets[Int(x)]), Int(offsets[Int(y)]))
        let (countX, countY) = (Int(offsets[Int(x) + 1]) - startX, Int(offsets[Int(y) + 1]) - startY)
        let order = Int(memcmp(bytes + startX, bytes + startY, min(countX, countY)))
        return order != 0 ? order : countX - countY
    }
}
