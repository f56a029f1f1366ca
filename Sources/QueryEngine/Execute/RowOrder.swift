import PropertyGraph

/// The order of rows by the values of some keys, as ORDER BY has it; equal rows keep the order that they came in.
struct RowOrder {
    let keys: [SortKey]
    /// A vector a key.
    var columns: [Vector]

    init(_ keys: [SortKey], _ columns: [Vector]) {
        self.keys = keys
        self.columns = columns.map { column in
            if case .coded(let codes, _) = column { return .values(column.values(count: codes.count)) }
            if case .lists(let lists) = column { return .values(column.values(count: lists.count)) }
            if case .maps(let maps) = column { return .values(column.values(count: maps.count)) }
            // Its word would be that of null.
            guard case .partial(.integers(let numbers), let present) = column, numbers.contains(.max) else { return column }
            return .values(column.values(count: present.count))
        }
    }

    /// All rows in order. O(n log n).
    func sorted(_ count: Int, _ context: ExecutionContext) throws(EvaluationError) -> [Int] {
        try RowSort(self, count: count, context).rows()
    }

    /// The first rows, of which equal ones keep their order. O(n log most) at worst, mostly O(n): few rows of many are ever among the first.
    func first(_ most: Int, of count: Int, _ context: ExecutionContext) throws(EvaluationError) -> [Int] {
        if most >= count { return Array(0..<count) }
        if most >= count / 4 || most > 1024 { return try RowSort(self, count: count, context).first(most) }
        guard most > 0 else { return [] }
        let keys = SortKeys(self, count: count)
        keys.fill(0..<count)
        // A heap with the last of the chosen rows at its root.
        var heap = Array(try sorted(most, context).reversed())
        for row in most..<count where keys.comesFirst(row, heap[0]) {
            var place = 0
            while true {
                var child = 2 * place + 1
                guard child < most else { break }
                if child + 1 < most, keys.comesFirst(heap[child], heap[child + 1]) { child += 1 }
                guard keys.comesFirst(row, heap[child]) else { break }
                heap[place] = heap[child]
                place = child
            }
            heap[place] = row
        }
        return heap.sorted(by: keys.comesFirst)
    }

    enum WordKind { case integers, floats, dates }

    /// The first key as words in whose order the rows are, also beside words of other rows of the same kind; nil for keys that have none such.
    var firstWords: (kind: WordKind, words: [UInt64])? {
        let mask = keys[0].descending ? UInt64.max : 0
        switch columns[0] {
        case .integers(let numbers): return (.integers, numbers.map { SortKeys.word(of: $0) ^ mask })
        case .floats(let numbers): return (.floats, numbers.map { SortKeys.word(of: $0) ^ mask })
        case .dates(let days): return (.dates, days.map { SortKeys.word(ofDay: $0) ^ mask })
        case .partial(let numbers, let present):
            guard let (kind, words) = RowOrder(keys, [numbers]).firstWords else { return nil }
            return (kind, words.indices.map { present[$0] ? words[$0] : .max ^ mask })
        case .nodes, .relationships, .booleans, .strings, .coded, .lists, .maps, .values, .constant: return nil
        }
    }

    func gather(_ rows: [Int]) -> RowOrder { RowOrder(keys, columns.map { $0.gather(rows) }) }

    var bytes: Int { columns.reduce(0) { $0 + $1.bytes } }

    /// One after the other.
    static func joined(_ parts: [(order: RowOrder, count: Int)], _ keys: [SortKey]) -> RowOrder {
        RowOrder(keys, keys.indices.map { key in Vector.joined(parts.map { ($0.order.columns[key], $0.count) }) })
    }
}
