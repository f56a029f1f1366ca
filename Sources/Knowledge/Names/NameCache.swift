import PropertyGraph
import Synchronization

/// The resolvers of a session: made once for a graph, a day and a label, and used for every row of a query.
package final class NameCache: Sendable {
    private struct Made {
        let graph: Graph
        let day: CalendarDate
        let label: String?
        let resolver: NameResolver
    }

    /// More are not kept: a query asks for a few labels at most.
    private static let most = 8

    private let schema: @Sendable () -> Schema
    private let made = Mutex<[Made]>([])

    package init(schema: @escaping @autoclosure @Sendable () -> Schema) { self.schema = schema }

    /// Without a schema: for help, and to plan queries that are not run.
    package static let empty = NameCache(schema: Schema())

    /// What texts are searched with.
    package func search(of graph: Graph, on day: CalendarDate) -> TextSearch { TextSearch(graph: graph, schema: schema(), day: day) }

    /// The label that a word means: `Regulation`, `regs`; nil where it means none.
    package func label(called word: String) -> String? { schema().label(called: word)?.name }

    /// O(nodes with the label) the first time.
    package func resolver(of graph: Graph, on day: CalendarDate, label: String? = nil) -> NameResolver {
        made.withLock { made in
            if let known = made.first(where: { $0.label == label && $0.day == day && $0.graph.isSame(as: graph) }) {
                return known.resolver
            }
            let resolver = NameResolver(graph: graph, schema: schema(), day: day, labels: label.map { [$0] } ?? [])
            made.append(Made(graph: graph, day: day, label: label, resolver: resolver))
            if made.count > Self.most { made.removeFirst() }
            return resolver
        }
    }
}

extension Graph {
    /// Nothing was written between the two.
    fileprivate func isSame(as other: Graph) -> Bool {
        base === other.base && changeCount == other.changeCount && hasNoWrites && other.hasNoWrites
    }
}
