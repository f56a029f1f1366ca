import Diagnostics

/// Why CQC's open data cannot be loaded, or not be asked about.
package enum DirectoryFault: Fault, Error {
    /// The snapshot is not there.
    case noDirectory(path: String)
    case noFiles
    /// Under --strict nothing is kept.
    case rejectedRows(Int)

    package var code: String {
        switch self {
        case .noDirectory: "NoDirectory"
        case .noFiles: "NoFiles"
        case .rejectedRows: "RejectedRows"
        }
    }

    package var category: FaultCategory { .dataError }

    package var sentence: String {
        switch self {
        case .noDirectory(let path): "no directory has been loaded: \(path) is not there"
        case .noFiles: "`cqcq directory load` needs the names of files"
        case .rejectedRows(let count): "nothing was kept: \(count) row\(count == 1 ? " was" : "s were") rejected, and --strict is given"
        }
    }

    package var hint: String? {
        switch self {
        case .noDirectory: "load CQC's files with `cqcq directory load FILE…`, or name a snapshot with --snapshot"
        case .noFiles: "cqcq directory load HSCA_Active_Locations.ods Latest_ratings.ods"
        case .rejectedRows: "leave --strict out to keep the other rows"
        }
    }
}
