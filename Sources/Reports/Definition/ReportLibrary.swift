public import Diagnostics
import Interchange
public import Knowledge

/// The reports of a knowledge base, and the page they are laid out on.
public struct ReportLibrary: Sendable {
    private let files: [KnowledgeFile]
    private let schema: Schema

    /// Reads the files; a report itself is read when asked for.
    public init(of knowledge: KnowledgeBase) throws(Diagnostics) {
        self.init(try knowledge.reportFiles(), schema: knowledge.schema)
    }

    init(_ files: [KnowledgeFile], schema: Schema) {
        self.files = files
        self.schema = schema
    }

    /// Sorted.
    public var names: [String] {
        files.compactMap { file in
            let parts = file.name.split(separator: "/")
            return parts.count == 3 && parts[2] == "report.yaml" ? String(parts[1]) : nil
        }.sorted()
    }

    /// Case does not count. Throws `ReportFault.unknownReport` or every fault of the report's files.
    package func report(named name: String) throws(Diagnostics) -> ReportDefinition {
        guard let found = names.first(where: { $0.lowercased() == name.lowercased() }) else {
            throw Diagnostics(ReportFault.unknownReport(name, near: Suggestion.nearest(to: name, in: names)))
        }
        return try ReportReader.read(files.filter { $0.name.hasPrefix("reports/\(found)/") }, name: found, schema: schema)
    }

    /// A file directly in reports/: the template of the page, its style and its script.
    func text(of name: String) throws(Diagnostics) -> SourceText {
        guard let file = files.first(where: { $0.name == "reports/" + name }) else {
            throw Diagnostics(DataFault.missingFile(path: "reports/" + name))
        }
        return try UTF8Text.source(file.bytes, name: file.displayName)
    }
}
