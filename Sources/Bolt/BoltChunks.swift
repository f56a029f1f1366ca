/// A message as it is sent: in chunks of at most 65,535 bytes, each behind its size, the last one followed by an empty one.
public enum BoltChunks {
    public static func bytes(of value: PackedValue) -> [UInt8] {
        var writer = PackStreamWriter()
        writer.write(value)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(writer.bytes.count + 4)
        var rest = writer.bytes[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(0xFFFF)
            bytes += [UInt8(chunk.count >> 8), UInt8(chunk.count & 0xFF)]
            bytes += chunk
            rest = rest.dropFirst(chunk.count)
        }
        return bytes + [0, 0]
    }
}
