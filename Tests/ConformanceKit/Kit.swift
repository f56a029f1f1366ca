import Foundation

/// openCypher's conformance kit, where it lies beside the repository.
public enum Kit {
    /// Faults that the text alone shows.
    public static let syntaxOnly: Set<String> = [
        "UnexpectedSyntax", "InvalidNumberLiteral", "InvalidUnicodeLiteral", "InvalidUnicodeCharacter",
        "IntegerOverflow", "FloatingPointOverflow", "InvalidRelationshipPattern", "InvalidClauseComposition",
    ]

    /// `$CQCQ_TCK`, or `../shared/tck` seen from the repository.
    public static let folder: URL? = {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let url = ProcessInfo.processInfo.environment["CQCQ_TCK"].map { URL(fileURLWithPath: $0) }
            ?? root.appending(path: "../shared/tck").standardized
        return FileManager.default.fileExists(atPath: url.appending(path: "features").path) ? url : nil
    }()

    /// Those of all features, by file, outlines once for each row of their examples.
    public static func scenarios() throws -> [Scenario] {
        guard let features = folder?.appending(path: "features") else { return [] }
        let paths = FileManager.default.enumerator(atPath: features.path)?.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasSuffix(".feature") }.sorted().flatMap { path in
            try Feature.scenarios(
                in: String(contentsOf: features.appending(path: path), encoding: .utf8),
                path: String(path.dropLast(".feature".count)))
        }.filter { !$0.tags.contains("@ignore") }
    }

    public struct Query {
        public let place: String
        public let text: String
        /// The detail of the SyntaxError that it must end in.
        public let fault: String?
    }

    /// The queries of all scenarios, those that make the graph too.
    public static func queries() throws -> [Query] {
        try scenarios().flatMap { scenario in
            let steps = scenario.steps.filter { $0.text.hasSuffix("query:") || $0.text.hasSuffix("executed:") }
            let fault = scenario.expectedError.flatMap { $0.type == "SyntaxError" && $0.phase == "compile time" ? $0.detail : nil }
            return steps.map { step in
                Query(
                    place: scenario.title, text: step.document ?? "",
                    fault: step.text == "executing query:" ? fault : nil)
            }
        }
    }
}
