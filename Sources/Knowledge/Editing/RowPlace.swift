import Interchange

/// Where a new row belongs among those of its table, which stay as they are.
///
/// Mappings: in the order of the subjects in their tables, then of the objects; what has none comes last.
/// Nodes: with the ids of their prefix, by `position` where they have one, then by id with numbers as numbers;
/// a new prefix comes at the end, and so does
/// a row among rows that are not in that order.
struct RowPlace {
    private let table: DelimitedText
    /// A row's place in order; nil where it is to be passed over.
    private let key: ([String]) -> Key?

    private struct Key {
        /// Rows are compared with those of their group only, if there are any.
        var group: String
        var parts: [SortPart]
    }

    private enum SortPart: Comparable {
        case number(Int)
        case text(String)
    }

    init(_ draft: RowDraft, table: DelimitedText, reader: KnowledgeReader) {
        self.table = table
        let header = table.header
        func cell(_ name: String, _ cells: [String]) -> String { header.firstIndex(of: name).map { cells[$0] } ?? "" }
        switch draft.table {
        case .mappings:
            let order: (String) -> SortPart = { .number(reader.positions[$0] ?? .max) }
            key = { cells in
                let (subject, object) = (cell("subject_id", cells), cell("object_id", cells))
                return Key(group: subject, parts: [order(subject), order(object)])
            }
        case .nodes:
            key = { cells in
                let id = cell("id", cells)
                guard let colon = id.firstIndex(of: ":") else { return nil }
                let position = Int(cell("position", cells)).map { [SortPart.number($0)] } ?? []
                return Key(group: String(id[..<colon]), parts: position + Self.parts(of: id[colon...]))
            }
        }
    }

    /// The row before which it goes; the number of rows for the end.
    func row(for cells: [String]) -> Int {
        guard let wanted = key(cells) else { return table.rowCount }
        let keys = (0..<table.rowCount).map { row in
            key((0..<table.columnCount).map { table.text(row: row, column: $0) })
        }
        let group = keys.indices.filter { keys[$0]?.group == wanted.group }
        if let last = group.last {
            // Rows that are in no order of ours are left to theirs, and the new one comes after them.
            let isOrdered = zip(group, group.dropFirst()).allSatisfy { a, b in
                !keys[b]!.parts.lexicographicallyPrecedes(keys[a]!.parts)
            }
            let next = isOrdered ? group.first { wanted.parts.lexicographicallyPrecedes(keys[$0]!.parts) } : nil
            return next ?? last + 1
        }
        // Subjects have an order of their own, prefixes have none.
        guard case .number? = wanted.parts.first, table.header.contains("subject_id") else { return table.rowCount }
        return keys.firstIndex { $0.map { wanted.parts.lexicographicallyPrecedes($0.parts) } ?? false } ?? table.rowCount
    }

    /// Runs of digits as numbers, so that `12` comes after `9`.
    private static func parts(of text: Substring) -> [SortPart] {
        var parts: [SortPart] = []
        var rest = text
        while let first = rest.first {
            let isDigit = first.isASCII && first.isNumber
            let run = rest.prefix { ($0.isASCII && $0.isNumber) == isDigit }
            parts.append(isDigit ? .number(Int(run) ?? .max) : .text(String(run)))
            rest = rest[run.endIndex...]
        }
        return parts
    }
}
