import Synchronization

/// Finds nodes and relationships of a delta by a property, relationships by their ends, and nodes in order of their ids.
/// Each part is laid out when somebody first asks for it, and grows with the delta's logs from then on: a lookup is
/// O(found), plus O(1) for each node or relationship written since the last one.
///
/// Copies of a delta that go on from one another share it, so that a statement does not lay out anew what those before it have
/// written. Where it has grown beyond the log of an earlier copy, which happens when a statement is taken back, it begins anew.
final class DeltaIndex: Sendable {
    struct Keyed: Sendable {
        var entities: [HashedKey<Value>: [Int32]] = [:]
        /// Entries of the log that are in it.
        var covered = 0

        /// Takes in what has been written since; `value` answers for an entity as it is now.
        mutating func grow(_ log: [Int32], _ value: (Int32) -> Value) {
            for id in log[covered...] {
                let value = value(id)
                if !value.isNull { entities[HashedKey(value), default: []].append(id) }
            }
            covered = log.count
        }
    }

    struct Ends: Hashable {
        var source: Int32
        var target: Int32
    }

    struct Parts: Sendable {
        var nodes: [Int: Keyed] = [:]
        var relationships: [Int: Keyed] = [:]
        /// New relationships by their ends.
        var between: [Ends: [Int32]] = [:]
        var betweenCovered = 0
        var ordered: [Int32] = []
        var orderedAt = -1
    }

    private let parts = Mutex(Parts())
    /// Entries looked at so far: what tests hold against the size of the input.
    private let steps: Atomic<Int>

    /// Changes of the deltas that share it, one after the other.
    private let changes: Atomic<Int>

    init(steps: Int = 0, after changes: Int = 0) {
        self.steps = Atomic(steps)
        self.changes = Atomic(changes)
    }

    /// Counts the change that follows the first `count`. False where another copy of the delta has been changed since: the two differ from
    /// here on, and one index cannot serve both.
    func follows(_ count: Int) -> Bool {
        changes.compareExchange(expected: count, desired: count + 1, ordering: .relaxed).exchanged
    }

    var stepCount: Int { steps.load(ordering: .relaxed) }

    func note(_ count: Int) { steps.add(count, ordering: .relaxed) }

    /// The nodes whose property was written as the value at some time, ascending: what they are now is not looked at.
    /// nil where there may be more than `limit`.
    func nodes(key: Int, equals value: Value, limit: Int, in delta: GraphDelta) -> [Int32]? {
        parts.withLock { parts in
            find(value, limit, &parts.nodes[key, default: Keyed()], delta.log) { delta.nodes[$0]?.properties.value(of: key) ?? .null }
        }
    }

    /// As `nodes`, of relationships.
    func relationships(key: Int, equals value: Value, limit: Int, in delta: GraphDelta) -> [Int32]? {
        parts.withLock { parts in
            find(value, limit, &parts.relationships[key, default: Keyed()], delta.relationshipLog) {
                delta.relationships[$0]?.properties.value(of: key) ?? .null
            }
        }
    }

    private func find(
        _ value: Value, _ limit: Int, _ keyed: inout Keyed, _ log: [Int32], _ current: (Int32) -> Value
    ) -> [Int32]? {
        if keyed.covered > log.count { keyed = Keyed() }
        if keyed.covered < log.count {
            note(log.count - keyed.covered)
            keyed.grow(log, current)
        }
        guard let found = keyed.entities[HashedKey(value)] else { return [] }
        guard found.count <= limit else { return nil }
        note(found.count)
        return found.count < 2 ? found : Set(found).sorted()
    }

    /// The new relationships from one node to another, deleted ones too, in the order of writing.
    func relationships(from source: Int32, to target: Int32, in delta: GraphDelta) -> [Int32] {
        parts.withLock { parts in
            if parts.betweenCovered > delta.relationshipLog.count { (parts.between, parts.betweenCovered) = ([:], 0) }
            if parts.betweenCovered < delta.relationshipLog.count {
                note(delta.relationshipLog.count - parts.betweenCovered)
                for id in delta.relationshipLog[parts.betweenCovered...] where id >= delta.firstNewRelationship {
                    guard let relationship = delta.relationships[id] else { continue }
                    let ends = Ends(source: relationship.source, target: relationship.target)
                    // Written again, it is the last or stands before; ids grow.
                    if parts.between[ends]?.last.map({ $0 >= id }) != true { parts.between[ends, default: []].append(id) }
                }
                parts.betweenCovered = delta.relationshipLog.count
            }
            let found = parts.between[Ends(source: source, target: target)] ?? []
            note(found.count)
            return found
        }
    }

    /// All nodes that the delta holds or deletes, ascending. O(n log n) when something was written, else O(1).
    func ordered(in delta: GraphDelta) -> [Int32] {
        parts.withLock { parts in
            if parts.orderedAt != delta.nodeChangeCount {
                parts.ordered = delta.nodes.isEmpty ? Array(delta.deletedNodes) : Set(delta.nodes.keys).union(delta.deletedNodes).sorted()
                parts.orderedAt = delta.nodeChangeCount
                note(parts.ordered.count)
            }
            return parts.ordered
        }
    }

    /// Looks at what has been laid out, for checks.
    func withParts<Result: Sendable>(_ body: (Parts) -> Result) -> Result { parts.withLock { body($0) } }
}
