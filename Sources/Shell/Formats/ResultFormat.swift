public import Diagnostics

/// How results are written.
public enum ResultFormat: String, NamedChoice, Sendable {
    case table, box, markdown, line, csv, tsv, json, jsonl, html, xlsx, sqlite, graph, dot, mermaid, svg

    /// What a script's reader gets, and what a person does.
    public static func standard(onTerminal: Bool) -> ResultFormat { onTerminal ? .table : .tsv }

    /// For eyes: provenance and detail columns are left out unless asked for.
    var isForReading: Bool {
        switch self {
        case .table, .box, .markdown, .line, .html: true
        default: false
        }
    }

    /// Draws nodes, relationships and paths, and shows no other value.
    var isPicture: Bool {
        switch self {
        case .graph, .dot, .mermaid, .svg: true
        default: false
        }
    }

    /// A file that is written when all results are there, and that no terminal can show.
    var isFile: Bool { self == .xlsx || self == .sqlite }

    /// Writes the results of every step of a command; the others write those of the first.
    var holdsSections: Bool { self != .csv && self != .tsv && !isPicture }

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
