import PropertyGraph

/// The values of one slot in a batch of rows. What is of one known type lies unboxed; tagged values are left for columns
/// whose values are of several types, and for what is nested deeper.
enum Vector: Sendable {
    /// Node indices; -1 is null.
    case nodes([Int32])
    /// Relationship indices; -1 is null.
    case relationships([Int32])
    /// No nulls.
    case integers([Int])
    /// No nulls.
    case floats([Double])
    /// Integers or floats, of which those where `present` is false are null, whatever they are.
    indirect case partial(Vector, present: [Bool])
    /// Days since 1970-01-01; `nullDate` is null.
    case dates([Int32])
    /// 0 and 1; -1 is null.
    case booleans([Int8])
    /// Codes into the dictionary; `nullCode` is null.
    case strings([UInt32], StringDictionary)
    /// Codes into the dictionary, none of whose values is null; `nullCode` is null.
    case coded([UInt32], ValueDictionary)
    indirect case lists(ListVector)
    indirect case maps(MapVector)
    case values([Value])
    /// The same value in every row of the batch.
    case constant(Value)

    static var nullCode: UInt32 { .max }
    static var nullDate: Int32 { .min }

    func value(at row: Int) -> Value {
        switch self {
        case .nodes(let indices): indices[row] < 0 ? .null : .node(NodeID(indices[row]))
        case .relationships(let indices): indices[row] < 0 ? .null : .relationship(RelationshipID(indices[row]))
        case .integers(let values): .integer(values[row])
        case .floats(let values): .float(values[row])
        case .partial(let numbers, let present): present[row] ? numbers.value(at: row) : .null
        case .dates(let days): days[row] == Self.nullDate ? .null : .date(CalendarDate(days: Int(days[row])))
        case .booleans(let truths): truths[row] < 0 ? .null : .boolean(truths[row] == 1)
        case .strings(let codes, let dictionary):
            codes[row] == Self.nullCode ? .null : .string(dictionary[codes[row]])
        case .coded(let codes, let dictionary): codes[row] == Self.nullCode ? .null : dictionary.values[Int(codes[row])]
        case .lists(let lists): lists.value(at: row)
        case .maps(let maps): maps.value(at: row)
        case .values(let values): values[row]
        case .constant(let value): value
        }
    }

    func isNull(at row: Int) -> Bool {
        switch self {
        case .nodes(let ids), .relationships(let ids): ids[row] < 0
        case .integers, .floats: false
        case .partial(_, let present): !present[row]
        case .dates(let days): days[row] == Self.nullDate
        case .booleans(let truths): truths[row] < 0
        case .strings(let codes, _), .coded(let codes, _): codes[row] == Self.nullCode
        case .lists(let lists): lists.parts[row].isNull
        case .maps(let maps): maps.isNull(at: row)
        case .values(let values): values[row].isNull
        case .constant(let value): value.isNull
        }
    }

    /// The rows at the given places, in that order.
    func gather(_ rows: [Int]) -> Vector {
        switch self {
        case .nodes(let indices): .nodes(indices.gather(rows))
        case .relationships(let indices): .relationships(indices.gather(rows))
        case .integers(let values): .integers(values.gather(rows))
        case .floats(let values): .floats(values.gather(rows))
        case .partial(let numbers, let present): .partial(numbers.gather(rows), present: present.gather(rows))
        case .dates(let days): .dates(days.gather(rows))
        case .booleans(let truths): .booleans(truths.gather(rows))
        case .strings(let codes, let dictionary): .strings(codes.gather(rows), dictionary)
        case .coded(let codes, let dictionary): .coded(codes.gather(rows), dictionary)
        case .lists(let lists): .lists(lists.gather(rows))
        case .maps(let maps): .maps(maps.gather(rows))
        case .values(let values): .values(rows.map { values[$0] })
        case .constant: self
        }
    }

