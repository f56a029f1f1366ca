import ArgumentParser

/// All command lines as one tree, for what is made of them: completion in bash, zsh and fish, and the man page.
/// It is not what runs, for the options of each command are its own, and those of the shell stand before no word.
struct CommandTree: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cqcq", abstract: Cqcq.configuration.abstract, discussion: Cqcq.configuration.discussion,
        version: Cqcq.configuration.version,
        subcommands: [Branch<Check>.self, Branch<New>.self, Branch<Report>.self, Branch<Evidence>.self, Branch<Directory>.self, Branch<WorkspaceCommand>.self,
            Branch<SnapshotCommand>.self, Branch<Export>.self, Branch<Import>.self, Branch<SQL>.self, Branch<Serve>.self,
        ])

    @OptionGroup var options: Cqcq

    /// The first words that ask for the tree.
    static let words: Set = ["--generate-completion-script", "--experimental-dump-help"]
}

/// A command, which calls itself `cqcq check`, by its last word.
private struct Branch<Command: ParsableCommand>: ParsableCommand {
    static var configuration: CommandConfiguration {
        let own = Command.configuration
        return CommandConfiguration(
            commandName: own.commandName?.split(separator: " ").last.map(String.init), abstract: own.abstract,
            discussion: own.discussion, subcommands: own.subcommands)
    }

    @OptionGroup var options: Command
}
