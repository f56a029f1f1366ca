/// Writes values in PackStream version 1 (https://neo4j.com/docs/bolt/current/packstream/).
public struct PackStreamWriter {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public mutating func write(_ value: PackedValue) {
        switch value {
        case .null: bytes.append(0xC0)
        case .boolean(let truth): bytes.append(truth ? 0xC3 : 0xC2)
        case .integer(let number): write(number)
        case .float(let number):
            bytes.append(0xC1)
            append(number.bitPattern)
        case .bytes(let content):
            size(content.count, tiny: nil, 0xCC, 0xCD, 0xCE)
            bytes += content
        case .string(let text):
            let content = Array(text.utf8)
            size(content.count, tiny: 0x80, 0xD0, 0xD1, 0xD2)
            bytes += content
        case .list(let items):
            size(items.count, tiny: 0x90, 0xD4, 0xD5, 0xD6)
            for item in items { write(item) }
        case .map(let entries):
            size(entries.count, tiny: 0xA0, 0xD8, 0xD9, 0xDA)
            for entry in entries {
                write(.string(entry.key))
                write(entry.value)
            }
        case .structure(let tag, let fields):
            // A structure has at most 15 fields; ours have eight.
            bytes += [0xB0 | UInt8(fields.count & 0xF), tag]
            for field in fields { write(field) }
        }
    }

    private mutating func write(_ number: Int) {
        switch number {
        case -16...127: bytes.append(UInt8(bitPattern: Int8(number)))
        case -128...127: bytes += [0xC8, UInt8(bitPattern: Int8(number))]
        case -32_768...32_767:
            bytes.append(0xC9)
            append(UInt16(bitPattern: Int16(number)))
        case -2_147_483_648...2_147_483_647:
            bytes.append(0xCA)
            append(UInt32(bitPattern: Int32(number)))
        default:
            bytes.append(0xCB)
            append(UInt64(bitPattern: Int64(number)))
        }
    }

    /// The marker of something that has a size: with the size in it where it is small and may be, else with 8, 16 or 32 bits behind it.
    private mutating func size(_ count: Int, tiny: UInt8?, _ one: UInt8, _ two: UInt8, _ four: UInt8) {
        if let tiny, count < 16 {
            bytes.append(tiny | UInt8(count))
        } else if count < 0x100 {
            bytes += [one, UInt8(count)]
        } else if count < 0x1_0000 {
            bytes.append(two)
            append(UInt16(count))
        } else {
            bytes.append(four)
            append(UInt32(truncatingIfNeeded: count))
        }
    }

    /// Big end first.
    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
    }
}
