extension RelationshipTable {
    /// Lays out relationships by source, then target, those with the same ends in the order given. O(relationships + nodes between
    /// the least and the greatest).
    /// - Parameter columns: gets the rows in the order of the table; nil where they stand so.
    init(type: Int, from start: Int, sources: [Int32], targets: [Int32], columns: (_ order: [Int32]?) -> [Int: Column]) {
        let count = sources.count
        // Two stable passes, the last key first.
        let order = Self.isSorted(sources, targets) ? nil : Self.countingSort(Self.countingSort(nil, by: targets), by: sources)
        let sources = order.map { Self.gathered(sources, $0) } ?? Lane(sources)
        let targets = order.map { Self.gathered(targets, $0) } ?? Lane(targets)
        // By target, then source: the rows are in order of source already.
        let back = Self.countingSort(nil, by: targets)
        self.init(
            type: type, range: start..<start + count, sources: sources, targets: targets, columns: columns(order),
            outgoing: Adjacency(keys: sources, neighbours: targets, rows: nil),
            incoming: Adjacency(
                keys: Lane(count: count) { for (row, from) in back.enumerated() { $0.initializeElement(at: row, to: targets[Int(from)]) } },
                neighbours: Lane(count: count) { for (row, from) in back.enumerated() { $0.initializeElement(at: row, to: sources[Int(from)]) } },
                rows: Lane(back)))
    }

    private static func gathered(_ elements: [Int32], _ order: [Int32]) -> Lane<Int32> {
        Lane(count: order.count) { target in
            elements.withUnsafeBufferPointer { source in
                for (row, from) in order.enumerated() { target.initializeElement(at: row, to: source[Int(from)]) }
            }
        }
    }

    private static func isSorted(_ sources: [Int32], _ targets: [Int32]) -> Bool {
        sources.withUnsafeBufferPointer { sources in
            targets.withUnsafeBufferPointer { targets in
                for row in 1..<max(1, sources.count) {
                    if sources[row - 1] > sources[row] { return false }
                    if sources[row - 1] == sources[row], targets[row - 1] > targets[row] { return false }
                }
                return true
            }
        }
    }

    /// The rows in order of their keys, equals as they stood; all rows for nil. O(rows + greatest key − least key).
    private static func countingSort(_ rows: [Int32]?, by keys: some RandomAccessCollection<Int32>) -> [Int32] {
        guard let least = keys.min(), let most = keys.max() else { return [] }
        var places = [Int32](repeating: 0, count: Int(most - least) + 2)
        for key in keys { places[Int(key - least) + 1] += 1 }
        for index in 1..<places.count { places[index] += places[index - 1] }
        return [Int32](unsafeUninitializedCapacity: keys.count) { out, count in
            keys.withContiguousStorageIfAvailable { keys in
                places.withUnsafeMutableBufferPointer { places in
                    func put(_ row: Int32) {
                        let key = Int(keys[Int(row)] - least)
                        out[Int(places[key])] = row
                        places[key] += 1
                    }
                    if let rows { for row in rows { put(row) } } else { for row in 0..<Int32(keys.count) { put(row) } }
                }
            }
            count = keys.count
        }
    }
}
