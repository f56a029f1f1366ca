public import PropertyGraph
import Tables

/// What became of the rows of one table.
public struct TableFigures: Sendable {
    public let file: String
    public let sheet: String?
    public let table: DirectoryTable
    /// nil where neither the file nor its name gives one.
    public let day: CalendarDate?
    public var rows = 0
    public var loaded = 0
    public var rejected = 0
    /// Of loaded rows, values that were left empty or are not counted.
    public var warnings = 0
    /// The first of each: row and what is wrong with it.
    public var rejections: [String] = []
    public var remarks: [String] = []

    static let shown = 10
}

/// A sheet that is being read.
struct SheetState {
    let file: String
    var name: String?
    var isFirst = true
    private(set) var table: DirectoryTable?
    private(set) var columns: DirectoryColumns?
    private(set) var day = CalendarDate(days: 0)
    var figures: TableFigures
    var seen: Set<String> = []
    var lastRef: String?

    init(file: String, name: String? = nil, isFirst: Bool = true) {
        self.file = file
        self.name = name
        self.isFirst = isFirst
        figures = TableFigures(file: file, sheet: name, table: .locations, day: nil)
    }

    mutating func begin(_ table: DirectoryTable, _ columns: DirectoryColumns, day: CalendarDate?) {
        self.table = table
        self.columns = columns
        self.day = day ?? CalendarDate(days: 0)
        figures = TableFigures(file: file, sheet: name, table: table, day: day)
    }

    /// Later days come before earlier ones, and on one day the table that knows more.
    var age: Int64 { Int64(day.days) * 8 + Int64(table?.standing ?? 0) }

    mutating func reject(_ row: SheetRow, _ reason: String) {
        figures.rejected += 1
        if figures.rejections.count < TableFigures.shown { figures.rejections.append("row \(row.number): \(reason)") }
    }

    mutating func warn(_ row: SheetRow, _ reason: String) {
        figures.warnings += 1
        if figures.remarks.count < TableFigures.shown { figures.remarks.append("row \(row.number): \(reason)") }
    }
}
