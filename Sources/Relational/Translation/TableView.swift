import Diagnostics
import PropertyGraph
import QueryEngine

/// Which rows of the tables are asked: what held on a day, as far as it was known on another. Without days all of them.
package struct TableView: Hashable, Sendable {
    /// `valid_from <= day`, and no `valid_to <= day`.
    package var validOn: CalendarDate?
    /// `known_from <= day`.
    package var knownOn: CalendarDate?

    package init(validOn: CalendarDate? = nil, knownOn: CalendarDate? = nil) {
        self.validOn = validOn
        self.knownOn = knownOn
    }

    package var isAll: Bool { validOn == nil && knownOn == nil }

    /// The columns that decide, each with what has to be: of a row without a date, nothing.
    fileprivate var bounds: [(key: String, op: String, day: CalendarDate)] {
        (validOn.map { [("valid_from", "<=", $0), ("valid_to", ">", $0)] } ?? []) + (knownOn.map { [("known_from", "<=", $0)] } ?? [])
    }
}

/// What a query may speak of beside the tables, and which part of them it asks.
package struct QuerySurroundings: Sendable {
    package var procedures: [Procedure] = []
    package var graphs: [GraphFunction] = []
    package var functions: [QueryFunction] = []
    package var view = TableView()
    /// What one of the graphs is, by its name and arguments; nil where it is none of days.
    package var viewOf: @Sendable (String, [Value]) -> TableView? = { _, _ in nil }

    package init() {}

    func engine(_ schema: RelationalSchema) -> Engine {
        Engine(graph: .empty, vocabulary: schema.vocabulary, procedures: procedures, graphs: graphs, functions: functions)
    }
}

extension Translator {
    /// The view of a branch under USE.
    func view(of use: ResolvedUse) throws(Diagnostics) -> TableView {
        var values: [Value] = []
        for argument in use.arguments {
            guard let value = Engine.constant(argument, parameters: parameters) else { throw fault(.otherGraph, argument.place) }
            values.append(value)
        }
        guard let view = surroundings.viewOf(use.function.name, values) else { throw fault(.otherGraph, use.arguments.first?.place) }
        return view
    }

    /// The table with the rows that the view has: its own name where that leaves none out.
    mutating func held(_ number: Int, isNode: Bool) -> String {
        let table = isNode ? schema.nodes[number] : schema.relationships[number]
        let part = HeldTable(isNode: isNode, number: number, view: view)
        if let name = heldTables[part] { return name }
        var conditions = conditions(of: table)
        if !isNode {
            if let ended = endedNodes() {
                for end in ["src", "dst"] {
                    var select = SQLSelect(columns: [SQLColumn(term: .constant(.integer(1), .integer), name: "found")])
                    select.from = [SQLSource(content: .table(ended), alias: ended)]
                    select.conditions = [.infix("=", [.column(table: ended, "id"), .column(table: table.name, end)])]
                    conditions.append(.not(.exists(.select(select))))
                }
            }
        }
        guard !conditions.isEmpty else {
            heldTables[part] = table.name
            return table.name
        }
        var names = isNode ? [] : [RelationalSchema.key, "src", "dst"]
        names += table.columns.map(\.name)
        let name = alias(table.name + "_held")
        tables.append(
            SQLTable(
                name: name,
                body: .select(
                    SQLSelect(
                        columns: names.map { SQLColumn(term: .column(table: table.name, $0), name: $0) },
                        from: [SQLSource(content: .table(table.name), alias: table.name)], conditions: conditions))))
        heldTables[part] = name
        return name
    }

    /// A column that is not a date says nothing, as here.
    private func conditions(of table: RelationalSchema.Table) -> [SQLTerm] {
        view.bounds.filter { table.type(of: $0.key) == .date }.map { bound in
            let column = SQLTerm.column(table: table.name, bound.key)
            return .infix("OR", [.isNull(column, negated: false), .infix(bound.op, [column, .constant(.date(bound.day), .date)])])
        }
    }

    /// A table of the nodes that the view leaves out; nil where it leaves none out.
    private mutating func endedNodes() -> String? {
        if let name = ended[view] { return name }
        var bodies: [SQLBody] = []
        for table in schema.nodes {
            let conditions = conditions(of: table)
            guard !conditions.isEmpty else { continue }
            bodies.append(
                .select(
                    SQLSelect(
                        columns: [SQLColumn(term: .column(table: table.name, "id"), name: "id")],
                        from: [SQLSource(content: .table(table.name), alias: table.name)], conditions: [.not(.and(conditions))])))
        }
        guard !bodies.isEmpty else { return nil }
        let name = alias("ended")
        tables.append(SQLTable(name: name, body: bodies.count == 1 ? bodies[0] : .union(bodies, all: true)))
        ended[view] = name
        return name
    }
}

/// A table as a view has it.
struct HeldTable: Hashable {
    var isNode: Bool
    var number: Int
    var view: TableView
}
