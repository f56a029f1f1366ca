extension GraphDelta {
    func checkInvariants(over base: GraphBase) throws(BrokenInvariant) {
        try BrokenInvariant.require(nodeEnd >= base.nodeCount && relationshipEnd >= base.relationshipCount, "ids go on from those of the base")
        try BrokenInvariant.require(firstNewRelationship == base.relationshipCount, "new relationships come after those of the base")
        for (id, node) in nodes {
            try BrokenInvariant.require(id >= 0 && id < nodeEnd, "node \(id) is known")
            try BrokenInvariant.require(node.labels == Set(node.labels).sorted(), "the labels of node \(id) ascend")
            try check(node.properties, "node \(id)")
        }
        try BrokenInvariant.require(Set(base.nodeCount..<nodeEnd).isSubset(of: nodes.keys.map { Int($0) }), "every new node is written")
        try BrokenInvariant.require(Set(nodes.keys).isSubset(of: log), "every written node is in the log")
        try BrokenInvariant.require(deletedNodes.allSatisfy { $0 < base.nodeCount || nodes[$0] != nil }, "what a deleted node was is kept")
        try BrokenInvariant.require(
            deletedRelationships.allSatisfy { $0 < base.relationshipCount || relationships[$0] != nil }, "what a deleted relationship was is kept")
        try BrokenInvariant.require(Set(relationships.ids).isSubset(of: relationshipLog), "every written relationship is in the log")
        try BrokenInvariant.require(Array(writtenNodes) == nodes.keys.sorted(), "written nodes are known as such")
        try BrokenInvariant.require(Array(writtenRelationships) == relationships.ids, "written relationships are known as such")
        for (id, relationship) in relationships.all {
            try BrokenInvariant.require(id >= 0 && id < relationshipEnd, "relationship \(id) is known")
            try check(relationship.properties, "relationship \(id)")
            let isNew = id >= firstNewRelationship
            let listed = outgoing.ids(of: relationship.source).count { $0 == id } == 1 && incoming.ids(of: relationship.target).count { $0 == id } == 1
            try BrokenInvariant.require(listed == isNew, "relationship \(id) is listed at its ends just where it is new")
        }
        for ends in [outgoing, incoming] {
            for node in ends.nodes {
                let ids = ends.ids(of: node)
                try BrokenInvariant.require(ids.allSatisfy { relationships[$0] != nil }, "only written relationships are listed at nodes")
                try BrokenInvariant.require(ids.count == ends.count(of: node), "a list has as many relationships as it says")
            }
        }
    }

    private func check(_ properties: [Property], _ what: String) throws(BrokenInvariant) {
        try BrokenInvariant.require(Set(properties.map(\.key)).count == properties.count, "\(what) has each property once")
        try BrokenInvariant.require(properties.allSatisfy { !$0.value.isNull }, "\(what) holds no null")
    }
}
