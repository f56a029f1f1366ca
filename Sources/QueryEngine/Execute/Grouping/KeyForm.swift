import PropertyGraph

/// What the words of a key stand for.
enum KeyForm {
    case nodes, relationships, integers, floats, dates, booleans
    case strings(StringDictionary)
    case coded(ValueDictionary)

    /// Words of null, where it is not 0: values that no key may have.
    fileprivate static let (nullInteger, nullFloat) = (UInt64(bitPattern: Int64.min), UInt64.max)

    init?(_ vector: Vector) {
        switch vector {
        case .nodes: self = .nodes
        case .relationships: self = .relationships
        case .integers, .partial(.integers, _): self = .integers
        case .floats, .partial(.floats, _): self = .floats
        case .dates: self = .dates
        case .booleans: self = .booleans
        case .strings(_, let dictionary): self = .strings(dictionary)
        case .coded(_, let dictionary): self = .coded(dictionary)
        case .lists, .maps, .values, .constant, .partial: return nil
        }
        guard fits(vector) else { return nil }
    }

    /// Whether equal words of such vectors are equal values. Floats may equal integers, and tagged values anything.
    func fits(_ vector: Vector) -> Bool {
        switch (self, vector) {
        case (.nodes, .nodes), (.relationships, .relationships), (.booleans, .booleans), (.dates, .dates): true
        // Of all, as a loop that may end early goes through them one by one.
        case (.integers, .integers(let numbers)), (.integers, .partial(.integers(let numbers), _)): !numbers.reduce(false) { $0 || $1 == .min }
        // Zeros of either sign are equal, and so are all that are not a number.
        case (.floats, .floats(let numbers)), (.floats, .partial(.floats(let numbers), _)):
            !numbers.contains { $0.isNaN || $0.bitPattern == 1 << 63 }
        case (.strings(let dictionary), .strings(_, let other)): dictionary === other
        case (.coded(let dictionary), .coded(_, let other)): dictionary.isSame(as: other)
        default: false
        }
    }

    /// Whether all its words are less than 2^32.
    var isNarrow: Bool {
        switch self {
        case .nodes, .relationships, .dates, .booleans, .strings, .coded: true
        case .integers, .floats: false
        }
    }

    /// Equal for forms of which equal words are equal values, in whatever table; nil for codes.
    var wordForm: Int? {
        switch self {
        case .nodes: 0
        case .relationships: 1
        case .integers: 2
        case .floats: 3
        case .dates: 4
        case .booleans: 5
        case .strings, .coded: nil
        }
    }

    /// The word of null where the words are numbers, of which some may lie near to each other.
    var nullNumber: UInt64? {
        switch self {
        case .integers: Self.nullInteger
        case .dates: 0
        case .nodes, .relationships, .floats, .booleans, .strings, .coded: nil
        }
    }

    var nullWord: UInt64 { if case .floats = self { Self.nullFloat } else { nullNumber ?? 0 } }

    var isText: Bool { if case .strings = self { true } else { false } }

    /// Whether equal words are equal values of both.
    func isSame(as other: KeyForm) -> Bool {
        switch (self, other) {
        case (.strings(let dictionary), .strings(let theirs)): dictionary === theirs
        case (.coded(let dictionary), .coded(let theirs)): dictionary.isSame(as: theirs)
        default: wordForm != nil && wordForm == other.wordForm
        }
    }

    /// How many values there can be, null among them; nil where that is no use.
    func domain(_ ends: (nodes: Int, relationships: Int)) -> Int? {
        switch self {
        case .nodes: ends.nodes + 1
        case .relationships: ends.relationships + 1
        case .booleans: 3
        case .strings(let dictionary): dictionary.count + 1
        case .coded(let dictionary): dictionary.values.count + 1
        case .integers, .floats, .dates: nil
        }
    }

    /// Null is 0 but in numbers.
    static func words(of vector: Vector, _ rows: Int) -> [UInt64] {
        switch vector {
        case .nodes(let ids), .relationships(let ids): ids.map(word(id:))
        case .integers(let numbers): unsafeBitCast(numbers, to: [UInt64].self)  // safe: the same bits, of the same size
        case .floats(let numbers): numbers.map(\.bitPattern)
        case .booleans(let truths): truths.map(word(truth:))
        case .strings(let codes, _), .coded(let codes, _): codes.map(word(code:))
        case .dates(let days): days.map(word(day:))
        case .partial(let numbers, let present):
            Operand.zip(.each(words(of: numbers, rows)), .each(present), rows) { [null = null(of: numbers)] word, isPresent in isPresent ? word : null }
        case .lists, .maps, .values, .constant: []
        }
    }

