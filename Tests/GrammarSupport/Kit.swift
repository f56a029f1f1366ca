import Foundation

/// The queries of openCypher's conformance kit, where it lies beside the repository.
public enum Kit {
    /// Faults that the text alone shows.
    public static let syntaxOnly: Set<String> = [
        "UnexpectedSyntax", "InvalidNumberLiteral", "InvalidUnicodeLiteral", "InvalidUnicodeCharacter",
        "IntegerOverflow", "FloatingPointOverflow", "InvalidRelationshipPattern", "InvalidClauseComposition",
    ]

    public static let folder: URL? = {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let url = ProcessInfo.processInfo.environment["CQCQ_TCK"].map { URL(fileURLWithPath: $0) }
            ?? root.appending(path: "../shared/tck").standardized
        return FileManager.default.fileExists(atPath: url.appending(path: "features").path) ? url : nil
    }()

    public struct Query {
        public let place: String
        public let text: String
        /// The detail of the SyntaxError that it must end in.
        public let fault: String?
    }

    /// The queries of all features, those of outlines once for each row of their examples.
    public static func queries() throws -> [Query] {
        guard let folder else { return [] }
        let features = folder.appending(path: "features")
        let paths = FileManager.default.enumerator(atPath: features.path)?.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasSuffix(".feature") }.sorted().flatMap { path in
            try queries(of: String(contentsOf: features.appending(path: path), encoding: .utf8), at: path)
        }
    }

    private static func queries(of feature: String, at path: String) -> [Query] {
        var queries: [Query] = []
        var texts: [String] = []
        var fault: String?
        var header: [String] = []
        var rows: [[String: String]] = []
        var place = path
        var inExamples = false
        func finish() {
            for (index, text) in texts.enumerated() {
                // Those before the last make the graph.
                let fault = index == texts.count - 1 ? fault : nil
                for row in rows.isEmpty ? [[:]] : rows {
                    let filled = row.reduce(text) { $0.replacingOccurrences(of: "<\($1.key)>", with: $1.value) }
                    queries.append(Query(place: place, text: filled, fault: fault))
                }
            }
            (texts, fault, header, rows, inExamples) = ([], nil, [], [], false)
        }
        var quoted: [String]?
        var isQuery = false
        for line in feature.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if trimmed == "\"\"\"" {
                if let lines = quoted {
                    if isQuery { texts.append(lines.joined(separator: "\n")) }
                    (quoted, isQuery) = (nil, false)
                } else { quoted = [] }
            } else if quoted != nil {
                quoted?.append(line)
            } else if trimmed.hasPrefix("#") {
                continue
            } else if trimmed.hasPrefix("Scenario") {
                finish()
                place = path + " " + trimmed
            } else if trimmed.hasSuffix("query:") || trimmed.hasSuffix("executed:") {
                isQuery = true
            } else if trimmed.contains("SyntaxError should be raised at compile time:") {
                fault = trimmed.components(separatedBy: ": ").last
            } else if trimmed.hasPrefix("Examples:") {
                inExamples = true
            } else if inExamples, trimmed.hasPrefix("|") {
                let cells = self.cells(trimmed)
                if header.isEmpty { header = cells } else { rows.append(Dictionary(uniqueKeysWithValues: zip(header, cells))) }
            }
        }
        finish()
        return queries
    }

    /// The cells of a table's row, in which `\|` is a bar.
    private static func cells(_ row: String) -> [String] {
        row.dropFirst().dropLast().replacingOccurrences(of: "\\|", with: "\u{0}").components(separatedBy: "|")
            .map { $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "\u{0}", with: "|") }
    }
}
