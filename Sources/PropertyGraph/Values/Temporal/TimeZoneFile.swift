/// Reads a file of the time zone database: TZif, versions 1 to 4 (RFC 8536, RFC 9636).
enum TimeZoneFile {
    /// nil where the bytes are no such file.
    static func rules(_ bytes: [UInt8]) -> TimeZoneRules? {
        var reader = Reader(bytes: bytes)
        guard let head = reader.header() else { return nil }
        if head.version == 0 { return reader.block(head, wide: false, yearly: nil) }
        // From version 2 on, a second block with 64-bit times follows the first, and a rule for later years ends the file.
        guard reader.skip(head.size(wide: false)), let wide = reader.header() else { return nil }
        var footer = reader
        guard footer.skip(wide.size(wide: true)) else { return nil }
        return reader.block(wide, wide: true, yearly: footer.rule().flatMap(YearlyRule.init))
    }

    private struct Header {
        let version: UInt8
        let isUT, isStandard, leaps, times, types, characters: Int

        /// Bytes of the block that follows.
        func size(wide: Bool) -> Int {
            let word = wide ? 8 : 4
            return times * (word + 1) + types * 6 + characters + leaps * (word + 4) + isStandard + isUT
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var at = 0

        mutating func skip(_ count: Int) -> Bool {
            guard count <= bytes.count - at else { return false }
            at += count
            return true
        }

        /// Big-endian, signed; the caller has checked the room.
        mutating func number(_ size: Int) -> Int {
            var value = UInt64(0)
            for byte in bytes[at..<at + size] { value = value << 8 | UInt64(byte) }
            at += size
            return size == 8 ? Int(Int64(bitPattern: value)) : Int(Int32(truncatingIfNeeded: value))
        }

        mutating func header() -> Header? {
            guard bytes.count - at >= 44, bytes[at..<at + 4].elementsEqual("TZif".utf8) else { return nil }
            let version = bytes[at + 4]
            at += 20
            let counts = (0..<6).map { _ in number(4) }
            guard counts.allSatisfy({ $0 >= 0 && $0 <= 100_000 }), counts[4] > 0 else { return nil }
            return Header(
                version: version, isUT: counts[0], isStandard: counts[1], leaps: counts[2], times: counts[3],
                types: counts[4], characters: counts[5])
        }

        mutating func block(_ head: Header, wide: Bool, yearly: YearlyRule?) -> TimeZoneRules? {
            guard head.size(wide: wide) <= bytes.count - at else { return nil }
            let transitions = (0..<head.times).map { _ in number(wide ? 8 : 4) }
            let kinds = bytes[at..<at + head.times].map(Int.init)
            at += head.times
            var offsets: [Int] = []
            for _ in 0..<head.types {
                offsets.append(number(4))
                at += 2
            }
            // Offsets of a day or more are not offsets; times far out would overflow when added to.
            guard kinds.allSatisfy({ $0 < offsets.count }), offsets.allSatisfy({ abs($0) < 86_400 }),
                zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 }),
                transitions.allSatisfy({ abs($0 / 2) < 1 << 60 })
            else { return nil }
            return TimeZoneRules(
                transitions: transitions, offsets: kinds.map { offsets[$0] }, first: offsets[0], yearly: yearly)
        }

        /// What stands between the two line ends of the footer.
        func rule() -> [UInt8]? {
            guard at < bytes.count, bytes[at] == 0x0A,
                let end = bytes[(at + 1)...].firstIndex(of: 0x0A)
            else { return nil }
            return Array(bytes[(at + 1)..<end])
        }
    }
}
