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
    private struct List: Sendable {
        var first: Int32
        var last: Int32
        var count: Int32
    }

    private var lists: [Int32: List] = [:]
    /// By relationship, from `first` on, the next one of its list; -1 at the end.
    private var next: [Int32] = []
    private var first: Int32 = 0

    /// Ids ascend from call to call. O(1).
    mutating func append(_ id: Int32, at node: Int32) {
        if next.isEmpty { first = id }
        while next.count <= Int(id - first) { next.append(-1) }
        if let list = lists[node] {
            next[Int(list.last - first)] = id
            lists[node] = List(first: list.first, last: id, count: list.count + 1)
        } else {
            lists[node] = List(first: id, last: id, count: 1)
        }
    }

    mutating func reserve(_ more: Int) { next.reserve(more) }

    /// O(1).
    func count(of node: Int32) -> Int { lists[node].map { Int($0.count) } ?? 0 }

    /// O(relationships of the node).
    @inline(__always)
    func forEach(of node: Int32, _ body: (Int32) -> Void) {
        guard let list = lists[node] else { return }
        var id = list.first
        while id >= 0 {
            body(id)
            id = next[Int(id - first)]
        }
    }

    var nodes: [Int32] { Array(lists.keys) }

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
