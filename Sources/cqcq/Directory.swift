import ArgumentParser
import PropertyGraph
import Shell

/// `cqcq directory …`: by its first word CQC's files are loaded, or they are asked about.
struct Directory: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "cqcq directory",
        abstract: "Load CQC's open data and ask how services are rated.",
        discussion: """
            `cqcq directory load FILE…` reads the files that CQC publishes (directory with filters, ratings, deactivated locations, weekly directory) \
            and saved answers of its API into a snapshot, directory.snapshot unless --snapshot names another. \
            `summary`, `ratings`, `law` and `files` ask about it: `cqcq directory summary well-led --by region`. \
            Options of a question, such as --region, follow it; `cqcq -c ':help directory-summary'` shows them.
            """)

    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("load FILE…, or a question.", valueName: "words"))
    var words: [String] = []

    @Option(help: ArgumentHelp("The snapshot that keeps the directory (default: directory.snapshot).", valueName: "file"), completion: .file())
    var snapshot: String?

    @Option(name: .customLong("dated"), help: ArgumentHelp("Day of the data, if the files do not give one.", valueName: "yyyy-mm-dd"),
        transform: reading(OptionText.date))
    var dated: CalendarDate?

    @Flag(help: "Keep nothing and exit with 1 if a row is rejected.")
    var strict = false

    @Option(help: ArgumentHelp("Refuse spreadsheets that unpack to more: 500M, 8G (default: 4G).", valueName: "size"),
        transform: reading(OptionText.size))
    var maxUnpacked: Int?

    @OptionGroup var answer: AnswerOptions

    func perform() -> ExitStatus {
        var program = DirectoryProgram(words.first == "load" ? .load(files: Array(words.dropFirst())) : .ask(words), answer.settings)
        if let snapshot { program.snapshotPath = snapshot }
        program.day = dated
        program.isStrict = strict
        program.unpacked = maxUnpacked
        return program.run()
    }
}
