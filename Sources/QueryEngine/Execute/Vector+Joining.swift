import PropertyGraph

extension Vector {
    /// One after the other; unboxed where all parts are of one kind, but for nulls.
    static func joined(_ parts: [(vector: Vector, count: Int)]) -> Vector {
        guard parts.count > 1 else { return parts.first?.vector ?? .values([]) }
        let parts = parts.map { (vector: $0.vector.isNullConstant ? $0.vector : $0.vector.spread($0.count), count: $0.count) }
        guard let kind = parts.lazy.map(\.vector).first(where: { !$0.isNullConstant }) else { return .constant(.null) }
        let unboxed: Vector? =
            switch kind {
            case .nodes: join(parts, null: -1) { if case .nodes(let part) = $0 { part } else { nil } }.map { .nodes($0) }
            case .relationships:
                join(parts, null: -1) { if case .relationships(let part) = $0 { part } else { nil } }.map { .relationships($0) }
            case .integers, .partial(.integers, _):
                joinNumbers(parts, 0) { if case .integers(let part) = $0 { part } else { nil } } _: { .integers($0) }
            case .floats, .partial(.floats, _):
                joinNumbers(parts, 0) { if case .floats(let part) = $0 { part } else { nil } } _: { .floats($0) }
            case .dates: join(parts, null: nullDate) { if case .dates(let part) = $0 { part } else { nil } }.map { .dates($0) }
            case .booleans: join(parts, null: -1) { if case .booleans(let part) = $0 { part } else { nil } }.map { .booleans($0) }
            case .strings(_, let dictionary): joinStrings(parts, dictionary)
            case .coded(_, let dictionary):
                join(parts, null: nullCode) { if case .coded(let part, let other) = $0, other.isSame(as: dictionary) { part } else { nil } }.map { .coded($0, dictionary) }
            case .lists: ListVector.joined(parts)
            case .maps: MapVector.joined(parts)
            case .values, .constant, .partial: nil
            }
        return unboxed ?? .values(parts.flatMap { $0.vector.values(count: $0.count) })
    }

    private var isNullConstant: Bool { if case .constant(.null) = self { true } else { false } }

    /// A constant as elements; any other vector as it is.
    func spread(_ count: Int) -> Vector {
        switch self {
        case .constant(.integer(let number)): .integers([Int](repeating: number, count: count))
        case .constant(.float(let number)): .floats([Double](repeating: number, count: count))
        case .constant(.boolean(let truth)): .booleans([Int8](repeating: truth ? 1 : 0, count: count))
        case .constant(.string(let text)): .strings([UInt32](repeating: 0, count: count), StringDictionary.numbering([text]).dictionary)
        case .constant(.date(let date)) where Int32(exactly: date.days).map { $0 != Self.nullDate } == true:
            .dates([Int32](repeating: Int32(date.days), count: count))
        case .constant(let value): .unboxed([Value](repeating: value, count: count))
        default: self
        }
    }

    /// `null` stands for null, where one of the elements can.
    private static func join<Element>(
        _ parts: [(vector: Vector, count: Int)], null: Element?, _ take: (Vector) -> [Element]?
    ) -> [Element]? {
        var out: [Element] = []
        out.reserveCapacity(parts.reduce(0) { $0 + $1.count })
        for part in parts {
            if let elements = take(part.vector) {
                out += elements
            } else if case .constant(.null) = part.vector, let null {
                out += repeatElement(null, count: part.count)
            } else {
                return nil
            }
        }
        return out
    }

    private static func joinNumbers<Number>(
        _ parts: [(vector: Vector, count: Int)], _ filler: Number, _ take: (Vector) -> [Number]?, _ make: ([Number]) -> Vector
    ) -> Vector? {
        if let numbers = join(parts, null: nil, take) { return make(numbers) }
        var present: [Bool] = []
        let numbers = join(parts, null: filler) { part in
            if case .partial(let numbers, _) = part { take(numbers) } else { take(part) }
        }
        guard let numbers else { return nil }
        for part in parts {
            switch part.vector {
            case .partial(_, let own): present += own
            case .constant: present += repeatElement(false, count: part.count)
            default: present += repeatElement(true, count: part.count)
            }
        }
        return .partial(make(numbers), present: present)
    }

    private static func joinStrings(_ parts: [(vector: Vector, count: Int)], _ dictionary: StringDictionary) -> Vector? {
        // Each union goes through all that were put together before.
        var (common, unions) = (dictionary, 0)
        let codes = join(parts, null: nullCode) { (part) -> [UInt32]? in
            guard case .strings(let codes, let other) = part else { return nil }
            if other === common { return codes }
            guard other.isSmall, common.isSmall, unions < mostUnions else { return nil }
            // A constant has its dictionary from `spread`, which no union is known of: looking through many texts each time is slower.
            if min(other.count, common.count) == 1, max(other.count, common.count) > 4096 { return nil }
            let (union, own) = common.union(with: other)
            if union !== common { unions += 1 }
            common = union
            return codes.translated(own)
        }
        return codes.map { .strings($0, common) } ?? copied(parts)
    }

