extension DeltaIndex {
    /// What has been laid out finds every entity by its value, as far as the log was followed.
    func checkInvariants(_ delta: GraphDelta) throws(BrokenInvariant) {
        let parts = withParts { $0 }
        for (key, keyed) in parts.nodes where keyed.covered == delta.log.count {
            for (id, node) in delta.nodes {
                let value = node.properties.value(of: key)
                try BrokenInvariant.require(value.isNull || keyed.entities[HashedKey(value)]?.contains(id) == true, "node \(id) is found by its property")
            }
        }
        for (key, keyed) in parts.relationships where keyed.covered == delta.relationshipLog.count {
            for (id, relationship) in delta.relationships.all {
                let value = relationship.properties.value(of: key)
                try BrokenInvariant.require(value.isNull || keyed.entities[HashedKey(value)]?.contains(id) == true, "relationship \(id) is found by its property")
            }
        }
        if parts.betweenCovered == delta.relationshipLog.count {
            var found: Set<Int32> = []
            for (ends, ids) in parts.between {
                for id in ids {
                    try BrokenInvariant.require(found.insert(id).inserted, "relationship \(id) lies between one pair of nodes")
                    let relationship = delta.relationships[id]
                    try BrokenInvariant.require(relationship?.source == ends.source && relationship?.target == ends.target, "relationship \(id) has these ends")
                }
            }
            let new = parts.betweenCovered == 0 ? [] : delta.relationships.ids.filter { $0 >= delta.firstNewRelationship }
            try BrokenInvariant.require(found == Set(new), "each new relationship is found by its ends")
        }
        if parts.orderedAt == delta.nodeChangeCount {
            try BrokenInvariant.require(parts.ordered == Set(delta.nodes.keys).union(delta.deletedNodes).sorted(), "nodes are in order")
        }
    }
}
