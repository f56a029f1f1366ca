/// Which sign separates the cells of a file, by its first lines.
enum DelimiterGuess {
    private static let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
    private static let lines = 10

    /// The sign that stands equally often in most of the first lines, outside quotes; of equals the more frequent, then comma, `;`, tab, `|`.
    static func best(_ bytes: [UInt8]) -> UInt8 {
        var counts = [[Int]](repeating: [0], count: candidates.count)
        var isQuoted = false
        var isEmpty = true
        scan: for (place, byte) in bytes.enumerated() {
            if byte == 0x22 { isQuoted.toggle() }
            if byte == 0x0A, !isQuoted, !isEmpty {
                // What the chunk cuts off says nothing.
                if counts[0].count == lines || place + 1 == bytes.count { break scan }
                for index in counts.indices { counts[index].append(0) }
                isEmpty = true
                continue
            }
            if byte != 0x0A, byte != 0x0D { isEmpty = false }
            if !isQuoted, let index = candidates.firstIndex(of: byte) { counts[index][counts[index].count - 1] += 1 }
        }
        func equalCount(_ counts: [Int]) -> Int { counts.count { $0 == counts[0] } }
        let scores = counts.map { (equal: $0[0] == 0 ? 0 : equalCount($0), count: $0[0]) }
        let best = scores.indices.max { (scores[$0].equal, scores[$0].count, -$0) < (scores[$1].equal, scores[$1].count, -$1) } ?? 0
        return scores[best].equal > 0 ? candidates[best] : candidates[0]
    }
}