    func slice(_ range: Range<Int>) -> Vector {
        switch self {
        case .nodes(let indices): .nodes(Array(indices[range]))
        case .relationships(let indices): .relationships(Array(indices[range]))
        case .integers(let values): .integers(Array(values[range]))
        case .floats(let values): .floats(Array(values[range]))
        case .partial(let numbers, let present): .partial(numbers.slice(range), present: Array(present[range]))
        case .dates(let days): .dates(Array(days[range]))
        case .booleans(let truths): .booleans(Array(truths[range]))
        case .strings(let codes, let dictionary): .strings(Array(codes[range]), dictionary)
        case .coded(let codes, let dictionary): .coded(Array(codes[range]), dictionary)
        case .lists(let lists): .lists(lists.slice(range))
        case .maps(let maps): .maps(maps.slice(range))
        case .values(let values): .values(Array(values[range]))
        case .constant: self
        }
    }

    /// Tagged values, one a row.
    func values(count: Int) -> [Value] {
        switch self {
        case .values(let values): values
        case .constant(let value): [Value](repeating: value, count: count)
        default: (0..<count).map(value)
        }
    }

    var bytes: Int {
        switch self {
        case .nodes(let indices), .relationships(let indices), .dates(let indices): indices.count * MemoryLayout<Int32>.stride
        case .integers(let values): values.count * MemoryLayout<Int>.stride
        case .floats(let values): values.count * MemoryLayout<Double>.stride
        case .partial(let numbers, let present): numbers.bytes + present.count
        case .booleans(let truths): truths.count
        // A dictionary of no more texts than there are rows was made for them.
        case .strings(let codes, let dictionary): codes.count * MemoryLayout<UInt32>.stride + (dictionary.count <= codes.count ? dictionary.byteCount : 0)
        case .coded(let codes, _): codes.count * MemoryLayout<UInt32>.stride
        case .lists(let lists): lists.bytes
        case .maps(let maps): maps.bytes
        case .values(let values): values.bytes
        case .constant: MemoryLayout<Value>.stride
        }
    }
}

extension Array where Element: BitwiseCopyable {
    /// The elements at the places, which must all be there, in that order.
    func gather(_ places: [Int]) -> [Element] {
        withUnsafeBufferPointer { elements in
            [Element](count: places.count) { row in elements[places[row]] }
        }
    }

    /// Fills memory of its own, without a look at each step whether there is room.
    @inline(__always)
    init(count: Int, _ element: (Int) -> Element) {
        self.init(unsafeUninitializedCapacity: count) { target, filled in
            for row in 0..<count { target.initializeElement(at: row, to: element(row)) }
            filled = count
        }
    }
}

extension Array where Element: Equatable {
    /// The places from one on that hold the same.
    func equalRun(from first: Int) -> Range<Int> {
        var end = first + 1
        while end < count, self[end] == self[first] { end += 1 }
        return first..<end
    }
}

extension [Int] {
    /// The places below `count` that hold, in order. Without a branch: whether a place holds cannot be foreseen.
    @inline(__always)
    init(placesBelow count: Int, where holds: (Int) -> Bool) {
        self.init(unsafeUninitializedCapacity: count) { places, filled in
            for place in 0..<count {
                places.initializeElement(at: filled, to: place)
                filled += holds(place) ? 1 : 0
            }
        }
    }
}

extension Value {
    /// Of a list or a string, without what its elements hold: what a copy of it takes.
    var ownBytes: Int {
        switch self {
        case .string(let text): text.utf8.count
        case .list(let items): items.count * MemoryLayout<Value>.stride
        default: 0
        }
    }
}

extension [Value] {
    /// With the elements of lists and the bytes of strings that do not lie in the value itself.
    var bytes: Int {
        reduce(count * MemoryLayout<Value>.stride) { sum, value in
            switch value {
            case .string(let text): text.utf8.count > 15 ? sum + text.utf8.count : sum
            case .list(let items): sum + items.bytes
            case .path(let path): sum + path.nodes.count * 8
            default: sum
            }
        }
    }
}
