extension UnsafeMutableBufferPointer {
    /// Puts the first `most` elements before all others, neither in order. O(n) on the average (Hoare: Find, 1961).
    /// - Parameter check: throws where the run is to stop.
    @inline(__always)
    func select(
        _ most: Int, by comesFirst: (Element, Element) -> Bool, _ check: () throws(EvaluationError) -> Void = {}
    ) throws(EvaluationError) {
        var (low, high, rounds) = (0, count, 0)
        while low < most, most < high {
            try check()
            rounds += 1
            // After this many unbalanced splits, which the median of three rarely makes, a sort bounds the time.
            if rounds > 64 {
                var rest = UnsafeMutableBufferPointer(rebasing: self[low..<high])
                return rest.sort(by: comesFirst)
            }
            let middle = Self.median(self[low], self[(low + high) / 2], self[high - 1], comesFirst)
            var (left, right) = (low, high - 1)
            while left <= right {
                while comesFirst(self[left], middle) { left += 1 }
                while comesFirst(middle, self[right]) { right -= 1 }
                guard left <= right else { break }
                swapAt(left, right)
                (left, right) = (left + 1, right - 1)
            }
            if most <= right + 1 { high = right + 1 } else { low = left }
        }
    }

    @inline(__always)
    private static func median(_ a: Element, _ b: Element, _ c: Element, _ comesFirst: (Element, Element) -> Bool) -> Element {
        if comesFirst(a, b) { return comesFirst(b, c) ? b : comesFirst(a, c) ? c : a }
        return comesFirst(a, c) ? a : comesFirst(b, c) ? c : b
    }
}

extension Array {
    /// The element at a place of their order; all that come before it then stand before it. O(n) on the average.
    @inline(__always)
    mutating func element(
        atPlace place: Int, by comesFirst: (Element, Element) -> Bool, _ check: () throws(EvaluationError) -> Void = {}
    ) throws(EvaluationError) -> Element {
        try withUnsafeMutableBufferPointer { (elements) throws(EvaluationError) in try elements.select(place + 1, by: comesFirst, check) }
        var last = self[0]
        for element in self[...place] where comesFirst(last, element) { last = element }
        return last
    }
}
