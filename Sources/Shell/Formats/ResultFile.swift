import Diagnostics

/// A file that takes the results of many statements and is written when it is whole. `finish` puts it into its place.
protocol ResultFile: ResultWriter {
    /// Text of the statement that runs.
    var statement: String { get set }
    /// Ends it. Throws what went wrong on the way.
    func finish() throws(Diagnostics)
}
