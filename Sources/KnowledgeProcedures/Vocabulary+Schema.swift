package import Knowledge
package import QueryEngine

extension Vocabulary {
    /// Whatever a schema names.
    package init(of schema: Schema) {
        let references = schema.labels.values.flatMap { $0.properties.values.compactMap(\.relationship) }
        self.init(
            labels: Set(schema.labels.keys),
            types: Set(schema.relationships.keys)
                .union(schema.mappingSets.values.map(\.relationship)).union(references)
                .union([Schema.sourcedFrom, Schema.hasNoMatchIn]),
            properties: Set(schema.labels.values.flatMap { $0.properties.keys }))
    }
}
