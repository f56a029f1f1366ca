/// Why a file cannot be read or written, in words for people; `cqcq` adds the file's name and place.
struct TableFault: Error {
    var code: String
    var sentence: String
    var hint: String?

    /// The file is something else than its ending says.
    static func otherFormat(_ found: String, hint: String?) -> TableFault {
        TableFault(code: "NotASpreadsheet", sentence: "this is not the spreadsheet that its name says: it is \(found)", hint: hint)
    }

    static let encrypted = TableFault(
        code: "ProtectedSpreadsheet", sentence: "the file is protected with a password",
        hint: "open it in Excel or LibreOffice and save a copy without a password")

    static let oldExcel = TableFault(
        code: "NotASpreadsheet", sentence: "this is a workbook of Excel 97-2003, which is not read",
        hint: "open it in Excel or LibreOffice and save it as .xlsx")

    static func missingPart(_ name: String) -> TableFault {
        TableFault(
            code: "DamagedSpreadsheet", sentence: "the file is damaged: its part \(name) is missing",
            hint: "open it in Excel or LibreOffice, which can repair it, and save a copy")
    }

    static func damaged(_ reason: String) -> TableFault {
        TableFault(
            code: "DamagedSpreadsheet", sentence: "the file is damaged or cut short: \(reason)",
            hint: "fetch it once more, or open it in Excel or LibreOffice and save a copy")
    }

    static func tooLarge(_ what: String, limit: String) -> TableFault {
        TableFault(code: "SpreadsheetTooLarge", sentence: "\(what) is over the limit of \(limit)", hint: "--max-unpacked SIZE sets another limit")
    }

    static func noSheet(_ name: String, known: [String]) -> TableFault {
        TableFault(
            code: "UnknownSheet", sentence: "there is no sheet `\(name)`",
            hint: known.isEmpty ? nil : "the sheets are " + known.map { "`\($0)`" }.joined(separator: ", "))
    }
}

/// How much of a file may be read.
struct Limits {
    /// Bytes of its parts together, unpacked.
    var unpacked = 4 << 30
    /// Bytes of texts that cells share, which are held in memory.
    var strings = 512 << 20
    /// Bytes of one cell.
    var cell = 1 << 20
}
