import Synchronization

/// Finds nodes of a delta by a property, and in order of their ids. Each part is laid out when somebody first asks for
/// it, and grows with the delta's log from then on: a lookup is O(found), beside O(1) for each node written since
/// the last one.
final class DeltaIndex: Sendable {
    private struct Keyed: Sendable {
        var nodes: [Value: [Int32]] = [:]
        /// So much of the log is in it.
        var covered = 0
    }

    private struct Parts: Sendable {
        var keyed: [Int: Keyed] = [:]
        var ordered: [Int32] = []
        var orderedAt = -1
    }

    private let parts = Mutex(Parts())

    /// The nodes whose property was written as the value at some time, ascending: what they are now is not looked at.
    func nodes(key: Int, equals value: Value, in delta: GraphDelta) -> [Int32] {
        parts.withLock { parts in
            if parts.keyed[key, default: Keyed()].covered < delta.log.count {
                var keyed = parts.keyed.removeValue(forKey: key) ?? Keyed()
                for id in delta.log[keyed.covered...] {
                    let value = delta.nodes[id]!.properties.value(of: key)
                    if !value.isNull { keyed.nodes[value, default: []].append(id) }
                }
                keyed.covered = delta.log.count
                parts.keyed[key] = keyed
            }
            let found = parts.keyed[key]?.nodes[value] ?? []
            return found.count < 2 ? found : Set(found).sorted()
        }
    }

    /// All nodes that the delta holds or deletes, ascending. O(n log n) when something was written, else O(1).
    func ordered(in delta: GraphDelta) -> [Int32] {
        parts.withLock { parts in
            if parts.orderedAt != delta.changeCount {
                parts.ordered = Set(delta.nodes.keys).union(delta.deletedNodes).sorted()
                parts.orderedAt = delta.changeCount
            }
            return parts.ordered
        }
    }
}
