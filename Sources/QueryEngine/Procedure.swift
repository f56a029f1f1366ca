public import PropertyGraph

/// Something that CALL can call: rows out of arguments and the graph.
public struct Procedure: Sendable {
    public struct Field: Sendable {
        public let name: String
        /// `STRING?`, `INTEGER`, `LIST OF STRING` … : words for people, and what a value is checked against.
        public let type: String

        public init(name: String, type: String) {
            self.name = name
            self.type = type
        }
    }

    /// With its namespace: `db.labels`.
    public let name: String
    public let summary: String
    public let inputs: [Field]
    public let outputs: [Field]
    /// A row an array, a value an output.
    public let body: @Sendable (Graph, [Value]) -> [[Value]]

    public init(
        name: String, summary: String, inputs: [Field], outputs: [Field],
        body: @escaping @Sendable (Graph, [Value]) -> [[Value]]
    ) {
        self.name = name
        self.summary = summary
        self.inputs = inputs
        self.outputs = outputs
        self.body = body
    }
}

extension Procedure.Field {
    /// Whether a value fits the type; null fits where the type ends in `?`. NUMBER takes integers and floats,
    /// FLOAT takes integers too.
    func accepts(_ value: Value) -> Bool {
        let nullable = type.hasSuffix("?")
        let base = nullable ? String(type.dropLast()) : type
        switch (base, value) {
        case (_, .null): return nullable
        case ("ANY", _), ("NUMBER", .integer), ("NUMBER", .float), ("FLOAT", .integer): return true
        default: return base.hasPrefix(value.typeName)
        }
    }

    func accepts(_ type: StaticType) -> Bool {
        let base = self.type.hasSuffix("?") ? String(self.type.dropLast()) : self.type
        switch (base, type) {
        case ("ANY", _), ("NUMBER", .integer), ("NUMBER", .float), ("FLOAT", .integer), ("FLOAT", .float),
            ("INTEGER", .integer), ("STRING", .string), ("BOOLEAN", .boolean), ("MAP", .map), ("NODE", .node),
            ("RELATIONSHIP", .relationship), ("PATH", .path), ("DATE", .date): return true
        case (_, .list): return base.hasPrefix("LIST")
        default: return false
        }
    }
}
