import Knowledge
import PropertyGraph
import ShippedKnowledge
import Testing

@testable import Shell

/// Names come from the schema, whether or not the graph has any of them, and from the graph.
@Suite struct CompletionWordsTests {
    @Test func schemaAndGraph() throws {
        let schema = KnowledgeBase.shipped.schema
        var builder = GraphBuilder()
        _ = builder.addNode(labels: ["Mine"], properties: ["code": .string("M1"), "extra": .integer(1)])
        let words = CompletionWords(builder.build(), schema: schema, commands: [])
        #expect(words.labels == (["Mine"] + schema.labels.keys).sorted())
        #expect(words.relationshipTypes == schema.relationships.keys.sorted())
        #expect(words.properties.contains("extra"))
        #expect(words.properties.contains("valid_from"))
        // A reference is a relationship, and no property.
        #expect(!words.properties.contains("key_question"))
        #expect(words.arguments.first == "M1")
    }
}
