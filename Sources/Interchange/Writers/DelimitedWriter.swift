/// Cells and lines of CSV or TSV as RFC 4180 has them, without line ends.
/// TSV quotes by the same rule: spreadsheets and `DelimitedReader` undo it.
public struct DelimitedWriter: Sendable {
    /// What separates cells.
    public var delimiter: Character
    /// Put `'` before text that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab, CR); numbers stay.
    public var quotesFormulas: Bool

    /// CSV unless stated otherwise.
    public init(delimiter: Character = ",", quotesFormulas: Bool = false) {
        self.delimiter = delimiter
        self.quotesFormulas = quotesFormulas
    }

    /// A CSV cell, quoted where it has to be.
    public static func cell(_ text: String) -> String {
        DelimitedWriter().cell(text)
    }

    /// A cell, quoted where it holds the delimiter, a quote, a line end, or `#` as its first character.
    public func cell(_ text: String) -> String {
        let text = quotesFormulas && Self.isFormula(text) ? "'" + text : text
        guard needsQuotes(text) else { return text }
        let quote = UInt8(ascii: "\"")
        var out = [quote]
        out.reserveCapacity(text.utf8.count + 8)
        for byte in text.utf8 {
            if byte == quote { out.append(quote) }
            out.append(byte)
        }
        out.append(quote)
        return String(decoding: out, as: UTF8.self)
    }

    private func needsQuotes(_ text: String) -> Bool {
        // All other bytes may be part of a line end or of the delimiter, which characters tell.
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != delimiter.asciiValue }
        return text.utf8.first == UInt8(ascii: "#")
            || !isPlain && text.contains { $0 == delimiter || $0 == "\"" || $0.isNewline }
    }

    /// A line. A line of one empty cell is `""`, since a reader passes over an empty line.
    public func line(_ cells: [String]) -> String {
        if cells == [""] { return "\"\"" }
        return joined(cells.lazy.map(cell))
    }

    /// A line in which nil is nothing and empty text is `""`, as PostgreSQL's COPY has it in CSV.
    /// A line of one nil is empty.
    public func row(_ cells: [String?]) -> String {
        joined(cells.lazy.map { $0.map { $0.isEmpty ? "\"\"" : cell($0) } ?? "" })
    }

    private func joined(_ cells: some Sequence<String>) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            if index > 0 { line.append(delimiter) }
            line += cell
        }
        return line
    }

    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return false }
        return Double(text) == nil
    }
}
