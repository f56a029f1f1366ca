import ArgumentParser
import Diagnostics
import PropertyGraph
import Shell
import Synchronization

struct Cqcq: ParsableCommand, CommandLineProgram {
    static let version = ProgramVersion.current

    static let configuration = CommandConfiguration(
        commandName: "cqcq",
        abstract: "Query English care regulation.",
        discussion: """
            Without -c or -f it opens a shell on a terminal, and runs a script that comes on standard input.

            Subcommands, each with a --help of its own (`cqcq help NAME`):
            \(Subprogram.list)

            Exit codes: \(ExitStatus.list).
            """,
        version: "cqcq \(version)")

    @Option(name: .customShort("c"), parsing: .unconditionalSingleValue, help: ArgumentHelp("Run statements, separated by `;`.", valueName: "text"),
        transform: { Ordered(.text($0)) })
    var text: [Ordered] = []

    @Option(name: .customShort("f"), parsing: .unconditionalSingleValue, help: ArgumentHelp("Run a script; `-` is standard input.", valueName: "file"), completion: .file(),
        transform: { Ordered(.file($0)) })
    var file: [Ordered] = []

    @Option(help: ArgumentHelp(
        "\(ResultFormat.list). A terminal gets table, all else tsv.", valueName: "format"),
        completion: .list(ResultFormat.allCases.map(\.rawValue)),
        transform: choice("--format", ignoringCase: true))
    var format: ResultFormat?

    @Option(help: ArgumentHelp("Show results as charts: \(ChartKind.list).", valueName: "kind"), completion: .list(ChartKind.allCases.map(\.rawValue)),
        transform: choice("--chart", ignoringCase: true))
    var chart: ChartKind?

    @Option(name: .customLong("kb"), help: ArgumentHelp("Read this folder instead of the built-in knowledge base.", valueName: "dir"), completion: .directory)
    var knowledgeDirectory: String?

    @Option(name: .customLong("load"), help: ArgumentHelp("Query the graph of a folder of CSV files, or of a snapshot.", valueName: "path"))
    var loadPath: String?

    @Option(help: ArgumentHelp("Send queries and commands to a Bolt server: bolt://USER@HOST:7687.", valueName: "address"))
    var connect: String?
    @Option(help: ArgumentHelp("Send queries to another engine that has the tables of --load: its client, or a name from the file of engines.", valueName: "command"))
    var engine: String?

    @Option(help: ArgumentHelp("Show what held on a day; all for all days (default: today).", valueName: "yyyy-mm-dd|all"), transform: reading(AsOf.init))
    var asOf: AsOf?

    @Option(help: ArgumentHelp("Show only what was published or recorded by a day.", valueName: "yyyy-mm-dd"),
        transform: reading(OptionText.date))
    var knownOn: CalendarDate?

    @Option(name: .customLong("param"), help: ArgumentHelp("Give $name a value.", valueName: "name=value"),
        transform: reading(OptionText.parameter))
    var parameters: [QueryParameter] = []

    @Option(help: ArgumentHelp("Read parameters from a JSON or YAML file.", valueName: "file"), completion: .file())
    var paramsFile: String?

    @Option(name: .customLong("param-env"), help: ArgumentHelp("Give $name the text of an environment variable.", valueName: "name=VARIABLE"),
        transform: reading(OptionText.environmentParameter))
    var environmentParameters: [QueryParameter] = []

    @Option(name: .customLong("allow-files"), help: ArgumentHelp("Let LOAD CSV and LOAD TABLE read the files below this folder.", valueName: "dir"), completion: .directory)
    var filesDirectory: String?

    @Option(help: ArgumentHelp("Refuse spreadsheets that unpack to more: 500M, 8G (default: 4G).", valueName: "size"),
        transform: reading(OptionText.size))
    var maxUnpacked: Int?

    @Flag(help: "Refuse files, writing and other programs.")
    var safe = false

    @Option(help: ArgumentHelp("Keep what is written in this file, and start with what it holds.", valueName: "file"), completion: .file())
    var workspace: String?

    @Flag(help: "Include the column of sources in tables.")
    var withSources = false

    @Flag(help: "Include the detail columns of commands in tables.")
    var wide = false

    @Flag(help: "Answer requests of another program, JSON on one line each, as the Python package makes them.")
    var requests = false

    @Flag(help: "Continue after an error in a script; it still exits with 1.")
    var keepGoing = false

    @Flag(help: "Show each statement of a script on standard error before it runs.")
    var echo = false

    @Flag(help: "Treat warnings as errors.")
    var strict = false

    @Flag(help: "Hide warnings and notes.")
    var quiet = false

    @Flag(help: "Exit with 3 if a script returns rows.")
    var failOnRows = false

    @Option(help: ArgumentHelp("Exit with 3 unless the last result of a script has this number of rows: 0, 1..5, 1..", valueName: "n|n..m"),
        transform: reading(RowGate.init))
    var expectRows: RowGate?

