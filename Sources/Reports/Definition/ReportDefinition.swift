import Diagnostics
import Knowledge

/// A report as kb/reports/NAME/report.yaml has it: what is asked, and how each answer is shown.
package struct ReportDefinition: Sendable {
    package var name: String
    package var title: String
    /// The title of one report, with `{parameter}` and `{as_of}` where their words go; the title and the date without it.
    package var heading: String?
    /// The page is set for paper: small, and without what only a screen needs.
    package var isBrief: Bool
    /// One line.
    package var summary: String
    package var examples: [String]
    package var parameters: [Command.Parameter]
    /// In the order of the page.
    package var sections: [SectionDefinition]
    /// Which rows `--fail-on-gap` looks at; nil where a report has no such rows.
    package var gaps: GapRule?
    /// Returns as `text` why the report cannot be made, in half a sentence; no row where it can.
    package var refusal: SourceText?
    /// What a parameter that is left out amounts to, where that is not all.
    package var scope: [String: String]
    /// How people are shown some values: `IStatement` → `'I' statement`.
    package var words: [String: String]
    /// report.yaml.
    package var source: SourceText

    /// `gaps [--key-question …]`, read as the words of a command are.
    package var command: Command {
        Command(name: name, summary: summary, usage: usage, examples: examples, parameters: parameters)
    }

    package var usage: String {
        ([name] + parameters.map { parameter in
            let word = parameter.name.uppercased().map { $0 == "_" ? "-" : String($0) }.joined()
            return parameter.isOptional ? "[\(word)]" : word
        }).joined(separator: " ")
    }

    /// Rows of a section that are gaps: those where a column holds true. A key tells one gap from another.
    package struct GapRule: Sendable {
        package var section: String
        package var column: String
        package var key: [String]
        /// The column that holds true where something was checked; without such a row nothing can be said of gaps.
        package var checked: String?
    }
}

/// A section: a query, what of its rows is shown, and what its numbers stand for.
package struct SectionDefinition: Sendable {
    package enum Shape: Sendable {
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
    package struct Bars: Sendable {
        package var label: [String]
        package var parts: [String]
    }

    /// The rows laid out by two of their columns. `share`, from 0 to 1, shades the cell; the columns come in the
    /// order of the text under `order`, or of first use.
    package struct Matrix: Sendable {
        package var row: String
        package var column: String
        package var value: String
        package var share: String?
        package var order: String?
    }

    /// A bar from one day to another for each row; open where a day is missing.
    package struct Timeline: Sendable {
        package var label: String
        package var from: String
        package var to: String
    }

    /// Columns that add up to another, row by row. Checked on each run.
    package struct Partition: Sendable {
        package var parts: [String]
        package var total: String
    }

    /// How a figure is counted; what it is asked of stands in the report's parameters.
    package struct Rule: Sendable {
        package var numerator: String
        package var denominator: String
        /// Relations that count.
        package var relations: String
        /// Whether derived rows count.
        package var derived: String
    }

    /// A number that counts rows of another section: those whose first columns of grouping are what this row has in
    /// `of`, followed by the words in `last`. The number is checked against them, and leads to them; a text that speaks of
    /// such a number leads to them as well.
    package struct Count: Sendable {
        package var column: String
        package var section: String
        package var of: [String]
        package var last: [String]
    }

    package struct Place: Sendable {
        package var span: SourceSpan
        package var source: SourceText
    }

    package var name: String
    package var title: String
    /// A paragraph above the rows.
    package var text: String?
    package var query: SourceText
    /// Where report.yaml has it.
    package var place: Place
    /// Sections whose rows the query gets as a list of maps under their names.
    package var uses: [String]
    /// The query sees all days and looks at `$as_of` itself; otherwise it sees the graph of the day.
    package var needsWholeGraph: Bool
    package var shape: Shape
    /// Columns that people are not shown.
    package var detail: [String]
    /// Columns that only other sections get.
    package var inner: [String]
    /// Rows that agree in these follow one another and stand under a heading.
    package var group: [String]
    /// Columns that tell a row from others, wherever it stands; without them a row is known by all that it holds.
    package var key: [String]
    package var partition: Partition?
    package var rule: Rule?
    package var counts: [Count]
    /// Column → column with the address it leads to.
    package var addresses: [String: String]
    /// What is said where there are no rows; where that is nothing, the section is left out.
    package var empty: String
    /// People are shown it only with `--appendix`.
    package var isAppendix = false
}
