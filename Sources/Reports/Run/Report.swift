public import PropertyGraph

/// A report as it came out, before it is written in a format.
public struct Report: Sendable {
    package var definition: ReportDefinition
    /// In words, with what was asked and the date.
    public var title: String
    /// The day asked for, or today.
    public var asOf: CalendarDate
    /// What was asked, in words: `key question`, `Well-led`.
    package var scope: [(name: String, value: String)]
    /// The values of the parameters, as the queries had them.
    package var parameters: [(name: String, value: Value)]
    /// Sections that are shown.
    public var sections: [Section]
    /// Documents that rows name under `sources`, in order of first use.
    public var sources: [Source]
    /// Keys of the rows that are gaps.
    public var gaps: [[String]]
    /// Why the number of gaps proves nothing; nil where it does.
    package var unproven: String?
    /// What values of rows belong to.
    package var graph: Graph
    /// It tells what is other than in another report, a `ReportComparison`.
    package var isComparison = false
    /// The latest day on which a mapping set was changed; nil where none has such a day.
    public var dataDate: CalendarDate?
    /// Version of the program and the command line that makes the same report; nil where nobody said them.
    package var origin: (program: String, command: String)?
    /// Titles of the sections that only the appendix has, where it is left out.
    package var leftOut: [String] = []
    /// What else a workbook says about itself: version of the program, command line.
    package var about: [(name: String, value: String)] = []
    /// Digest of the knowledge base that it was made over, where it is to be told.
    package var knowledge: String?

    /// A part of the report with a heading.
    public struct Section: Sendable {
        package var definition: SectionDefinition
        /// Names the section within the page.
        public var anchor: String
        /// Columns of the rows; `detail` ones too.
        public var columns: [String]
        /// One without a heading where the section has no grouping.
        public var groups: [Group]

        /// The rows of all groups.
        public var rows: [Row] { groups.flatMap(\.rows) }

        /// Columns that people are shown, by position: neither details nor what stands in the headings of groups.
        package var shown: [Int] {
            columns.indices.filter { !definition.detail.contains(columns[$0]) && !definition.group.contains(columns[$0]) }
        }
    }

    /// Rows under a heading of their own.
    public struct Group: Sendable {
        /// What the rows agree in; empty without grouping.
        public var values: [String]
        /// Its own anchor last; before it those of wider groups that begin here.
        package var anchors: [String]
        /// In the order of the query.
        public var rows: [Row]
    }

    /// A row of a section.
    public struct Row: Sendable {
        /// Where the section is one whose rows others lead to.
        public var anchor: String
        /// One per column.
        public var cells: [Cell]
    }

    /// A value and how it is shown.
    public struct Cell: Sendable {
        /// As the query returned it.
        public var value: Value
        /// As it reads for people.
        public var text: String
        /// The anchor of the rows that the number counts.
        public var target: String?
        /// An address of the web.
        public var address: String?
        /// Documents, in the order in which the row names them.
        public var sources: [SourceMark] = []
        /// What it held before, where it is a change that is shown.
        package var earlier: Value?

        var isChanged: Bool { earlier != nil }
        /// Nothing to be read in it.
        var isNull: Bool { value.isNull && !isChanged }
        /// For programs: a change is a map of `before` and `after`.
        var data: Value { earlier.map { .map(["before": $0, "after": value]) } ?? value }
    }

    /// A document where a row names it: its id, and its place in the list of sources.
    public struct SourceMark: Sendable {
        /// The id of the document.
        public var id: String
        /// Names the document within the page.
        public var anchor: String
        /// From 1.
        public var number: Int
    }

    /// A document that rows rest on.
    public struct Source: Sendable {
        /// The id of the document.
        public var id: String
        /// Names the document within the page.
        public var anchor: String
        /// The title of the document.
        public var title: String
        /// Who published it; nil if not known.
        public var publisher: String?
        /// When it was published, as the data have it; nil if not known.
        public var date: String?
        /// Only where it begins with http:// or https://.
        public var address: String?

        var dateInWords: String? { date.map { CalendarDate($0)?.words ?? $0 } }
    }

    /// `cqcq 0.1.0; data of 28 November 2026; figures for 1 November 2026`
    public var imprint: String {
        [
            origin.map { "cqcq \($0.program)" }, dataDate.map { "data of \($0.words)" + (knowledge.map { ", version \($0.prefix(12))" } ?? "") },
            "figures for \(asOf.words)",
        ].compactMap(\.self).joined(separator: "; ")
    }

    /// `on 2026-11-23; key question: Well-led`
    public var scopeText: String {
        (["on \(asOf)"] + scope.map { "\($0.name): \($0.value)" }).joined(separator: "; ")
    }
}

extension SectionDefinition.Rule {
    /// The rule and what it was applied to, one line each.
    package func lines(scope: String) -> [(name: String, text: String)] {
        [
            ("numerator", numerator), ("denominator", denominator), ("scope", scope), ("relations counted", relations),
            ("derived rows", derived),
        ]
    }
}

/// An address that a page may lead to: of the web, nothing else (`javascript:` would run).
enum WebAddress {
    static func checked(_ text: String) -> String? {
        let lower = text.lowercased()
        guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { return nil }
        guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F && !"<>\"'`\\".unicodeScalars.contains($0) })
        else { return nil }
        return text
    }
}
