import Diagnostics
import Knowledge
import KnowledgeProcedures
import QueryEngine
import ShippedKnowledge
import Testing

@testable import Shell

@Suite struct HelpTextTests {
    @Test(arguments: HelpText.topics)
    func everyTopicHasText(_ topic: String) throws {
        let knowledge = KnowledgeBase.shipped
        #expect(try !HelpText.on(topic, commands: knowledge.commands.commands).isEmpty)
    }

    @Test func everyCommandHasHelpAndAnExampleThatIsOne() throws {
        let commands = KnowledgeBase.shipped.commands.commands
        #expect(!commands.isEmpty)
        for command in commands {
            let text = try HelpText.on(command.name, commands: commands)
            #expect(text.hasPrefix("usage: \(command.usage)"))
            // A command of two words is called with a space between them.
            let names = [command.name, command.name.replacing("-", with: " ")]
            for example in command.examples { #expect(names.contains { example.hasPrefix($0) }) }
        }
    }

    @Test func everyColonCommandHasHelp() throws {
        for command in ColonCommand.all {
            #expect(try HelpText.on(":" + command.name, commands: []).contains(command.summary))
            #expect(command.usage.hasPrefix(":" + command.name))
        }
    }

    @Test func everyProcedureHasHelpWithAnExampleThatRuns() throws {
        let graph = KnowledgeBase.shipped.graph()
        for procedure in HelpText.procedures {
            #expect(try HelpText.on(procedure.name.lowercased(), commands: []).contains(procedure.summary))
            let example = try #require(procedure.example)
            let query = try Engine(graph: graph, procedures: Procedure.ofKnowledge).prepare(SourceText(example))
            #expect(try query.run().next() != nil, "\(example)")
        }
    }

    /// No name stands for two things.
    @Test func namesAreDistinct() throws {
        let commands = KnowledgeBase.shipped.commands.commands.map { $0.name.lowercased() }
        #expect(!commands.contains { FirstWord.beginsQuery($0) })
        let names = commands + ColonCommand.all.map(\.name) + HelpText.topics
        #expect(Set(names).count == names.count)
    }

    @Test func unknownTopicHasNeighbours() {
        #expect(throws: Diagnostics.self) { try HelpText.on("formts", commands: []) }
    }
}
