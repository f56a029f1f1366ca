public import Diagnostics
public import PropertyGraph

/// What the command line asked for.
public struct ShellOptions: Sendable {
    public enum Input: Sendable {
        /// `-c TEXT`
        case text(String)
        /// `-f FILE`; `-` is standard input.
        case file(String)
    }

    /// In the order given. Empty: a shell on a terminal, else a script on standard input.
    public var inputs: [Input] = []
    public var format: ResultFormat?
    public var chart: ChartKind?
    /// A folder to read instead of the built-in knowledge base.
    public var knowledgeDirectory: String?
    /// A folder of CSV files, or a snapshot, to ask in place of the knowledge base.
    public var loadPath: String?
    /// The address of a Bolt server that answers queries.
    public var server: String?
    /// The client of another engine, which has the tables of that folder and is asked in place of the graph.
    public var engine: String?
    public var asOf: AsOf?
    public var knownOn: CalendarDate?
    public var parameters: [String: Value] = [:]
    public var withSources = false
    public var wide = false
    public var keepGoing = false
    /// Standard input holds requests of another program (`RequestLoop`).
    public var answersRequests = false
    /// Each statement of a script is shown on standard error before it runs.
    public var echo = false
    public var errorFormat = ErrorFormat.text
    /// The folder below which LOAD CSV and LOAD TABLE may read.
    public var filesDirectory: String?
    /// Bytes that a spreadsheet may unpack to.
    public var unpacked: Int?
    /// No files, no writing, no other programs, whatever statements ask for.
    public var safe = false
    /// Warnings are errors.
    public var strict = false
    /// Warnings and notes are not shown.
    public var quiet = false
    /// A script that returns rows fails.
    public var failOnRows = false
    /// How many rows the last result of a script may have.
    public var expectedRows: RowGate?
    public var timer = false
    /// A file that what is written is kept in, and read from at the start.
    public var workspace: String?
    /// Statements that would write are refused.
    public var readOnly = false
    public var timeout: Duration?
    /// Bytes that a statement may hold.
    public var memory: Int?
    /// Threads to work with; nil for as many as there are cores.
    public var threads: Int?
    public var color = ColorChoice.auto
    /// The file of settings is passed over.
    public var skipsConfiguration = false
    /// Shown in the banner.
    public var version = ""

    public init() {}
}

/// How errors are reported.
public enum ErrorFormat: String, NamedChoice, Sendable {
    /// Sentence, caret and hint.
    case text
    /// One object per line: `DiagnosticJSON`.
    case json
}

/// `--color`
public enum ColorChoice: String, NamedChoice, Sendable {
    case auto, always, never

    /// `auto` means: on a terminal, unless NO_COLOR is set.
    func holds(for output: Output) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: output.isTerminal && (Environment["NO_COLOR"] ?? "").isEmpty && !Environment.isDumb
        }
    }
}
