import PropertyGraph

extension Procedure {
    /// What Neo4j spreads over `db.schema.visualization` and `db.schema.nodeTypeProperties`, in one table and counted.
    static let schema = Procedure(
        name: "db.schema",
        summary: "Every label, and every relationship type with the labels at its ends, counted, with its properties.",
        inputs: [],
        outputs: [
            Field(name: "kind", type: "STRING"),
            Field(name: "name", type: "STRING"),
            Field(name: "from", type: "LIST<STRING>?"),
            Field(name: "to", type: "LIST<STRING>?"),
            Field(name: "count", type: "INTEGER"),
            Field(name: "properties", type: "LIST<MAP>"),
        ],
        example: "CALL db.schema() YIELD kind, name, from, to, count RETURN kind, name, from, to, count"
    ) { graph, _ in
        let outline = GraphOutline(graph)
        let labels = outline.labels.map { label in
            [.string("node"), .string(label.name), .null, .null, .integer(label.count), list(label.properties)] as [Value]
        }
        let ends = outline.types.flatMap { type in
            type.ends.map { ends in
                [
                    .string("relationship"), .string(type.name), .list(ends.from.map { .string($0) }),
                    .list(ends.to.map { .string($0) }), .integer(ends.count), list(ends.properties),
                ] as [Value]
            }
        }
        return labels + ends
    }

    private static func list(_ properties: [GraphOutline.Property]) -> Value {
        .list(
            properties.map { property in
                .map([
                    "name": .string(property.name), "types": .list(property.types.map { .string($0) }),
                    "count": .integer(property.count),
                ])
            })
    }
}
