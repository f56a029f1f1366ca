public import PropertyGraph

/// The names that are no misspelling: those of the graph, and those that a schema adds
/// although no node has them at the moment.
public struct Vocabulary: Sendable {
    public var labels: Set<String>
    public var types: Set<String>
    public var properties: Set<String>

    public init(labels: Set<String> = [], types: Set<String> = [], properties: Set<String> = []) {
        self.labels = labels
        self.types = types
        self.properties = properties
    }

    public init(of graph: Graph) {
        self.init(
            labels: Set(graph.labels.names), types: Set(graph.types.names), properties: Set(graph.keys.names))
    }

    public func union(_ other: Vocabulary) -> Vocabulary {
        Vocabulary(
            labels: labels.union(other.labels), types: types.union(other.types),
            properties: properties.union(other.properties))
    }
}
