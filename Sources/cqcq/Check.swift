import ArgumentParser
import PropertyGraph
import Shell

struct Check: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "cqcq check",
        abstract: "Check a knowledge base for errors.",
        discussion: """
            Without a folder it checks the built-in knowledge base.

            Exit codes: 0 no errors, 1 errors (with --strict, warnings too), 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("A folder laid out as kb/.", valueName: "dir"), completion: .directory)
    var directory: String?

    @Option(name: .customLong("kb"), help: ArgumentHelp("Same as <dir>, under the name that other commands use.", valueName: "dir"), completion: .directory)
    var knowledgeDirectory: String?

    @Option(help: ArgumentHelp("\(FindingFormat.list).", valueName: "format"),
        transform: choice("--format"))
    var format = FindingFormat.text

    @Option(help: ArgumentHelp("Number of findings to show, the worst first.", valueName: "n"))
    var limit = 100

    @Flag(help: "List the rules.")
    var rules = false

    @Flag(help: "Exit with 1 on warnings too.")
    var strict = false

    @Option(help: ArgumentHelp("Check as on this day (default: today).", valueName: "yyyy-mm-dd"),
        transform: reading(OptionText.date))
    var asOf: CalendarDate?

    @Option(help: ArgumentHelp("Use colours: \(ColorChoice.list).", valueName: "when"),
        transform: choice("--color"))
    var color = ColorChoice.auto

    func validate() throws {
        if directory != nil, knowledgeDirectory != nil { throw ValidationError("a folder and --kb say the same; give one") }
        if limit < 0 { throw ValidationError("--limit is a number of findings, 0 or more") }
    }

    func perform() -> ExitStatus {
        if rules { return CheckProgram.listRules() }
        var program = CheckProgram()
        program.directory = directory ?? knowledgeDirectory
        program.format = format
        program.limit = limit
        program.isStrict = strict
        program.day = asOf
        program.color = color
        return program.run()
    }
}
