public import Diagnostics
public import Knowledge
public import PropertyGraph
import QueryEngine

/// A knowledge base being asked: executes statements one by one and writes what they give.
public final class Session {
    /// What `:format`, `:timer` and `:asof` change.
    public struct Settings: Sendable {
        public var format: ResultFormat
        public var asOf: CalendarDate?
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
        /// Rows beyond so many are not shown.
        public var limit: Int?
        /// Text that is too long for its column goes on below.
        public var wrap = false
        /// What does not fit on the screen is shown by `$PAGER`.
        public var pager = true

        var view: TimeView { TimeView(validOn: asOf, knownOn: knownOn) }
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
    private let loaded: Graph?
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
    /// How many files are being read, one from within the other.
    var filesRead = 0
    /// What is to be told when the terminal is free again.
    var untold: [String] = []
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
        self.settings = settings
        self.output = output
        standardOutput = output
        self.errors = errors
        self.isInteractive = isInteractive
    }

    /// What LOAD CSV may read.
    var records: (any RecordSource)?

    /// What queries are asked of: the whole graph, or what `:asof` and `:knownon` leave of it.
    func graph() -> Graph {
        let view = settings.view
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
    /// anew, so that reading stays quick.
    func adopt(_ graph: Graph) {
        viewed = nil
        let isLarge = !keepsIDs && graph.writtenCount > max(10_000, graph.nodeCount / 4)
        if isLarge { hasIDsOfBase = false }
        whole = isLarge ? graph.folded() : graph
    }

    // MARK: Transactions

    var isInTransaction: Bool { beforeTransaction != nil }

    func begin() { beforeTransaction = (wholeGraph(), keptCount) }

    /// The changes stay being tried out where the workspace cannot take them.
    func commit(reason: String?) throws(Diagnostics) {
        try append(uncommitted, at: Self.now(), reason: reason)
        uncommitted = []
        beforeTransaction = nil
    }

    func rollback() {
        guard let before = beforeTransaction else { return }
        viewed = nil
        (whole, keptCount) = before
        uncommitted = []
        beforeTransaction = nil
    }

    /// Lower-case names of the commands.
    var commandNames: Set<String> { Set(knowledge.commands.names.map { $0.lowercased() }) }

    /// Diagnostics thrown point into the lines that the statement stands on.
    public func execute(_ statement: Statement) throws(Diagnostics) -> Outcome {
        defer { endOutput() }
        beginOutput()
        start = ContinuousClock.now
        do {
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
            try runCommand(statement)
        case .colon: return try ColonCommand.run(statement, in: self)
        case .unknown: throw unknownWord(statement)
        }
        return .goOn
    }

    private func unknownWord(_ statement: Statement) -> Diagnostics {
        let word = String(statement.firstWord)
        let colon = ColonCommand.all.map(\.name).contains(word.lowercased()) ? [":" + word.lowercased()] : []
        let known = knowledge.commands.names + FirstWord.keywords.map(\.word)
        return Diagnostics(
            ShellFault.unknownWord(word, near: colon + Suggestion.nearest(to: word, in: known)),
            span: SourceSpan(0, word.utf8.count))
    }
}
