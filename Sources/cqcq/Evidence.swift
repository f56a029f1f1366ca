import ArgumentParser
import PropertyGraph
import Shell

/// `cqcq evidence …`: by its first word a register is loaded, or it is asked about.
struct Evidence: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "cqcq evidence",
        abstract: "Load an evidence register and ask what it covers.",
        discussion: """
            `cqcq evidence load FILE` reads a spreadsheet (.xlsx, .ods, .csv, .tsv) into a workspace, evidence.cypher unless --workspace names another. \
            `gaps`, `overdue`, `diff`, `show` and `pack` ask about it: `cqcq evidence gaps well-led`, `cqcq evidence overdue --within 30d`. \
            Options of a question, such as --location, follow it; `cqcq -c ':help evidence-gaps'` shows them.
            """)

    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("load FILE, or a question.", valueName: "words"))
    var words: [String] = []

    @Option(help: ArgumentHelp("The workspace that keeps the register (default: evidence.cypher).", valueName: "file"), completion: .file())
    var workspace: String?

    @Option(help: ArgumentHelp("Name of the sheet (default: the one that looks most like a register).", valueName: "name"))
    var sheet: String?

    @Option(help: ArgumentHelp("Row with the names of the columns (default: the first that looks like one).", valueName: "number"))
    var headerRow: Int?

    @Option(help: ArgumentHelp("Correct the reading: id=A,statement=\"QS code\",owner=none.", valueName: "field=column,..."))
    var columns: String?

    @Option(help: ArgumentHelp("Take the reading from this file.", valueName: "file"), completion: .file())
    var columnsFile: String?

    @Option(help: ArgumentHelp("Save the reading to this file.", valueName: "file"), completion: .file())
    var saveColumns: String?

    @Option(parsing: .singleValue, help: ArgumentHelp("Load this column although it looks like data about people.", valueName: "heading"))
    var keep: [String] = []

    @Option(parsing: .singleValue, help: ArgumentHelp("Leave this column out.", valueName: "heading"))
    var drop: [String] = []

    @Option(help: ArgumentHelp("The framework whose codes the register uses (default: the one in force).", valueName: "code"))
    var framework: String?

    @Option(help: ArgumentHelp("2014 or 2009: the regulations meant where a number has no year.", valueName: "year"))
    var law: String?

    @Option(help: ArgumentHelp("Save the rejected rows to this .xlsx or .csv file.", valueName: "file"), completion: .file())
    var rejects: String?

    @Option(help: ArgumentHelp("The day of the register (default: today).", valueName: "yyyy-mm-dd"),
        transform: reading(OptionText.date))
    var on: CalendarDate?

    @Option(help: ArgumentHelp("Name of the register, if a workspace holds several.", valueName: "name"))
    var register: String?

    @Flag(help: "Load nothing and exit with 1 if a row is rejected.")
    var strict = false

    @Flag(help: "Show the reading and load nothing.")
    var dryRun = false

    @OptionGroup var answer: AnswerOptions

    func validate() throws {
        if words.first == "load", words.count != 2 { throw ValidationError("`cqcq evidence load` takes the name of one file") }
        if let law, !["2014", "2009"].contains(law) { throw ValidationError("--law is 2014 or 2009") }
    }

    func perform() -> ExitStatus {
        var program = EvidenceProgram(words.first == "load" ? .load(load) : .ask(words), answer.settings)
        if let workspace { program.workspacePath = workspace }
        return program.run()
    }

    private var load: EvidenceLoad {
        var load = EvidenceLoad(words[1])
        load.sheet = sheet
        load.headerRow = headerRow
        load.columns = columns
        load.columnsFile = columnsFile
        load.savedColumns = saveColumns
        load.kept = keep
        load.dropped = drop
        load.framework = framework
        load.law = law
        load.rejects = rejects
        load.day = on
        if let register { load.register = register }
        load.isStrict = strict
        load.isDry = dryRun
        return load
    }
}
