import Diagnostics
import PropertyGraph

// MARK: - Properties, labels, elements

extension Evaluator {
    func property(_ base: Vector, _ key: String, _ count: Int) throws(EvaluationError) -> Vector {
        let number = context.graph.keys.number(of: key)
        switch base {
        case .nodes where number == nil, .relationships where number == nil: return .constant(.null)
        case .nodes(let indices) where context.graph.areUntouched(nodes: indices): return try nodeProperties(indices, number!)
        case .relationships(let indices) where context.graph.areUntouched(relationships: indices): return try relationshipProperties(indices, number!)
        case .constant(let value): return .constant(try property(of: value, key, number))
        case .dates(let days): return TypedDates.part(key, of: days) ?? .constant(.null)
        case .maps(let maps): return maps[key]
        default:
            var out: [Value] = []
            out.reserveCapacity(count)
            for row in 0..<count { out.append(try property(of: base.value(at: row), key, number)) }
            return .unboxed(out)
        }
    }

    private func nodeProperties(_ indices: [Int32], _ key: Int) throws(EvaluationError) -> Vector {
        let base = context.graph.base
        return try properties(indices) { (node) throws(EvaluationError) in
            guard let table = base.table(of: NodeID(node)) else { throw EvaluationError(.entityElsewhere("a node")) }
            return (table.range, table.columns[key])
        }
    }

    private func relationshipProperties(_ indices: [Int32], _ key: Int) throws(EvaluationError) -> Vector {
        let base = context.graph.base
        return try properties(indices) { (relationship) throws(EvaluationError) in
            guard let table = base.table(of: RelationshipID(relationship)) else { throw EvaluationError(.entityElsewhere("a relationship")) }
            return (table.range, table.columns[key])
        }
    }

    /// Of entities by their indices, -1 for null. Rows mostly lie in one table, whose column then answers whole; of several each answers for its own, and
    /// the answers are put in the order of the rows.
    private func properties(
        _ indices: [Int32], _ table: (Int32) throws(EvaluationError) -> (range: Range<Int>, column: Column?)
    ) throws(EvaluationError) -> Vector {
        guard let first = indices.first(where: { $0 >= 0 }) else { return .constant(.null) }
        let known = try table(first)
        if let vector = Self.gather(known.column, known.range, indices) { return vector }
        var (ranges, columns) = ([known.range], [known.column])
        // Of each row the number of its table; the last one is that of nulls.
        var owners = [Int](repeating: -1, count: indices.count)
        var (range, owner) = (known.range, 0)
        for (row, id) in indices.enumerated() where id >= 0 {
            if !range.contains(Int(id)) {
                if let known = ranges.firstIndex(where: { $0.contains(Int(id)) }) {
                    owner = known
                } else {
                    let (range, column) = try table(id)
                    owner = ranges.count
                    ranges.append(range)
                    columns.append(column)
                }
                range = ranges[owner]
            }
            owners[row] = owner
        }
        return Self.joined(columns, ranges, indices, owners.map { $0 < 0 ? ranges.count : $0 })
    }

    /// What each table has for its own rows, put in the order of all rows.
    private static func joined(_ columns: [Column?], _ ranges: [Range<Int>], _ indices: [Int32], _ owners: [Int]) -> Vector {
        var starts = [Int](repeating: 0, count: ranges.count + 2)
        for owner in owners { starts[owner + 1] += 1 }
        for owner in 1..<starts.count { starts[owner] += starts[owner - 1] }
        var (next, places, ids) = (starts, [Int](repeating: 0, count: indices.count), [Int32](repeating: -1, count: indices.count))
        for (row, owner) in owners.enumerated() {
            places[row] = next[owner]
            ids[next[owner]] = indices[row]
            next[owner] += 1
        }
        let vectors = (0...ranges.count).map { owner -> (vector: Vector, count: Int) in
            let own = starts[owner]..<starts[owner + 1]
            let column = owner < ranges.count ? columns[owner] : nil
            return (column.map { $0.vector(Array(ids[own]), from: ranges[owner].lowerBound) } ?? .constant(.null), own.count)
        }
        return Vector.joined(vectors.filter { $0.count > 0 }).gather(places)
    }

    /// The column's values of entities that all lie in its table, or are null; nil where one does not.
    private static func gather(_ column: Column?, _ range: Range<Int>, _ indices: [Int32]) -> Vector? {
        let (low, high) = (Int32(range.lowerBound), Int32(range.upperBound))
        var (least, most) = (low, low)
        for index in indices { (least, most) = (min(least, index), max(most, index)) }
        if most >= high || least < low && indices.contains(where: { $0 >= 0 && $0 < low }) { return nil }
        guard let column else { return .constant(.null) }
        if least >= low { return column.vector(indices, from: range.lowerBound) }
        return column.vector(indices.map { max($0, low) }, from: range.lowerBound).masked(indices.map { $0 >= 0 })
    }

    private func property(of value: Value, _ key: String, _ number: Int?) throws(EvaluationError) -> Value {
        switch value {
        case .null: return .null
        case .node(let node):
            try context.graph.requireAlive(node)
            return number.map { context.graph.property($0, of: node) } ?? .null
        case .relationship(let relationship):
            try context.graph.requireAlive(relationship)
            return number.map { context.graph.property($0, of: relationship) } ?? .null
        case .map(let map): return map[key] ?? .null
        case .date, .localTime, .time, .localDateTime, .dateTime, .duration:
            return try TemporalComponent.value(key, of: value)
        default: throw .wrongType(value, "a node, a relationship, a map or a date", ".\(key)")
        }
    }

