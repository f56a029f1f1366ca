import CypherSyntax
import PropertyGraph

/// What SHOW lists, with the columns that Neo4j 5 gives it.
extension Procedure {
    /// `shown`: how many of the columns come without YIELD.
    static func listing(_ table: Show.Table, kind: CreateIndex.Kind?, procedures: [Procedure]) -> (Procedure, shown: Int) {
        switch table {
        case .indexes: (indexes(of: kind), 12)
        case .constraints: (constraints, 8)
        case .functions: (functions, 3)
        case .procedures: (list(of: procedures), 4)
        }
    }

    private static func indexes(of kind: CreateIndex.Kind?) -> Procedure {
        Procedure(
            name: "SHOW INDEXES", summary: "Indexes, those of constraints among them.", inputs: [],
            outputs: Field.list(
                "id name state populationPercent type entityType labelsOrTypes properties indexProvider owningConstraint lastRead readCount "
                    + "options failureMessage createStatement")
        ) { graph, _ in
            let owned = graph.schema.constraints.filter(\.isUnique).map {
                (GraphIndex(name: $0.name, type: "RANGE", properties: $0.properties, statement: $0.statement), owner: Value.string($0.name))
            }
            let all = owned + graph.schema.indexes.map { ($0, owner: Value.null) }
            return all.filter { kind == nil || $0.0.type == kind!.rawValue }.sorted { $0.0.name < $1.0.name }.enumerated().map { id, entry in
                let (index, owner) = entry
                return [
                    .integer(id + 1), .string(index.name), .string("ONLINE"), .float(100), .string(index.type)]
                    + index.properties.columns
                    + [.string(index.type.lowercased() + "-1.0"), owner, .null, .null, .map([:]), .string(""), .string(index.statement)]
            }
        }
    }

    private static let constraints = Procedure(
        name: "SHOW CONSTRAINTS", summary: "Constraints.", inputs: [],
        outputs: Field.list("id name type entityType labelsOrTypes properties ownedIndex propertyType options createStatement")
    ) { graph, _ in
        graph.schema.constraints.sorted { $0.name < $1.name }.enumerated().map { id, constraint in
            var type = Value.null
            if case .type(let name, _) = constraint.kind { type = .string(name) }
            return [.integer(id + 1), .string(constraint.name), .string(constraint.typeName)] + constraint.properties.columns
                + [constraint.isUnique ? .string(constraint.name) : .null, type, .map([:]), .string(constraint.statement)]
        }
    }

    private static let functions = Procedure(
        name: "SHOW FUNCTIONS", summary: "Functions.", inputs: [], outputs: Field.list("name category description signature isBuiltIn aggregating")
    ) { _, _ in
        FunctionDescription.all.map {
            [
                .string($0.name), .string($0.isAggregate ? "Aggregating" : "Scalar"), .string($0.summary), .string($0.signature),
                .boolean(true), .boolean($0.isAggregate),
            ]
        }
    }

    private static func list(of procedures: [Procedure]) -> Procedure {
        Procedure(
            name: "SHOW PROCEDURES", summary: "Procedures.", inputs: [], outputs: Field.list("name description mode worksOnSystem signature")
        ) { _, _ in
            procedures.sorted { $0.name < $1.name }.map {
                [.string($0.name), .string($0.summary), .string("READ"), .boolean(false), .string($0.signature)]
            }
        }
    }
}

extension GraphProperties {
    /// entityType, labelsOrTypes and properties; null in place of no names.
    var columns: [Value] {
        func list(_ texts: [String]) -> Value { texts.isEmpty ? .null : .list(texts.map { .string($0) }) }
        return [.string(isRelationship ? "RELATIONSHIP" : "NODE"), list(names), list(keys)]
    }
}
