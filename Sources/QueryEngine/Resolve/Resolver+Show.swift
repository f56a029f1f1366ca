import CypherSyntax
import Diagnostics
import PropertyGraph

extension Resolver {
    /// A call of the procedure that lists the table: with all its columns under YIELD *, else with those that YIELD names
    /// or Neo4j shows by itself.
    mutating func resolve(_ show: Show) -> (call: ResolvedCall, columns: [(name: String, slot: Slot)]) {
        let (procedure, shown) = Procedure.listing(show.table, kind: show.kind, procedures: procedures)
        var columns: [(name: String, slot: Slot)] = []
        var yields: [(column: Int, slot: Slot)] = []
        func take(_ column: Int, _ name: Name) {
            let slot = declare(name, .value(nil))
            columns.append((name.text, slot))
            yields.append((column, slot))
        }
        if let yield = show.yield, !yield.star {
            for item in yield.items {
                guard let column = procedure.outputs.firstIndex(where: { $0.name == item.field.text }) else {
                    report(.unknownOutput(item.field.text, procedure: procedure.name, outputs: procedure.outputs.map(\.name)), item.field.span)
                    _ = declare(item.alias ?? item.field, .value(nil))
                    continue
                }
                take(column, item.alias ?? item.field)
            }
        } else {
            let count = show.yield == nil ? shown : procedure.outputs.count
            for (column, output) in procedure.outputs.prefix(count).enumerated() { take(column, Name(output.name, show.span)) }
        }
        let filter = (show.yield?.filter ?? show.filter).map { resolveCondition($0) }
        return (ResolvedCall(procedure: procedure, arguments: [], yields: yields, filter: filter, place: Place(show.span)), columns)
    }
}
