import PropertyGraph

/// Which properties the rows of one table have: the sets that were met, each once.
final class KeySets {
    private let keys: [(key: UInt32, present: Bitmap?)]
    private var known: [UInt64: ListPart] = [:]

    /// Of a table without columns.
    init() { keys = [] }

    /// nil for a table of too many columns.
    init?(_ columns: [Int: Column]) {
        guard columns.count <= 64 else { return nil }
        keys = columns.keys.sorted().map { (UInt32($0), columns[$0]!.present) }  // safe: one of its keys
    }

    /// Where the keys of the row lie among the elements, to which a new set is added.
    func part(_ row: Int, _ elements: inout [UInt32]) -> ListPart {
        var set: UInt64 = 0
        for (place, (_, present)) in keys.enumerated() where present?[row] ?? true { set |= 1 << UInt64(place) }
        if let part = known[set] { return part }
        let start = elements.count
        for (place, (key, _)) in keys.enumerated() where set & 1 << UInt64(place) != 0 { elements.append(key) }
        let part = ListPart(start..<elements.count)
        known[set] = part
        return part
    }
}
