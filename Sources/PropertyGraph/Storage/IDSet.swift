/// A set of ids as bits: small beside the ids themselves where they lie close together, as those of a table do.
struct IDSet: Sequence, Sendable {
    private var words: [UInt64] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// O(1).
    @inline(__always)
    func contains(_ id: Int32) -> Bool {
        let word = Int(id >> 6)
        return word >= 0 && word < words.count && words[word] & (1 << UInt64(id & 63)) != 0
    }

    /// Whether it was not there yet. O(1), but for growth.
    @discardableResult
    mutating func insert(_ id: Int32) -> (inserted: Bool, memberAfterInsert: Int32) {
        let word = Int(id >> 6)
        if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
        let bit: UInt64 = 1 << UInt64(id & 63)
        guard words[word] & bit == 0 else { return (false, id) }
        words[word] |= bit
        count += 1
        return (true, id)
    }

    /// Whether one of the ids is in it. O(ids / 64).
    func intersects(_ range: Range<Int>) -> Bool {
        guard count > 0 else { return false }
        var id = range.lowerBound
        while id < range.upperBound, id >> 6 < words.count {
            let next = Swift.min(range.upperBound, (id >> 6 + 1) << 6)
            let mask = (next & 63 == 0 ? UInt64.max : (1 << UInt64(next & 63)) - 1) & (UInt64.max << UInt64(id & 63))
            if words[id >> 6] & mask != 0 { return true }
            id = next
        }
        return false
    }

    /// Ascending.
    func makeIterator() -> AnyIterator<Int32> {
        let words = words
        var (place, left) = (-1, UInt64(0))
        return AnyIterator {
            while left == 0 {
                place += 1
                if place >= words.count { return nil }
                left = words[place]
            }
            defer { left &= left - 1 }
            return Int32(place << 6 + left.trailingZeroBitCount)
        }
    }
}
