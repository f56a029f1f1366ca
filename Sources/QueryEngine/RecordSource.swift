public import Diagnostics
public import PropertyGraph

/// Where LOAD CSV and LOAD TABLE get their rows from. The engine opens nothing itself: whoever runs it says what may be read.
public protocol RecordSource: Sendable {
    /// `address` as the query has it: a file's path, a `file:` address, `stdin:`.
    func open(_ address: String, form: RecordForm) throws(LoadFault) -> any RecordReader
    /// A spreadsheet, or a CSV or TSV file that is read as one.
    func open(_ address: String, table: TableForm) throws(LoadFault) -> any TableReader
}

/// Which rows of a spreadsheet to read.
public struct TableForm: Hashable, Sendable {
    /// Where the names of the columns stand.
    public enum Header: Hashable, Sendable {
        /// The first row that looks like one.
        case found
        /// By its number, from 1.
        case row(Int)
        /// Nowhere: rows are lists.
        case none
    }

    /// nil for the first that is not hidden.
    public var sheet: String?
    /// Where the names of the columns stand.
    public var header: Header

    /// Without arguments the first sheet that is not hidden, with the header that is found.
    public init(sheet: String? = nil, header: Header = .found) {
        self.sheet = sheet
        self.header = header
    }
}

/// The rows of one sheet, from first to last, without empty ones.
public protocol TableReader: AnyObject {
    /// Names of the cells, each once; nil without a header. Rows have as many cells then.
    var header: [String]? { get }
    /// Number of the last row, from 1; 0 where it is not known.
    var rowNumber: Int { get }
    /// The next row, nil at the end. Cells have the types that the spreadsheet gives them; an empty one is null.
    func next() throws(LoadFault) -> [Value]?
}

/// How the records of a file are written.
public struct RecordForm: Hashable, Sendable {
    /// The first record names the cells of the others.
    public var hasHeader: Bool
    /// One ASCII character; nil where the file is to show it.
    public var delimiter: UInt8?
    /// nil where the file is to show it.
    public var encoding: TextEncoding?

    /// nil for what the first lines show.
    public init(hasHeader: Bool, delimiter: UInt8? = nil, encoding: TextEncoding? = nil) {
        self.hasHeader = hasHeader
        self.delimiter = delimiter
        self.encoding = encoding
    }
}

/// The records of one file, from first to last.
public protocol RecordReader: AnyObject {
    /// Names of the cells, each once; nil without a header. Records have as many cells then.
    var header: [String]? { get }
    /// What was found out about the file and not said by the statement: `read as Windows-1252`.
    var assumptions: [String] { get }
    /// Line on which the last record began, from 1.
    var recordLine: Int { get }
    /// Calls `take` with each cell of the next record: UTF-8 that lies there as long as the call, nil for an empty cell without quotes.
    /// False, without a call, at the end.
    func next(_ take: (UnsafeBufferPointer<UInt8>?) -> Void) throws(LoadFault) -> Bool
}

extension TableReader {
    public var rowNumber: Int { 0 }
}

extension RecordReader {
    public var assumptions: [String] { [] }
    public var recordLine: Int { 0 }
}
