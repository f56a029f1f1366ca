import Diagnostics
import PropertyGraph

/// Names known to be valid although no node has them at the moment: those of a schema.
public struct Vocabulary: Sendable {
    /// Of nodes.
    public var labels: Set<String>
    /// Of relationships.
    public var types: Set<String>
    /// Of both.
    public var properties: Set<String>

    /// Without arguments no names.
    public init(labels: Set<String> = [], types: Set<String> = [], properties: Set<String> = []) {
        self.labels = labels
        self.types = types
        self.properties = properties
    }
}

/// The names that a statement may use without a warning: those of its graph, and further ones.
struct KnownNames {
    let graph: Graph
    /// Asked only for what the graph has no name for.
    let further: @Sendable () -> Vocabulary

    init(_ graph: Graph, _ further: @escaping @Sendable () -> Vocabulary) {
        self.graph = graph
        self.further = further
    }

    /// nil where the name is known, otherwise those like it.
    func nearest(to name: String, in symbols: SymbolTable, or select: (Vocabulary) -> Set<String>) -> [String]? {
        if symbols.number(of: name) != nil { return nil }
        let others = select(further())
        return others.contains(name) ? nil : Suggestion.nearest(to: name, in: others.union(symbols.names).sorted())
    }
}
