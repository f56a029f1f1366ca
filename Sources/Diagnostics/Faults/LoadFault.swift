/// Why LOAD CSV gives no rows, or no more of them.
public enum LoadFault: Fault, Error {
    /// Nobody gave leave to read files.
    case filesNotAllowed(String)
    /// The address leads out of the folder that may be read.
    case outsideFolder(String, folder: String)
    case network(String)
    /// Standard input is a terminal, holds the script, or has been read.
    case standardInput(reason: String)
    case file(DataFault)
    case record(file: String, line: Int, column: Int, DataFault)

    public var code: String {
        switch self {
        case .filesNotAllowed, .outsideFolder: "FileNotAllowed"
        case .network: "NetworkNotAllowed"
        case .standardInput: "InputNotAvailable"
        case .file(let fault), .record(_, _, _, let fault): fault.code
        }
    }

    public var category: FaultCategory { .dataError }

    public var sentence: String {
        switch self {
        case .filesNotAllowed(let address): "LOAD CSV may not read \(address)"
        case .outsideFolder(let address, let folder): "\(address) does not lie in \(folder)"
        case .network(let address): "\(address) is not fetched: LOAD CSV never goes out to a network"
        case .standardInput(let reason): "LOAD CSV cannot read standard input: \(reason)"
        case .file(let fault): fault.sentence
        case .record(let file, let line, let column, let fault): "\(file):\(line):\(column): \(fault.sentence)"
        }
    }

    public var hint: String? {
        switch self {
        case .filesNotAllowed: "--allow-files DIR lets it read the files below a folder, unless --safe is given"
        case .outsideFolder: "--allow-files names the folder that may be read"
        case .network: "save the file, and let --allow-files name its folder"
        case .standardInput: nil
        case .file(let fault), .record(_, _, _, let fault): fault.hint
        }
    }
}
