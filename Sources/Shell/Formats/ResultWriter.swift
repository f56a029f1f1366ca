import PropertyGraph

/// Writes results in one format. A result has one section, or several where a command has further steps.
/// Calls come in the order `beginResult`, then for each section `beginSection`, `write` any number of times,
/// `endSection`, and at last `endResult`.
protocol ResultWriter: AnyObject {
    func beginResult(sections: Int)
    func beginSection(_ section: ResultSection)
    /// Rows have as many values as the section has columns.
    func write(_ rows: [[Value]])
    func endSection()
    func endResult()
}

extension ResultWriter {
    func beginResult(sections: Int) {}
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
}

/// What a writer may know about where it writes.
struct ResultSurroundings {
    /// Columns of the terminal; nil where the output is no terminal and nothing is cut.
    var width: Int?
    var color = false
    /// The output is a terminal, which text from data must not steer.
    var escapesControls = false
    /// A line below each table says how many rows there were.
    var countsRows = false
}

extension ResultFormat {
    func writer(to output: Output, in surroundings: ResultSurroundings) -> any ResultWriter {
        switch self {
        case .table: TableWriter(output, surroundings)
        case .markdown: MarkdownWriter(output, surroundings)
        case .csv: SeparatedWriter(output, surroundings, delimiter: ",")
        case .tsv: SeparatedWriter(output, surroundings, delimiter: "\t")
        case .json: JSONArrayWriter(output, surroundings)
        case .jsonl: JSONLinesWriter(output, surroundings)
        }
    }
}
