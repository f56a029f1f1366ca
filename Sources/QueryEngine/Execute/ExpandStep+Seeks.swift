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
