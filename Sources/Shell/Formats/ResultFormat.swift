public import Diagnostics

/// How results are written.
public enum ResultFormat: String, NamedChoice, Sendable {
    case table, box, markdown, line, csv, tsv, json, jsonl, html, xlsx, sqlite, graph, dot, mermaid, svg

    /// What a script's reader gets, and what a person does.
    public static func standard(onTerminal: Bool) -> ResultFormat { onTerminal ? .table : .tsv }

    /// What the formats of one kind have in common.
    private enum Kind {
        /// For eyes: provenance and detail columns are left out unless requested.
        case page
        /// One table with every column.
        case table
        /// Objects of a program.
        case objects
        /// Written when all results are there; no terminal can show it.
        case file
        /// Draws nodes, relationships and paths, and shows no other value.
        case picture
    }

    private var kind: Kind {
        switch self {
        case .table, .box, .markdown, .line, .html: .page
        case .csv, .tsv: .table
        case .json, .jsonl: .objects
        case .xlsx, .sqlite: .file
        case .graph, .dot, .mermaid, .svg: .picture
        }
    }

    var isForReading: Bool { kind == .page }

    var isPicture: Bool { kind == .picture }

    var isFile: Bool { kind == .file }

    /// Writes the results of every step of a command; the others write those of the first.
    var holdsSections: Bool { kind != .table && kind != .picture }

    var summary: String {
        switch self {
        case .table: "columns fitted to the terminal"
        case .box: "the same in a frame"
        case .markdown: "a pipe table for documents"
        case .line: "one line per value, long text whole"
        case .csv: "comma-separated values with a header line"
        case .tsv: "tab-separated values with a header line"
        case .json: "one array of objects per result"
        case .jsonl: "one object per line"
        case .html: "a page with a table"
        case .xlsx: "a workbook with a sheet for each result; `:output FILE.xlsx` names it"
        case .sqlite: "a database with a table for each result; `:output FILE.sqlite` names it"
        case .graph: "nodes and relationships drawn as a tree of lines"
        case .dot: "nodes and relationships for Graphviz"
        case .mermaid: "nodes and relationships as a Mermaid flowchart"
        case .svg: "nodes and relationships as a picture"
        }
    }
}
