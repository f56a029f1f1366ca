/// Text of encodings other than UTF-8, made into UTF-8.
package enum LegacyText {
    /// The 32 places in which Windows-1252 differs from Latin-1 (Microsoft's best-fit table); those that it leaves open stay control characters.
    private static let high: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// Every byte is a character. O(n).
    package static func windows1252(_ bytes: some Sequence<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let code = (0x80..<0xA0).contains(byte) ? high[Int(byte) - 0x80] : UInt16(byte)
            if let scalar = Unicode.Scalar(code) { text.append(scalar) }
        }
        return String(text)
    }

    /// UTF-16 in pieces of any length: half a character waits for the next piece. What is not a character becomes U+FFFD.
    package struct UTF16Decoder {
        package let isBigEndian: Bool
        private var odd: UInt8?
        private var highSurrogate: UInt16?

        package init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

        package mutating func decode(_ bytes: ArraySlice<UInt8>, atEnd: Bool) -> [UInt8] {
            var units: [UInt16] = []
            units.reserveCapacity(bytes.count / 2 + 1)
            if let highSurrogate { units.append(highSurrogate) }
            highSurrogate = nil
            for byte in bytes {
                guard let first = odd else {
                    odd = byte
                    continue
                }
                units.append(isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first))
                odd = nil
            }
            if !atEnd, let last = units.last, (0xD800..<0xDC00).contains(last) { highSurrogate = units.removeLast() }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        }
    }

    /// What the first bytes of a file show: a mark, or every second byte zero. nil where they show nothing.
    package static func sniff(_ bytes: [UInt8]) -> (isUTF16: Bool, isBigEndian: Bool, mark: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (false, false, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (true, false, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (true, true, 2) }
        let head = bytes.prefix(64)
        guard head.count >= 4 else { return nil }
        let even = head.indices.filter { $0.isMultiple(of: 2) }, odd = head.indices.filter { !$0.isMultiple(of: 2) }
        func zeros(_ places: [Int]) -> Int { places.count { head[$0] == 0 } }
        if zeros(odd) * 4 >= odd.count * 3, zeros(even) == 0 { return (true, false, 0) }
        if zeros(even) * 4 >= even.count * 3, zeros(odd) == 0 { return (true, true, 0) }
        return nil
    }
}
