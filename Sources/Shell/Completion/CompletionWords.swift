import CypherSyntax
import Knowledge
import PropertyGraph
import QueryEngine

/// The words that completion knows.
struct CompletionWords: Sendable {
    var keywords: [String] = CompletionWords.languageKeywords
    var functions: [String] = CompletionWords.languageFunctions
    var procedures: [String] = HelpText.procedures.map(\.name)
    var labels: [String] = []
    var relationshipTypes: [String] = []
    var properties: [String] = []
    var parameters: [String] = []
    var commands: [String] = []
    var reports: [String] = []
    /// Codes, titles and label names: what commands take.
    var arguments: [String] = []

    static let languageKeywords = Keyword.allCases.map(\.word).sorted()

    static let languageFunctions = FunctionDescription.all.map(\.name)

    init() {}

    /// Names that the schema has or that are in use in a graph, and the commands.
    /// O(nodes): codes and titles are read from every node.
    init(_ graph: Graph, schema: Schema, commands: [String], parameters: [String]) {
        labels = Set(graph.labels.names).union(schema.labels.keys).sorted()
        relationshipTypes = Set(graph.types.names).union(schema.relationships.keys).sorted()
        // References are relationships in the graph, and no properties.
        let described = schema.labels.values.flatMap { $0.properties.values.filter { $0.kind != .reference }.map(\.name) }
        properties = Set(graph.keys.names).union(described).sorted()
        self.commands = commands.sorted()
        self.parameters = parameters.sorted()
        arguments = Self.arguments(of: graph)
    }

    /// Codes first, then titles, then labels; each once.
    private static func arguments(of graph: Graph) -> [String] {
        var seen: Set<String> = []
        var words: [String] = []
        for key in ["code", "title"].compactMap(graph.keys.number(of:)) {
            var found: Set<String> = []
            for table in graph.base.nodeTables {
                guard let column = table.columns[key] else { continue }
                for row in 0..<table.range.count {
                    if case .string(let text) = column.value(at: row) { found.insert(text) }
                }
            }
            words += found.sorted().filter { seen.insert($0).inserted }
        }
        return words + graph.labels.names.sorted().filter { seen.insert($0).inserted }
    }
}
