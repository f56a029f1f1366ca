import PropertyGraph

extension FunctionTable {
    /// Functions of nodes, relationships and paths.
    static let graphFunctions: [ScalarFunction] = [
        ScalarFunction("id", "entity", "The number of a node or relationship in this graph.", [.entity], returns: .integer) {
            context, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .node(let node): .integer(context.graph.identity(of: node))
            case .relationship(let relationship): .integer(context.graph.identity(of: relationship))
            case let other: throw .wrongArgument(other, Accepted.entity.words, "id()")
            }
        },
        ScalarFunction("labels", "node", "The labels of a node.", [.node], returns: .list(.string)) {
            context, arguments throws(EvaluationError) in
            guard case .node(let node) = arguments[0] else { throw .wrongArgument(arguments[0], "a node", "labels()") }
            try context.graph.requireAlive(node)
            return .list(context.graph.labels(of: node).map { .string($0) })
        },
        ScalarFunction("type", "relationship", "The type of a relationship.", [.relationship], returns: .string) {
            context, arguments throws(EvaluationError) in
            guard case .relationship(let relationship) = arguments[0] else {
                throw .wrongArgument(arguments[0], "a relationship", "type()")
            }
            try context.graph.requireKnown(relationship)
            return .string(context.graph.type(of: relationship))
        },
        ScalarFunction("startNode", "relationship", "The node a relationship starts at.", [.relationship], returns: .node) {
            context, arguments throws(EvaluationError) in
            guard case .relationship(let relationship) = arguments[0] else {
                throw .wrongArgument(arguments[0], "a relationship", "startNode()")
            }
            try context.graph.requireKnown(relationship)
            return .node(context.graph.ends(of: relationship).source)
        },
        ScalarFunction("endNode", "relationship", "The node a relationship ends at.", [.relationship], returns: .node) {
            context, arguments throws(EvaluationError) in
            guard case .relationship(let relationship) = arguments[0] else {
                throw .wrongArgument(arguments[0], "a relationship", "endNode()")
            }
            try context.graph.requireKnown(relationship)
            return .node(context.graph.ends(of: relationship).target)
        },
        ScalarFunction("keys", "entity", "The names of the properties of a node or relationship, or the keys of a map.", [.properties], returns: .list(.string)) {
            context, arguments throws(EvaluationError) in
            .list(try propertyMap(arguments[0], context, "keys()").keys.map { .string($0) })
        },
        ScalarFunction("properties", "entity", "The properties as a map.", [.properties], returns: .map) {
            context, arguments throws(EvaluationError) in
            .map(try propertyMap(arguments[0], context, "properties()"))
        },
        ScalarFunction("exists", "property", "Whether the property has a value.", [nil], returns: .boolean, nullInNullOut: false) {
            _, arguments throws(EvaluationError) in .boolean(!arguments[0].isNull)
        },
        ScalarFunction("nodes", "path", "The nodes of a path, in its order.", [.path], returns: .list(.node)) {
            _, arguments throws(EvaluationError) in
            guard case .path(let path) = arguments[0] else { throw .wrongArgument(arguments[0], "a path", "nodes()") }
            return .list(path.nodes.map { .node($0) })
        },
        ScalarFunction("relationships", "path", "The relationships of a path, in its order.", [.path], returns: .list(.relationship)) {
            _, arguments throws(EvaluationError) in
            guard case .path(let path) = arguments[0] else { throw .wrongArgument(arguments[0], "a path", "relationships()") }
            return .list(path.relationships.map { .relationship($0) })
        },
        ScalarFunction("length", "path", "How many relationships a path has.", [.path], returns: .integer) {
            _, arguments throws(EvaluationError) in
            guard case .path(let path) = arguments[0] else { throw .wrongArgument(arguments[0], "a path", "length()") }
            return .integer(path.relationships.count)
        },
    ]

    private static func propertyMap(
        _ value: Value, _ context: FunctionContext, _ function: String
    ) throws(EvaluationError) -> PropertyMap {
        switch value {
        case .node(let node):
            try context.graph.requireAlive(node)
            return context.graph.properties(of: node)
        case .relationship(let relationship):
            try context.graph.requireAlive(relationship)
            return context.graph.properties(of: relationship)
        case .map(let map): return map.entries
        default: throw .wrongArgument(value, Accepted.properties.words, function)
        }
    }
}
