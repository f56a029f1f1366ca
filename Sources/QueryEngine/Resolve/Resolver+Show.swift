import CypherSyntax
import Diagnostics
import PropertyGraph

extension Resolver {
    /// A call of the procedure that lists the table: with all its columns under YIELD *, else with those that YIELD names
    /// or Neo4j shows by itself.
    mutating func resolve(_ show: Show) -> (call: ResolvedCall, columns: [(name: String, slot: Slot)]) {
        let (procedure, shown) = Procedure.listing(show.table, kind: show.kind, procedures: procedures)
        var yielded = Yielded()
        if let yield = show.yield, !yield.star {
            take(yield, of: procedure, &yielded)
        } else {
            let count = show.yield == nil ? shown : procedure.outputs.count
            for (column, output) in procedure.outputs.prefix(count).enumerated() {
                take(column, as: Name(output.name, show.span), &yielded)
            }
        }
        let filter = (show.yield?.filter ?? show.filter).map { resolveCondition($0) }
        return (ResolvedCall(procedure: procedure, arguments: [], yields: yielded.slots, filter: filter, place: Place(show.span)), yielded.columns)
    }
}
