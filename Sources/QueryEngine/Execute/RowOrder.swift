import PropertyGraph

/// The order of rows by the values of some keys, as ORDER BY has it; equal rows keep the order that they came in.
struct RowOrder {
    let keys: [SortKey]
    /// A vector a key.
    var columns: [Vector]

    init(_ keys: [SortKey], _ columns: [Vector]) {
        self.keys = keys
        self.columns = columns
    }

    func comesFirst(_ a: Int, _ b: Int) -> Bool {
        for (key, column) in zip(keys, columns) {
            let order = column.order(a, b)
            if order != 0 { return key.descending ? order > 0 : order < 0 }
        }
        return a < b
    }

    /// All rows in order. O(n log n).
    func sorted(_ count: Int, _ context: ExecutionContext) throws(EvaluationError) -> [Int] {
        try RowSort(self, count: count, context).rows()
    }

    /// The first rows in order. O(n log most) at worst, mostly O(n): few rows of many are ever among the first.
    func first(_ most: Int, of count: Int, _ context: ExecutionContext) throws(EvaluationError) -> [Int] {
        if most >= count / 4 { return Array(try sorted(count, context).prefix(most)) }
        guard most > 0 else { return [] }
        // A heap with the last of the chosen rows at its root.
        var heap = Array(try sorted(most, context).reversed())
        for row in most..<count where comesFirst(row, heap[0]) {
            var place = 0
            while true {
                var child = 2 * place + 1
                guard child < most else { break }
                if child + 1 < most, comesFirst(heap[child], heap[child + 1]) { child += 1 }
                guard comesFirst(row, heap[child]) else { break }
                heap[place] = heap[child]
                place = child
            }
            heap[place] = row
        }
        return heap.sorted(by: comesFirst)
    }

    func gather(_ rows: [Int]) -> RowOrder { RowOrder(keys, columns.map { $0.gather(rows) }) }

    var bytes: Int { columns.reduce(0) { $0 + $1.bytes } }

    /// One after the other.
    static func joined(_ parts: [(order: RowOrder, count: Int)], _ keys: [SortKey]) -> RowOrder {
        RowOrder(keys, keys.indices.map { key in Vector.joined(parts.map { ($0.order.columns[key], $0.count) }) })
    }
}

extension Vector {
    /// As `Value.order` of the values of two rows, without making values of them where they lie unboxed.
    fileprivate func order(_ a: Int, _ b: Int) -> Int {
        switch self {
        case .integers(let numbers): return numbers[a] < numbers[b] ? -1 : numbers[a] > numbers[b] ? 1 : 0
        case .floats(let numbers):
            let (x, y) = (numbers[a], numbers[b])
            if x < y { return -1 }
            if x > y { return 1 }
            return x == y ? 0 : Value.order(.float(x), .float(y))
        case .nodes(let ids) where ids[a] >= 0 && ids[b] >= 0, .relationships(let ids) where ids[a] >= 0 && ids[b] >= 0:
            return Int(ids[a]) - Int(ids[b])
        case .strings(let codes, let dictionary) where codes[a] != Vector.nullCode && codes[b] != Vector.nullCode:
            return dictionary.order(codes[a], codes[b])
        case .values(let values): return Value.order(values[a], values[b])
        case .constant: return 0
        default: return Value.order(value(at: a), value(at: b))
        }
    }
}
