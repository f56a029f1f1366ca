import Bolt
import Knowledge
import KnowledgeProcedures
import PropertyGraph
import QueryEngine
import Shell

/// A knowledge base as clients see it: what holds today.
struct KnowledgeStore: BoltStore {
    private let knowledge: KnowledgeBase
    private let whole: Graph
    private let today: Graph

    init(_ knowledge: KnowledgeBase) {
        self.knowledge = knowledge
        whole = knowledge.graph()
        today = TimeView(validOn: Engine(graph: .empty).today).of(whole)
    }

    var isWritable: Bool { false }

    func snapshot() -> Graph { today }

    func engine(over graph: Graph, isReadOnly: Bool) -> Engine {
        Engine(graph: graph, procedures: Procedure.ofKnowledge, graphs: TimeView.graphs(of: whole), isReadOnly: true)
    }

    func keep(_ statements: [BoltStatement], from base: Graph, to graph: Graph) throws(BoltFailure) { throw .readOnly }
}

/// A graph that was loaded.
struct GraphStore: BoltStore {
    private let graph: Graph

    init(_ graph: Graph) { self.graph = graph }

    var isWritable: Bool { false }

    func snapshot() -> Graph { graph }

    func engine(over graph: Graph, isReadOnly: Bool) -> Engine { Engine(graph: graph, isReadOnly: true) }

    func keep(_ statements: [BoltStatement], from base: Graph, to graph: Graph) throws(BoltFailure) { throw .readOnly }
}

extension BoltFailure {
    static let readOnly = BoltFailure(code: "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", message: "this server only reads")
}
