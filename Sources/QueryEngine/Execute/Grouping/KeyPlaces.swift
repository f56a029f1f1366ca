/// Where the words of one key lie in an array with a place for each value that there can be: null first, then the values from `least` on.
struct KeyPlaces {
    let null: UInt64
    let least: UInt64
    /// Null among them.
    let count: Int

    /// Of as many values as there can be, which are numbered from 0 on; null is 0 among the words.
    init(domain: Int) { (null, least, count) = (0, 1, domain) }

    /// Of numbers as near to each other as those of the words, with as much room again at both ends; nil where they are too far apart.
    init?(around words: [UInt64], null: UInt64) {
        var (least, most) = (Int64.max, Int64.min)
        for word in words where word != null {
            let number = Int64(bitPattern: word)
            (least, most) = (min(least, number), max(most, number))
        }
        guard least <= most else { return nil }
        let (span, overflow) = most.subtractingReportingOverflow(least)
        guard !overflow, span < 1 << 16 else { return nil }
        let room = span + 8
        (self.null, self.least, count) = (null, UInt64(bitPattern: least &- room), Int(span + 2 * room) + 2)
    }

    /// `isInside` is false for a value that has no place.
    @inline(__always)
    func place(of word: UInt64) -> (place: Int, isInside: Bool) {
        let distance = word &- least
        return word == null ? (0, true) : (Int(truncatingIfNeeded: distance &+ 1), distance < UInt64(count - 1))
    }
}
