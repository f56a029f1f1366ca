public import Diagnostics

/// Where LOAD CSV gets its rows from. The engine opens nothing itself: whoever runs it says what may be read.
public protocol RecordSource: Sendable {
    /// `address` as the query has it: a file's path, a `file:` address, `stdin:`.
    func open(_ address: String, form: RecordForm) throws(LoadFault) -> any RecordReader
}

/// How the records of a file are written.
public struct RecordForm: Hashable, Sendable {
    /// The first record names the cells of the others.
    public var hasHeader: Bool
    /// One ASCII character.
    public var delimiter: UInt8

    public init(hasHeader: Bool, delimiter: UInt8 = UInt8(ascii: ",")) {
        self.hasHeader = hasHeader
        self.delimiter = delimiter
    }
}

/// The records of one file, from first to last.
public protocol RecordReader: AnyObject {
    /// Names of the cells, each once; nil without a header. Records have as many cells then.
    var header: [String]? { get }
    /// The next record, nil at the end. An empty cell without quotes is nil.
    func next() throws(LoadFault) -> [String?]?
}
