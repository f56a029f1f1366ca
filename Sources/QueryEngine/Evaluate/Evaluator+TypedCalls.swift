import PropertyGraph

// MARK: - Functions of unboxed vectors that need more than these

extension Evaluator {
    /// nil for any other function, and where the values have to be looked at one by one.
    func typedCall(_ function: ScalarFunction, _ vectors: [Vector], _ count: Int) throws(EvaluationError) -> Vector? {
        switch function.name {
        case "coalesce": coalesced(vectors, count)
        case "nullIf": withoutEqual(vectors[0], vectors[1], count)
        case "labels": labels(vectors[0])
        case "keys": keys(vectors[0])
        case "type": types(vectors[0])
        case "startNode": ends(vectors[0]) { $0.sources }
        case "endNode": ends(vectors[0]) { $0.targets }
        case "id": identities(vectors[0])
        case "range": ranges(vectors, count)
        case "split": try pieces(vectors)
        case "date": vectors.count == 1 ? TypedDates.dates(vectors[0], count) : nil
        default: TypedCalls.apply(function, vectors)
        }
    }

    /// Of each row the first value that is not null.
    private func coalesced(_ vectors: [Vector], _ count: Int) -> Vector? {
        var result = vectors[0]
        for vector in vectors.dropFirst() {
            guard case .booleans(let missing) = Self.isNull(result, negated: false, count) else {
                if case .constant(.null) = result { result = vector }
                continue
            }
            guard missing.contains(1) else { break }
            let others: (vector: Vector, count: Int)
            if case .constant(let value) = vector { others = (context.spread(value, 1), 1) } else { others = (vector, count) }
            let last = count + others.count - 1
            let places = [Int](count: count) { missing[$0] == 0 ? $0 : min(count + $0, last) }
            result = Vector.joined([(result, count), others]).gather(places)
        }
        return result
    }

    private func withoutEqual(_ vector: Vector, _ other: Vector, _ count: Int) -> Vector? {
        guard case .booleans(let equal)? = TypedComparison.equal(vector, other, count) else { return nil }
        return context.spread(vector, count).masked(equal.map { $0 != 1 })
    }

    /// Nodes at one end of relationships that lie in tables.
    private func ends(_ vector: Vector, _ side: (RelationshipTable) -> Lane<Int32>) -> Vector? {
        guard case .relationships(let ids) = vector, context.graph.areUntouched(relationships: ids) else { return nil }
        var (range, nodes) = (0..<0, Lane<Int32>([]))
        var found: [Int32] = []
        found.reserveCapacity(ids.count)
        for id in ids {
            guard id >= 0 else {
                found.append(-1)
                continue
            }
            if !range.contains(Int(id)) {
                guard let table = context.graph.base.table(of: RelationshipID(id)) else { return nil }
                (range, nodes) = (table.range, side(table))
            }
            found.append(nodes[Int(id) - range.lowerBound])
        }
        return .nodes(found)
    }

    private func identities(_ vector: Vector) -> Vector? {
        let graph = context.graph
        switch vector {
        case .nodes(let ids): return TypedCalls.numbers(ids) { $0 < 0 ? nil : graph.identity(of: NodeID($0)) }
        case .relationships(let ids): return TypedCalls.numbers(ids) { $0 < 0 ? nil : graph.identity(of: RelationshipID($0)) }
        case .integers, .floats, .partial, .dates, .booleans, .strings, .coded, .lists, .maps, .values, .constant: return nil
        }
    }

    /// Numbers of all ranges of a batch: of more, each range is made by itself.
    private static let mostNumbers = 1 << 20

    private func ranges(_ vectors: [Vector], _ count: Int) -> Vector? {
        guard count > 1, vectors.contains(where: { $0.rowsDiffer }) else { return nil }
        var (numbers, parts) = ([Int](), [ListPart]())
        for row in 0..<count {
            let arguments = vectors.map { $0.value(at: row) }
            if arguments.contains(where: \.isNull) {
                parts.append(.null)
                continue
            }
            guard let range = try? IntegerRange(arguments), numbers.count + range.count <= Self.mostNumbers else { return nil }
            let first = numbers.count
            for place in 0..<range.count { numbers.append(range[place]) }
            parts.append(ListPart(first..<numbers.count))
        }
        return .lists(.integers(numbers), count: numbers.count, parts: parts)
    }
}

extension Vector {
    fileprivate var rowsDiffer: Bool { if case .constant = self { false } else { true } }
}
