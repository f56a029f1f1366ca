/// Why LOAD CSV or LOAD TABLE gives no rows, or no more of them.
public enum LoadFault: Fault, Error {
    /// Nobody gave leave to read files.
    case filesNotAllowed(String)
    /// The address leads out of the folder that may be read.
    case outsideFolder(String, folder: String)
    /// The address is on a network; files must be local.
    case network(String)
    /// Standard input is a terminal, holds the script, or has been read.
    case standardInput(reason: String)
    /// Ctrl-C came, or the time was up, while nothing came to be read.
    case stopped(any Fault)
    /// The file cannot be read.
    case file(DataFault)
    /// A record of a CSV file is malformed.
    case record(file: String, line: Int, column: Int, DataFault)
    /// A spreadsheet cannot be read.
    case sheet(file: String, SheetFault)

    public var code: String {
        switch self {
        case .filesNotAllowed, .outsideFolder: "FileNotAllowed"
        case .network: "NetworkNotAllowed"
        case .standardInput: "InputNotAvailable"
        case .stopped(let fault): fault.code
        case .file(let fault), .record(_, _, _, let fault): fault.code
        case .sheet(_, let fault): fault.code
        }
    }

    /// A data error, or that of the reason for which reading stopped.
    public var category: FaultCategory { if case .stopped(let fault) = self { fault.category } else { .dataError } }

    public var sentence: String {
        switch self {
        case .filesNotAllowed(let address): "\(address) may not be read"
        case .outsideFolder(let address, let folder): "\(address) does not lie in \(folder)"
        case .network(let address): "\(address) is not fetched: queries never read from a network"
        case .standardInput(let reason): "standard input cannot be read: \(reason)"
        case .stopped(let fault): fault.sentence
        case .file(let fault): fault.sentence
        case .record(let file, let line, let column, let fault): "\(file):\(line):\(column): \(fault.sentence)"
        case .sheet(let file, let fault): "\(file): \(fault.sentence)"
        }
    }

    public var hint: String? {
        switch self {
        case .filesNotAllowed: "--allow-files DIR lets queries read the files below a folder, unless --safe is given"
        case .outsideFolder: "--allow-files names the folder that may be read"
        case .network: "save the file, and let --allow-files name its folder"
        case .standardInput, .stopped: nil
        case .file(let fault), .record(_, _, _, let fault): fault.hint
        case .sheet(_, let fault): fault.hint
        }
    }
}
