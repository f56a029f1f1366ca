/// Reads values of PackStream from bytes that anybody may have sent: nothing is taken on trust.
public struct PackStreamReader {
    public enum Fault: Error, Equatable {
        /// The bytes end within a value.
        case tooShort
        case unknownMarker(UInt8)
        case invalidText
        case tooDeep
        case keyIsNoText
        /// Bytes follow the value.
        case tooLong
    }

    /// Values within values: more would overflow the stack of whoever goes through them.
    static let depthLimit = 100

    private let bytes: [UInt8]
    private var at = 0

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The one value that the bytes hold. O(bytes).
    public static func value(of bytes: [UInt8]) throws(Fault) -> PackedValue {
        var reader = PackStreamReader(bytes)
        let value = try reader.value(0)
        guard reader.at == bytes.count else { throw .tooLong }
        return value
    }

    private mutating func value(_ depth: Int) throws(Fault) -> PackedValue {
        guard depth < Self.depthLimit else { throw .tooDeep }
        let marker = try byte()
        switch marker {
        case 0x00...0x7F, 0xF0...0xFF: return .integer(Int(Int8(bitPattern: marker)))
        case 0x80...0x8F: return .string(try text(Int(marker & 0xF)))
        case 0x90...0x9F: return .list(try items(Int(marker & 0xF), depth))
        case 0xA0...0xAF: return .map(try entries(Int(marker & 0xF), depth))
        case 0xB0...0xBF:
            let tag = try byte()
            return .structure(tag: tag, try items(Int(marker & 0xF), depth))
        case 0xC0: return .null
        case 0xC1: return .float(Double(bitPattern: UInt64(truncatingIfNeeded: try number(8))))
        case 0xC2: return .boolean(false)
        case 0xC3: return .boolean(true)
        case 0xC8: return .integer(Int(Int8(truncatingIfNeeded: try number(1))))
        case 0xC9: return .integer(Int(Int16(truncatingIfNeeded: try number(2))))
        case 0xCA: return .integer(Int(Int32(truncatingIfNeeded: try number(4))))
        case 0xCB: return .integer(try number(8))
        case 0xCC, 0xCD, 0xCE: return .bytes(Array(try content(try size(marker - 0xCC))))
        case 0xD0, 0xD1, 0xD2: return .string(try text(try size(marker - 0xD0)))
        case 0xD4, 0xD5, 0xD6: return .list(try items(try size(marker - 0xD4), depth))
        case 0xD8, 0xD9, 0xDA: return .map(try entries(try size(marker - 0xD8), depth))
        default: throw .unknownMarker(marker)
        }
    }

    private mutating func byte() throws(Fault) -> UInt8 {
        guard at < bytes.count else { throw .tooShort }
        defer { at += 1 }
        return bytes[at]
    }

    private mutating func content(_ count: Int) throws(Fault) -> ArraySlice<UInt8> {
        guard count <= bytes.count - at else { throw .tooShort }
        defer { at += count }
        return bytes[at..<at + count]
    }

    /// Big end first.
    private mutating func number(_ count: Int) throws(Fault) -> Int {
        Int(truncatingIfNeeded: try content(count).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    /// Of 1, 2 or 4 bytes.
    private mutating func size(_ power: UInt8) throws(Fault) -> Int { try number(1 << Int(power)) }

    private mutating func text(_ count: Int) throws(Fault) -> String {
        guard let text = String(validating: try content(count), as: UTF8.self) else { throw .invalidText }
        return text
    }

    private mutating func items(_ count: Int, _ depth: Int) throws(Fault) -> [PackedValue] {
        // Each takes a byte at least, so that no count makes more room than there are bytes.
        guard count <= bytes.count - at else { throw .tooShort }
        var items: [PackedValue] = []
        items.reserveCapacity(count)
        for _ in 0..<count { items.append(try value(depth + 1)) }
        return items
    }

    private mutating func entries(_ count: Int, _ depth: Int) throws(Fault) -> [PackedValue.Entry] {
        guard count <= (bytes.count - at) / 2 else { throw .tooShort }
        var entries: [PackedValue.Entry] = []
        entries.reserveCapacity(count)
        for _ in 0..<count {
            guard case .string(let key) = try value(depth + 1) else { throw .keyIsNoText }
            entries.append(.init(key: key, value: try value(depth + 1)))
        }
        return entries
    }
}
