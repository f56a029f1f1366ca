import ArgumentParser
import PropertyGraph
import Reports
import Shell

struct Report: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "cqcq report",
        abstract: "Write a report.",
        discussion: """
            Without a name it lists the reports. What a report asks for comes after its name, as words or by name:
            `gaps well-led`, `gaps --key-question well-led --kind i-statements`.

            Exit codes: 0 written, 1 error in a query or in the data, 2 wrong usage, 3 gaps under --fail-on-gap or
            new ones under --baseline, 124 time limit, 130 interrupted.
            """)

    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("Name of the report, and what it asks for.", valueName: "name"))
    var words: [String] = []

    @Option(help: ArgumentHelp("\(ReportFormat.list); without it as the ending of FILE says, else text.", valueName: "format"),
        transform: choice("--format", ignoringCase: true))
    var format: ReportFormat?

    @Option(name: [.short, .customLong("output")], help: ArgumentHelp("Write to this file; .pdf prints the page with Chromium.", valueName: "file"), completion: .file())
    var output: String?

    @Option(help: ArgumentHelp("The section that CSV holds.", valueName: "name"))
    var section: String?

    @Flag(help: "Show every row as well, after the main part.")
    var appendix = false

    @Flag(help: "Exit with 3 where there are gaps.")
    var failOnGap = false

    @Option(help: ArgumentHelp("Exit with 3 only where there are gaps that this report in JSON does not have.", valueName: "file"), completion: .file())
    var baseline: String?

    @Option(name: .customLong("kb"), help: ArgumentHelp("Read this folder, not the built-in knowledge base.", valueName: "dir"), completion: .directory)
    var knowledgeDirectory: String?

    @Option(help: ArgumentHelp("Over what this workspace has written; it is only read.", valueName: "file"), completion: .file())
    var workspace: String?

    @Option(name: .customLong("load"), help: ArgumentHelp("Report on the graph of a snapshot, such as that of `cqcq directory load`.", valueName: "path"), completion: .file())
    var loadPath: String?

    @Option(help: ArgumentHelp("base: show what the workspace makes different.", valueName: "base"),
        transform: reading(ReportProgram.isBase))
    var against = false

    @Option(help: ArgumentHelp("The day of the report; today without it.", valueName: "yyyy-mm-dd"),
        transform: reading(OptionText.date))
    var asOf: CalendarDate?

    @Option(help: ArgumentHelp("Stop after this time: 500ms, 5s, 2m.", valueName: "time"),
        transform: reading(OptionText.duration))
    var timeout: Duration?

    @Option(help: ArgumentHelp("\(ColorChoice.list).", valueName: "when"),
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
