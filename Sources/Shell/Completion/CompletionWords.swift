import CypherSyntax
import Knowledge
import PropertyGraph
import QueryEngine

/// The words that completion knows.
struct CompletionWords: Sendable {
    var keywords: [String] = CompletionWords.languageKeywords
    var functions: [FunctionDescription] = HelpText.functions
    var procedures: [String] = HelpText.procedures.map(\.name)
    var labels: [String] = []
    var relationshipTypes: [String] = []
    var properties: [String] = []
    /// Those of a label or a relationship type.
    var propertiesOf: [String: [String]] = [:]
    var parameters: [String] = []
    var commands: [String] = []
    /// What commands take, by their lower-case names. Of others it is not known.
    var commandParameters: [String: [Command.Parameter]] = [:]
    var reports: [String] = []
    /// Codes, titles and label names: what commands take.
    var arguments: [String] = []
    /// Codes and titles of the nodes with a label.
    var argumentsOf: [String: [String]] = [:]
    /// The words for each label: `kloes`.
    var kinds: [(label: String, word: String)] = []

    static let languageKeywords = Keyword.allCases.map(\.word).sorted()

    init() {}

    /// Names that the schema has or that are in use in a graph, and the commands.
    /// O(nodes): codes and titles are read from every node.
    init(_ graph: Graph, schema: Schema, commands: [Command]) {
        labels = Set(graph.labels.names).union(schema.labels.keys).sorted()
        relationshipTypes = Set(graph.types.names).union(schema.relationships.keys).sorted()
        // References are relationships in the graph, and no properties.
        var known: [String: Set<String>] = [:]
        for label in schema.labels.values {
            let described = label.properties.values.filter { $0.kind != .reference }.map(\.name)
            for name in label.all { known[name, default: []].formUnion(described) }
        }
        for table in graph.base.nodeTables {
            let names = table.columns.keys.map { graph.keys[$0] }
            for label in table.labels { known[graph.labels[label], default: []].formUnion(names) }
        }
        for table in graph.base.relationshipTables {
            known[graph.types[table.type], default: []].formUnion(table.columns.keys.map { graph.keys[$0] })
        }
        propertiesOf = known.mapValues { $0.sorted() }
        properties = known.values.reduce(into: Set(graph.keys.names)) { $0.formUnion($1) }.sorted()
        self.commands = commands.map(\.name).sorted()
        for command in commands { commandParameters[command.name.lowercased()] = command.parameters }
        kinds = schema.labels.values.flatMap { label in label.aliases.map { (label.name, $0) } }
        readArguments(of: graph)
    }

    /// The names of another engine's graph beside our own.
    mutating func take(_ vocabulary: Vocabulary) {
        labels = vocabulary.labels.union(labels).sorted()
        relationshipTypes = vocabulary.types.union(relationshipTypes).sorted()
        properties = vocabulary.properties.union(properties).sorted()
    }

    /// Codes first, then titles, then labels; each once.
    private mutating func readArguments(of graph: Graph) {
        var seen: Set<String> = []
        for key in ["code", "title"].compactMap(graph.keys.number(of:)) {
            var found: Set<String> = []
            var foundOf: [Int: Set<String>] = [:]
            for table in graph.base.nodeTables {
                guard let column = table.columns[key] else { continue }
                var texts: Set<String> = []
                for row in 0..<table.range.count {
                    if case .string(let text) = column.value(at: row) { texts.insert(text) }
                }
                found.formUnion(texts)
                for label in table.labels { foundOf[label, default: []].formUnion(texts) }
            }
            arguments += found.sorted().filter { seen.insert($0).inserted }
            for (label, texts) in foundOf { argumentsOf[graph.labels[label], default: []] += texts.sorted() }
        }
        arguments += graph.labels.names.sorted().filter { seen.insert($0).inserted }
    }
}
