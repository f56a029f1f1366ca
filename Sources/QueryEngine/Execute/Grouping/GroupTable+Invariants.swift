import PropertyGraph

extension GroupTable {
    /// Asking for the groups of the keys that it holds gives each its own number and makes no further group. O(groups).
    mutating func checkInvariants(_ setting: ExecutionContext.Setting) throws {
        let known = count
        let columns = (0..<width).map { column($0) }
        let found = try groups(of: columns, count: known, setting)
        try BrokenInvariant.require(found == (0..<Int32(known)).map { $0 }, "each group is found by its key")
        try BrokenInvariant.require(count == known, "no key makes a second group")
    }
}
