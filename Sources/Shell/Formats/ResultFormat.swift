public import Diagnostics

/// How results are written.
public enum ResultFormat: String, CaseIterable, Sendable {
    case table, markdown, csv, tsv, json, jsonl

    /// What a script's reader gets, and what a person does.
    public static func standard(onTerminal: Bool) -> ResultFormat { onTerminal ? .table : .tsv }

    public init(named name: String, option: String) throws(Diagnostics) {
        guard let format = ResultFormat(rawValue: name.lowercased()) else {
            throw Diagnostics(
                UsageFault.unknownValue(option: option, value: name, known: Self.allCases.map(\.rawValue)))
        }
        self = format
    }

    /// For eyes: provenance and detail columns are left out unless asked for.
    var isForReading: Bool { self == .table || self == .markdown }

    /// Writes the results of every step of a command; the others write those of the first.
    var holdsSections: Bool { self != .csv && self != .tsv }

    var summary: String {
        switch self {
        case .table: "columns fitted to the terminal"
        case .markdown: "a pipe table for documents"
        case .csv: "comma-separated values with a header line"
        case .tsv: "tab-separated values with a header line"
        case .json: "one array of objects a result"
        case .jsonl: "one object a line"
        }
    }
}
