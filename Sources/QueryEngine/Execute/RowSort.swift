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
        var length = piece(keys)
        try onAllCores(keys, length) { [runs, space] range in
            keys.fill(range)
            for row in range { runs.entries.initializeElement(at: row, to: SortEntry(prefix: keys.prefix(of: row), row: row)) }
            var piece = runs[range]
            // Of few rows, to count the bytes takes longer.
            if range.count < 512 { return piece.sort(by: keys.comesFirst) }
            piece.sortByPrefix(space[range])
            if !keys.prefixSaysAll { piece.sortEqualPrefixes(by: keys.comesFirst) }
        }
        while length < count {
            try onAllCores(keys, Self.portion) { [runs, space, count, length] range in
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

    /// Rows that are put in order at once: a share for each core where their prefixes are enough, which takes little time.
    private func piece(_ keys: SortKeys) -> Int {
        guard keys.prefixSaysAll, count > Self.portion else { return Self.portion }
        let shares = setting.limits.sharing.workers * Self.portion
        return min(32, (count + shares - 1) / shares) * Self.portion
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

    private func onAllCores(_ keys: SortKeys, _ length: Int, _ body: @escaping @Sendable (Range<Int>) -> Void) throws(EvaluationError) {
        let stopped = Stop()
        let workers = keys.areShareable ? setting.limits.sharing.workers : 1
        Workers.run((count + length - 1) / length, on: workers) { [setting, count] job in
            guard stopped.error == nil else { return }
            do throws(EvaluationError) { try setting.check() } catch { return stopped.error = error }
            body(job * length..<min((job + 1) * length, count))
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

extension UnsafeMutableBufferPointer<SortEntry> {
    /// In order of their prefixes, equals as they stood: byte by byte from the last one, those alone in which they differ. O(n) for each byte.
    /// - Parameter space: as large, for what lies there in between.
    fileprivate func sortByPrefix(_ space: Self) {
        guard let first else { return }
        let different = reduce(0) { $0 | ($1.prefix ^ first.prefix) }
        var (from, to) = (self, space)
        for shift in stride(from: UInt64(0), to: 64, by: 8) where different >> shift & 0xFF != 0 {
            withUnsafeTemporaryAllocation(of: Int.self, capacity: 257) { starts in
                starts.initialize(repeating: 0)
                for entry in from { starts[Int(entry.prefix >> shift & 0xFF) + 1] += 1 }
                for byte in 1..<257 { starts[byte] += starts[byte - 1] }
                for entry in from {
                    let byte = Int(entry.prefix >> shift & 0xFF)
                    to.initializeElement(at: starts[byte], to: entry)
                    starts[byte] += 1
                }
            }
            swap(&from, &to)
        }
        if from.baseAddress != baseAddress { _ = update(from: from) }
    }

    /// Of entries in order of their prefixes, those with the same one.
    fileprivate func sortEqualPrefixes(by comesFirst: (SortEntry, SortEntry) -> Bool) {
        var start = 0
        while start < count {
            var end = start + 1
            while end < count, self[end].prefix == self[start].prefix { end += 1 }
            if end - start > 1 {
                var run = Self(rebasing: self[start..<end])
                run.sort(by: comesFirst)
            }
            start = end
        }
    }
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
