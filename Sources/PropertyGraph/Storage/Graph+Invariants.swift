extension Graph {
    /// Throws where base, delta or the symbol tables contradict themselves or each other. O(graph).
    package func checkInvariants() throws(BrokenInvariant) {
        try base.checkInvariants()
        for (own, other, what) in [(labels, base.labels, "labels"), (types, base.types, "types"), (keys, base.keys, "keys")] {
            try BrokenInvariant.require(own.names.starts(with: other.names), "\(what) keep the numbers that they have in the base")
        }
        guard let delta else { return }
        try delta.checkInvariants(over: base)
        try delta.index.checkInvariants(delta)
        try BrokenInvariant.require(nodes().count == nodeCount, "as many nodes are found as are counted")
        try BrokenInvariant.require(relationships().count == relationshipCount, "as many relationships are found as are counted")
        for relationship in relationships() {
            let ends = ends(of: relationship)
            for end in [ends.source, ends.target] {
                try BrokenInvariant.require(contains(end) && !isDeleted(end), "relationship \(relationship.index) ends at a node that is there")
            }
        }
    }
}

extension GraphBase {
    package func checkInvariants() throws(BrokenInvariant) {
        var next = 0
        for table in nodeTables {
            try BrokenInvariant.require(table.range.lowerBound == next, "node tables follow each other")
            next = table.range.upperBound
            try BrokenInvariant.require(table.labels == Set(table.labels).sorted(), "the labels of a table ascend")
            for (_, column) in table.columns { try column.checkInvariants(rows: table.range.count) }
        }
        next = 0
        for table in relationshipTables {
            try BrokenInvariant.require(table.range.lowerBound == next, "relationship tables follow each other")
            next = table.range.upperBound
            try BrokenInvariant.require(table.sources.count == table.range.count && table.targets.count == table.range.count, "each relationship has two ends")
            for (_, column) in table.columns { try column.checkInvariants(rows: table.range.count) }
            try table.outgoing.checkInvariants(keys: Array(table.sources), neighbours: Array(table.targets), nodes: nodeCount)
            try table.incoming.checkInvariants(keys: Array(table.targets), neighbours: Array(table.sources), nodes: nodeCount)
        }
        try BrokenInvariant.require(Set(relationshipTables.map(\.type)).count == relationshipTables.count, "each type has one table")
    }
}

extension Adjacency {
    /// `keys` and `others` are the ends of the table's relationships, by row.
    func checkInvariants(keys: [Int32], neighbours others: [Int32], nodes: Int) throws(BrokenInvariant) {
        try BrokenInvariant.require(neighbours.count == keys.count, "each relationship has a position")
        try BrokenInvariant.require(zip(offsets, offsets.dropFirst()).allSatisfy(<=), "offsets ascend")
        var seen: Set<Int> = []
        for node in 0..<nodes {
            var last = Int32.min
            for position in positions(of: node) {
                let row = row(at: position)
                try BrokenInvariant.require(seen.insert(row).inserted, "row \(row) has one position")
                try BrokenInvariant.require(keys[row] == Int32(node) && others[row] == neighbours[position], "row \(row) stands at its node")
                try BrokenInvariant.require(last <= neighbours[position], "the neighbours of node \(node) ascend")
                last = neighbours[position]
            }
        }
        try BrokenInvariant.require(seen.count == keys.count, "each relationship stands at a node")
    }
}
