import ArgumentParser
import Exchange
import PropertyGraph
import Shell

struct Export: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "cqcq export",
        abstract: "Write the knowledge base in the format of another tool.",
        discussion: """
            Formats:
            \(ExportFormat.allCases.map { "  \($0.rawValue.padded(to: 8)) \($0.summary)" }.joined(separator: "\n"))

            The same data give the same bytes. What a format cannot hold is listed on standard error.
            """)

    @Argument(help: ArgumentHelp("The file or folder to write; `-` is standard output.", valueName: "path"), completion: .file())
    var path: String

    @Option(help: ArgumentHelp("The format; see above.", valueName: "format"), completion: .list(ExportFormat.allCases.map(\.rawValue)),
        transform: choice("--format"))
    var format: ExportFormat

    @Option(help: ArgumentHelp("Export the graph as it was on a day.", valueName: "yyyy-mm-dd"),
        transform: reading(OptionText.date))
    var asOf: CalendarDate?

    @Option(help: ArgumentHelp("Export one framework, by its code, and what is directly related to it.", valueName: "code"))
    var framework: String?

    @Option(help: ArgumentHelp("Export the nodes, relationships and paths that a query returns.", valueName: "text"))
    var query: String?

    @Option(name: .customLong("kb"), help: ArgumentHelp("Read this folder instead of the built-in knowledge base.", valueName: "dir"), completion: .directory)
    var knowledgeDirectory: String?

    @Option(name: .customLong("load"), help: ArgumentHelp("Export the graph of a folder of CSV files or of a snapshot.", valueName: "path"))
    var loadPath: String?

    @Option(help: ArgumentHelp("Include what a workspace has written.", valueName: "file"), completion: .file())
    var workspace: String?

    func validate() throws {
        if framework != nil, query != nil { throw ValidationError("--framework and --query exclude each other") }
        if loadPath != nil, knowledgeDirectory != nil { throw ValidationError("--load and --kb exclude each other") }
    }

    func perform() -> ExitStatus {
        var program = ExportProgram(path, format, version: Cqcq.version)
        program.asOf = asOf
        program.framework = framework
        program.query = query
        program.knowledgeDirectory = knowledgeDirectory
        program.loadPath = loadPath
        program.workspacePath = workspace
        return program.run()
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
