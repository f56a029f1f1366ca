/// A tool of the server: a query or a command of the knowledge base, read only.
struct MCPTool: Sendable {
    enum Kind: Sendable {
        /// The argument is a whole query.
        case query
        /// The argument stands behind the name of a command.
        case command
        case report
    }

    var name: String
    var summary: String
    var kind: Kind
    /// Its one argument.
    var argument: String
    var argumentSummary: String
    var isRequired: Bool

    static let all = [
        MCPTool(
            name: "query", summary: "Run a read-only openCypher query over the knowledge graph and return its rows as JSON. Return the property `source` of what you quote.",
            kind: .query, argument: "text", argumentSummary: "One statement of openCypher, with LIMIT where there may be many rows", isRequired: true),
        MCPTool(
            name: "gaps", summary: "List each statement of a key question with the 'I' statements, Making It Real 'We' statements, earlier KLOEs and regulations mapped to it, what is missing, and the sources.",
            kind: .command, argument: "key_question", argumentSummary: "Safe, Effective, Caring, Responsive or Well-led; all five when left out", isRequired: false),
        MCPTool(
            name: "trace", summary: "Show what something is linked to: the law behind a statement, the statements behind a regulation, former and draft KLOEs, each with sources.",
            kind: .command, argument: "name", argumentSummary: "A code, an id or a title: W5, saf:W5, Reg 17, Medicines optimisation", isRequired: true),
        MCPTool(
            name: "find", summary: "Search titles and summaries.", kind: .command, argument: "words", argumentSummary: "Words to look for", isRequired: true),
        MCPTool(
            name: "sources", summary: "List the documents that everything said about something rests on.", kind: .command, argument: "name",
            argumentSummary: "A code, an id or a title", isRequired: true),
        MCPTool(
            name: "brief", summary: "The two-page brief on one key question, as Markdown, with numbered sources.", kind: .report, argument: "key_question",
            argumentSummary: "Safe, Effective, Caring, Responsive or Well-led", isRequired: true),
    ]

    /// As the protocol lists it.
    var description: [String: Any] {
        [
            "name": name, "description": summary,
            "inputSchema": [
                "type": "object", "properties": [argument: ["type": "string", "description": argumentSummary]],
                "required": isRequired ? [argument] : [String](), "additionalProperties": false,
            ] as [String: Any],
            "annotations": ["readOnlyHint": true, "openWorldHint": false],
        ]
    }

    /// The words of the command line that answer a call.
    func words(_ arguments: [String: Any]) throws -> [String] {
        for key in arguments.keys where key != argument { throw MCPError(code: -32602, message: "\(name) takes no argument `\(key)`") }
        let text = arguments[argument] as? String ?? ""
        if isRequired, text.isEmpty { throw MCPError(code: -32602, message: "\(name) needs `\(argument)`: \(argumentSummary)") }
        // A command ends with its line.
        let line = text.split { $0.isNewline || $0 == ";" }.joined(separator: " ")
        switch kind {
        case .query: return ["--format", "json", "-c", text]
        case .command: return ["--format", "json", "--with-sources", "-c", "\(name) \(line)"]
        case .report: return ["-c", ":report \(name) \(line) --format markdown"]
        }
    }
}
