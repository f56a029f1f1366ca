import ArgumentParser
import PropertyGraph
import Reports
import Shell

struct Report: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "cqcq report",
        abstract: "Write a report.",
        discussion: """
            Without a name it lists the reports. The parameters of a report follow its name, in order or by name:
            `gaps well-led`, `gaps --key-question well-led --kind i-statements`.

            Exit codes: 0 written, 1 error in a query or in the data, 2 wrong usage, 3 gaps under --fail-on-gap or \
            new ones under --baseline, 124 time limit, 130 interrupted.
            """)

    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("Name of the report, then its parameters.", valueName: "name"))
    var words: [String] = []

    @Option(help: ArgumentHelp("Write the report as \(ReportFormat.list) (default: by the ending of FILE, otherwise text).", valueName: "format"),
        transform: choice("--format", ignoringCase: true))
    var format: ReportFormat?

    @Option(name: [.short, .customLong("output")], help: ArgumentHelp("Write to this file; .pdf prints the page with Chromium.", valueName: "file"), completion: .file())
    var output: String?

    @Option(help: ArgumentHelp("Write this section; CSV holds one.", valueName: "name"))
    var section: String?

    @Flag(help: "Add every row after the main part.")
    var appendix = false

    @Flag(help: "Exit with 3 if there are gaps.")
    var failOnGap = false

    @Option(help: ArgumentHelp("Exit with 3 only if there are gaps that this earlier report in JSON does not have.", valueName: "file"), completion: .file())
    var baseline: String?

    @Option(name: .customLong("kb"), help: ArgumentHelp("Read this folder instead of the built-in knowledge base.", valueName: "dir"), completion: .directory)
    var knowledgeDirectory: String?

    @Option(help: ArgumentHelp("Include what this workspace has written; the file is only read.", valueName: "file"), completion: .file())
    var workspace: String?

    @Option(name: .customLong("load"), help: ArgumentHelp("Report on the graph of a snapshot, such as that of `cqcq directory load`.", valueName: "path"), completion: .file())
    var loadPath: String?

    @Option(help: ArgumentHelp("Show what the workspace changes; the value is `base`.", valueName: "base"),
        transform: reading(ReportProgram.isBase))
    var against = false

    @Option(help: ArgumentHelp("Day of the report (default: today).", valueName: "yyyy-mm-dd"),
        transform: reading(OptionText.date))
    var asOf: CalendarDate?

    @Option(help: ArgumentHelp("Stop after this time: 500ms, 5s, 2m.", valueName: "time"),
        transform: reading(OptionText.duration))
    var timeout: Duration?

    @Option(help: ArgumentHelp("Use colours: \(ColorChoice.list).", valueName: "when"),
        transform: choice("--color"))
    var color = ColorChoice.auto

    func perform() -> ExitStatus {
        var program = ReportProgram(words)
        program.format = format
        program.outputPath = output
        program.section = section
        program.failsOnGap = failOnGap
        program.baselinePath = baseline
        program.knowledgeDirectory = knowledgeDirectory
        program.workspacePath = workspace
        program.loadPath = loadPath
        program.isAgainstBase = against
        program.withAppendix = appendix
        program.asOf = asOf
        program.timeout = timeout
        program.color = color
        program.version = Cqcq.version
        return program.run()
    }
}
