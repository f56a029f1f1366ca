import Diagnostics
import SystemPackage

/// What the ending of a file says about its format. Checked before anything is written.
enum FileEnding {
    /// Endings and the format that each names; where a format has several, the first is its usual one.
    static let formats: [(ending: String, format: String)] = [
        ("xlsx", "xlsx"), ("html", "html"), ("htm", "html"), ("md", "markdown"), ("markdown", "markdown"), ("csv", "csv"), ("tsv", "tsv"),
        ("json", "json"), ("jsonl", "jsonl"), ("ndjson", "jsonl"), ("txt", "text"), ("text", "text"), ("pdf", "pdf"), ("svg", "svg"),
        ("dot", "dot"), ("mmd", "mermaid"), ("sqlite", "sqlite"), ("sqlite3", "sqlite"), ("db", "sqlite"),
    ]

    /// Endings that people would open with a program which could not read what was written.
    private static let foreign: Set = [
        "doc", "docx", "odt", "rtf", "xls", "xlsm", "xlsb", "ods", "ppt", "pptx", "odp", "pages", "numbers", "epub", "parquet", "arrow",
        "zip", "png", "jpg", "jpeg", "gif", "xml", "yaml", "yml",
    ]

    /// The name of the format that the ending names; nil where there is no ending or none that is known.
    static func format(of path: String) -> String? {
        let ending = FilePath(path).extension?.lowercased()
        return formats.first { $0.ending == ending }?.format
    }

    /// Throws where the ending names a format that is not among those `written`, or contradicts the one that was asked for.
    static func check(_ path: String, asked: String?, written: [String]) throws(Diagnostics) {
        guard let ending = FilePath(path).extension?.lowercased() else { return }
        let named = format(of: path)
        if let named, written.contains(named) {
            if let asked, asked != named { throw Diagnostics(UsageFault.contradictingEnding(path: path, ending: named, format: asked)) }
        } else if named != nil || foreign.contains(ending) || asked == nil {
            let known = formats.filter { written.contains($0.format) }
            let usual = known.enumerated().filter { index, each in !known[..<index].contains { $0.format == each.format } }
            throw Diagnostics(UsageFault.unwritableEnding(path: path, known: usual.map(\.element.ending)))
        }
    }
}
