import Synchronization

/// The rows of a column in the order of their values, laid out when somebody first looks for a value.
final class ColumnIndex: Sendable {
    private enum Order {
        case unknown
        /// As they stand.
        case ascending
        case rows([Int32])
    }

    private let order = Mutex(Order.unknown)

    /// The rows whose whole number is `wanted`, ascending; nil for more than `limit`. O(log rows + found), the first time O(rows log rows).
    func rows(where wanted: Int, count: Int, limit: Int, number: (Int) -> Int) -> [Int]? {
        order.withLock { order in
            if case .unknown = order { order = Self.order(count, number) }
            guard case .rows(let rows) = order else { return Self.equal(wanted, count, limit, number) { $0 } }
            return Self.equal(wanted, count, limit, number) { Int(rows[$0]) }
        }
    }

    private static func order(_ count: Int, _ number: (Int) -> Int) -> Order {
        for row in 1..<max(1, count) where number(row - 1) > number(row) {
            return .rows(
                (0..<Int32(count)).sorted { a, b in
                    let (x, y) = (number(Int(a)), number(Int(b)))
                    return x != y ? x < y : a < b
                })
        }
        return .ascending
    }

    /// `row` is the one at a place in the order.
    private static func equal(_ wanted: Int, _ count: Int, _ limit: Int, _ number: (Int) -> Int, row: (Int) -> Int) -> [Int]? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if number(row(middle)) < wanted { low = middle + 1 } else { high = middle }
        }
        var rows: [Int] = []
        while low < count, number(row(low)) == wanted {
            if rows.count == limit { return nil }
            rows.append(row(low))
            low += 1
        }
        return rows
    }
}

extension Column {
    /// The rows whose value equals `wanted` as the language's `=` has it, ascending; nil for more than `limit`, and for
    /// what only going through all rows would tell where `limit` is less than that.
    /// O(log rows + found) for whole numbers, dates and strings once the column has been asked before, else O(rows).
    func rows(equal wanted: Value, limit: Int = .max) -> [Int]? {
        switch (storage, wanted) {
        case (.integers(let values), .integer(let number)): return find(number, values.count, limit) { values[$0] }
        case (.integers(let values), .float(let number)):
            return Int(exactly: number).map { find($0, values.count, limit) { values[$0] } } ?? []
        case (.dates(let values), .date(let date)): return find(date.days, values.count, limit) { Int(values[$0]) }
        case (.strings(let codes, let dictionary), .string(let string)):
            return dictionary.code(of: string).map { find(Int($0), codes.count, limit) { Int(codes[$0]) } } ?? []
        case (.floats(let values), _): return scan(values.count, wanted, limit)
        case (.booleans(let values), _): return scan(values.count, wanted, limit)
        case (.values(let values), _): return scan(values.count, wanted, limit)
        default: return []
        }
    }

    /// So few rows are looked through one by one.
    private static let few = 256

    private func find(_ wanted: Int, _ count: Int, _ limit: Int, _ number: (Int) -> Int) -> [Int]? {
        let rows = count <= Self.few
            ? (0..<count).filter { number($0) == wanted } : index.rows(where: wanted, count: count, limit: limit, number: number)
        guard let rows, rows.count <= limit else { return nil }
        return present.map { present in rows.filter { present[$0] } } ?? rows
    }

    private func scan(_ count: Int, _ wanted: Value, _ limit: Int) -> [Int]? {
        if count > limit, count > Self.few { return nil }
        return (0..<count).filter { Value.equals(value(at: $0), wanted) == true }
    }
}

extension Graph {
    /// The nodes whose label numbers `admits` takes and whose property equals the value, ascending.
    public func nodes(where admits: ([Int]) -> Bool, key: Int, equals value: Value) -> [Int32] {
        nodes(where: admits, key: key, equals: value, limit: .max) ?? []
    }

    /// As above; nil where finding them might take more than `limit` steps.
    public func nodes(where admits: ([Int]) -> Bool, key: Int, equals value: Value, limit: Int) -> [Int32]? {
        var found: [Int32] = []
        for table in base.nodeTables where admits(table.labels) {
            guard let column = table.columns[key] else { continue }
            guard let rows = column.rows(equal: value, limit: limit) else { return nil }
            for row in rows {
                let id = Int32(table.range.lowerBound + row)
                if let delta, delta.nodes[id] != nil || delta.deletedNodes.contains(id) { continue }
                found.append(id)
            }
        }
        guard let delta else { return found }
        guard let written = delta.index.nodes(key: key, equals: value, limit: limit, in: delta) else { return nil }
        for id in written {
            guard let node = delta.nodes[id], !delta.deletedNodes.contains(id), admits(node.labels),
                Value.equals(node.properties.value(of: key), value) == true
            else { continue }
            found.append(id)
        }
        return found.sorted()
    }

    /// The relationships whose property equals the value; nil where finding them might take more than `limit` steps.
    public func relationships(key: Int, equals value: Value, limit: Int) -> [Int32]? {
        var found: [Int32] = []
        for table in base.relationshipTables {
            guard let column = table.columns[key] else { continue }
            guard let rows = column.rows(equal: value, limit: limit) else { return nil }
            for row in rows {
                let id = Int32(table.range.lowerBound + row)
                if let delta, delta.relationships[id] != nil || delta.deletedRelationships.contains(id) { continue }
                found.append(id)
            }
        }
        guard let delta else { return found }
        guard let written = delta.index.relationships(key: key, equals: value, limit: limit, in: delta) else { return nil }
        for id in written {
            guard let relationship = delta.relationships[id], !delta.deletedRelationships.contains(id),
                Value.equals(relationship.properties.value(of: key), value) == true
            else { continue }
            found.append(id)
        }
        return found.sorted()
    }
}
