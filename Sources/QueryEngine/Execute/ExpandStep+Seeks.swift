import PropertyGraph

// MARK: - Neighbours that have a value

extension ExpandStep {
    /// What leads from the row's node to a neighbour that a filter may let through; nil where walking is no more work than that.
    func sought(from node: Int32, _ state: State) throws(EvaluationError) -> [(relationship: Int32, neighbour: Int32)]? {
        let graph = context.graph
        let cost = walk.cost(of: node)
        let end = expand.toBound ? try walk.node(of: state.batch[expand.to], at: state.row, expand.toPlace) : nil
        guard cost > Self.many, end ?? 0 >= 0 else { return nil }
        // The property of which the fewest have the value.
        var limit = min(Self.many, cost / 4)
        while true {
            for (seek, values) in zip(expand.seeks, state.wanted) {
                guard let value = values?.value(at: state.row) else { continue }
                // What nothing has equals nothing.
                guard let key = seek.key.property.flatMap(graph.keys.number) else { return [] }
                if let found = sought(from: node, to: end, seek, key, value, limit) { return found }
            }
            if limit == cost / 4 { return nil }
            limit = min(limit * 8, cost / 4)
        }
    }

    /// As above, by one property; nil where more than `limit` have the value.
    private func sought(
        from node: Int32, to end: Int32?, _ seek: StepSeek, _ key: Int, _ value: Value, _ limit: Int
    ) -> [(relationship: Int32, neighbour: Int32)]? {
        let graph = context.graph
        var found: [(relationship: Int32, neighbour: Int32)] = []
        if seek.isOfRelationship {
            guard let relationships = graph.relationships(key: key, equals: value, limit: limit) else { return nil }
            for relationship in relationships {
                guard let neighbour = walk.neighbour(of: node, along: relationship), end ?? neighbour == neighbour else { continue }
                found.append((relationship, neighbour))
            }
        } else {
            guard let neighbours = graph.nodes(where: filter.holds, key: key, equals: value, limit: limit) else { return nil }
            for neighbour in neighbours { walk.forEach(from: node, to: neighbour) { found.append(($0, neighbour)) } }
        }
        return found
    }
}

// MARK: - Neighbours by value

extension ExpandStep {
    /// What each row looks for, where many rows step from the same nodes.
    mutating func findKeys(of ids: [Int32], _ state: inout State) throws(EvaluationError) {
        // A property, as anything else that is computed could be an error, or be noted, which is the filter's to do.
        let seek = expand.seeks.first { !$0.isOfRelationship && $0.key.value.asPropertyOfSlot != nil }
        guard state.sides.count == 1, let seek else { return }
        state.keys = try byValue.prepare(
            from: ids, of: state.batch, along: state.sides[0], seeking: seek, to: expand.to, filter, Evaluator(context))
    }

    /// As `neighbours(of:along:_:_:)`, of those neighbours that have the row's value.
    func neighbours(of ids: [Int32], _ keys: [UInt32?], _ earlier: [[Int32]], _ state: inout State) -> Batch? {
        var (rows, nodes, relationships) = ([Int](), [Int32](), [Int32]())
        let first = state.row
        while !state.isDone, rows.count < context.rowsAtOnce {
            let row = state.row
            if let key = keys[row] {
                byValue.forEach(from: ids[row], key: key) { relationship, neighbour in
                    guard earlier.allSatisfy({ $0[row] != relationship }) else { return }
                    rows.append(row)
                    nodes.append(neighbour)
                    relationships.append(relationship)
                }
            }
            state.row += 1
        }
        context.steps += rows.count + state.row - first
        guard !rows.isEmpty else { return nil }
        var out = state.batch.gather(rows, keeping: expand.kept)
        out.columns[expand.relationship] = .relationships(relationships)
        out.columns[expand.to] = .nodes(nodes)
        return out
    }
}
