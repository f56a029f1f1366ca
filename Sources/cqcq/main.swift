import ArgumentParser
import Diagnostics
import Platform
import Shell

/// A command line that says what to do.
protocol CommandLineProgram {
    func perform() -> ExitStatus
}

/// Ends the program with a text on one of its outputs; a text that cannot be written is a failure of its own.
/// The parser repeats words of the command line, which must not steer the terminal.
func finish(_ text: String, _ output: Output, _ status: ExitStatus) -> Never {
    output.line(text.escapingControls(keepingLines: true))
    output.flush()
    guard let failure = output.failure, failure != EPIPE else { exit(status.rawValue) }
    exit(ShellProgram.cannotWrite(failure).rawValue)
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
        if Root.exitCode(for: error) == .success { finish(Root.fullMessage(for: error), .standardOutput(), .success) }
        finish(
            "error: \(sayingItOnce(Root.message(for: error)))\n`\(Root.configuration.commandName ?? "cqcq") --help` lists the options",
            .standardError(), .usage)
    }
}

/// A message about the value of an option without the words that the parser puts before ours, which have the value twice:
/// `The value 'soon' is invalid for '--timeout <time|off>': `soon` is not a length of time` is `--timeout: `soon` is not …`.
func sayingItOnce(_ message: String) -> String {
    guard message.hasPrefix("The value '"), let verb = message.firstRange(of: "' is invalid for '"),
        let end = message[verb.upperBound...].firstRange(of: "': ")
    else { return message }
    let option = message[verb.upperBound..<end.lowerBound].prefix { $0 != " " }
    let own = message[end.upperBound...]
    return own.prefix { $0 != "\n" }.contains(option) ? String(own) : "\(option): \(own)"
}

/// `cqcq help`, `cqcq help report`, `cqcq help new mapping`.
func help(_ words: [String]) -> Never {
    guard let first = words.first else { run(Cqcq.self, ["--help"]) }
    guard let program = Subprogram.named(first) else { refuse(first) }
    run(program.type, Array(words.dropFirst()) + ["--help"])
}

/// A first word that is not a program: an option may follow it, and it is an error all the same.
func refuse(_ word: String) -> Never {
    let near = Suggestion.nearest(to: word, in: Subprogram.all.map(\.name) + ["help"])
    let isTable = [".csv", ".tsv", ".xlsx", ".ods"].contains { word.lowercased().hasSuffix($0) }
    let hint = isTable
        ? "`cqcq evidence load \(word)` loads a register of evidence; LOAD CSV and LOAD TABLE read any other table"
        : Suggestion.question(near) ?? "the subcommands are \(Subprogram.all.map(\.name).joined(separator: ", ")); commands and queries go after -c: cqcq -c 'gaps well-led'"
    finish("error: `\(word)` is not a subcommand of cqcq\n  hint: \(hint)\n`cqcq --help` lists the options", .standardError(), .usage)
}

Allocator.keepFreedMemory()
// Subcommands are found by the first word, so that their options are theirs alone.
let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case "help": help(Array(words.dropFirst()))
case let word? where Subprogram.named(word) != nil: run(Subprogram.named(word)!.type, Array(words.dropFirst()))
case let word? where CommandTree.words.contains(word): run(CommandTree.self, words)
case let word? where !word.hasPrefix("-"): refuse(word)
default:
    if let options = FastOptions.options(words) { exit(ShellProgram.run(options).rawValue) }
    run(Cqcq.self, words)
}
