import Diagnostics
public import PropertyGraph

/// Something that CALL can call: rows out of arguments and the graph.
public struct Procedure: Sendable {
    /// An input or an output.
    public struct Field: Sendable {
        /// As it is documented, and for an output as YIELD names it.
        public let name: String
        /// `STRING?`, `NODE | RELATIONSHIP`, `LIST<STRING>` … : words for people, and what a value is checked against.
        public let type: String
        /// An input that may be left out.
        public let isOptional: Bool

        /// An input that has to be given, unless `isOptional`.
        public init(name: String, type: String, isOptional: Bool = false) {
            self.name = name
            self.type = type
            self.isOptional = isOptional
        }

        /// Outputs of any type, from their names with blanks between them.
        static func list(_ names: String) -> [Field] {
            names.split(separator: " ").map { Field(name: String($0), type: "ANY?") }
        }
    }

    /// With its namespace: `db.labels`.
    public let name: String
    /// One sentence for people.
    public let summary: String
    /// Inputs at the end that have a default may be left out, and are null then.
    public let inputs: [Field]
    /// The columns of its rows.
    public let outputs: [Field]
    /// A query that calls it.
    public let example: String?
    /// A row an array, a value an output.
    public let body: @Sendable (Graph, [Value]) throws(Refusal) -> [[Value]]

    /// Why a procedure takes an argument, of a fitting type though it is, for none.
    public struct Refusal: Error {
        let fault: EvaluationFault
        let argument: Int

        /// `argument`: its position.
        public init(_ fault: EvaluationFault, argument: Int) {
            self.fault = fault
            self.argument = argument
        }
    }

    /// `body` returns rows with as many values as there are outputs.
    public init(
        name: String, summary: String, inputs: [Field], outputs: [Field], example: String? = nil,
        body: @escaping @Sendable (Graph, [Value]) throws(Refusal) -> [[Value]]
    ) {
        self.name = name
        self.summary = summary
        self.inputs = inputs
        self.outputs = outputs
        self.example = example
        self.body = body
    }
}

extension Procedure {
    /// Fewest arguments that it takes.
    var leastArguments: Int { inputs.count - inputs.reversed().prefix(while: \.isOptional).count }

    /// `db.labels() :: (label :: STRING, nodes :: INTEGER)`.
    public var signature: String {
        func list(_ fields: [Field]) -> String {
            "(" + fields.map { "\($0.name) :: \($0.type)" }.joined(separator: ", ") + ")"
        }
        return "\(name)\(list(inputs)) :: \(list(outputs))"
    }
}

// MARK: - Types

extension Procedure.Field {
    /// Whether a value fits the type; null fits where the type ends in `?`. NUMBER takes integers and floats,
    /// FLOAT takes integers too.
    func accepts(_ value: Value) -> Bool {
        let form = Form(type)
        return value.isNull ? form.isNullable : form.accepts(value)
    }

    func accepts(_ type: StaticType) -> Bool { Form(self.type).accepts(type) }

    /// A type taken apart: `A | B`, `LIST<A>`, a `?` at the end.
    private struct Form {
        let isNullable: Bool
        /// At the top level: what stands between bars.
        private let choices: [Substring]

        init(_ text: some StringProtocol) {
            isNullable = text.hasSuffix("?")
            let body = Substring(isNullable ? String(text.dropLast()) : String(text))
            var depth = 0
            choices = body.split { character in
                depth += character == "<" ? 1 : character == ">" ? -1 : 0
                return depth == 0 && character == "|"
            }.map { $0.trimmingBlanks }
        }

        private func element(_ choice: Substring) -> Form? {
            choice.hasPrefix("LIST<") && choice.hasSuffix(">") ? Form(choice.dropFirst(5).dropLast()) : nil
        }

        func accepts(_ value: Value) -> Bool {
            choices.contains { choice in
                switch (choice, value) {
                case ("ANY", _), ("NUMBER", .integer), ("NUMBER", .float), ("FLOAT", .integer): return true
                case (_, .list(let items)):
                    if choice == "LIST" { return true }
                    guard let element = element(choice) else { return false }
                    return items.allSatisfy { $0.isNull ? element.isNullable : element.accepts($0) }
                default: return choice == value.typeName
                }
            }
        }

        func accepts(_ type: StaticType) -> Bool {
            choices.contains { choice in
                switch (choice, type) {
                case ("ANY", _), ("NUMBER", .integer), ("NUMBER", .float), ("FLOAT", .integer), ("FLOAT", .float),
                    ("INTEGER", .integer), ("STRING", .string), ("BOOLEAN", .boolean), ("MAP", .map), ("NODE", .node),
                    ("RELATIONSHIP", .relationship), ("PATH", .path), ("LIST", .list), ("DATE", .date), ("LOCAL TIME", .localTime), ("ZONED TIME", .time),
                    ("LOCAL DATETIME", .localDateTime), ("ZONED DATETIME", .dateTime), ("DURATION", .duration): return true
                case (_, .list(let inner)):
                    guard let element = element(choice) else { return false }
                    return inner.map(element.accepts) ?? true
                default: return false
                }
            }
        }
    }
}

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        let front = drop { $0 == " " }
        return front.prefix(front.count - front.reversed().prefix { $0 == " " }.count)
    }
}
