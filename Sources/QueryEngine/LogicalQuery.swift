import CypherSyntax
import Diagnostics
import PropertyGraph

/// A reading statement with its names settled, before there is a plan: for whoever says it in another language.
package struct LogicalQuery: Sendable {
    package let source: SourceText
    package let query: ResolvedQuery
    /// By number, as terms speak of them.
    package let subqueries: [ResolvedSubquery]
    /// By slot.
    package let kinds: [SlotKind]
    package let names: [String?]
    package let warnings: [Diagnostic]
    /// By the clauses' places, the first that writes, and schema commands.
    package let writing: (word: String, span: SourceSpan)?
}

extension Engine {
    /// As `prepare`, up to the resolved statement. Parameters are put in as values, and what depends on nothing is computed.
    package func logical(_ source: SourceText, parameters: [String: Value]) throws(Diagnostics) -> LogicalQuery {
        do throws(Diagnostics) {
            let statement = try CypherParser.parse(source)
            guard case .query(let query) = statement.body else {
                throw Diagnostics(RelationalFault.notInSQL(.schemaCommand), span: SourceSpan(0, source.text.utf8.count))
            }
            if statement.mode != .run { throw Diagnostics(RelationalFault.notInSQL(.plan), span: SourceSpan(0, source.text.utf8.count)) }
            let resolved = try Resolver.resolve(
                query, of: statement, names: KnownNames(graph, vocabulary), parameters: Set(parameters.keys),
                procedures: procedures, graphs: graphs, functions: functions, sharesSlots: false)
            return LogicalQuery(
                source: source, query: resolved.query, subqueries: resolved.subqueries, kinds: resolved.kinds, names: resolved.names,
                warnings: resolved.warnings, writing: query.writingClause.map { ($0.word, $0.span) })
        } catch {
            throw error.attached(to: source)
        }
    }

    /// The value of a term that depends on no row, nor on the clock or on chance; nil where it depends on them, or cannot be computed.
    package static func constant(_ term: Term, parameters: [String: Value]) -> Value? {
        if case .constant(let value) = term.kind { return value }
        guard term.isSettled else { return nil }
        let evaluator = Evaluator(
            ExecutionContext(
                graph: .empty, parameters: parameters, subplans: [], slotCount: 1 + (term.boundSlots.max() ?? 0), today: CalendarDate(days: 0),
                clock: { EpochInstant(seconds: 0, nanosecond: 0) }, limits: Limits(timeout: .milliseconds(500), memory: 1 << 24)))
        return try? evaluator.evaluate(term, evaluator.context.emptyRow()).value(at: 0)
    }
}

extension Term {
    /// No row, no subquery, no clock and no chance has a say in it.
    fileprivate var isSettled: Bool {
        guard subqueries.isEmpty, freeSlots.isSubset(of: boundSlots) else { return false }
        return asksNobody
    }

    private var asksNobody: Bool {
        switch kind {
        case .call(let id, let arguments):
            guard case .builtIn = id, FunctionTable[id].isDeterministic, !arguments.isEmpty,
                !id.name.contains("."), !["timestamp"].contains(id.name)
            else { return false }
        case .path, .pathMode, .hasLabels, .labelled: return false
        default: break
        }
        return children.allSatisfy(\.asksNobody)
    }
}

extension FunctionID {
    /// As documented: `toUpper`.
    package var name: String { FunctionTable[self].name }
}
