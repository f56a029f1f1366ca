public import Diagnostics
public import Knowledge
public import PropertyGraph
import QueryEngine

/// A knowledge base being asked: executes statements one by one and writes what they give.
public final class Session {
    /// What `:format`, `:timer` and `:asof` change.
    public struct Settings: Sendable {
        public var format: ResultFormat
        /// Results are charts of that kind; nil for tables.
        public var chart: ChartKind?
        public var asOf = AsOf.now
        public var knownOn: CalendarDate?
        public var parameters: [String: Value] = [:]
        public var withSources = false
        public var wide = false
        public var timer = false
        public var readOnly = false
        public var timeout: Duration?
        public var memory: Int?
        public var color = ColorChoice.auto
        public var errorFormat = ErrorFormat.text
        /// Warnings are errors.
        public var isStrict = false
        /// Warnings and notes are not shown.
        public var isQuiet = false
        /// Rows beyond this number are not shown.
        public var limit: Int?
        /// Prose that is too long for its column goes on below, and is not cut.
        public var wrap = true
        /// What does not fit on the screen is shown by `$PAGER`.
        public var pager = true

        /// The format was chosen, and is not just what a terminal or a pipe gets.
        var isFormatChosen = false

        /// Results are charts from now on. TSV holds none: if nobody chose it, the chart for a terminal takes its place.
        mutating func show(_ kind: ChartKind?) {
            chart = kind
            if kind != nil, format == .tsv, !isFormatChosen { format = .table }
        }
    }

    /// What becomes of the session after a statement.
    public enum Outcome: Sendable, Equatable {
        case goOn, quit
        /// The text stands at the next prompt, to be run or changed.
        case edit(String)
    }

    public var settings: Settings
    /// To be set before the first statement.
    public var permissions = Permissions.all
    let knowledge: KnowledgeBase
    /// Where data go: standard output, or the file that `:output` names.
    var output: Output
    let standardOutput: Output
    let errors: Output
    /// A person is typing: warnings are shown, rows are counted.
    let isInteractive: Bool
    var graphs: SessionGraph
    /// Answers queries in place of our own engine. To be set before the first statement.
    var service: (any QueryService)?
    /// Where what is written is kept.
    var workspace: Workspace?
    var last = LastStatement()
    /// Rows of all results.
    var rowCount = 0
    /// The day of which `checkDay` has looked whether anything is known of it.
    var checkedDay: AsOf?
    /// How many results have been written as items of one JSON array; nil where each is a document.
    var jsonItems: Int?
    /// How many files are being read, one from within the other.
    var filesRead = 0
    /// What is to be told when the terminal is free again.
    var pendingNotes: [String] = []
    /// When the statement that runs began.
    private(set) var start = ContinuousClock.now
    /// Tells how far the statement that runs has come.
    var progress: ProgressLine?
    /// Of the knowledge base; made when a workspace asks for it.
    private(set) lazy var digest = knowledge.digest()

    /// - Parameter graph: asked in place of that of the knowledge base.
    public init(
        knowledge: KnowledgeBase, graph: Graph? = nil, settings: Settings, output: Output, errors: Output,
        isInteractive: Bool = false
    ) {
        self.knowledge = knowledge
        graphs = SessionGraph(of: knowledge, loaded: graph)
        self.settings = settings
        self.output = output
        standardOutput = output
        self.errors = errors
        self.isInteractive = isInteractive
    }

    /// What no output may be written to.
    let filesInUse = FilesInUse()
    /// How long the statement that runs may wait for input.
    let inputDeadline = InputDeadline()
    /// What names mean, for the functions of queries.
    private(set) lazy var names = { [knowledge] in NameCache(schema: knowledge.schema) }()
    /// A command says that it was asked of more than the knowledge base.
    var saysWhatIsWritten = true
    /// Shown in what is kept and handed on.
    public var version = ""
    var file = OutputFile()

    /// Results go to it in place of a writer of the format, where another program asks.
    var requestWriter: (any ResultWriter)?

    /// The folder of `--load`, whose tables other engines are asked.
    var tablesDirectory: String?

    /// What LOAD CSV may read.
    var records: (any RecordSource)?

    /// What holds on the days that `:asof` and `:knownon` name. A graph in place of that of kb/ knows no today, unless it was made
    /// over that of kb/: it is whole until a day is named.
    var view: TimeView {
        return TimeView(
            validOn: graphs.isKnowledge ? settings.asOf.validOn(today: Engine(graph: .empty).today) : settings.asOf.day, knownOn: settings.knownOn)
    }

    /// What queries are asked of: what `:asof` and `:knownon` leave of the whole graph.
    func graph() -> Graph { graphs.graph(of: view) }

    /// With what the session has written.
    func wholeGraph() -> Graph { graphs.whole() }

    /// How many statements have written to the graph and stand, those of the workspace too.
    var keptCount: Int { graphs.keptCount }

    /// Before names are looked up: if another engine has the nodes, they are asked for once.
    func fetchNames() throws(Diagnostics) {
        guard let service, !graphs.hasNames else { return }
        graphs.take(names: try service.nodes(labelled: Set(knowledge.graph().labelsInUse()), limits: limits))
    }

    // MARK: Transactions

    var isInTransaction: Bool { graphs.isInTransaction }

    func begin() throws(Diagnostics) {
        try service?.begin()
        graphs.begin()
    }

    /// The changes stay being tried out if the workspace cannot take them.
    func commit(reason: String?) throws(Diagnostics) {
        if let service {
            // Whether or not the server takes it, it is over there.
            graphs.commit()
            return try service.commit()
        }
        try append(graphs.uncommitted, at: Self.now(), reason: reason)
        graphs.commit()
    }

    func rollback() throws(Diagnostics) {
        guard isInTransaction else { return }
        graphs.rollback()
        try service?.rollback()
    }

    /// Lower-case names of the commands.
    /// Of names of two words, such as `evidence gaps`, the first word as well.
    var commandNames: Set<String> {
        Set(knowledge.commands.names.flatMap { [$0.lowercased(), String($0.prefix { $0 != "-" }).lowercased()] })
    }

    /// Diagnostics thrown point into the lines that the statement stands on.
    public func execute(_ statement: Statement) throws(Diagnostics) -> Outcome {
        defer { endOutput() }
        beginOutput()
        start = ContinuousClock.now
        inputDeadline.begin(settings.timeout)
        do {
            if statement.kind != .colon { try checkDay() }
            let outcome = try perform(statement)
            if settings.timer, statement.kind != .colon { report(ContinuousClock.now - start) }
            try checkOutput()
            return outcome
        } catch {
            throw statement.placed(error)
        }
    }

    private func perform(_ statement: Statement) throws(Diagnostics) -> Outcome {
        switch statement.kind {
        case .query:
            last.statement = statement
            try runQuery(statement)
        case .command:
            last.statement = statement
            do {
                try runCommand(statement)
            } catch {
                if let commands = each(of: error) {
                    for command in commands { try runCommand(command) }
                    break
                }
                // `find me the regulation on complaints`: the first word is a command, and the line a question.
                last.offer = error.list.first?.correctedText ?? question(statement.text).commands.first
                throw error
            }
        case .colon: return try ColonCommand.run(statement, in: self)
        case .unknown: try answer(statement)
        }
        return .goOn
    }
}
