import PropertyGraph
import QueryEngine

/// Writes results in one format. A result has one section, or several where a command has further steps.
/// Calls come in the order `beginResult`, then for each section `beginSection`, `write` any number of times,
/// `endSection`, and at last `endResult`.
protocol ResultWriter: AnyObject {
    func beginResult(sections: Int)
    func beginSection(_ section: ResultSection)
    /// Rows have as many values as the section has columns.
    func write(_ rows: [[Value]])
    func write(_ batch: ResultBatch)
    func endSection()
    func endResult()
}

extension ResultWriter {
    func beginResult(sections: Int) {}
    func write(_ batch: ResultBatch) { write(batch.rows) }
    func endSection() {}
    func endResult() {}
}

/// What the rows of a section have in common.
struct ResultSection {
    /// The command whose rows these are; empty for a query.
    var name: String
    /// One line for people.
    var title: String
    /// One line for people below the rows, or nil.
    var note: String? = nil
    var columns: [String]
    var graph: Graph
    /// Columns that a table leaves out where there is no room, the first of them first.
    var droppable: [String] = []
}

/// What a writer may know about where it writes.
struct RenderContext {
    /// Columns of the terminal; nil where the output is not a terminal and nothing is cut.
    var width: Int?
    var color = false
    /// The output is a terminal, which text from data must not steer.
    var escapesControls = false
    /// Lines are drawn in ASCII.
    var isASCII = false
    /// Text that is too long for its column goes on below, and is not cut.
    var wraps = false
    /// Somebody waits for the first rows.
    var isWatched = false
    /// What stands below each table behind the number of its rows; nil where these are not told.
    var footer: (() -> String)?
    /// Labels that say little beside another one, as pictures leave them out.
    var generalLabels: () -> Set<String> = { [] }
    /// A line for people, beside the data.
    var tell: (String) -> Void = { _ in }
    /// The file of the session, for the formats that write one whole.
    var file: (any ResultFile)?
}

extension ResultFormat {
    func writer(to output: Output, in context: RenderContext) -> any ResultWriter {
        switch self {
        case .table: TableWriter(output, context)
        case .box: TableWriter(output, context, style: .box)
        case .markdown: MarkdownWriter(output, context)
        case .line: LineWriter(output, context)
        case .csv: SeparatedWriter(output, context, delimiter: ",")
        case .tsv: SeparatedWriter(output, context, delimiter: "\t")
        case .json: JSONArrayWriter(output, context)
        case .jsonl: JSONLinesWriter(output, context)
        case .html: HTMLWriter(output)
        case .xlsx: context.file ?? ResultWorkbook(output, about: [])
        case .sqlite: context.file ?? ResultDatabase(path: nil, output: output, about: [])
        case .graph:
            PictureWriter(output, context, limit: 200) {
                PictureTree(picture: $0, width: context.width, isASCII: context.isASCII).text
            }
        case .dot: PictureWriter(output, context, limit: 10_000) { $0.dot }
        case .mermaid: PictureWriter(output, context, limit: 10_000) { $0.mermaid }
        case .svg: PictureWriter(output, context, limit: 200) { PictureSVG(picture: $0).text }
        }
    }
}
