/// A fixed row of bits.
public struct Bitmap: Sendable {
    private var words: [UInt64]
    public let count: Int

    public init(count: Int, filled: Bool = false) {
        self.count = count
        words = [UInt64](repeating: filled ? ~0 : 0, count: (count + 63) / 64)
    }

    @inlinable
    public subscript(index: Int) -> Bool {
        get { word(index >> 6) & (1 << UInt64(index & 63)) != 0 }
        set { set(index, newValue) }
    }

    @usableFromInline func word(_ index: Int) -> UInt64 { words[index] }

    @usableFromInline mutating func set(_ index: Int, _ value: Bool) {
        let bit: UInt64 = 1 << UInt64(index & 63)
        if value { words[index >> 6] |= bit } else { words[index >> 6] &= ~bit }
    }
}
