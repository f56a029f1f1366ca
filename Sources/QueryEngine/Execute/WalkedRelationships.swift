import PropertyGraph

/// What the MATCH of a row has walked already: it walks no relationship twice.
struct WalkedRelationships {
    private var few: [Int32] = []
    private var many: Set<Int32> = []

    mutating func take(_ earlier: [Vector], at row: Int) throws(EvaluationError) {
        if earlier.isEmpty { return }
        few.removeAll(keepingCapacity: true)
        for vector in earlier { try vector.appendRelationships(at: row, to: &few) }
        many = few.count > 16 ? Set(few) : []
    }

    @inline(__always)
    func contains(_ relationship: Int32) -> Bool {
        if few.isEmpty { return false }
        return many.isEmpty ? few.contains(relationship) : many.contains(relationship)
    }

    func containsAny(_ holds: (Int32) -> Bool) -> Bool { few.contains(where: holds) }
}
