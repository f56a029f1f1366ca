import Synchronization

/// Relationships of which at most one leads on from each node, to its parent, and none back to where a walk has been: trees.
package struct Forest: Sendable {
    /// Nodes with a parent.
    package let children: Int
    /// Pairs of a node and one above it, parent or further up.
    package let pairs: Int

    /// How many nodes are above one that has a parent, on the average.
    package var meanDepth: Double { Double(pairs) / Double(max(1, children)) }

    /// nil where a node has two parents, or is above itself. O(relationships + nodes between the least and the greatest).
    init?(_ parents: Adjacency) {
        let nodes = parents.nodes
        guard nodes.allSatisfy({ parents.positions(of: $0).count <= 1 }) else { return nil }
        // How many nodes are above each: 0 before it is known, and of a root; -1 on the way.
        var depths = [Int32](repeating: 0, count: nodes.count)
        var (way, children, pairs) = ([Int](), 0, 0)
        for start in nodes {
            var node = start
            while nodes.contains(node), depths[node - nodes.lowerBound] == 0, let parent = parents.positions(of: node).first {
                depths[node - nodes.lowerBound] = -1
                way.append(node)
                node = Int(parents.neighbours[parent])
            }
            var depth = nodes.contains(node) ? depths[node - nodes.lowerBound] : 0
            if depth < 0 { return nil }
            children += way.count
            while let child = way.popLast() {
                depth += 1
                depths[child - nodes.lowerBound] = depth
                pairs += Int(depth)
            }
        }
        (self.children, self.pairs) = (children, pairs)
    }
}

/// Whether relationships are a forest seen from one of their ends, found out when somebody first asks.
final class ForestShape: Sendable {
    private let known = Mutex<Forest??>(nil)

    func forest(_ parents: Adjacency) -> Forest? {
        known.withLock { known in
            if let known { return known }
            let forest = Forest(parents)
            known = .some(forest)
            return forest
        }
    }
}

extension RelationshipTable {
    /// The forest in which each relationship leads to a parent, or from one. O(1) but for the first time, which is O(relationships + nodes).
    package func forest(leadingUp outgoing: Bool) -> Forest? {
        outgoing ? shapes.outgoing.forest(self.outgoing) : shapes.incoming.forest(incoming)
    }
}
