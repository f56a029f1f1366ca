/// Nearest names for a misspelt one.
package enum Suggestion {
    /// Up to `limit` candidates near `name`, nearest first, ties in the candidates' order.
    /// Case does not count. Near means at most a third of the length in edits, or a shared prefix of three.
    /// O(candidates × length²).
    package static func nearest(to name: String, in candidates: some Sequence<String>, limit: Int = 3) -> [String] {
        let wanted = Array(name.lowercased())
        guard !wanted.isEmpty else { return [] }
        var ranked: [(distance: Int, order: Int, name: String)] = []
        var seen: Set<String> = []
        for (order, candidate) in candidates.enumerated() where seen.insert(candidate).inserted {
            let other = Array(candidate.lowercased())
            let distance = editDistance(wanted, other)
            let allowed = max(1, max(wanted.count, other.count) / 3)
            let sharesPrefix = wanted.count >= 3 && other.starts(with: wanted)
            if distance <= allowed || sharesPrefix {
                ranked.append((sharesPrefix ? min(distance, allowed) : distance, order, candidate))
            }
        }
        ranked.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
        return ranked.prefix(limit).map(\.name)
    }

    /// Edits (insert, delete, replace, swap of neighbours) from one to the other
    /// (optimal string alignment). O(a × b).
    package static func editDistance<Element: Equatable>(_ a: [Element], _ b: [Element]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [Int](repeating: 0, count: b.count + 1)
            row[0] = i
            for j in 1...b.count {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }

    /// `did you mean A, B or C?`, or nil for none.
    package static func question(_ names: [String]) -> String? {
        guard let last = names.last else { return nil }
        if names.count == 1 { return "did you mean \(last)?" }
        return "did you mean \(names.dropLast().joined(separator: ", ")) or \(last)?"
    }
}
