import Knowledge
import PropertyGraph
import QueryEngine

/// The graph that a session asks: that of the knowledge base or one in place of it, and over it what the session has written.
struct SessionGraph {
    private let knowledge: KnowledgeBase
    /// Asked in place of the knowledge base.
    let loaded: Graph?
    /// Whether the graph holds the knowledge base, on its own or with a directory.
    let isKnowledge: Bool
    /// Ids stay those of kb, so that the two can be compared; reading is slower if much was written.
    var keepsIDs = false
    /// Whether nodes and relationships of the base are called here as they are there.
    private(set) var hasIDsOfBase = true
    /// How many statements have written to the graph and stand, those of the workspace too.
    private(set) var keptCount = 0
    /// Ended things too, with what was written; nil until it is first needed.
    private var written: Graph?
    /// What the days of a view leave of it.
    private var viewed: (view: TimeView, graph: Graph)?
    private var transaction: Transaction?
    /// What statements had to read since the graph was written to last.
    private var readSteps = 0.0

    /// The changes since `:begin`.
    private struct Transaction {
        let graph: Graph?
        let keptCount: Int
        var entries: [WorkspaceBlock.Entry] = []
    }

    /// - Parameter loaded: asked in place of the knowledge base.
    init(of knowledge: KnowledgeBase, loaded: Graph?) {
        self.knowledge = knowledge
        self.loaded = loaded
        isKnowledge = loaded.map { $0.labels.number(of: "DirectoryFile") != nil } ?? true
    }

    /// With what the session has written. A large delta is laid out in tables as soon as somebody asks, so that reading stays quick.
    mutating func whole() -> Graph {
        if let written {
            guard isLarge(written) else { return written }
            let settled = written.settled()
            self.written = settled
            return settled
        }
        let graph = base()
        written = graph
        return graph
    }

    /// Without what the session and its workspace have written.
    func base() -> Graph { loaded ?? knowledge.graph() }

    /// Whether another engine was asked for the nodes that names are looked up among.
    private(set) var hasNames = false

    /// nil if those of this graph are as good.
    mutating func take(names: Graph?) {
        hasNames = true
        guard let names else { return }
        viewed = nil
        written = names
    }

    /// What the days of the view leave of the whole graph.
    mutating func graph(of view: TimeView) -> Graph {
        if view.isAll { return whole() }
        if let viewed, viewed.view == view { return viewed.graph }
        let graph = view.of(whole())
        viewed = (view, graph)
        return graph
    }

    /// Takes the graph that a writing statement has left, all of its rows read.
    mutating func adopt(_ graph: Graph) {
        viewed = nil
        readSteps = 0
        if isLarge(graph) { hasIDsOfBase = false }
        written = graph
        keptCount += 1
    }

    private func isLarge(_ graph: Graph) -> Bool { !keepsIDs && graph.writtenCount > 10_000 }

    /// Lays out what was written as soon as statements over the whole graph have more to read than that takes: until then they read columns but for
    /// what was written. Over the knowledge base, which is small, ids stay those of other days.
    mutating func settle(before prepared: PreparedQuery) -> Bool {
        guard let written, !written.hasNoWrites, !written.isView, !keepsIDs, !isKnowledge, prepared.expectedSteps > 4096
        else { return false }
        readSteps += prepared.expectedSteps
        guard readSteps > Double(written.settlingCost) else { return false }
        (self.written, hasIDsOfBase) = (written.settled(), false)
        return true
    }

    // MARK: Transactions

    var isInTransaction: Bool { transaction != nil }

    /// What has been written since `:begin`.
    var uncommitted: [WorkspaceBlock.Entry] { transaction?.entries ?? [] }

    mutating func begin() { transaction = Transaction(graph: written, keptCount: keptCount) }

    mutating func note(_ entry: WorkspaceBlock.Entry) { transaction?.entries.append(entry) }

    mutating func commit() { transaction = nil }

    /// As it was at `:begin`.
    mutating func rollback() {
        guard let before = transaction else { return }
        transaction = nil
        viewed = nil
        (written, keptCount) = (before.graph, before.keptCount)
    }
}
