/// What was written of one kind, by id: entities of the base that were changed by hash, and new ones, whose ids follow each other, in a row.
struct WrittenEntities<Entity: Sendable>: Sendable {
    private var changed: [Int32: Entity] = [:]
    private var new: [Entity] = []
    /// The id from which on entities are new.
    private(set) var first: Int32

    init(from first: Int) { self.first = Int32(first) }

    var count: Int { changed.count + new.count }
    var isEmpty: Bool { count == 0 }

    /// nil where nothing was written. O(1).
    subscript(id: Int32) -> Entity? {
        let place = Int(id) - Int(first)
        return new.indices.contains(place) ? new[place] : changed[id]
    }

    /// O(1).
    mutating func put(_ entity: Entity, at id: Int32) {
        let place = Int(id) - Int(first)
        if place == new.count { new.append(entity) } else if new.indices.contains(place) { new[place] = entity } else { changed[id] = entity }
    }

    /// Changes what stands there already, in place; false where nothing does.
    mutating func change(_ id: Int32, _ body: (inout Entity) -> Void) -> Bool {
        let place = Int(id) - Int(first)
        if new.indices.contains(place) {
            body(&new[place])
        } else if let index = changed.index(forKey: id) {
            body(&changed.values[index])
        } else {
            return false
        }
        return true
    }

    /// New entities begin elsewhere from now on, as long as there are none.
    mutating func begin(at first: Int) { if new.isEmpty { self.first = Int32(first) } }

    mutating func reserve(_ more: Int) { new.reserve(more) }

    /// Ascending. O(n), O(n log n) in those that were changed.
    var ids: [Int32] { changed.keys.sorted() + (0..<Int32(new.count)).map { first + $0 } }

    /// In no order, and without a copy of all.
    func forEach(_ body: (Entity) -> Void) {
        changed.values.forEach(body)
        new.forEach(body)
    }

    /// In order of their ids.
    var all: [(id: Int32, entity: Entity)] {
        changed.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + new.enumerated().map { (first + Int32($0.offset), $0.element) }
    }
}

/// New relationships by the node at one of their ends, in the order of writing: a list for each node, linked through the relationships.
struct WrittenNeighbours: Sendable {
    /// Without a count there is none: a place of the table by hash is empty.
    private struct List: Sendable {
        var node: Int32 = 0
        var first: Int32 = -1
        var last: Int32 = -1
        var count: Int32 = 0
    }

    /// By hash of the node, at most half of them taken: as many as a power of two.
    private var lists: [List] = []
    private var taken = 0
    /// By relationship, from `first` on, the next one of its list; -1 at the end.
    private var next: [Int32] = []
    private var first: Int32 = 0

    /// Ids ascend from call to call. O(1).
    mutating func append(_ id: Int32, at node: Int32) {
        if next.isEmpty { first = id }
        while next.count <= Int(id - first) { next.append(-1) }
        if 2 * taken >= lists.count { grow() }
        let place = place(of: node)
        if lists[place].count == 0 {
            taken += 1
            lists[place] = List(node: node, first: id, last: id, count: 1)
        } else {
            next[Int(lists[place].last - first)] = id
            lists[place].last = id
            lists[place].count += 1
        }
    }

    private mutating func grow() {
        let old = lists
        lists = [List](repeating: List(), count: max(16, 2 * old.count))
        for list in old where list.count > 0 { lists[place(of: list.node)] = list }
    }

    /// Where the node's list is, or is to be. The high half of the product depends on all bits of the node.
    @inline(__always)
    private func place(of node: Int32) -> Int {
        let mask = lists.count - 1
        var place = Int(truncatingIfNeeded: (UInt64(UInt32(bitPattern: node)) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while lists[place].count > 0, lists[place].node != node { place = (place + 1) & mask }
        return place
    }

    @inline(__always)
    private func list(of node: Int32) -> List { lists.isEmpty ? List() : lists[place(of: node)] }

    mutating func reserve(_ more: Int) { next.reserve(more) }

    /// O(1).
    func count(of node: Int32) -> Int { Int(list(of: node).count) }

    /// O(relationships of the node).
    @inline(__always)
    func forEach(of node: Int32, _ body: (Int32) -> Void) {
        var id = list(of: node).first
        while id >= 0 {
            body(id)
            id = next[Int(id - first)]
        }
    }

    /// In no order.
    var nodes: [Int32] { lists.lazy.filter { $0.count > 0 }.map(\.node) }

    func ids(of node: Int32) -> [Int32] {
        var found: [Int32] = []
        forEach(of: node) { found.append($0) }
        return found
    }
}

extension Array {
    /// Room for that many more. Asked again and again, it still grows by doubling.
    mutating func reserve(_ more: Int) { if more > capacity - count { reserveCapacity(Swift.max(count + more, 2 * count)) } }
}
