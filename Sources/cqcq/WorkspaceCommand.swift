import ArgumentParser
import PropertyGraph
import Shell

struct WorkspaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cqcq workspace",
        abstract: "Look at what a workspace file has written over a knowledge base, and hand it on.",
        discussion: "The workspace itself is only read. `cqcq --workspace FILE` writes to it.",
        subcommands: [WorkspaceDiff.self, WorkspaceExport.self, WorkspaceApply.self])
}

struct WorkspaceDiff: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "List what it adds, changes and removes.")

    @Argument(help: ArgumentHelp("The workspace.", valueName: "file"), completion: .file())
    var path: String

    @Option(name: .customLong("kb"), help: ArgumentHelp("Compare with this folder, not with the built-in knowledge base.", valueName: "dir"), completion: .directory)
    var knowledgeDirectory: String?

    @Option(help: ArgumentHelp("table, markdown, csv, tsv, json or jsonl.", valueName: "format"),
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
        commandName: "export", abstract: "Print the mappings that it proposes as a mapping set.")

    @Argument(help: ArgumentHelp("The workspace.", valueName: "file"), completion: .file())
    var path: String

    @Option(name: .customLong("kb"), help: ArgumentHelp("Compare with this folder, not with the built-in knowledge base.", valueName: "dir"), completion: .directory)
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
        commandName: "apply", abstract: "Write the mappings and things that it adds into the tables of a folder.",
        discussion: """
            The rows go to their sorted places, all of them or none; all other lines stay as they are. They are refused where
            `cqcq check` would find an error. What is changed or removed is left out, with a warning.

            Exit codes: 0 written, 1 refused, 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("The workspace.", valueName: "file"), completion: .file())
    var path: String

    @Option(name: .customLong("kb"), help: ArgumentHelp("The folder to write to.", valueName: "dir"), completion: .directory)
    var knowledgeDirectory: String

    @Option(help: ArgumentHelp("The mapping set of proposals that name none.", valueName: "name"))
    var set: String?

    @Option(name: .customLong("source"), help: ArgumentHelp("Id of a document that proposals rest on which name none; may stand several times.", valueName: "id"))
    var sources: [String] = []

    @Flag(help: "Take out rows that say that nothing was found for what a proposal maps.")
    var withdrawNoMatch = false

    @Flag(help: "Print the rows and write nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("The day to check them on; today without it.", valueName: "yyyy-mm-dd"),
        transform: reading(OptionText.date))
    var asOf: CalendarDate?

    func perform() -> ExitStatus {
        var program = WorkspaceProgram(path, .apply(set: set, documents: sources, withdrawsNoMatch: withdrawNoMatch, isDry: dryRun))
        program.knowledge = knowledgeDirectory
        program.day = asOf
        return program.run()
    }
}
