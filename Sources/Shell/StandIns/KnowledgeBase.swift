public import Diagnostics
public import PropertyGraph

// Stands in until the Knowledge layer is there; then this file goes.

public struct KnowledgeBase: Sendable {
    public var commands = CommandSet()

    public static func embedded() throws(Diagnostics) -> KnowledgeBase { KnowledgeBase() }
    public static func load(directory: String) throws(Diagnostics) -> KnowledgeBase { KnowledgeBase() }
    public func graph(asOf: CalendarDate?) throws(Diagnostics) -> Graph {
        var builder = GraphBuilder()
        let day = PropertyMap(uniqueKeysWithValues: [("id", Value.string("saf:W1")), ("code", .string("W1")), ("title", .string("Shared direction and culture"))])
        let statement = builder.addNode(labels: ["QualityStatement"], properties: day)
        let question = builder.addNode(labels: ["KeyQuestion"], properties: ["id": .string("saf:well-led"), "code": .string("well-led"), "title": .string("Well-led")])
        builder.addRelationship(type: "ANSWERS", from: statement, to: question)
        return builder.build()
    }
}

public struct Command: Sendable {
    public var name: String
    public var summary: String
    public var usage: String
    public var examples: [String]
    public var then: [String]
    public var detail: [String]
    public var query: SourceText
}

public struct CommandSet: Sendable {
    public var all: [Command] = [
        Command(
            name: "gaps", summary: "Statements that nothing speaks to.", usage: "gaps [KEY-QUESTION]",
            examples: ["gaps well-led"], then: [], detail: [], query: SourceText("RETURN 1", name: "gaps.cypher"))
    ]

    public init() {}

    public func match(_ statement: String) throws(Diagnostics) -> Invocation? { nil }
}

public struct Invocation: Sendable {
    public struct Step: Sendable {
        public var command: Command
        public var parameters: [String: Value]
    }
    public var steps: [Step]
    public var withSources: Bool
    public var notes: [String]
}
