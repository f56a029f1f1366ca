import CypherSyntax
import Diagnostics
import PropertyGraph

extension Resolver {
    /// A unit subquery over the elements; several clauses are one more inside, so that all of them run for one element
    /// before the next has its turn. What is bound inside is gone behind it.
    mutating func resolve(_ clause: Foreach) -> ResolvedClause {
        let (list, type) = resolve(clause.list)
        expect(type, "a list", "FOREACH", clause.list.span) { $0.isList }
        var element: StaticType?
        if case .list(let inner)? = type { element = inner }
        return inner { resolver in
            let slot = resolver.declare(clause.variable, element.map(SlotKind.init) ?? .value(nil))
            let (branch, _) = resolver.resolve(SingleQuery(clauses: clause.clauses, span: clause.span))
            let body = clause.clauses.count == 1 ? branch.clauses : [.unit(branch.clauses)]
            return .unit([.unwind(Unwinding(list: list, element: slot))] + body)
        }
    }

    /// Of `CALL { … } IN TRANSACTIONS`, which only the outermost query can have.
    mutating func resolve(_ transactions: CallSubquery.Transactions) -> ResolvedTransactions {
        if !isOutermost { report(.transactionsInside, transactions.span) }
        note(transactions.onError == nil || transactions.onError == .fail ? .oneTransaction : .oneAfterTheOther, transactions.span)
        var resolved = ResolvedTransactions(onError: transactions.onError ?? .fail)
        resolved.rows = transactions.rows.map { resolveCount($0, "OF ROWS") }
        if let status = transactions.status { resolved.status = declare(status, .value(.map)) }
        return resolved
    }
}

extension ResolvedClause {
    /// Clauses that write, for each row, and leave the rows as they are.
    fileprivate static func unit(_ clauses: [ResolvedClause]) -> ResolvedClause {
        let query = ResolvedQuery(
            branches: [ResolvedBranch(clauses: clauses, outputs: [])], distinct: false, columns: [], outputs: [])
        return .subquery(ResolvedCallSubquery(query: query, optional: false, isUnit: true, imports: []))
    }
}
