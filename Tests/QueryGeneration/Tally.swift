/// How many queries were run and how many agreed, by configuration.
package struct Tally: Sendable {
    package struct Count: Sendable {
        package var run = 0
        package var agreed = 0
        /// Ended in a memory error, as they may under a tight limit.
        package var refused = 0
    }

    package private(set) var counts: [String: Count] = [:]
    /// Queries that were compared in at least one configuration.
    package var queries = 0
    /// Of these, those whose answer has no rows.
    package var empty = 0
    /// Given up, as they were too large for the one that is compared with.
    package var skipped = 0

    package init() {}

    package mutating func note(_ names: [String], agreed: Bool, refused: Bool = false) {
        for name in names {
            counts[name, default: Count()].run += 1
            if agreed { counts[name]!.agreed += 1 }
            if refused { counts[name]!.refused += 1 }
        }
    }

    package mutating func add(_ other: Tally) {
        queries += other.queries
        empty += other.empty
        skipped += other.skipped
        for (name, count) in other.counts {
            counts[name, default: Count()].run += count.run
            counts[name]!.agreed += count.agreed
            counts[name]!.refused += count.refused
        }
    }

    /// Tab-separated lines: name, run, agreed, refused. The first has queries, empty and skipped.
    package var lines: [String] {
        ["queries\t\(queries)\t\(empty)\t\(skipped)"]
            + counts.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value.run)\t\($0.value.agreed)\t\($0.value.refused)" }
    }

    package init(lines: [Substring]) {
        for line in lines {
            let cells = line.split(separator: "\t")
            let numbers = cells.dropFirst().compactMap { Int($0) }
            guard numbers.count == 3 else { continue }
            if cells[0] == "queries" {
                (queries, empty, skipped) = (numbers[0], numbers[1], numbers[2])
            } else {
                counts[String(cells[0])] = Count(run: numbers[0], agreed: numbers[1], refused: numbers[2])
            }
        }
    }
}