    @Option(help: ArgumentHelp("Report errors as text or as JSON, one object per line.", valueName: "text|json"),
        completion: .list(ErrorFormat.allCases.map(\.rawValue)), transform: choice("--error-format"))
    var errorFormat = ErrorFormat.text

    @Option(help: ArgumentHelp("Stop a statement after this time: 500ms, 5s, 2m.", valueName: "time"),
        transform: reading(OptionText.duration))
    var timeout: Duration?

    @Option(help: ArgumentHelp("Stop a statement that needs more memory: 500M, 2G.", valueName: "size"),
        transform: reading(OptionText.size))
    var maxMemory: Int?

    @Option(help: ArgumentHelp("Number of worker threads (default: one per core).", valueName: "number"))
    var threads: Int?

    @Flag(help: "Show on standard error how long each statement takes.")
    var timer = false

    @Flag(help: "Refuse statements that write.")
    var readOnly = false

    @Option(help: ArgumentHelp("\(ColorChoice.list).", valueName: "when"),
        completion: .list(ColorChoice.allCases.map(\.rawValue)), transform: choice("--color"))
    var color = ColorChoice.auto

    @Flag(name: .customLong("no-config"), help: "Do not read the file of settings.")
    var skipsConfiguration = false

    func validate() throws {
        if requests, !text.isEmpty || !file.isEmpty { throw ValidationError("--requests takes its statements from standard input: leave -c and -f out") }
        if connect != nil, loadPath != nil || workspace != nil { throw ValidationError("--connect asks another server's graph: leave --load and --workspace out") }
        if engine != nil, loadPath == nil { throw ValidationError("--engine needs --load, the folder whose tables the engine has") }
        if engine != nil, workspace != nil || connect != nil { throw ValidationError("--engine asks another engine: leave --workspace and --connect out") }
        if let threads, threads < 1 { throw ValidationError("--threads is a number, 1 or more") }
    }

    func perform() -> ExitStatus {
        do throws(Diagnostics) {
            return ShellProgram.run(try options())
        } catch {
            return ShellProgram.refuse(error, errorFormat, color)
        }
    }

    private func options() throws(Diagnostics) -> ShellOptions {
        var options = ShellOptions()
        options.inputs = (text + file).sorted { $0.order < $1.order }.map(\.input)
        options.format = format
        options.chart = chart
        options.knowledgeDirectory = knowledgeDirectory
        options.loadPath = loadPath
        options.server = connect
        options.engine = engine
        options.asOf = asOf
        options.knownOn = knownOn
        if let paramsFile { options.parameters = try ParameterFile.read(paramsFile) }
        for parameter in environmentParameters + parameters { options.parameters[parameter.name] = parameter.value }
        options.filesDirectory = filesDirectory
        options.unpacked = maxUnpacked
        options.safe = safe
        options.echo = echo
        options.errorFormat = errorFormat
        options.withSources = withSources
        options.wide = wide
        options.keepGoing = keepGoing
        options.answersRequests = requests
        options.timeout = timeout
        options.memory = maxMemory
        options.threads = threads
        options.timer = timer
        options.strict = strict
        options.quiet = quiet
        options.failOnRows = failOnRows
        options.expectedRows = expectRows
        options.workspace = workspace
        options.readOnly = readOnly
        options.color = color
        options.skipsConfiguration = skipsConfiguration
        options.version = Self.version
        return options
    }
}

/// An input and its place among all -c and -f: the parser reads the words in order, yet keeps each option apart.
struct Ordered {
    let order: Int
    let input: ShellOptions.Input

    private static let count = Atomic<Int>(0)

    init(_ input: ShellOptions.Input) {
        order = Self.count.add(1, ordering: .relaxed).newValue
        self.input = input
    }
}

/// The value of an option that takes one of a few words.
func choice<Choice: NamedChoice & Sendable>(_ option: String, ignoringCase: Bool = false) -> @Sendable (String) throws -> Choice {
    { text in try usage { () throws(Diagnostics) in try Choice(named: text, option: option, ignoringCase: ignoringCase) } }
}

/// The value of an option as a function of its text.
func reading<Value>(_ value: @escaping @Sendable (String) throws(Diagnostics) -> Value) -> @Sendable (String) throws -> Value {
    { text in try usage { () throws(Diagnostics) in try value(text) } }
}

/// Runs a reader of an option's text. Throws its errors as the parser's own type, which prints them as they are.
func usage<Result>(_ read: () throws(Diagnostics) -> Result) throws -> Result {
    do {
        return try read()
    } catch {
        let faults = error.list.map(\.fault)
        throw ValidationError(faults.map { ([$0.sentence] + ($0.hint.map { ["  hint: " + $0] } ?? [])).joined(separator: "\n") }.joined(separator: "\n"))
    }
}
