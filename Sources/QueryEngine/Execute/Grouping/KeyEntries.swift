import Platform
import PropertyGraph

/// A table by hash, from the tags of keys to their groups: places in a row, of which at most half are in use.
struct KeyEntries {
    private(set) var entries: [Entry] = []

    struct Entry: BitwiseCopyable {
        /// The packed key, or its hash: what settles nearly every comparison lies beside the group.
        var tag: UInt64
        /// -1 where the place is free.
        var group: Int32

        fileprivate static let free = Entry(tag: 0, group: -1)
    }

    var bytes: Int { entries.count * MemoryLayout<Entry>.stride }

    /// How many groups there may be before it has to grow.
    var room: Int { entries.count / 2 }

    init() {}

    /// With room for that many groups.
    init(groups: Int) { entries = Self.free(Self.size(for: groups, least: 0)) }

    mutating func removeAll() { entries = [Entry](repeating: .free, count: entries.count) }

    /// Makes place for that number of groups. Throws where the memory for it is not there: the old places go only after it.
    mutating func reserve(_ groups: Int, _ memory: MemoryBudget) throws(EvaluationError) {
        let size = Self.size(for: groups, least: entries.count)
        if size == entries.count { return }
        try memory.allow(size * MemoryLayout<Entry>.stride)
        let old = entries
        entries = Self.free(size)
        for entry in old where entry.group >= 0 { put(entry) }
    }

    /// A group that has no place yet, where there is room.
    @inline(__always)
    mutating func put(_ entry: Entry) {
        var place = Self.start(entry.tag, entries.count)
        while entries[place].group >= 0 { place = (place + 1) & (entries.count - 1) }
        entries[place] = entry
    }

    mutating func withMutableEntries(_ body: (UnsafeMutableBufferPointer<Entry>) -> Void) { entries.withUnsafeMutableBufferPointer { body($0) } }

    /// Where the key with the tag is, or is to be put. `isKey` is asked about the group of an equal tag.
    @inline(__always)
    static func place(of tag: UInt64, in entries: UnsafeBufferPointer<Entry>, _ isKey: (_ group: Int32) -> Bool) -> Int {
        var place = start(tag, entries.count)
        while true {
            let entry = entries[place]
            if entry.group < 0 || entry.tag == tag && isKey(entry.group) { return place }
            place = (place + 1) & (entries.count - 1)
        }
    }

    /// Calls `body` for each row with the entry at which its tag begins to be looked for, as it was a little before: a number of entries is read at
    /// once, so that the memory is not waited for with each.
    @inline(__always)
    static func each(
        _ rows: Range<Int>, _ tags: UnsafeBufferPointer<UInt64>, _ entries: UnsafeBufferPointer<Entry>, _ body: (_ row: Int, _ first: Entry) -> Void
    ) {
        let width = 32
        withUnsafeTemporaryAllocation(of: Entry.self, capacity: width) { firsts in
            var start = rows.lowerBound
            while start < rows.upperBound {
                let end = min(rows.upperBound, start + width)
                for row in start..<end { firsts.initializeElement(at: row - start, to: entries[Self.start(tags[row], entries.count)]) }
                for row in start..<end { body(row, firsts[row - start]) }
                start = end
            }
        }
    }

    @inline(__always)
    static func mix(_ word: UInt64) -> UInt64 {
        var hash = word &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 32
        return hash &* 0xFF51_AFD7_ED55_8CCD ^ hash >> 29
    }

    @inline(__always)
    private static func start(_ tag: UInt64, _ count: Int) -> Int { Int(truncatingIfNeeded: mix(tag)) & (count - 1) }

    private static func free(_ count: Int) -> [Entry] {
        [Entry](unsafeUninitializedCapacity: count) { entries, filled in
            if let start = entries.baseAddress { LargePages.ask(for: start, bytes: count * MemoryLayout<Entry>.stride) }
            entries.initialize(repeating: .free)
            filled = count
        }
    }

    /// Places for that number of groups, a power of two.
    private static func size(for groups: Int, least: Int) -> Int {
        var size = max(1024, least)
        while size <= groups * 2 { size *= 2 }
        return size
    }
}
