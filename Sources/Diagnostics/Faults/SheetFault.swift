/// Why a spreadsheet cannot be read or a workbook not written.
public enum SheetFault: Fault, Error {
    /// What is wrong with the file; the raw value is the code.
    public enum Kind: String, Sendable {
        /// Another file than its name says.
        case notASpreadsheet = "NotASpreadsheet"
        /// It wants a password.
        case protected = "ProtectedSpreadsheet"
        /// The file ends early or contradicts itself.
        case damaged = "DamagedSpreadsheet"
        /// The file unpacks to more than the limit.
        case tooLarge = "SpreadsheetTooLarge"
        /// The workbook has no sheet of that name.
        case unknownSheet = "UnknownSheet"
        /// The workbook cannot be written.
        case unwritable = "UnwritableWorkbook"
        /// The rows do not fit into a workbook.
        case workbookTooLarge = "WorkbookTooLarge"
    }

    /// As the reader or writer has put it.
    case file(Kind, sentence: String, hint: String?)
    /// No row looks like a header, or the one that was named is empty.
    case noHeader(row: Int?)
    /// The program that reads and writes spreadsheets is not beside this one.
    case helperMissing(path: String)
    /// The helper program ended early.
    case helperFailed(reason: String)

    public var code: String {
        switch self {
        case .file(let kind, _, _):
            switch kind {
            case .notASpreadsheet: "NotASpreadsheet"
            case .protected: "ProtectedSpreadsheet"
            case .damaged: "DamagedSpreadsheet"
            case .tooLarge: "SpreadsheetTooLarge"
            case .unknownSheet: "UnknownSheet"
            case .unwritable: "UnwritableWorkbook"
            case .workbookTooLarge: "WorkbookTooLarge"
            }
        case .noHeader: "NoHeaderRow"
        case .helperMissing: "HelperMissing"
        case .helperFailed: "HelperFailed"
        }
    }

    /// Always a data error.
    public var category: FaultCategory { .dataError }

    public var sentence: String {
        switch self {
        case .file(_, let sentence, _): sentence
        case .noHeader(let row?): "row \(row) is empty and cannot be the header"
        case .noHeader(nil): "none of the first rows looks like a header"
        case .helperMissing(let path): "spreadsheets are read and written by the program cqcq-tables, which is not at \(path)"
        case .helperFailed(let reason): "cqcq-tables did not finish: \(reason)"
        }
    }

    public var hint: String? {
        switch self {
        case .file(_, _, let hint): hint
        case .noHeader: "`HEADER ROW n` names the row that holds the names of the columns; `NO HEADER` says that there is none"
        case .helperMissing: "install it beside cqcq (`make install` does), or save the file as .csv"
        case .helperFailed: nil
        }
    }
}
