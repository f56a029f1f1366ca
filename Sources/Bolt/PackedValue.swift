/// A value of PackStream, the binary format of Bolt messages.
public indirect enum PackedValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case float(Double)
    case bytes([UInt8])
    case string(String)
    case list([PackedValue])
    /// In the order of the message; of two equal keys the later counts.
    case map([Entry])
    case structure(tag: UInt8, [PackedValue])

    public struct Entry: Equatable, Sendable {
        public var key: String
        public var value: PackedValue

        public init(key: String, value: PackedValue) {
            self.key = key
            self.value = value
        }
    }

    public static func map(_ entries: KeyValuePairs<String, PackedValue>) -> PackedValue {
        .map(entries.map { Entry(key: $0.key, value: $0.value) })
    }

    /// The value under a key of a map; nil for other values.
    public subscript(key: String) -> PackedValue? {
        guard case .map(let entries) = self else { return nil }
        return entries.last { $0.key == key }?.value
    }

    public var text: String? { if case .string(let text) = self { text } else { nil } }
    public var number: Int? { if case .integer(let number) = self { number } else { nil } }
}
