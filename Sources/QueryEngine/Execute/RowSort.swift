import PropertyGraph
import Synchronization

/// Puts many rows in order: pieces of them on all cores, then two and two together, in portions of which none takes long,
/// so that a time limit holds in between. What comes out is the same on any number of cores.
struct RowSort {
    private let order: RowOrder
    private let count: Int
    private let setting: ExecutionContext.Setting

    /// Rows of a piece, and of a portion of what two runs are put together to.
    static let portion = 16384

    /// What it takes beside the rows themselves, for each.
    static func bytesOfRow(_ keys: Int) -> Int {
        SortKeys.bytesOfRow(keys) + 2 * MemoryLayout<SortEntry>.stride + MemoryLayout<Int>.stride
    }

    init(_ order: RowOrder, count: Int, _ context: ExecutionContext) {
        self.order = order
        self.count = count
        setting = context.setting
    }

    /// The numbers of the rows, in order. O(n log n).
    func rows() throws(EvaluationError) -> [Int] {
        guard count > 1 else { return Array(0..<count) }
        let keys = SortKeys(order, count: count)
        var (runs, space) = (SortMemory(count), SortMemory(count))
        try onAllCores(keys) { [runs] range in
            var piece = runs[range]
            keys.fill(range)
            for row in range { runs.entries.initializeElement(at: row, to: SortEntry(prefix: keys.prefix(of: row), row: row)) }
            piece.sort(by: keys.comesFirst)
        }
        var length = Self.portion
        while length < count {
            try onAllCores(keys) { [runs, space, count, length] range in
                // A portion lies within one pair of runs, for their lengths are multiples of its own.
                let start = range.lowerBound / (2 * length) * (2 * length)
                let middle = min(start + length, count)
                keys.merge(
                    runs[start..<middle], runs[middle..<min(middle + length, count)], from: range.lowerBound - start,
                    into: space[range])
            }
            swap(&runs, &space)
            length *= 2
        }
        return [Int](count: count) { runs.entries[$0].row }
    }

    /// The rows at some places of the order. O(n + m log m) for m places.
    func rows(at places: Range<Int>) throws(EvaluationError) -> [Int] {
        let places = places.clamped(to: 0..<count)
        if places.count > count / 2 { return Array(try rows()[places]) }
        let (keys, entries) = filled()
        // Parts of its memory do not hold it.
        defer { withExtendedLifetime(entries) {} }
        try entries.entries.select(places.upperBound, by: keys.comesFirst, setting.check)
        try entries[0..<places.upperBound].select(places.lowerBound, by: keys.comesFirst, setting.check)
        var page = entries[places]
        page.sort(by: keys.comesFirst)
        return page.map(\.row)
    }

    /// The first rows, in the order in which they came. O(n).
    func first(_ most: Int) throws(EvaluationError) -> [Int] {
        let (keys, entries) = filled()
        defer { withExtendedLifetime(entries) {} }
        try entries.entries.select(most, by: keys.comesFirst, setting.check)
        return entries[0..<most].map(\.row).sorted()
    }

    private func filled() -> (keys: SortKeys, entries: SortMemory) {
        let (keys, memory) = (SortKeys(order, count: count), SortMemory(count))
        keys.fill(0..<count)
        for row in 0..<count { memory.entries.initializeElement(at: row, to: SortEntry(prefix: keys.prefix(of: row), row: row)) }
        return (keys, memory)
    }

    private func onAllCores(_ keys: SortKeys, _ body: @escaping @Sendable (Range<Int>) -> Void) throws(EvaluationError) {
        let stopped = Stop()
        let workers = keys.areShareable ? setting.limits.sharing.workers : 1
        Workers.run((count + Self.portion - 1) / Self.portion, on: workers) { [setting, count] job in
            guard stopped.error == nil else { return }
            do throws(EvaluationError) { try setting.check() } catch { return stopped.error = error }
            body(job * Self.portion..<min((job + 1) * Self.portion, count))
        }
        if let error = stopped.error { throw error }
    }

    private final class Stop: Sendable {
        private let first = Mutex<EvaluationError?>(nil)

        var error: EvaluationError? {
            get { first.withLock { $0 } }
            set { first.withLock { $0 = $0 ?? newValue } }
        }
    }
}

/// A row, and where it stands by its first key as far as a number tells: that alone tells most rows apart.
private struct SortEntry {
    var prefix: UInt64
    var row: Int
}

/// Each job writes to a portion of its own.
private final class SortMemory: @unchecked Sendable {
    let entries: UnsafeMutableBufferPointer<SortEntry>

    init(_ count: Int) { entries = .allocate(capacity: count) }

    deinit { entries.deallocate() }

    subscript(range: Range<Int>) -> UnsafeMutableBufferPointer<SortEntry> { UnsafeMutableBufferPointer(rebasing: entries[range]) }
}

extension SortKeys {
    fileprivate func comesFirst(_ a: SortEntry, _ b: SortEntry) -> Bool {
        a.prefix != b.prefix ? a.prefix < b.prefix : comesFirst(a.row, b.row)
    }

    /// Of what two runs are together, the entries from one place on, as many as there is room for.
    fileprivate func merge(
        _ a: UnsafeMutableBufferPointer<SortEntry>, _ b: UnsafeMutableBufferPointer<SortEntry>, from start: Int,
        into target: UnsafeMutableBufferPointer<SortEntry>
    ) {
        // How many of the first run come before: the least that leaves none in the second that would have to be after it.
        var (low, high) = (max(0, start - b.count), min(start, a.count))
        while low < high {
            let middle = (low + high) / 2
            if comesFirst(a[middle], b[start - middle - 1]) { low = middle + 1 } else { high = middle }
        }
        var (next, other) = (low, start - low)
        for index in target.indices {
            if other == b.count || next < a.count && comesFirst(a[next], b[other]) {
                target.initializeElement(at: index, to: a[next])
                next += 1
            } else {
                target.initializeElement(at: index, to: b[other])
                other += 1
            }
        }
    }
}
