/// Places for whole numbers that lie near to each other, from the least one on.
struct NearNumbers {
    let least: Int
    /// From the least to the greatest.
    let count: Int

    /// nil where there are none, or `most` places are not enough.
    init?(_ numbers: some Sequence<Int>, most: Int) {
        var (least, greatest) = (Int.max, Int.min)
        for number in numbers { (least, greatest) = (min(least, number), max(greatest, number)) }
        guard least <= greatest else { return nil }
        let (span, overflow) = greatest.subtractingReportingOverflow(least)
        guard !overflow, span < most else { return nil }
        (self.least, count) = (least, span + 1)
    }

    /// nil for a number that lies outside.
    @inline(__always)
    func place(of number: Int) -> Int? {
        let (place, overflow) = number.subtractingReportingOverflow(least)
        return !overflow && place >= 0 && place < count ? place : nil
    }
}
