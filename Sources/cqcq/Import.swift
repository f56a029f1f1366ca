import ArgumentParser
import Shell

struct Import: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "cqcq import",
        abstract: "Read a mapping set or a framework of another project.",
        discussion: """
            Formats:
            \(ImportFormat.allCases.map { "  \($0.rawValue.padded(to: 8)) \($0.summary)" }.joined(separator: "\n"))

            An import into a workspace is one block. Rows that are left out are listed on standard error.

            Exit codes: 0 imported, 1 refused, 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("The file to read.", valueName: "file"), completion: .file())
    var path: String

    @Option(help: ArgumentHelp("Where to put it: workspace or kb.", valueName: "target"), completion: .list(ImportProgram.Target.allCases.map(\.rawValue)),
        transform: choice("--into"))
    var into: ImportProgram.Target

    @Option(help: ArgumentHelp("Format of the file, if its name does not show it.", valueName: "format"), completion: .list(ImportFormat.allCases.map(\.rawValue)),
        transform: choice("--format"))
    var format: ImportFormat?

    @Option(help: ArgumentHelp("The workspace (default: workspace.cypher).", valueName: "file"), completion: .file())
    var workspace: String?

    @Option(name: .customLong("kb"), help: ArgumentHelp("The folder of the knowledge base (default: kb for --into kb, otherwise the built-in one).", valueName: "dir"), completion: .directory)
    var knowledgeDirectory: String?

    @Option(help: ArgumentHelp("Name of the mapping set, or code of the framework.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("Metadata of a mapping set as YAML or JSON (default: FILE.yml next to FILE.tsv).", valueName: "file"), completion: .file())
    var metadata: String?

    @Flag(help: "Show what would be imported and write nothing.")
    var dryRun = false

    func validate() throws {
        if into == .kb, workspace != nil { throw ValidationError("--workspace is for --into workspace") }
    }

    func perform() -> ExitStatus {
        var program = ImportProgram(path, into: into)
        program.format = format
        if let workspace { program.workspacePath = workspace }
        program.knowledgeDirectory = knowledgeDirectory
        program.name = name
        program.metadataPath = metadata
        program.isDry = dryRun
        return program.run()
    }
}
