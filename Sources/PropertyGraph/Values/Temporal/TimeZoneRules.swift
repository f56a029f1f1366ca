/// When the offset of a zone changes.
struct TimeZoneRules: Sendable {
    /// Seconds since 1970-01-01T00:00Z, ascending.
    let transitions: [Int]
    /// The offset in seconds east of UTC from the transition of the same place on.
    let offsets: [Int]
    /// Before the first transition.
    let first: Int
    /// After the last transition; nil where the last offset stays.
    let yearly: YearlyRule?

    /// What a local time may mean.
    enum Local: Equatable {
        case one(Int)
        /// Skipped when the clocks went forward.
        case gap(before: Int, after: Int)
        /// There twice, since the clocks went back.
        case overlap(before: Int, after: Int)
    }

    /// O(log n) in the transitions.
    func offset(at instant: Int) -> Int {
        if let yearly, instant >= transitions.last ?? .min {
            return yearly.offset(at: instant, before: offsets.last ?? first)
        }
        let next = firstTransition(after: instant)
        return next == 0 ? first : offsets[next - 1]
    }

    /// `local` is seconds since 1970-01-01T00:00 as the clock of the zone shows them.
    func offsets(atLocal local: Int) -> Local {
        // Offsets lie within a day, so a change further off cannot matter.
        let start = local - 2 * 86_400
        var before = offset(at: start)
        for change in changes(after: start, through: local + 2 * 86_400) {
            let after = change.offset
            if local < change.instant + min(before, after) { break }
            if local < change.instant + max(before, after) {
                return after > before ? .gap(before: before, after: after) : .overlap(before: before, after: after)
            }
            before = after
        }
        return .one(before)
    }

    private func changes(after start: Int, through end: Int) -> [(instant: Int, offset: Int)] {
        var found: [(instant: Int, offset: Int)] = []
        var place = firstTransition(after: start)
        while place < transitions.count, transitions[place] <= end {
            found.append((transitions[place], offsets[place]))
            place += 1
        }
        if let yearly, end > transitions.last ?? .min {
            let last = transitions.last ?? .min
            found += yearly.changes(around: end).filter { $0.instant > max(start, last) && $0.instant <= end }
        }
        return found
    }

    private func firstTransition(after instant: Int) -> Int {
        var (low, high) = (0, transitions.count)
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
