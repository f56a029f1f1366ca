/// A fixed row of bits.
public struct Bitmap: Sendable {
    @usableFromInline let words: Lane<UInt64>
    /// Number of bits.
    public let count: Int

    init(words: Lane<UInt64>, count: Int) {
        self.words = words
        self.count = count
    }

    /// The bits that `isSet` answers for.
    package init(count: Int, _ isSet: (Int) -> Bool) {
        var words = [UInt64](repeating: 0, count: (count + 63) / 64)
        for index in 0..<count where isSet(index) { words[index >> 6] |= 1 << UInt64(index & 63) }
        self.init(words: Lane(words), count: count)
    }

    /// The bit at `index`, which must be less than `count`. O(1).
    @inlinable
    public subscript(index: Int) -> Bool { words[index >> 6] & (1 << UInt64(index & 63)) != 0 }
}