    private static let mostUnions = 3

    /// Texts of dictionaries too large or too many for a union of them: each that some row has is looked up in a new one. nil for long ones, and for anything but
    /// texts and null.
    private static func copied(_ parts: [(vector: Vector, count: Int)]) -> Vector? {
        var (texts, all) = (StringDictionaryBuilder(), [UInt32]())
        all.reserveCapacity(parts.reduce(0) { $0 + $1.count })
        var last: (dictionary: StringDictionary, codes: [UInt32])?
        func code(_ text: UnsafeBufferPointer<UInt8>) -> UInt32? {
            text.count > longest || texts.byteCount > mostBytes ? nil : texts.code(of: text)
        }
        for part in parts {
            switch part.vector {
            case .strings(let codes, let dictionary):
                if last?.dictionary !== dictionary, dictionary.count <= codes.count {
                    var own: [UInt32] = []
                    own.reserveCapacity(dictionary.count)
                    for other in 0..<UInt32(dictionary.count) {
                        guard let code = code(dictionary.utf8(of: other)) else { return nil }
                        own.append(code)
                    }
                    last = (dictionary, own)
                }
                if let last, last.dictionary === dictionary {
                    all += codes.translated(last.codes)
                    continue
                }
                for other in codes {
                    guard let code = other == nullCode ? other : code(dictionary.utf8(of: other)) else { return nil }
                    all.append(code)
                }
            case .constant(.null): all += repeatElement(nullCode, count: part.count)
            default: return nil
            }
        }
        return .strings(all, texts.build())
    }

    // MARK: Unboxing

    /// Tagged values without their tags, where all are integers, floats, booleans or dates, or few different strings, or null.
    static func unboxed(_ values: [Value]) -> Vector {
        guard let first = values.first(where: { !$0.isNull }) else { return values.isEmpty ? .values(values) : .constant(.null) }
        switch first {
        case .integer: return numbers(values, 0, \.asInteger) { .integers($0) } ?? .values(values)
        case .float: return numbers(values, 0.0) { if case .float(let number) = $0 { number } else { nil } } _: { .floats($0) } ?? .values(values)
        case .boolean: return elements(values, -1) { if case .boolean(let truth) = $0 { truth ? 1 : 0 } else { nil } }.map { .booleans($0) } ?? .values(values)
        case .date:
            return elements(values, nullDate) { value in
                guard case .date(let date) = value, let days = Int32(exactly: date.days), days != nullDate else { return nil }
                return days
            }.map { .dates($0) } ?? .values(values)
        case .string: return fewStrings(values) ?? .values(values)
        default: return .values(values)
        }
    }

    private static func elements<Element>(_ values: [Value], _ null: Element, _ take: (Value) -> Element?) -> [Element]? {
        var out: [Element] = []
        out.reserveCapacity(values.count)
        for value in values {
            if let element = take(value) { out.append(element) } else if value.isNull { out.append(null) } else { return nil }
        }
        return out
    }

    private static func numbers<Number>(_ values: [Value], _ filler: Number, _ take: (Value) -> Number?, _ make: ([Number]) -> Vector) -> Vector? {
        guard let numbers = elements(values, filler, take) else { return nil }
        let present = values.map { !$0.isNull }
        return present.allSatisfy { $0 } ? make(numbers) : .partial(make(numbers), present: present)
    }

    /// As `unboxed`, where strings may be many: each is looked up.
    static func unboxedTexts(_ values: [Value]) -> Vector {
        var texts: [String] = []
        for value in values {
            guard case .string(let text) = value else {
                if value.isNull { continue }
                return unboxed(values)
            }
            if text.utf8.count > longest { return .values(values) }
            texts.append(text)
        }
        if texts.isEmpty { return unboxed(values) }
        let (codes, dictionary) = StringDictionary.numbering(texts)
        var next = 0
        return .strings(values.map { value in
            if value.isNull { return nullCode }
            next += 1
            return codes[next - 1]
        }, dictionary)
    }

    /// Up to this number, different strings are compared one by one.
    private static let few = 32
    /// Bytes of a text that is numbered, and so copied into a dictionary.
    private static let longest = 4096
    /// Of all texts that are copied together.
    private static let mostBytes = 1 << 24

    private static func fewStrings(_ values: [Value]) -> Vector? {
        var texts: [String] = []
        var codes: [UInt32] = []
        codes.reserveCapacity(values.count)
        for value in values {
            if value.isNull {
                codes.append(nullCode)
                continue
            }
            guard case .string(let text) = value, text.utf8.count <= longest else { return nil }
            if let place = texts.firstIndex(where: { $0.hasSameScalars(as: text) }) {
                codes.append(UInt32(place))
            } else {
                if texts.count == few { return nil }
                codes.append(UInt32(texts.count))
                texts.append(text)
            }
        }
        return .strings(codes, StringDictionary.numbering(texts).dictionary)
    }
}

extension [UInt32] {
    /// Codes of one dictionary as those of another.
    func translated(_ codes: [UInt32]) -> [UInt32] { map { $0 == Vector.nullCode ? $0 : codes[Int($0)] } }
}
