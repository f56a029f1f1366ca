public import Diagnostics
public import SheetRows

/// The rows of a sheet below its header.
public final class TableRows {
    public enum Header: Sendable {
        /// The first row that looks like one.
        case found
        /// By its number, from 1.
        case row(Int)
        case none
    }

    private let rows: any SheetRows
    /// Read in search of the header, and still to be given.
    private var waiting: ArraySlice<SheetRow> = []
    /// Names of the columns, each once; one without a name has its letter. nil without a header. Grows where a row is longer.
    public private(set) var columns: [String]?
    /// Of the header, from 1.
    public private(set) var headerRow: Int?

    public var sheetName: String? { rows.sheetName }

    /// Throws `SheetFault.noHeader`, and whatever reading throws.
    public init(_ rows: any SheetRows, header: Header) throws(SheetFault) {
        self.rows = rows
        switch header {
        case .none: break
        case .row(let number):
            while let row = try rows.next() {
                if row.number > number { throw .noHeader(row: number) }
                if row.number == number {
                    begin(row)
                    return
                }
            }
            throw .noHeader(row: number)
        case .found:
            var first: [SheetRow] = []
            while first.count < HeaderRow.searched, let row = try rows.next() { first.append(row) }
            guard let index = HeaderRow.index(in: first.map(\.cells)) else { throw .noHeader(row: nil) }
            begin(first[index])
            waiting = first[(index + 1)...]
        }
    }

    private func begin(_ row: SheetRow) {
        headerRow = row.number
        columns = HeaderRow.names(of: row.cells)
    }

    /// The next row that is not empty, nil at the end. With a header it has as many cells as there are columns.
    public func next() throws(SheetFault) -> SheetRow? {
        var following = waiting.popFirst()
        if following == nil { following = try rows.next() }
        guard var row = following else { return nil }
        guard let columns else { return row }
        while let last = row.cells.last, last.isEmpty, row.cells.count > columns.count { row.cells.removeLast() }
        if row.cells.count > columns.count {
            for index in columns.count..<row.cells.count { self.columns!.append(HeaderRow.unique(SheetColumn.letters(index), self.columns!)) }
        } else {
            row.cells += [SheetCell](repeating: .empty, count: columns.count - row.cells.count)
        }
        return row
    }
}

/// Which row names the columns.
public enum HeaderRow {
    /// Rows that are searched.
    public static let searched = 30

    /// The first row that has text in at least two cells, nothing but text, and at least half as many cells as the widest
    /// of the rows: titles and dates above it have fewer. In a file of one column, its first row.
    public static func index(in rows: [[SheetCell]]) -> Int? {
        let counts = rows.map { $0.count { !$0.isEmpty } }
        guard let widest = counts.max(), widest > 0 else { return nil }
        if widest == 1 { return counts.firstIndex(of: 1) }
        return rows.indices.first { index in
            let filled = rows[index].filter { !$0.isEmpty }
            return filled.count >= 2 && filled.count * 2 >= widest
                && filled.allSatisfy { if case .text(let text) = $0 { text.contains(where: \.isLetter) || text == "#" } else { false } }
        }
    }

    public static func names(of cells: [SheetCell]) -> [String] {
        var cells = cells
        while cells.last?.isEmpty == true { cells.removeLast() }
        var names: [String] = []
        for (index, cell) in cells.enumerated() {
            let text = cell.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            names.append(unique(text.isEmpty ? SheetColumn.letters(index) : text, names))
        }
        return names
    }

    static func unique(_ name: String, _ taken: [String]) -> String {
        guard taken.contains(name) else { return name }
        var number = 2
        while taken.contains("\(name) (\(number))") { number += 1 }
        return "\(name) (\(number))"
    }
}
