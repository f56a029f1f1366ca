import PropertyGraph

/// Numbers the distinct combinations of values of any type, from 0 on in order of first meeting.
struct TaggedGroups {
    private var numbers: [HashedKey<[Value]>: Int32] = [:]
    /// Of each group.
    private(set) var values: [[Value]] = []

    /// Groups that are there already, whose keys these are.
    init(of columns: [Vector], count: Int) {
        values = (0..<count).map { group in columns.map { $0.value(at: group) } }
        for (group, key) in values.enumerated() { numbers[HashedKey(key)] = Int32(group) }
    }

    var bytes: Int { values.reduce(0) { $0 + $1.bytes } }

    /// The group of each row; -1 for a key that has none.
    func known(of vectors: [Vector], count rows: Int) -> [Int32] {
        (0..<rows).map { row in numbers[HashedKey(vectors.map { $0.value(at: row) })] ?? -1 }
    }

    /// The group of each row. Throws where the run is to stop.
    mutating func groups(of vectors: [Vector], count rows: Int, _ setting: ExecutionContext.Setting) throws(EvaluationError) -> [Int32] {
        var groups: [Int32] = []
        groups.reserveCapacity(rows)
        for row in 0..<rows {
            // A key may be a long list.
            if row % 64 == 63 { try setting.check() }
            let key = vectors.map { $0.value(at: row) }
            let hashed = HashedKey(key)
            if let known = numbers[hashed] {
                groups.append(known)
            } else {
                numbers[hashed] = Int32(values.count)
                groups.append(Int32(values.count))
                values.append(key)
            }
        }
        return groups
    }
}
