import PropertyGraph

/// Bytes as text that can stand between the quotes of a raw literal: six bits a character, from `0` to `o`.
/// The compiler takes a literal of any length quickly, and arrays only slowly.
package enum SixBitText {
    private static let zero = UInt8(ascii: "0")

    /// Six bytes become eight characters; the last may be short of bytes, which are then zero.
    package static func text(of bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 5) / 6 * 8)
        for start in stride(from: 0, to: bytes.count, by: 6) {
            var word: UInt64 = 0
            for index in 0..<6 where start + index < bytes.count { word |= UInt64(bytes[start + index]) << UInt64(8 * index) }
            for index in 0..<8 { text.append(zero + UInt8(word >> UInt64(6 * index) & 63)) }
        }
        return text
    }

    /// The first `count` bytes. O(characters), eight at a time.
    package static func bytes(of text: UnsafeBufferPointer<UInt8>, count: Int) -> Lane<UInt8> {
        let groups = text.count / 8
        precondition(count <= groups * 6)
        let source = UnsafeRawPointer(text.baseAddress!)
        // The last group is put down as eight bytes too.
        return Lane(count: groups * 6 + 2) { target in
            var (from, to) = (source, UnsafeMutableRawPointer(target.baseAddress!))
            let end = source + groups * 8
            while from < end {
                var word = UInt64(littleEndian: from.loadUnaligned(as: UInt64.self)) &- 0x3030_3030_3030_3030
                word = word & 0x003F_003F_003F_003F | (word & 0x3F00_3F00_3F00_3F00) &>> 2
                word = word & 0x0000_0FFF_0000_0FFF | (word & 0x0FFF_0000_0FFF_0000) &>> 4
                word = word & 0x0000_0000_00FF_FFFF | (word & 0x00FF_FFFF_0000_0000) &>> 8
                to.storeBytes(of: word.littleEndian, as: UInt64.self)
                from += 8
                to += 6
            }
        }.truncated(to: count)
    }
}
