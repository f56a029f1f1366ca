public import PropertyGraph

/// Something that USE can name: another graph to ask, with the ids of the one at hand.
public struct GraphFunction: Sendable {
    /// With its namespace: `cqcq.asOf`.
    public let name: String
    /// One sentence for people.
    public let summary: String
    /// Inputs at the end whose type ends in `?` may be left out.
    public let inputs: [Procedure.Field]
    /// Makes the graph; a value an input.
    public let body: @Sendable ([Value]) -> Graph

    /// `body` gets as many values as there are inputs.
    public init(
        name: String, summary: String, inputs: [Procedure.Field], body: @escaping @Sendable ([Value]) -> Graph
    ) {
        self.name = name
        self.summary = summary
        self.inputs = inputs
        self.body = body
    }
}