    @inline(__always) static func word(id: Int32) -> UInt64 { UInt64(UInt32(bitPattern: id &+ 1)) }
    @inline(__always) static func word(code: UInt32) -> UInt64 { UInt64(code &+ 1) }
    @inline(__always) static func word(day: Int32) -> UInt64 { UInt64(UInt32(bitPattern: day &- Vector.nullDate)) }
    @inline(__always) static func word(truth: Int8) -> UInt64 { UInt64(UInt8(bitPattern: truth &+ 1)) }

    private static func null(of numbers: Vector) -> UInt64 {
        if case .integers = numbers { nullInteger } else { nullFloat }
    }

    /// Of numbers and dates in whatever vector, as equal as those of the form; null for what equals none of them.
    func words(likeThoseOf vector: Vector, _ rows: Int) -> [UInt64] {
        if fits(vector) { return Self.words(of: vector, rows) }
        return (0..<rows).map { row in
            switch (self, vector.value(at: row)) {
            case (.integers, .integer(let number)): UInt64(bitPattern: Int64(number))
            case (.integers, .float(let number)): Int(exactly: number).map { UInt64(bitPattern: Int64($0)) } ?? Self.nullInteger
            case (.dates, .date(let date)): Int32(exactly: date.days).map(Self.word(day:)) ?? Self.word(day: Vector.nullDate)
            default: nullNumber ?? 0
            }
        }
    }

    /// The values that the words stand for.
    func vector(_ words: [UInt64]) -> Vector {
        switch self {
        case .nodes: .nodes(words.map { Int32(truncatingIfNeeded: $0) - 1 })
        case .relationships: .relationships(words.map { Int32(truncatingIfNeeded: $0) - 1 })
        case .integers: Self.numbers(words, null: Self.nullInteger) { .integers($0.map { Int(Int64(bitPattern: $0)) }) }
        case .floats: Self.numbers(words, null: Self.nullFloat) { .floats($0.map { Double(bitPattern: $0) }) }
        case .dates: .dates(words.map { Int32(bitPattern: UInt32(truncatingIfNeeded: $0)) &+ Vector.nullDate })
        case .booleans: .booleans(words.map { Int8(truncatingIfNeeded: $0) - 1 })
        case .strings(let dictionary): .strings(words.map { UInt32(truncatingIfNeeded: $0) &- 1 }, dictionary)
        case .coded(let dictionary): .coded(words.map { UInt32(truncatingIfNeeded: $0) &- 1 }, dictionary)
        }
    }

    /// Beneath a null lies 0: what its word says is a number that no key may have.
    private static func numbers(_ words: [UInt64], null: UInt64, _ make: ([UInt64]) -> Vector) -> Vector {
        guard words.contains(null) else { return make(words) }
        return .partial(make(words.map { $0 == null ? 0 : $0 }), present: words.map { $0 != null })
    }

    /// One value as a vector of the form, where it can be one; else as it is.
    func vector(of value: Value, count: Int) -> Vector {
        switch (self, value) {
        case (.nodes, .null): .nodes([Int32](repeating: -1, count: count))
        case (.relationships, .null): .relationships([Int32](repeating: -1, count: count))
        case (.booleans, .null): .booleans([Int8](repeating: -1, count: count))
        case (.dates, .null): .dates([Int32](repeating: Vector.nullDate, count: count))
        case (.strings(let dictionary), .null): .strings([UInt32](repeating: Vector.nullCode, count: count), dictionary)
        case (.coded(let dictionary), .null): .coded([UInt32](repeating: Vector.nullCode, count: count), dictionary)
        case (.integers, .null): .partial(.integers([Int](repeating: 0, count: count)), present: [Bool](repeating: false, count: count))
        case (.floats, .null): .partial(.floats([Double](repeating: 0, count: count)), present: [Bool](repeating: false, count: count))
        default: Vector.constant(value).spread(count)
        }
    }
}

extension Vector {
    /// Seen at once: of numbers that are all missing, and a constant.
    var isNullOnly: Bool {
        switch self {
        case .constant(.null): true
        case .partial(_, let present): !present.contains(true)
        default: false
        }
    }
}
