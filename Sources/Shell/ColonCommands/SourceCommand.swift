import Diagnostics
import Knowledge

extension ColonCommand {
    static let source = ColonCommand(
        name: "source", usage: ":source COMMAND", summary: "Print the query behind a command", argument: .command
    ) { session, argument throws(Diagnostics) in
        let commands = session.knowledge.commands.commands
        guard let name = argument else {
            session.tell("usage: :source COMMAND, one of " + commands.map(\.name).joined(separator: ", "))
            return .goOn
        }
        guard let command = session.knowledge.commands[name] else {
            throw Diagnostics(
                ShellFault.unknownCommand(name, near: Suggestion.nearest(to: name, in: commands.map(\.name))))
        }
        let text = command.text
        session.output.write(text.hasSuffix("\n") ? text : text + "\n")
        return .goOn
    }
}
