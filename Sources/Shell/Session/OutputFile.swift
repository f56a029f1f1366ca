/// A file that results go to and that is written whole, such as a workbook.
struct OutputFile {
    /// The format that the ending of its name says.
    var format: ResultFormat?
    /// nil for standard output.
    var path: String?
    /// Made by the first result.
    var open: (any ResultFile)?
}
