public import Diagnostics
public import Knowledge

/// A report as kb/reports/NAME/report.yaml has it: what is asked, and how each answer is shown.
public struct ReportDefinition: Sendable {
    public var name: String
    public var title: String
    /// The title of one report, with `{parameter}` and `{as_of}` where their words go; the title and the date without it.
    public var heading: String?
    /// The page is set for paper: small, and without what only a screen needs.
    public var isBrief: Bool
    /// One line.
    public var summary: String
    public var examples: [String]
    public var parameters: [Command.Parameter]
    /// In the order of the page.
    public var sections: [SectionDefinition]
    /// Which rows `--fail-on-gap` looks at; nil where a report has no such rows.
    public var gaps: GapRule?
    /// Returns as `text` why the report cannot be made, in half a sentence; no row where it can.
    public var refusal: SourceText?
    /// What a parameter that is left out amounts to, where that is not all.
    public var scope: [String: String]
    /// How people are shown some values: `IStatement` → `'I' statement`.
    public var words: [String: String]
    /// report.yaml.
    public var source: SourceText

    /// `gaps [--key-question …]`, read as the words of a command are.
    public var command: Command {
        Command(name: name, summary: summary, usage: usage, examples: examples, parameters: parameters)
    }

    public var usage: String {
        ([name] + parameters.map { parameter in
            let word = parameter.name.uppercased().map { $0 == "_" ? "-" : String($0) }.joined()
            return parameter.isOptional ? "[\(word)]" : word
        }).joined(separator: " ")
    }

    /// Rows of a section that are gaps: those where a column holds true. A key tells one gap from another.
    public struct GapRule: Sendable {
        public var section: String
        public var column: String
        public var key: [String]
        /// The column that holds true where something was checked; without such a row nothing can be said of gaps.
        public var checked: String?
    }
}

/// A section: a query, what of its rows is shown, and what its numbers stand for.
public struct SectionDefinition: Sendable {
    public enum Shape: Sendable {
        case table
        case bars(Bars)
        case matrix(Matrix)
        case timeline(Timeline)
        /// The first column of each row, a paragraph each.
        case notes
        /// The same, the groups side by side.
        case columns
        /// Rows for other sections only.
        case hidden
    }

    /// One bar per row: its parts side by side, the columns of `label` before it.
    public struct Bars: Sendable {
        public var label: [String]
        public var parts: [String]
    }

    /// The rows laid out by two of their columns. `share`, from 0 to 1, shades the cell; the columns come in the
    /// order of the text under `order`, or of first use.
    public struct Matrix: Sendable {
        public var row: String
        public var column: String
        public var value: String
        public var share: String?
        public var order: String?
    }

    /// A bar from one day to another for each row; open where a day is missing.
    public struct Timeline: Sendable {
        public var label: String
        public var from: String
        public var to: String
    }

    /// Columns that add up to another, row by row. Checked on each run.
    public struct Partition: Sendable {
        public var parts: [String]
        public var total: String
    }

    /// How a figure is counted; what it is asked of stands in the report's parameters.
    public struct Rule: Sendable {
        public var numerator: String
        public var denominator: String
        /// Relations that count.
        public var relations: String
        /// Whether derived rows count.
        public var derived: String
    }

    /// A number that counts rows of another section: those whose first columns of grouping are what this row has in
    /// `of`, followed by the words in `last`. The number is checked against them, and leads to them; a text that speaks of
    /// such a number leads to them as well.
    public struct Count: Sendable {
        public var column: String
        public var section: String
        public var of: [String]
        public var last: [String]
    }

    public struct Place: Sendable {
        public var span: SourceSpan
        public var source: SourceText
    }

    public var name: String
    public var title: String
    /// A paragraph above the rows.
    public var text: String?
    public var query: SourceText
    /// Where report.yaml has it.
    public var place: Place
    /// Sections whose rows the query gets as a list of maps under their names.
    public var uses: [String]
    /// The query sees all days and looks at `$as_of` itself; otherwise it sees the graph of the day.
    public var needsWholeGraph: Bool
    public var shape: Shape
    /// Columns that people are not shown.
    public var detail: [String]
    /// Columns that only other sections get.
    public var inner: [String]
    /// Rows that agree in these follow one another and stand under a heading.
    public var group: [String]
    /// Columns that tell a row from others, wherever it stands; without them a row is known by all that it holds.
    public var key: [String]
    public var partition: Partition?
    public var rule: Rule?
    public var counts: [Count]
    /// Column → column with the address it leads to.
    public var addresses: [String: String]
    /// What is said where there are no rows; where that is nothing, the section is left out.
    public var empty: String
    /// People are shown it only with `--appendix`.
    public var isAppendix = false
}
