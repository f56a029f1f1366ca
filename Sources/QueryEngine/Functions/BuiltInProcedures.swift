import PropertyGraph

extension Procedure {
    /// Procedures for looking around in any graph.
    public static let builtIn: [Procedure] = [
        Procedure(
            name: "db.labels", summary: "Every label, with how many nodes carry it.", inputs: [],
            outputs: [Field(name: "label", type: "STRING"), Field(name: "nodes", type: "INTEGER")],
            example: "CALL db.labels() YIELD label, nodes RETURN label, nodes"
        ) { graph, _ in
            graph.labelsInUse().sorted().map { label in
                [.string(label), .integer(graph.nodeCount(withLabel: graph.labels.number(of: label)!))]
            }
        },
        Procedure(
            name: "db.relationshipTypes", summary: "Every relationship type, with how many there are.", inputs: [],
            outputs: [Field(name: "relationshipType", type: "STRING"), Field(name: "relationships", type: "INTEGER")],
            example: "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType"
        ) { graph, _ in
            graph.types.names.indices.map { ($0, graph.relationshipCount(ofType: $0)) }.filter { $0.1 > 0 }
                .map { (graph.types[$0.0], $0.1) }.sorted { $0.0 < $1.0 }
                .map { [.string($0.0), .integer($0.1)] }
        },
        Procedure(
            name: "db.propertyKeys", summary: "Every name that a property has.", inputs: [],
            outputs: [Field(name: "propertyKey", type: "STRING")],
            example: "CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey"
        ) { graph, _ in graph.keys.names.sorted().map { [.string($0)] } },
        schema,
    ] + ofNeo4j
}
