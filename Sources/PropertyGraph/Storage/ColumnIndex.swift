import Synchronization

/// The rows of a column in the order of their values, laid out when somebody first looks for a value.
final class ColumnIndex: Sendable {
    private enum Order {
        case unknown
        /// As they stand.
        case ascending
        /// Another one, and how often all rows have been gone through in place of laying it out.
        case other(scans: Int)
        case rows([Int32])
    }

    private let order = Mutex(Order.unknown)

    /// So often all rows are gone through: laying out an order takes as long as some times that.
    private static let scans = 4

    /// The rows whose whole number is `wanted`, ascending; nil for more than `limit`. O(log rows + found), the first few times O(rows).
    func rows(where wanted: Int, count: Int, limit: Int, number: (Int) -> Int) -> [Int]? {
        order.withLock { order in
            if case .unknown = order { order = (1..<max(1, count)).allSatisfy { number($0 - 1) <= number($0) } ? .ascending : .other(scans: 0) }
            if case .other(let scans) = order {
                if limit >= count, scans < Self.scans {
                    order = .other(scans: scans + 1)
                    return (0..<count).filter { number($0) == wanted }
                }
                order = .rows(Self.ordered(count, number))
            }
            guard case .rows(let rows) = order else { return Self.equal(wanted, count, limit, number) { $0 } }
            return Self.equal(wanted, count, limit, number) { Int(rows[$0]) }
        }
    }

    private static func ordered(_ count: Int, _ number: (Int) -> Int) -> [Int32] {
        var (least, most) = (Int.max, Int.min)
        for row in 0..<count {
            let number = number(row)
            (least, most) = (min(least, number), max(most, number))
        }
        let (span, overflow) = most.subtractingReportingOverflow(least)
        if !overflow, span < 2 * count { return counted(count, span + 1) { number($0) - least } }
        return (0..<Int32(count)).sorted { a, b in
            let (x, y) = (number(Int(a)), number(Int(b)))
            return x != y ? x < y : a < b
        }
    }

    /// Rows in the order of numbers from 0 on, below `end`. O(rows + numbers).
    private static func counted(_ count: Int, _ end: Int, _ number: (Int) -> Int) -> [Int32] {
        var next = [Int32](repeating: 0, count: end + 1)
        for row in 0..<count { next[number(row) + 1] += 1 }
        for place in 1..<next.count { next[place] += next[place - 1] }
        var rows = [Int32](repeating: 0, count: count)
        for row in 0..<count {
            let number = number(row)
            rows[Int(next[number])] = Int32(row)
            next[number] += 1
        }
        return rows
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
    /// O(log rows + found) for whole numbers, dates and strings once the column has been asked some times, else O(rows).
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
