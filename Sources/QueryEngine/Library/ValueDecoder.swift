import PropertyGraph

/// A name or a place on the way to a value.
struct ValueKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(_ name: String) { (stringValue, intValue) = (name, nil) }
    init(place: Int) { (stringValue, intValue) = (String(place), place) }
    init(stringValue: String) { self.init(stringValue) }
    init(intValue: Int) { self.init(place: intValue) }
}

/// Reads rows and values of the query language as Swift's values, without Foundation.
struct ValueDecoder: Decoder {
    enum Source {
        case row(Row)
        case value(Value)
    }

    let source: Source
    let graph: Graph
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func decode<Decoded: Decodable>(
        _ type: Decoded.Type, _ source: Source, _ graph: Graph, _ path: [any CodingKey]
    ) throws(DecodingError) -> Decoded {
        let decoder = ValueDecoder(source: source, graph: graph, codingPath: path)
        do { return try Decoded(from: decoder) } catch let error as DecodingError { throw error } catch {
            // An initialiser of the caller's own threw what it liked.
            throw DecodingError.dataCorrupted(.init(codingPath: path, debugDescription: "the value was refused: \(error)", underlyingError: error))
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(NamedValues<Key>(decoder: self, fields: try fields()))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        switch source {
        case .value(.list(let list)): ListedValues(decoder: self, values: Array(list))
        case .row(let row): ListedValues(decoder: self, values: row.values)
        case .value(let value): throw mismatch(expected: "a list", value)
        }
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleValue(decoder: self) }

    private func fields() throws -> Fields {
        switch source {
        case .row(let row): Fields(names: row.columns.names) { row[$0] }
        case .value(.map(let map)): Fields(names: Array(map.keys)) { map[$0] }
        case .value(.node(let id)): Fields(names: Array(graph.properties(of: id).keys)) { graph.property($0, of: id) }
        case .value(.relationship(let id)): Fields(names: Array(graph.properties(of: id).keys)) { graph.property($0, of: id) }
        case .value(let value): throw mismatch(expected: "a map, a node or a relationship", value)
        }
    }

    /// The only value of the source: a row with one column stands for it.
    var value: Value {
        switch source {
        case .value(let value): value
        case .row(let row): row.values.count == 1 ? row.values[0] : .list(ValueList(row.values))
        }
    }

    func mismatch(expected: String, _ found: Value) -> DecodingError {
        let context = DecodingError.Context(codingPath: codingPath, debugDescription: "expected \(expected), found \(found.typeName)")
        return found.isNull ? .valueNotFound(Value.self, context) : .typeMismatch(Value.self, context)
    }

    func at(_ key: any CodingKey, _ value: Value) -> ValueDecoder {
        ValueDecoder(source: .value(value), graph: graph, codingPath: codingPath + [key])
    }
}

/// What can be asked for by name.
struct Fields {
    let names: [String]
    let value: (String) -> Value?
}

private struct SingleValue: SingleValueDecodingContainer {
    let decoder: ValueDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.value.isNull }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard case .boolean(let truth) = decoder.value else { throw decoder.mismatch(expected: "a boolean", decoder.value) }
        return truth
    }

    func decode(_ type: String.Type) throws -> String {
        switch decoder.value {
        case .string(let text): return text
        case .date(let day): return day.description
        case .localTime(let time): return time.description
        case .time(let time): return time.description
        case .localDateTime(let moment): return moment.description
        case .dateTime(let moment): return moment.description
        case .duration(let duration): return duration.description
        default: throw decoder.mismatch(expected: "a string", decoder.value)
        }
    }

    func decode(_ type: Double.Type) throws -> Double {
        switch decoder.value {
        case .float(let number): return number
        case .integer(let number): return Double(number)
        default: throw decoder.mismatch(expected: "a number", decoder.value)
        }
    }

    func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }

    private func integer<Number: FixedWidthInteger>() throws -> Number {
        guard case .integer(let number) = decoder.value else { throw decoder.mismatch(expected: "an integer", decoder.value) }
        guard let fitting = Number(exactly: number) else { throw decoder.mismatch(expected: "an integer within \(Number.self)", decoder.value) }
        return fitting
    }

    func decode(_ type: Int.Type) throws -> Int { try integer() }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
    func decode(_ type: UInt.Type) throws -> UInt { try integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }
    func decode<Decoded: Decodable>(_ type: Decoded.Type) throws -> Decoded { try Decoded(from: decoder) }
}

private struct NamedValues<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: ValueDecoder
    let fields: Fields
    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { fields.names.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { fields.names.contains(key.stringValue) }
    /// A property that a node lacks is null, as in a query.
    func decodeNil(forKey key: Key) -> Bool { fields.value(key.stringValue)?.isNull ?? true }

    private func reader(_ key: Key) throws -> ValueDecoder {
        guard let value = fields.value(key.stringValue) else {
            throw DecodingError.keyNotFound(
                key, .init(codingPath: codingPath, debugDescription: "there is no \(key.stringValue); there is \(fields.names.joined(separator: ", "))"))
        }
        return decoder.at(key, value)
    }

    private func single(_ key: Key) throws -> SingleValue { SingleValue(decoder: try reader(key)) }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try single(key).decode(type) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try single(key).decode(type) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try single(key).decode(type) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try single(key).decode(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try single(key).decode(type) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try single(key).decode(type) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try single(key).decode(type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try single(key).decode(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try single(key).decode(type) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try single(key).decode(type) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try single(key).decode(type) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try single(key).decode(type) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try single(key).decode(type) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try single(key).decode(type) }
    func decode<Decoded: Decodable>(_ type: Decoded.Type, forKey key: Key) throws -> Decoded { try Decoded(from: reader(key)) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        try reader(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try reader(key).unkeyedContainer() }
    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { try reader(key) }
}

private struct ListedValues: UnkeyedDecodingContainer {
    let decoder: ValueDecoder
    let values: [Value]
    var currentIndex = 0
    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { values.count }
    var isAtEnd: Bool { currentIndex == values.count }

    private mutating func reader() throws -> ValueDecoder {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(Value.self, .init(codingPath: codingPath, debugDescription: "the list has only \(values.count) items"))
        }
        defer { currentIndex += 1 }
        return decoder.at(ValueKey(place: currentIndex), values[currentIndex])
    }

    private mutating func single() throws -> SingleValue { SingleValue(decoder: try reader()) }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, values[currentIndex].isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try single().decode(type) }
    mutating func decode(_ type: String.Type) throws -> String { try single().decode(type) }
    mutating func decode(_ type: Double.Type) throws -> Double { try single().decode(type) }
    mutating func decode(_ type: Float.Type) throws -> Float { try single().decode(type) }
    mutating func decode(_ type: Int.Type) throws -> Int { try single().decode(type) }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try single().decode(type) }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try single().decode(type) }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try single().decode(type) }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try single().decode(type) }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try single().decode(type) }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try single().decode(type) }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try single().decode(type) }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try single().decode(type) }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try single().decode(type) }
    mutating func decode<Decoded: Decodable>(_ type: Decoded.Type) throws -> Decoded { try Decoded(from: reader()) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
        try reader().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try reader().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try reader() }
}
