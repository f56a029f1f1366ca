import Diagnostics
import PropertyGraph
import QueryEngine
import SheetRows
import Tables

/// Rows of a sheet as values of the query language.
final class SheetTable: TableReader {
    private let rows: TableRows
    private let file: String

    var header: [String]? { rows.columns }
    private(set) var rowNumber = 0

    /// - Parameter file: its name in messages.
    init(_ rows: TableRows, file: String) {
        self.rows = rows
        self.file = file
    }

    func next() throws(LoadFault) -> [Value]? {
        do throws(SheetFault) {
            guard let row = try rows.next() else { return nil }
            rowNumber = row.number
            return row.cells.map(Value.init)
        } catch {
            throw .sheet(file: file, error)
        }
    }
}

extension Value {
    /// A whole number is an integer, another a float; what is not a value of its type stays text.
    init(_ cell: SheetCell) {
        switch cell {
        case .empty: self = .null
        case .text(let text), .error(let text), .link(let text, _): self = .string(text)
        case .boolean(let flag): self = .boolean(flag)
        case .number(let text):
            // Spreadsheets count in floats: 12.0 is 12.
            if let integer = Int(text) {
                self = .integer(integer)
            } else if let number = Double(text) {
                self = Int(exactly: number).map { abs($0) < 1 << 53 ? .integer($0) : .float(number) } ?? .float(number)
            } else {
                self = .string(text)
            }
        case .date(let text): self = CalendarDate(text).map(Value.date) ?? .string(text)
        case .dateTime(let text): self = (try? LocalDateTime(iso: text)).map(Value.localDateTime) ?? .string(text)
        case .time(let text): self = (try? LocalTime(iso: text)).map(Value.localTime) ?? .string(text)
        case .jump(let cell, _, _): self.init(cell)
        }
    }
}

extension TableForm.Header {
    var inTables: TableRows.Header {
        switch self {
        case .found: .found
        case .row(let number): .row(number)
        case .none: .none
        }
    }
}
