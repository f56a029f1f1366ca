/// A number for each of the ids from 0 on, as runs in which both go up by one: few where a graph was laid out anew for a few changes.
struct IdentityRuns: Sendable {
    /// By run, its first id and the number of that.
    private var starts: [Int] = []
    private var numbers: [Int] = []
    private(set) var count = 0

    init() {}

    init(_ numbers: some Sequence<Int>) { for number in numbers { append(number..<number + 1) } }

    var isEmpty: Bool { count == 0 }

    /// Gives the next ids these numbers.
    mutating func append(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        if let start = starts.last, let number = numbers.last, number + count - start == range.lowerBound {} else {
            starts.append(count)
            numbers.append(range.lowerBound)
        }
        count += range.count
    }

    /// nil for an id that has none. O(log runs).
    subscript(id: Int) -> Int? {
        guard id >= 0, id < count else { return nil }
        let run = self.run(of: id)
        return numbers[run] + id - starts[run]
    }

    /// The numbers of some ids that all have one, run by run. O(log runs + runs among them).
    func forEachRun(of ids: Range<Int>, _ body: (Range<Int>) -> Void) {
        var id = ids.lowerBound
        var run = ids.isEmpty ? 0 : self.run(of: id)
        while id < ids.upperBound {
            let end = min(ids.upperBound, run + 1 < starts.count ? starts[run + 1] : count)
            let number = numbers[run] + id - starts[run]
            body(number..<number + end - id)
            (id, run) = (end, run + 1)
        }
    }

    private func run(of id: Int) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= id { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }
}
