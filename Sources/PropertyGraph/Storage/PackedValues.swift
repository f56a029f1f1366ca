/// Values of any types: their bytes one after the other, each value once, unpacked when asked for.
public struct PackedValues: Sendable {
    let bytes: Lane<UInt8>
    /// Where the value of each row begins. Its bytes tell where it ends.
    let offsets: Lane<Int>

    init(bytes: Lane<UInt8>, offsets: Lane<Int>) {
        self.bytes = bytes
        self.offsets = offsets
    }

    init(_ values: [Value]) {
        var writer = ByteWriter()
        var places: [[UInt8]: Int] = [:]
        let offsets = values.map { value in
            var one = ByteWriter()
            one.value(value)
            if let known = places[one.bytes] { return known }
            let place = writer.bytes.count
            places[one.bytes] = place
            writer.append(one.bytes)
            return place
        }
        self.init(bytes: Lane(writer.bytes), offsets: Lane(offsets))
    }

    /// Number of values.
    public var count: Int { offsets.count }

    /// O(size of the value).
    public subscript(row: Int) -> Value {
        var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes.bytes[offsets[row]...]))
        return (try? reader.value()) ?? .null
    }
}
