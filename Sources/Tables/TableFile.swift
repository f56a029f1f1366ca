public import Diagnostics
import Platform
public import SheetRows
public import SystemPackage

/// A row of a sheet.
public struct SheetRow: Sendable {
    /// From 1; of a text file, the line on which it begins.
    public var number: Int
    public var cells: [SheetCell]
}

/// Rows of a sheet, from first to last, without empty ones.
public protocol SheetRows: AnyObject {
    /// nil of a text file.
    var sheetName: String? { get }
    func next() throws(SheetFault) -> SheetRow?
}

/// A spreadsheet, or a text file that is read as one.
public enum TableFile {
    /// `.xlsx`, `.xlsm`, `.ods`: a workbook; all else is text with delimiters.
    public enum Kind: String, Sendable {
        case xlsx, ods, text

        /// By the ending of the file's name.
        public init(path: String) {
            switch FilePath(path).extension?.lowercased() {
            case "xlsx", "xlsm", "xltx", "xls", "xlsb": self = .xlsx
            case "ods", "ots": self = .ods
            default: self = .text
            }
        }
    }

    /// Opens the rows of one sheet. The descriptor is the reader's from now on.
    /// - Parameters:
    ///   - sheet: nil for the first that is not hidden.
    ///   - all: every sheet that is not hidden, one after the other; `sheetName` says which one the last row was of.
    ///   - unpacked: bytes that a workbook may unpack to; nil for the standard limit.
    public static func open(
        _ file: FileDescriptor, name: String, sheet: String? = nil, all: Bool = false, unpacked: Int? = nil
    ) throws(SheetFault) -> any SheetRows {
        let kind = Kind(path: name)
        let head = start(of: file)
        let isZip = head.starts(with: [0x50, 0x4B, 0x03, 0x04])
        if kind == .text {
            if isZip || head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
                throw .file(
                    .notASpreadsheet, sentence: "this is not text: it is a workbook or another archive",
                    hint: "rename it to end in .xlsx or .ods, whichever it is")
            }
            if let sheet {
                throw .file(.unknownSheet, sentence: "there is no sheet `\(sheet)`: a text file has no sheets", hint: nil)
            }
            return try DelimitedSheet(file, isTabbed: FilePath(name).extension?.lowercased() == "tsv")
        }
        return try WorkbookRows(file, kind: kind, sheet: sheet, all: all, unpacked: unpacked)
    }

    /// Names of the sheets that are not hidden; none of a text file.
    public static func sheets(_ file: FileDescriptor, name: String, unpacked: Int? = nil) throws(SheetFault) -> [String] {
        let kind = Kind(path: name)
        if kind == .text { return [] }
        let helper = try HelperProcess(["read", "--as", kind.rawValue, "--list"] + WorkbookRows.limit(unpacked), file: file)
        var names: [String] = []
        while let line = try helper.next() {
            if let fault = line.failure { throw fault }
            if case .sheet(let name, false) = line { names.append(name) }
        }
        return names
    }

    private static func start(of file: FileDescriptor) -> [UInt8] {
        var head = [UInt8](repeating: 0, count: 8)
        let count = pread(file.rawValue, &head, head.count, 0)
        return Array(head.prefix(max(0, count)))
    }
}

/// Rows that `cqcq-tables` reads.
final class WorkbookRows: SheetRows {
    private(set) var sheetName: String?
    private let helper: HelperProcess
    private var isDone = false

    init(_ file: FileDescriptor, kind: TableFile.Kind, sheet: String?, all: Bool, unpacked: Int?) throws(SheetFault) {
        defer { try? file.close() }
        helper = try HelperProcess(
            ["read", "--as", kind.rawValue] + (all ? ["--all"] : sheet.map { ["--sheet", $0] } ?? []) + Self.limit(unpacked), file: file)
    }

    static func limit(_ unpacked: Int?) -> [String] { unpacked.map { ["--max-unpacked", String($0)] } ?? [] }

    func next() throws(SheetFault) -> SheetRow? {
        while !isDone {
            guard let line = try helper.next() else {
                isDone = true
                let code = helper.finish()
                throw .helperFailed(reason: code > 128 ? "a signal ended it (\(code - 128))" : "its output was cut short")
            }
            if let fault = line.failure {
                isDone = true
                throw fault
            }
            switch line {
            case .sheet(let name, _): sheetName = name
            case .row(let number, let cells): return SheetRow(number: number, cells: cells)
            case .end: isDone = true
            case .fault, .item: break
            }
        }
        return nil
    }
}
