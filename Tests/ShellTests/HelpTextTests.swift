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
            guard let example = procedure.example else {
                #expect(!procedure.name.hasPrefix("cqcq."), "\(procedure.name)")
                continue
            }
            let query = try Engine(graph: graph, procedures: Procedure.ofKnowledge).prepare(SourceText(example))
            // Nothing is declared here, so that there is nothing to list.
            let isEmpty = ["db.constraints", "db.indexes"].contains(procedure.name)
            #expect(try (query.run().next() == nil) == isEmpty, "\(example)")
        }
    }

    /// No name stands for two things.
    @Test func namesAreDistinct() throws {
        let commands = KnowledgeBase.shipped.commands.commands.map { $0.name.lowercased() }
        // `SHOW INDEXES` and its like are told apart from these by what they list.
        #expect(commands.filter { FirstWord.beginsQuery($0) } == ["show", "show-ratings"])
        let names = commands + ColonCommand.all.map(\.name) + HelpText.topics
        #expect(Set(names).count == names.count)
    }

    @Test func unknownTopicHasNeighbours() {
        #expect(throws: Diagnostics.self) { try HelpText.on("formts", commands: []) }
    }
}
