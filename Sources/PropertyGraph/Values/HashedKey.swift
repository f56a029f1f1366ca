/// A key of a dictionary or a set beside the hash that it had when it was made.
///
/// When a run has to end, large values hash to anything and equal nothing (`ValueWatch`). A dictionary that grows in that moment would look for its keys by
/// other hashes than they were put in by, and ends the process where it finds one that was not there.
package struct HashedKey<Key: Hashable>: Hashable {
    package let key: Key
    private let hash: Int

    package init(_ key: Key) {
        self.key = key
        hash = key.hashValue
    }

    package static func == (a: HashedKey, b: HashedKey) -> Bool { a.hash == b.hash && a.key == b.key }

    package func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

extension HashedKey: Sendable where Key: Sendable {}
