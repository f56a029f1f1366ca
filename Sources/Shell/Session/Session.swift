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

        /// Results are charts from now on. What a pipe gets when nothing is said, TSV, holds none: it gets the chart for a terminal.
        mutating func show(_ kind: ChartKind?, isFormatGiven: Bool = false) {
            chart = kind
            if kind != nil, format == .tsv, !isFormatGiven { format = .table }
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
    /// The whole graph, ended things too, with what the session has written.
    private var whole: Graph?
    /// Asked in place of the knowledge base.
    let loaded: Graph?
    /// Answers queries in place of our own engine. To be set before the first statement.
    var service: (any QueryService)?
    /// Whether the graph holds the knowledge base, on its own or with a directory.
    let isKnowledge: Bool
    /// What `:asof` and `:knownon` leave of it, made when first asked for.
    private var viewed: (view: TimeView, graph: Graph)?
    /// Where what is written is kept.
    var workspace: Workspace?
    /// How many statements have written to the graph and stand, those of the workspace too.
    var keptCount = 0
    /// Ids stay those of kb, so that the two can be compared; reading is slower where much was written.
    var keepsIDs = false
    /// Whether nodes and relationships of the base are called here as they are there.
    private(set) var hasIDsOfBase = true
    /// What has been written since `:begin`.
    var uncommitted: [WorkspaceBlock.Entry] = []
    /// As it was at `:begin`.
    private var beforeTransaction: (graph: Graph, keptCount: Int)?
    /// The last query or command, for those colon commands that do something with it.
    var lastStatement: Statement?
    /// What was typed last, `:edit` aside.
    var lastTyped = ""
    /// The last result: how many rows it had, and the first value of the first.
    var lastResult: (rows: Int, first: Value?, graph: Graph)?
    /// Rows of all results.
    var rowCount = 0
    /// The day of which `checkDay` has looked whether anything is known of it.
    var checkedDay: AsOf?
    /// How many results have been written as items of one JSON array; nil where each is a document.
    var jsonItems: Int?
    /// A line that was probably meant, for Tab to write.
    var offer: String?
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
        whole = graph
        loaded = graph
        isKnowledge = graph.map { $0.labels.number(of: "DirectoryFile") != nil } ?? true
        self.settings = settings
        self.output = output
        standardOutput = output
        self.errors = errors
        self.isInteractive = isInteractive
    }

    /// What no output may be written to.
    let filesInUse = FilesInUse()
    /// How long the statement that runs may wait for input.
    let patience = Patience()
    /// What names mean, for the functions of queries.
    private(set) lazy var names = { [knowledge] in NameCache(schema: knowledge.schema) }()
    /// A command says that it was asked of more than the knowledge base.
    var saysWhatIsWritten = true
    /// Shown in what is kept and handed on.
    public var version = ""
    /// The format that the ending of the output's file names.
    var fileFormat: ResultFormat?
    /// Results go to it while the format is that of a file that is written whole.
    var file: (any ResultFile)?
    /// The place of the next such file; nil for standard output.
    var filePath: String?

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
            validOn: isKnowledge ? settings.asOf.validOn(today: Engine(graph: .empty).today) : settings.asOf.day, knownOn: settings.knownOn)
    }

    /// What queries are asked of: what `:asof` and `:knownon` leave of the whole graph.
    func graph() -> Graph {
        let view = view
        if view.isAll { return wholeGraph() }
        if let viewed, viewed.view == view { return viewed.graph }
        let graph = view.of(wholeGraph())
        viewed = (view, graph)
        return graph
    }

    /// With what the session has written.
    func wholeGraph() -> Graph {
        if let whole = whole ?? loaded { return whole }
        let graph = knowledge.graph()
        whole = graph
        return graph
    }

    /// Without what the session and its workspace have written.
    func baseGraph() -> Graph { loaded ?? knowledge.graph() }

    /// Takes the graph that a writing statement has left, all of its rows read. A large delta is laid out
    /// in tables, so that reading stays quick.
    func adopt(_ graph: Graph) {
        viewed = nil
        let isLarge = !keepsIDs && graph.writtenCount > 10_000
        if isLarge { hasIDsOfBase = false }
        whole = isLarge ? graph.settled() : graph
    }

    /// Lays out what was written where a statement has more to read than that takes. Over the knowledge base, which is small,
    /// ids stay those of other days.
    func settle(before prepared: PreparedQuery) -> Bool {
        guard let whole, !whole.isPlain, !whole.isView, !keepsIDs, !isKnowledge, view.isAll, prepared.expectedSteps > 4096,
            prepared.expectedSteps * 4 > Double(whole.settlingCost)
        else { return false }
        (self.whole, hasIDsOfBase) = (whole.settled(), false)
        return true
    }

    // MARK: Transactions

    var isInTransaction: Bool { beforeTransaction != nil }

    func begin() throws(Diagnostics) {
        try service?.begin()
        beforeTransaction = (service == nil ? wholeGraph() : .empty, keptCount)
    }

    /// The changes stay being tried out where the workspace cannot take them.
    func commit(reason: String?) throws(Diagnostics) {
        if let service {
            // Whether or not the server takes it, it is over there.
            beforeTransaction = nil
            return try service.commit()
        }
        try append(uncommitted, at: Self.now(), reason: reason)
        uncommitted = []
        beforeTransaction = nil
    }

    func rollback() throws(Diagnostics) {
        guard let before = beforeTransaction else { return }
        if let service {
            beforeTransaction = nil
            return try service.rollback()
        }
        viewed = nil
        (whole, keptCount) = before
        uncommitted = []
        beforeTransaction = nil
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
        patience.begin(settings.timeout)
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
            lastStatement = statement
            try runQuery(statement)
        case .command:
            lastStatement = statement
            do {
                try runCommand(statement)
            } catch {
                if let commands = each(of: error) {
                    for command in commands { try runCommand(command) }
                    break
                }
                // `find me the regulation on complaints`: the first word is a command, and the line a question.
                offer = error.list.first?.correctedText ?? question(statement.text).commands.first
                throw error
            }
        case .colon: return try ColonCommand.run(statement, in: self)
        case .unknown: try answer(statement)
        }
        return .goOn
    }
}
