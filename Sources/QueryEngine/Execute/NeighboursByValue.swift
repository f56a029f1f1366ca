import PropertyGraph

/// The neighbours of some nodes by the value of a property: where many rows step from the same node and a filter asks for a
/// value of their own, only those with the value are gone through. The filter still decides; what is left out could not pass.
struct NeighboursByValue {
    /// Of a node that rows begin at, its places in `entries`.
    private var ranges: [Int32: Range<Int>] = [:]
    /// Keys above, places in `found` below; in order within each range.
    private var entries: [UInt64] = []
    private var found: [(neighbour: Int32, relationship: Int32)] = []
    /// Of the texts that the keys are codes of.
    private var dictionary: StringDictionary?

    var bytes: Int { entries.count * 8 + found.count * 8 + ranges.count * 32 }

    /// Rows for each neighbour from which on it is worth while: to put one in order takes longer than to look at it.
    private static let worthwhile = 4

    /// Puts in the neighbours of the nodes that are not there yet. Gives the key of each row, nil for none; or nil for all where that is
    /// not worth while, or where the values are of other types.
    mutating func prepare(
        from ids: [Int32], of batch: Batch, along side: NeighbourRows, seeking seek: StepSeek, to slot: Slot, _ filter: NodeFilter,
        _ evaluator: Evaluator
    ) throws(EvaluationError) -> [UInt32?]? {
        // Each node once, as mostly where it begins at a scan.
        if (1..<max(1, ids.count)).allSatisfy({ ids[$0 - 1] < ids[$0] }) { return nil }
        var pairs = 0
        var fresh: Set<Int32> = []
        var neighbours = 0
        for id in ids where id >= 0 {
            let degree = side.memory.positions(of: id).count
            pairs += degree
            if ranges[id] == nil, fresh.insert(id).inserted { neighbours += degree }
        }
        guard pairs >= Self.worthwhile * neighbours + 4096, let (keys, texts) = (try? evaluator.evaluate(seek.key.value, batch))?.shortKeys,
            dictionary == nil || texts === dictionary
        else { return nil }
        for id in fresh.sorted() {
            let start = found.count
            for position in side.memory.positions(of: id) {
                let neighbour = side.memory.neighbours[position]
                if filter.admits(neighbour), !side.leavesOutLoops || neighbour != id { found.append((neighbour, side.memory.relationship(at: position))) }
            }
            ranges[id] = start..<found.count
        }
        guard try keyEntries(of: fresh, seek, slot, texts, evaluator) else {
            self = NeighboursByValue()
            return nil
        }
        dictionary = texts
        return keys
    }

    /// False where the neighbours' values are of another type than the rows'.
    private mutating func keyEntries(
        of nodes: Set<Int32>, _ seek: StepSeek, _ slot: Slot, _ texts: StringDictionary?, _ evaluator: Evaluator
    ) throws(EvaluationError) -> Bool {
        let start = entries.count
        if start == found.count { return true }
        var rows = Batch(count: found.count - start, slots: evaluator.context.slotCount)
        rows.columns[slot] = .nodes(found[start...].map(\.neighbour))
        evaluator.context.steps += rows.count
        guard let (keys, own) = try evaluator.evaluate(seek.key.asked, rows).shortKeys, own === texts else { return false }
        // What has no value comes last, where nothing looks for it.
        for (place, key) in keys.enumerated() { entries.append(UInt64(key ?? .max) << 32 | UInt64(start + place)) }
        for node in nodes { if let range = ranges[node] { entries[range].sort() } }
        return true
    }

    /// Calls `body` with each neighbour of the node that has the key, in the order in which they lie.
    @inline(__always)
    func forEach(from node: Int32, key: UInt32, _ body: (_ relationship: Int32, _ neighbour: Int32) -> Void) {
        guard let range = ranges[node] else { return }
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle] >> 32 < UInt64(key) { low = middle + 1 } else { high = middle }
        }
        while low < range.upperBound, entries[low] >> 32 == UInt64(key) {
            let (neighbour, relationship) = found[Int(truncatingIfNeeded: entries[low] & 0xFFFF_FFFF)]
            body(relationship, neighbour)
            low += 1
        }
    }
}

extension Vector {
    /// Numbers of 32 bits that are equal where the values are, nil for null: of texts, with their dictionary, or of days. The greatest number is
    /// none of them.
    fileprivate var shortKeys: (keys: [UInt32?], texts: StringDictionary?)? {
        switch self {
        case .strings(let codes, let dictionary): (codes.map { $0 == Self.nullCode ? nil : $0 }, dictionary)
        case .dates(let days): (days.map { $0 == Self.nullDate ? nil : UInt32(bitPattern: $0 ^ .min) }, nil)
        default: nil
        }
    }
}
