/// The lines that make a workbook, for `cqcq-tables write`:
///
///     W <tab> property <tab> title|comments|created <tab> text: `created` in days since 1970-01-01, now without it
///     W <tab> sheet <tab> name                 a sheet more; names as `SheetNames` makes them
///     S <tab> name <tab> visible               the rows that follow are of this sheet
///     W <tab> header                           the next row names the columns
///     W <tab> heading                          the next row is a title
///     W <tab> chart <tab> kind <tab> title <tab> label <tab> value <tab> description <tab> rows <tab> series
///                                              a chart of the sheet: labels in its first column, a series in each further one
///     R …                                      a row, by its number
///     E
public struct WorkbookLines {
    /// What has been written and not yet taken.
    public var bytes: [UInt8] = []
    /// The next row of each sheet, from 0.
    private var rows: [String: Int] = [:]
    private var current = ""

    public init() {}

    /// Gives what there is and forgets it.
    public mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    public mutating func property(_ name: String, _ text: String) { add(.item(word: "property", values: [name, text])) }

    public mutating func announce(_ sheet: String) {
        rows[sheet] = 0
        add(.item(word: "sheet", values: [sheet]))
    }

    /// Goes on with a sheet that has been announced.
    public mutating func open(_ sheet: String) {
        current = sheet
        add(.sheet(name: sheet, isHidden: false))
    }

    public mutating func heading(_ text: String) {
        add(.item(word: "heading", values: []))
        row([.text(text)])
    }

    public mutating func header(_ names: [String]) {
        add(.item(word: "header", values: []))
        row(names.map(SheetCell.text))
    }

    /// Of the sheet that is open, whose first row is its header: `kind` is bar, line or heat.
    public mutating func chart(
        kind: String, title: String, label: String, value: String, description: String, rows: Int, series: Int
    ) {
        add(.item(word: "chart", values: [kind, title, label, value, description, String(rows), String(series)]))
    }

    public mutating func row(_ cells: [SheetCell]) {
        let number = (rows[current] ?? 0) + 1
        rows[current] = number
        add(.row(number: number, cells: cells))
    }

    public mutating func skipRow() { rows[current, default: 0] += 1 }

    public mutating func end() { add(.end) }

    private mutating func add(_ line: SheetLine) { bytes += line.bytes }
}

/// Names of sheets as Excel takes them: at most 31 characters, none of `[ ] : * ? / \`, no apostrophe at an end, each
/// once whatever the case, not `History`.
public struct SheetNames {
    private var taken: Set<String> = ["history"]

    public init() {}

    public mutating func name(for text: String) -> String {
        var name = String(text.map { "[]:*?/\\".contains($0) || $0.isNewline || $0 == "\t" ? " " : $0 })
        name = Self.trimmed(Self.cut(name, to: 31))
        if name.isEmpty { name = "Sheet" }
        var unique = name
        var number = 2
        while taken.contains(unique.lowercased()) {
            let suffix = " (\(number))"
            unique = Self.trimmed(Self.cut(name, to: 31 - suffix.count)) + suffix
            number += 1
        }
        taken.insert(unique.lowercased())
        return unique
    }

    /// Excel counts in UTF-16.
    private static func cut(_ text: String, to length: Int) -> String {
        var text = text
        while text.utf16.count > length { text.removeLast() }
        return text
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while let first = text.first, first == "'" || first.isWhitespace { text.removeFirst() }
        while let last = text.last, last == "'" || last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
