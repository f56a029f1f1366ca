import ArgumentParser
import Shell

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A command line that says what to do.
protocol CommandLineProgram {
    func perform() -> ExitStatus
}

/// Reads the words as a command of the type, and ends the program.
func run<Root: ParsableCommand>(_ root: Root.Type, _ words: [String]) -> Never {
    do {
        var command = try Root.parseAsRoot(words)
        if let program = command as? any CommandLineProgram { exit(program.perform().rawValue) }
        // What the parser does itself: help.
        try command.run()
        exit(ExitStatus.success.rawValue)
    } catch {
        // The parser's own exit code for wrong usage is 64; ours is 2.
        let isHelp = Root.exitCode(for: error) == .success
        let output = isHelp ? Output.standardOutput() : Output.standardError()
        output.line(
            isHelp
                ? Root.fullMessage(for: error)
                : "error: \(Root.message(for: error))\n`\(Root.configuration.commandName ?? "cqcq") --help` lists the options")
        output.flush()
        exit(isHelp ? ExitStatus.success.rawValue : ExitStatus.usage.rawValue)
    }
}

// Commands of their own are told by the first word, so that their options are theirs alone.
let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case "check": run(Check.self, Array(words.dropFirst()))
case "new": run(New.self, Array(words.dropFirst()))
case "workspace": run(WorkspaceCommand.self, Array(words.dropFirst()))
case "report": run(Report.self, Array(words.dropFirst()))
case "export": run(Export.self, Array(words.dropFirst()))
case "snapshot": run(SnapshotCommand.self, Array(words.dropFirst()))
case let word? where CommandTree.words.contains(word): run(CommandTree.self, words)
default:
    if let options = PlainWords.options(words) { exit(ShellProgram.run(options).rawValue) }
    run(Cqcq.self, words)
}
