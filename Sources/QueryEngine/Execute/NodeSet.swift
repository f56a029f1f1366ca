/// A set of nodes of one graph: a few by hash, many by a place for each node of the graph. It takes no other nodes.
struct NodeSet {
    private var few: Set<Int32> = []
    private var places: [Bool] = []

    @inline(__always)
    func contains(_ node: Int32) -> Bool { places.isEmpty ? few.contains(node) : places.indices.contains(Int(node)) && places[Int(node)] }

    /// - Parameter nodes: one more than the highest node of the graph.
    @inline(__always)
    mutating func insert(_ node: Int32, of nodes: Int) {
        guard node >= 0, Int(node) < nodes else { return }
        if !places.isEmpty {
            places[Int(node)] = true
            return
        }
        few.insert(node)
        if few.count > 64 {
            places = [Bool](repeating: false, count: nodes)
            for node in few { places[Int(node)] = true }
            few = []
        }
    }

    var bytes: Int { places.count + few.capacity * 8 }
}
