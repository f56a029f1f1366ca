/// A cell of a spreadsheet, as `cqcq` and its helper program `cqcq-tables` hand it to each other (docs/tables.md).
public enum SheetCell: Hashable, Sendable {
    case empty
    case text(String)
    /// A number as decimal text: `12`, `0.5`, `1E-3`.
    case number(String)
    /// `2026-07-28`
    case date(String)
    /// `2026-07-28T09:30:00`
    case dateTime(String)
    /// `09:30:00`
    case time(String)
    case boolean(Bool)
    /// What a formula left in place of a value: `#N/A`.
    case error(String)
    /// Text that leads to an address of the web. Written only.
    case link(String, address: String)
    /// Text or a number that leads to a row of a sheet, both counted from 0. Written only.
    indirect case jump(SheetCell, sheet: Int, row: Int)

    public var isEmpty: Bool { self == .empty }

    /// The cell as text for people; empty where it is empty.
    public var text: String {
        switch self {
        case .empty: ""
        case .text(let text), .number(let text), .date(let text), .dateTime(let text), .time(let text), .error(let text),
            .link(let text, _): text
        case .boolean(let flag): flag ? "TRUE" : "FALSE"
        case .jump(let cell, _, _): cell.text
        }
    }
}
