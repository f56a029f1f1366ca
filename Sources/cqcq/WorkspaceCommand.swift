import ArgumentParser
import PropertyGraph
import Shell

struct WorkspaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cqcq workspace",
        abstract: "List, export or apply what a workspace has written.",
        discussion: "The workspace itself is only read. `cqcq --workspace FILE` writes to it.",
        subcommands: [WorkspaceDiff.self, WorkspaceExport.self, WorkspaceApply.self])
}

struct WorkspaceDiff: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "List what a workspace adds, changes and removes.")

    @Argument(help: ArgumentHelp("The workspace.", valueName: "file"), completion: .file())
    var path: String

    @Option(name: .customLong("kb"), help: ArgumentHelp("Compare with this folder instead of the built-in knowledge base.", valueName: "dir"), completion: .directory)
    var knowledgeDirectory: String?

    @Option(help: ArgumentHelp("Write the changes in this format: \(ResultFormat.list).", valueName: "format"),
        transform: choice("--format", ignoringCase: true))
    var format: ResultFormat?

    func perform() -> ExitStatus {
        var program = WorkspaceProgram(path, .diff(format))
        program.knowledge = knowledgeDirectory
        return program.run()
    }
}

struct WorkspaceExport: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print the mappings that a workspace proposes, as a mapping set.")

    @Argument(help: ArgumentHelp("The workspace.", valueName: "file"), completion: .file())
    var path: String

    @Option(name: .customLong("kb"), help: ArgumentHelp("Compare with this folder instead of the built-in knowledge base.", valueName: "dir"), completion: .directory)
    var knowledgeDirectory: String?

    @Option(help: ArgumentHelp("sssom: SSSOM/TSV.", valueName: "format"))
    var format: ExportFormat = .sssom

    enum ExportFormat: String, ExpressibleByArgument {
        case sssom
    }

    func perform() -> ExitStatus {
        var program = WorkspaceProgram(path, .export)
        program.knowledge = knowledgeDirectory
        return program.run()
    }
}

struct WorkspaceApply: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Write what a workspace adds into the tables of a folder.",
        discussion: """
            The rows go to their sorted places, all of them or none; all other lines stay as they are. They are refused where \
            `cqcq check` would find an error. What is changed or removed is left out, with a warning.

            Exit codes: 0 written, 1 refused, 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("The workspace.", valueName: "file"), completion: .file())
    var path: String

    @Option(name: .customLong("kb"), help: ArgumentHelp("The folder to write to.", valueName: "dir"), completion: .directory)
    var knowledgeDirectory: String

    @Option(help: ArgumentHelp("Mapping set for proposals that do not name one.", valueName: "name"))
    var set: String?

    @Option(name: .customLong("source"), help: ArgumentHelp("Id of a document for proposals that do not name one; may be given several times.", valueName: "id"))
    var sources: [String] = []

    @Flag(help: "Remove rows that say nothing was found for what a proposal now maps.")
    var withdrawNoMatch = false

    @Flag(help: "Print the rows and write nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("Check them as on this day (default: today).", valueName: "yyyy-mm-dd"),
        transform: reading(OptionText.date))
    var asOf: CalendarDate?

    func perform() -> ExitStatus {
        var program = WorkspaceProgram(path, .apply(set: set, documents: sources, withdrawsNoMatch: withdrawNoMatch, isDry: dryRun))
        program.knowledge = knowledgeDirectory
        program.day = asOf
        return program.run()
    }
}
