/// Values of any types, row after row: their bytes one after the other, unpacked when asked for.
public struct PackedValues: Sendable {
    let bytes: Lane<UInt8>
    /// Where each value begins, and where the last one ends.
    let offsets: Lane<Int>

    init(bytes: Lane<UInt8>, offsets: Lane<Int>) {
        self.bytes = bytes
        self.offsets = offsets
    }

    init(_ values: [Value]) {
        var writer = ByteWriter()
        var offsets = [0]
        for value in values {
            writer.value(value)
            offsets.append(writer.bytes.count)
        }
        self.init(bytes: Lane(writer.bytes), offsets: Lane(offsets))
    }

    public var count: Int { offsets.count - 1 }

    /// O(size of the value).
    public subscript(row: Int) -> Value {
        var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes.bytes[offsets[row]..<offsets[row + 1]]))
        return (try? reader.value()) ?? .null
    }
}