    func hasLabels(_ base: Vector, _ labels: [String], _ count: Int) throws(EvaluationError) -> Vector {
        let graph = context.graph
        let numbers = labels.map { graph.labels.number(of: $0) }
        if case .nodes(let indices) = base {
            try graph.requireKnown(nodes: indices)
            let filter = NodeFilter(NodeTest(labels: labels), graph)
            return .booleans(filter.truths(of: indices))
        }
        var out: [Int8] = []
        out.reserveCapacity(count)
        for row in 0..<count {
            switch base.value(at: row) {
            case .null: out.append(-1)
            case .node(let node):
                try graph.requireKnown(node)
                let own = graph.labelNumbers(of: node)
                out.append(numbers.allSatisfy { $0.map(own.contains) ?? false } ? 1 : 0)
            case .relationship(let relationship):
                try graph.requireKnown(relationship)
                let type = graph.type(of: relationship)
                out.append(labels.allSatisfy { $0 == type } ? 1 : 0)
            case let other: throw .wrongType(other, "a node or a relationship", ":\(labels.joined(separator: ":"))")
            }
        }
        return .booleans(out)
    }

    /// Of unboxed lists; nil for anything else.
    static func element(of lists: Vector, at places: Vector) -> Vector? {
        switch (lists, places) {
        case (.lists(let lists), .constant(.integer(let place))): lists.element { _ in place }
        case (.lists(let lists), .integers(let places)): lists.element { places[$0] }
        default: nil
        }
    }

    func element(of container: Value, at index: Value) throws(EvaluationError) -> Value {
        switch (container, index) {
        case (.null, _), (_, .null): return .null
        case (.list(let items), .integer(let place)):
            let at = place < 0 ? place + items.count : place
            return items.indices.contains(at) ? items[at] : .null
        case (.list, let other): throw EvaluationError(.listIndexNotInteger(found: other.typeWords))
        case (.map, .string(let key)), (.node, .string(let key)), (.relationship, .string(let key)):
            return try property(of: container, key, context.graph.keys.number(of: key))
        case (.map, let other), (.node, let other), (.relationship, let other):
            throw EvaluationError(.mapKeyNotString(found: other.typeWords))
        default: throw .wrongType(container, "a list, a map, a node or a relationship", "[ ]")
        }
    }

    func slice(_ base: Term, _ from: Term?, _ to: Term?, _ batch: Batch) throws(EvaluationError) -> Vector {
        let lists = try evaluate(base, batch)
        let starts = try from.map { (term) throws(EvaluationError) in try evaluate(term, batch) }
        let ends = try to.map { (term) throws(EvaluationError) in try evaluate(term, batch) }
        if case .lists(let lists) = lists, let start = (starts ?? .constant(.integer(0))).constantInteger, let end = (ends ?? .constant(.integer(.max))).constantInteger {
            return .lists(lists.part(from: start, to: end))
        }
        var (out, bytes, meter) = ([Value](), 0, WorkMeter(context.setting))
        for row in 0..<batch.count {
            let (list, start, end) = (
                lists.value(at: row), starts?.value(at: row) ?? .integer(0), ends?.value(at: row) ?? .integer(.max)
            )
            let part = try Self.slice(list, start, end) { (count) throws(EvaluationError) in
                // Of all rows at once, as each has a copy.
                bytes += count * MemoryLayout<Value>.stride
                try context.setting.memory.allow(bytes)
                try meter.did(1 + count)
            }
            out.append(part)
        }
        return .values(out)
    }

    /// - Parameter admit: receives the number of elements of the part before it is made.
    static func slice(
        _ list: Value, _ start: Value, _ end: Value, _ admit: (_ count: Int) throws(EvaluationError) -> Void
    ) throws(EvaluationError) -> Value {
        if list.isNull || start.isNull || end.isNull { return .null }
        guard case .list(let items) = list else { throw .wrongType(list, "a list", "[..]") }
        func place(_ value: Value) throws(EvaluationError) -> Int {
            guard case .integer(let place) = value else {
                throw EvaluationError(.listIndexNotInteger(found: value.typeWords))
            }
            return max(0, min(items.count, place < 0 ? place + items.count : place))
        }
        let (from, to) = (try place(start), try place(end))
        guard from < to else { return .list([]) }
        try admit(to - from)
        return .list(Array(items[from..<to]))
    }
}

/// Every question about one entity goes through one of these: a value may hold an entity that this graph never had, as
/// where USE has chosen another one, or has no more.
extension Graph {
    /// Throws for what the graph never had. The type of what was deleted can still be asked.
    func requireKnown(_ node: NodeID) throws(EvaluationError) {
        if !contains(node) { throw EvaluationError(.entityElsewhere("a node")) }
    }

    func requireKnown(_ relationship: RelationshipID) throws(EvaluationError) {
        if !contains(relationship) { throw EvaluationError(.entityElsewhere("a relationship")) }
    }

    /// Throws also for what was deleted, or does not belong to this view.
    func requireAlive(_ node: NodeID) throws(EvaluationError) {
        try requireKnown(node)
        if isDeleted(node) { throw EvaluationError(isView ? .entityElsewhere("a node") : .deletedEntity("a node")) }
    }

    func requireAlive(_ relationship: RelationshipID) throws(EvaluationError) {
        try requireKnown(relationship)
        if isDeleted(relationship) {
            throw EvaluationError(isView ? .entityElsewhere("a relationship") : .deletedEntity("a relationship"))
        }
    }

    /// Of ids of which -1 is null.
    func requireKnown(nodes ids: [Int32]) throws(EvaluationError) {
        let end = nodeEnd
        if !ids.allSatisfy({ $0 < end }) { throw EvaluationError(.entityElsewhere("a node")) }
    }
}
