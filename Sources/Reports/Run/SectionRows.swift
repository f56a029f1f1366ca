import Diagnostics
import Interchange
import PropertyGraph

/// The rows of a section's query, all of them.
struct SectionRows {
    let definition: SectionDefinition
    let columns: [String]
    let rows: [[Value]]
    /// What the values belong to.
    let graph: Graph

    /// As other sections get them.
    var value: Value {
        .list(rows.map { row in .map(PropertyMap(uniqueKeysWithValues: zip(columns, row))) })
    }

    /// Throws `ReportFault.missingColumn`. Where there are no rows the columns are known as well.
    func index(of column: String) throws(Diagnostics) -> Int {
        guard let index = columns.firstIndex(of: column) else {
            throw Diagnostics(
                ReportFault.missingColumn(column, section: definition.name, known: columns), span: definition.place.span,
                source: definition.place.source)
        }
        return index
    }

    func text(_ row: [Value], _ column: Int) -> String { PlainText.text(of: row[column], in: graph) }

    /// The values of some columns, as text.
    func texts(_ row: [Value], _ columns: [String]) throws(Diagnostics) -> [String] {
        var texts: [String] = []
        for column in columns { texts.append(text(row, try index(of: column))) }
        return texts
    }

    /// A row in the words that tell it from others.
    func describe(_ row: [Value]) -> String {
        row.compactMap { if case .string(let text) = $0 { text } else { nil } }.prefix(3).joined(separator: ", ")
    }
}

extension SectionRows {
    /// In each row the parts of the partition add up to its total. Throws `ReportFault.partitionBroken`.
    func checkPartition() throws(Diagnostics) {
        guard let partition = definition.partition else { return }
        var parts: [Int] = []
        for part in partition.parts { parts.append(try index(of: part)) }
        let total = try index(of: partition.total)
        for row in rows {
            let sum = parts.reduce(0) { $0 + (row[$1].integer ?? 0) }
            let whole = row[total].integer ?? -1
            if sum != whole {
                throw Diagnostics(
                    ReportFault.partitionBroken(section: definition.name, row: describe(row), sum: sum, total: whole),
                    phase: .runtime)
            }
        }
    }

    /// How many rows there are to each beginning of the columns of grouping. Throws where rows of a group are apart.
    func sizes() throws(Diagnostics) -> [[String]: Int] {
        var sizes: [[String]: Int] = [:]
        var last: [String] = []
        for row in rows {
            let path = try texts(row, definition.group)
            for length in 0...path.count {
                let group = Array(path.prefix(length))
                if sizes[group] != nil, Array(last.prefix(length)) != group {
                    throw Diagnostics(
                        ReportFault.scatteredGroup(section: definition.name, group: group.joined(separator: ", ")),
                        phase: .runtime)
                }
                sizes[group, default: 0] += 1
            }
            last = path
        }
        return sizes
    }

    /// The path of groups that a number of the row counts.
    func path(_ count: SectionDefinition.Count, _ row: [Value]) throws(Diagnostics) -> [String] {
        try texts(row, count.of) + count.last
    }

    /// Each number is that of the rows it counts. `sizes`: of the section that has them.
    func check(_ count: SectionDefinition.Count, against sizes: [[String]: Int]) throws(Diagnostics) {
        let column = try index(of: count.column)
        for row in rows {
            guard let number = row[column].integer else { continue }
            let counted = sizes[try path(count, row)] ?? 0
            if number != counted {
                throw Diagnostics(
                    ReportFault.countDisagrees(
                        section: definition.name, column: count.column, row: describe(row), number: number, rows: counted),
                    phase: .runtime)
            }
        }
    }
}

extension Value {
    var integer: Int? {
        if case .integer(let number) = self { number } else { nil }
    }

    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .float(let number): number
        default: nil
        }
    }

    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
