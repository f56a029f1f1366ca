import PropertyGraph
import Synchronization
import Testing

/// A run that has to end while large values are put into a set leaves a set behind, and no dead process.
struct HashedKeyTests {
    /// Large enough that each is a reason to look at the watch.
    private static let lists: [Value] = (0..<1000).map { number in .list(ValueList((0..<300).map { .integer($0 + number) })) }

    @Test func growsWhileTheRunEnds() {
        for offset in stride(from: 0, to: 900, by: 20) {
            let watch = ValueWatch { true }
            var keys: Set<HashedKey<Value>> = []
            ValueWatch.with(watch) {
                // Moves the place at which the watch is asked.
                for list in Self.lists.prefix(offset) { _ = list.hashValue }
                for list in Self.lists { keys.insert(HashedKey(list)) }
            }
            #expect(watch.hasStopped)
            #expect(keys.count > 0)
        }
    }
}
