import PropertyGraph

/// A few values of any type, all different, by number.
final class ValueDictionary: Sendable {
    let values: [Value]

    private init(_ values: [Value]) { self.values = values }

    /// The distinct ones of some values in order of first use, and the code of each of these values.
    static func numbering(_ values: [Value]) -> (codes: [UInt32], dictionary: ValueDictionary) {
        var (numbers, distinct) = ([HashedKey<Value>: UInt32](), [Value]())
        let codes = values.map { value in
            let key = HashedKey(value)
            if let known = numbers[key] { return known }
            let number = UInt32(distinct.count)
            numbers[key] = number
            distinct.append(value)
            return number
        }
        return (codes, ValueDictionary(distinct))
    }

    /// Whether each code means the same in both.
    func isSame(as other: ValueDictionary) -> Bool { self === other || values == other.values }
}
