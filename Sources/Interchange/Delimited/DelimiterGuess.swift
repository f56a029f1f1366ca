/// What separates the cells of a text file, by its first lines.
package enum DelimiterGuess {
    /// The sign that gives most of the first lines the same number of cells, and the more cells where two do; of equals comma, `;`, tab, `|`.
    /// Titles above a table have other numbers and are outvoted.
    /// - Parameter isTabbed: a tab comes first, as the file's name says.
    package static func best(_ sample: [UInt8], isTabbed: Bool = false) -> UInt8 {
        let candidates = (isTabbed ? "\t,;|" : ",;\t|").utf8.map(\.self)
        var best: (delimiter: UInt8, lines: Int, cells: Int) = (candidates[0], 0, 0)
        for delimiter in candidates {
            let counts = counts(sample, delimiter)
            guard let most = Dictionary(grouping: counts.filter { $0 > 1 }, by: \.self).max(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) })
            else { continue }
            if (most.value.count, most.key) > (best.lines, best.cells) { best = (delimiter, most.value.count, most.key) }
        }
        return best.delimiter
    }

    /// Cells in each of the first 50 lines that are not empty.
    private static func counts(_ sample: [UInt8], _ delimiter: UInt8) -> [Int] {
        var counts: [Int] = []
        var (cells, isQuoted, isEmpty) = (1, false, true)
        for byte in sample {
            switch byte {
            case 0x22: isQuoted.toggle()
            case 0x0A, 0x0D:
                guard !isQuoted else { continue }
                if !isEmpty { counts.append(cells) }
                (cells, isEmpty) = (1, true)
                if counts.count == 50 { return counts }
            case delimiter where !isQuoted: cells += 1
            default: isEmpty = false
            }
        }
        if !isEmpty { counts.append(cells) }
        return counts
    }
}
