import PropertyGraph

/// The map of each row, all with the same keys: a column for each key. Rows are picked without a copy of the columns.
struct MapVector: Sendable {
    /// In the order in which they are written, each once.
    let keys: [String]
    /// By key; unboxed, neither a constant nor lists or maps.
    let columns: [Vector]
    private let columnCount: Int
    /// By row its place in the columns, -1 for null; nil where the rows are as they lie there.
    private(set) var places: [Int]?

    /// - Parameter count: of the columns.
    /// nil where a column does not lie unboxed, or a key comes twice.
    init?(_ keys: [String], _ columns: [Vector], count: Int) {
        guard columns.allSatisfy(\.liesUnboxed), Set(keys).count == keys.count else { return nil }
        (self.keys, self.columns, columnCount) = (keys, columns, count)
    }

    var count: Int { places?.count ?? columnCount }

    func isNull(at row: Int) -> Bool { places.map { $0[row] < 0 } ?? false }

    func value(at row: Int) -> Value {
        let place = places?[row] ?? row
        return place < 0 ? .null : .map(PropertyMap(uniqueKeys: keys, values: columns.map { $0.value(at: place) }))
    }

    /// Of each row; null for a key that no map has.
    subscript(key: String) -> Vector {
        guard let column = keys.firstIndex(of: key).map({ columns[$0] }) else { return .constant(.null) }
        guard let places else { return column }
        guard places.contains(-1) else { return column.gather(places) }
        return columnCount == 0 ? .constant(.null) : column.gather(places.map { max(0, $0) }).masked(places.map { $0 >= 0 })
    }

    func gather(_ rows: [Int]) -> MapVector { with(places?.gather(rows) ?? rows) }

    func slice(_ rows: Range<Int>) -> MapVector { with(places.map { Array($0[rows]) } ?? Array(rows)) }

    /// With null in the other rows.
    func masked(_ present: [Bool]) -> MapVector { with(present.indices.map { present[$0] ? places?[$0] ?? $0 : -1 }) }

    private func with(_ places: [Int]) -> MapVector {
        var other = self
        other.places = places
        return other
    }

    /// Of what is held together each row counts its own.
    var bytes: Int {
        let all = columns.reduce(0) { $0 + $1.bytes }
        return (places?.count ?? 0) * MemoryLayout<Int>.stride + (columnCount == 0 ? 0 : Int(Double(all) / Double(columnCount) * Double(count)))
    }

    /// One after the other; nil where the keys differ, or columns are not of one kind. A part may be null in all rows.
    static func joined(_ parts: [(vector: Vector, count: Int)]) -> Vector? {
        var (keys, present) = ([String]?.none, [Bool]())
        for (vector, count) in parts {
            switch vector {
            case .maps(let maps):
                if let keys, keys != maps.keys { return nil }
                keys = maps.keys
                present += (0..<count).map { !maps.isNull(at: $0) }
            case .constant(.null): present += repeatElement(false, count: count)
            default: return nil
            }
        }
        let columns = (keys ?? []).map { key in
            Vector.joined(parts.map { part in if case .maps(let maps) = part.vector { (maps[key], part.count) } else { (.constant(.null), part.count) } }).spread(present.count)
        }
        return keys.flatMap { MapVector($0, columns, count: present.count) }.map { .maps(present.contains(false) ? $0.masked(present) : $0) }
    }
}

extension Vector {
    /// Neither a constant nor tagged, nor made of other vectors.
    var liesUnboxed: Bool {
        switch self {
        case .nodes, .relationships, .integers, .floats, .partial, .dates, .booleans, .strings: true
        case .coded, .lists, .maps, .values, .constant: false
        }
    }
}
