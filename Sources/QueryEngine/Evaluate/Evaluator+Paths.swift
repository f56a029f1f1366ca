import PropertyGraph

// MARK: - Paths

extension Evaluator {
    /// A path out of bound nodes, relationships and lists of relationships; null where one of them is null.
    func path(_ elements: [Slot], _ batch: Batch) throws(EvaluationError) -> Vector {
        var out: [Value] = []
        for row in 0..<batch.count {
            let start = try batch[elements[0]].node(at: row)
            guard start >= 0 else {
                out.append(.null)
                continue
            }
            var path = Path(nodes: [NodeID(start)], relationships: [])
            var complete = true
            for index in stride(from: 1, to: elements.count, by: 2) {
                if batch[elements[index]].isNull(at: row) { complete = false }
                for relationship in try batch[elements[index]].relationships(at: row) {
                    let id = RelationshipID(relationship)
                    path.relationships.append(id)
                    path.nodes.append(NodeID(context.graph.end(of: id, from: path.nodes[path.nodes.count - 1].index)))
                }
            }
            out.append(complete ? .path(path) : .null)
        }
        return .values(out)
    }

    /// The nodes or the relationships of such paths, without the paths; nil for any other function, and where the elements do not lie unboxed.
    func pathPart(_ name: String, _ elements: [Slot], _ batch: Batch) -> Vector? {
        guard name == "nodes" || name == "relationships", case .nodes(let starts) = batch[elements[0]] else { return nil }
        var steps: [PathStep] = []
        for index in stride(from: 1, to: elements.count, by: 2) {
            guard let step = PathStep(batch[elements[index]]) else { return nil }
            steps.append(step)
        }
        let wantsNodes = name == "nodes"
        var found: [Int32] = []
        var parts: [ListPart] = []
        for row in 0..<batch.count {
            guard starts[row] >= 0, steps.allSatisfy({ !$0.isNull(at: row) }) else {
                parts.append(.null)
                continue
            }
            let first = found.count
            var here = starts[row]
            if wantsNodes { found.append(here) }
            for step in steps {
                for place in step.places(at: row) {
                    let relationship = step.relationships[place]
                    if wantsNodes { here = context.graph.end(of: RelationshipID(relationship), from: here) }
                    found.append(wantsNodes ? here : relationship)
                }
            }
            parts.append(ListPart(first..<found.count))
        }
        return ListVector(wantsNodes ? .nodes(found) : .relationships(found), count: found.count, parts: parts).map { .lists($0) }
    }
}

/// A relationship of a path in each row, or a list of them.
private struct PathStep {
    let relationships: [Int32]
    private var parts: [ListPart]?

    /// nil where they are not all that, or null.
    init?(_ vector: Vector) {
        switch vector {
        case .relationships(let ids): relationships = ids
        case .lists(let lists):
            guard case .relationships(let ids) = lists.elements, !ids.contains(-1) else { return nil }
            (relationships, parts) = (ids, lists.parts)
        case .nodes, .integers, .floats, .partial, .dates, .booleans, .strings, .coded, .maps, .values, .constant: return nil
        }
    }

    func isNull(at row: Int) -> Bool { parts?[row].isNull ?? (relationships[row] < 0) }
    func places(at row: Int) -> Range<Int> { parts?[row].places ?? row..<row + 1 }
}

extension Graph {
    /// Where a walk along the relationship comes to from one of its ends.
    fileprivate func end(of relationship: RelationshipID, from node: Int32) -> Int32 {
        let ends = ends(of: relationship)
        return ends.source.index == node ? ends.target.index : ends.source.index
    }
}
