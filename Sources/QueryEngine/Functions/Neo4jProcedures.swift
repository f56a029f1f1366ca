import PropertyGraph

extension Procedure {
    /// What tools and scripts for Neo4j ask of a database.
    static let ofNeo4j: [Procedure] = [
        Procedure(
            name: "db.indexes", summary: "Every index, those of constraints among them.", inputs: [],
            outputs: Field.list("name type entityType labelsOrTypes properties state"),
            example: "CALL db.indexes() YIELD name RETURN name"
        ) { graph, _ in
            let owned = graph.schema.constraints.filter(\.isUnique).map { ($0.name, "RANGE", $0.properties) }
            return (owned + graph.schema.indexes.map { ($0.name, $0.type, $0.properties) }).sorted { $0.0 < $1.0 }.map { name, type, properties in
                [.string(name), .string(type)] + properties.columns + [.string("ONLINE")]
            }
        },
        Procedure(
            name: "db.constraints", summary: "Every constraint.", inputs: [], outputs: Field.list("name description"),
            example: "CALL db.constraints() YIELD name RETURN name"
        ) { graph, _ in
            graph.schema.constraints.sorted { $0.name < $1.name }.map { [.string($0.name), .string($0.statement)] }
        },
        Procedure(name: "db.awaitIndexes", summary: "Nothing: indexes are ready at once.", inputs: [], outputs: []) { _, _ in [] },
        Procedure(
            name: "dbms.components", summary: "The program and its edition.", inputs: [],
            outputs: Field.list("name versions edition"), example: "CALL dbms.components() YIELD name RETURN name"
        ) { _, _ in [[.string("cqcq"), .list([]), .string("community")]] },
        Procedure(
            name: "db.schema.nodeTypeProperties", summary: "Every property of the nodes of each label, with its types.", inputs: [],
            outputs: Field.list("nodeType nodeLabels propertyName propertyTypes mandatory"),
            example: "CALL db.schema.nodeTypeProperties() YIELD nodeType, propertyName RETURN nodeType, propertyName"
        ) { graph, _ in
            GraphOutline(graph).labels.flatMap { label in
                rows(":`\(label.name)`", label.properties, count: label.count) { [.list([.string(label.name)])] + $0 }
            }
        },
        Procedure(
            name: "db.schema.relTypeProperties", summary: "Every property of the relationships of each type, with its types.", inputs: [],
            outputs: Field.list("relType propertyName propertyTypes mandatory"),
            example: "CALL db.schema.relTypeProperties() YIELD relType, propertyName RETURN relType, propertyName"
        ) { graph, _ in
            GraphOutline(graph).types.flatMap { type in
                type.ends.flatMap { ends in rows(":`\(type.name)`", ends.properties, count: ends.count) { $0 } }
            }
        },
    ]

    /// A row for each property, or one without.
    private static func rows(
        _ name: String, _ properties: [GraphOutline.Property], count: Int, _ more: ([Value]) -> [Value]
    ) -> [[Value]] {
        if properties.isEmpty { return [[.string(name)] + more([.null, .null, .boolean(false)])] }
        return properties.map { property in
            [.string(name)] + more([
                .string(property.name), .list(property.types.map { .string($0) }), .boolean(property.count == count),
            ])
        }
    }
}
