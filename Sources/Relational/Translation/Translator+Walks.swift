import CypherSyntax
import Diagnostics
import PropertyGraph
import QueryEngine

/// Variable length: tables of all walks from the nodes that the rows begin with.
extension Translator {
    /// A table of walks: where they begin and end, how long they are, and the keys of their relationships.
    private struct Walks {
        var name: String
        var start: String
        var finish: String
        var steps: String
        var keys: String?
    }

    /// The relationships of one step.
    private struct Steps {
        var source: SQLSource
        var near: SQLTerm
        var far: SQLTerm
        var key: SQLTerm
        var conditions: [SQLTerm]
    }

    /// Joins the walks of a connection; gives the key of the node at their other end.
    mutating func walkLength(
        _ connection: Connection, _ start: Entity, _ isForward: Bool, _ match: ResolvedMatch, _ rows: Rows, into pattern: inout PatternTables
    ) throws(Diagnostics) -> SQLTerm {
        if pattern.bindings[connection.slot] != nil { throw fault(.otherWalkDirection, connection.place) }
        if connection.mayRepeat { throw fault(.variableLength, connection.place) }
        guard let range = connection.length else { throw fault(.pathSelector, connection.place) }
        let begins = try starts(start, match, rows, pattern)
        let steps = try steps(connection, isForward)
        let walks: Walks
        if let selector = connection.selector {
            guard selector == .shortestPath, match.connections.count == 1, range.lower <= 1 else { throw fault(.pathSelector, connection.place) }
            walks = try shortest(connection, range, begins, steps)
        } else if let upper = range.upper, dialect == .spark {
            walks = try unrolled(connection, range.lower, upper, begins, steps)
        } else {
            if dialect == .spark { throw fault(inDialect: .recursion, connection.place) }
            walks = recursive(connection, range, begins, steps)
        }
        let alias = alias(name(of: connection.slot, or: "walk"))
        func column(_ name: String) -> SQLTerm { .column(table: alias, name) }
        var source = SQLSource(content: .table(walks.name), alias: alias, on: [.infix("=", [column(walks.start), start.key])])
        if range.lower > 0, connection.selector == nil {
            source.on.append(.infix(">=", [column(walks.steps), .constant(.integer(range.lower), .integer)]))
        }
        pattern.sources.append(source)
        let keys = walks.keys.map(column)
        let list = keys.map { isForward ? $0 : SQLTerm.operation(.listReversed, [$0]) }
        pattern.bindings[connection.slot] = .walk(keys: list, steps: column(walks.steps))
        pattern.walked.append((connection, types(of: connection), nil, keys))
        if connection.selector != nil, connection.direction == .either {
            // A way there and back over one relationship is none, so that a round trip is another question.
            pattern.conditions.append(refuseRound(start.key, column(walks.finish), range, connection.place))
        }
        return column(walks.finish)
    }

    private func refuseRound(_ start: SQLTerm, _ finish: SQLTerm, _ range: LengthRange, _ place: Place) -> SQLTerm {
        if range.lower == 0 { return .constant(.boolean(true), .boolean) }
        let refusal = RowRefusal("a shortest path from a node to itself without direction", place)
        return .cases(
            [SQLBranch(when: .infix("=", [start, finish]), then: .failure(refusal, .boolean, about: start))], otherwise: .constant(.boolean(true), .boolean))
    }

    /// The keys that walks begin with: those in the rows so far, where a table of its own can be made of them.
    private mutating func starts(_ start: Entity, _ match: ResolvedMatch, _ rows: Rows, _ pattern: PatternTables) throws(Diagnostics) -> SQLSelect {
        let column = newColumn("origin")
        if rows.isNested || (rows.isCut && dialect == .spark) {
            // Any node can be one.
            let alias = alias("node")
            let gathering = Gathering(isNode: true, tables: start.tables, keys: [], hasTable: false, view: view)
            let name = try gatheredTable(gathering)
            return SQLSelect(
                columns: [SQLColumn(term: .column(table: alias, "id"), name: column)], from: [SQLSource(content: .table(name), alias: alias)])
        }
        var conditions: [SQLTerm] = []
        for filter in match.filters where filter.subqueries.isEmpty {
            // What can be asked already; all of it is asked again of the whole.
            guard filter.freeSlots.allSatisfy({ pattern.bindings[$0] != nil }), let made = try? condition(filter, pattern.bindings) else { continue }
            conditions.append(made)
        }
        var select = SQLSelect(
            columns: [SQLColumn(term: start.key, name: column)], distinct: true, from: rows.select.from, conditions: rows.select.conditions + conditions)
        select.join(pattern.sources)
        return select
    }

    private mutating func steps(_ connection: Connection, _ isForward: Bool) throws(Diagnostics) -> Steps {
        let types = types(of: connection)
        let keys = connection.properties.map(\.key)
        let source: SQLSource
        if types.count == 1, connection.direction != .either {
            source = SQLSource(content: .table(held(types[0], isNode: false)), alias: alias("step"))
        } else {
            let gathering = Gathering(
                isNode: false, tables: types, keys: Set(keys).sorted(), hasTable: false, isBothWays: connection.direction == .either, view: view)
            source = SQLSource(content: .table(try gatheredTable(gathering)), alias: alias("step"))
        }
        var bindings: [Slot: Binding] = [:]
        var conditions: [SQLTerm] = []
        for item in connection.properties {
            guard let value = Engine.constant(item.value, parameters: parameters) else { throw fault(.lengthCondition, item.value.place) }
            var entity = Entity(isNode: false, key: .column(table: source.alias, RelationalSchema.key), tables: types)
            for number in types {
                guard let type = schema.relationships[number].type(of: item.key) else { continue }
                if let other = entity.properties[item.key]?.type, other != type {
                    throw Diagnostics(RelationalFault.severalTypes(what: item.key, other.words, type.words), span: connection.place.span)
                }
                entity.properties[item.key] = TypedSQL(.column(table: source.alias, item.key), type)
            }
            if entity.properties[item.key] == nil { entity.properties[item.key] = .null }
            bindings[connection.slot] = .entity(entity)
            conditions.append(try condition(.equal(.property(.slot(connection.slot), key: item.key), .constant(value)), bindings))
        }
        let leaves = connection.direction == .either || (connection.direction == .outgoing) == isForward
        return Steps(
            source: source, near: .column(table: source.alias, leaves ? "src" : "dst"), far: .column(table: source.alias, leaves ? "dst" : "src"),
            key: .column(table: source.alias, RelationalSchema.key), conditions: conditions)
    }

    // MARK: Walks that meet no relationship twice

    private func beginning(_ begins: SQLSelect, _ walks: Walks, _ alias: String) -> SQLSelect {
        let start = SQLTerm.column(table: alias, begins.columns[0].name)
        var select = SQLSelect(from: [SQLSource(content: .query(.select(begins), columns: []), alias: alias)])
        select.columns = [
            SQLColumn(term: start, name: walks.start), SQLColumn(term: start, name: walks.finish),
            SQLColumn(term: .cast(.constant(.integer(0), .integer), .integer), name: walks.steps),
        ]
        if let keys = walks.keys { select.columns.append(SQLColumn(term: .operation(.list(.relationship), []), name: keys)) }
        return select
    }

    /// One step more than the walks in `table`.
    private func longer(_ walks: Walks, from table: String, _ steps: Steps, upper: Int?) -> SQLSelect {
        func column(_ name: String) -> SQLTerm { .column(table: table, name) }
        var select = SQLSelect(from: [SQLSource(content: .table(table), alias: table)])
        var step = steps.source
        step.on = [.infix("=", [steps.near, column(walks.finish)])]
        select.from.append(step)
        select.columns = [
            SQLColumn(term: column(walks.start), name: walks.start), SQLColumn(term: steps.far, name: walks.finish),
            SQLColumn(term: .infix("+", [column(walks.steps), .constant(.integer(1), .integer)]), name: walks.steps),
        ]
        select.conditions = steps.conditions
        if let upper { select.conditions.append(.infix("<", [column(walks.steps), .constant(.integer(upper), .integer)])) }
        if let keys = walks.keys {
            select.columns.append(SQLColumn(term: .operation(.listJoin, [column(keys), .operation(.list(.relationship), [steps.key])]), name: keys))
            select.conditions.append(.not(.operation(.hasKey, [column(keys), steps.key])))
        }
        return select
    }

    private mutating func named(_ connection: Connection, hasKeys: Bool) -> Walks {
        Walks(
            name: stepName(name(of: connection.slot, or: "walk")), start: newColumn("origin"), finish: newColumn("finish"), steps: newColumn("steps"),
            keys: hasKeys ? newColumn("keys") : nil)
    }

    private mutating func recursive(_ connection: Connection, _ range: LengthRange, _ begins: SQLSelect, _ steps: Steps) -> Walks {
        let walks = named(connection, hasKeys: true)
        let first = beginning(begins, walks, alias("seed"))
        tables.append(
            SQLTable(
                name: walks.name, body: .union([.select(first), .select(longer(walks, from: walks.name, steps, upper: range.upper))], all: true),
                isRecursive: true))
        return walks
    }

    private mutating func unrolled(
        _ connection: Connection, _ lower: Int, _ upper: Int, _ begins: SQLSelect, _ steps: Steps
    ) throws(Diagnostics) -> Walks {
        guard upper <= Self.longestUnrolled else { throw fault(inDialect: .recursion, connection.place) }
        var walks = named(connection, hasKeys: true)
        let name = walks.name
        var bodies: [SQLBody] = []
        for number in 0...upper {
            let table = alias("\(name)_\(number)")
            tables.append(
                SQLTable(name: table, body: .select(number == 0 ? beginning(begins, walks, alias("seed")) : longer(walks, from: walks.name, steps, upper: nil))))
            walks.name = table
            if number >= lower { bodies.append(all(of: table, walks)) }
        }
        // A lower bound above the upper one leaves none, which the join says again.
        if bodies.isEmpty { bodies = [all(of: walks.name, walks)] }
        walks.name = name
        tables.append(SQLTable(name: name, body: .union(bodies, all: true)))
        return walks
    }

    private static let longestUnrolled = 15

    private func all(of table: String, _ walks: Walks) -> SQLBody {
        .select(
            SQLSelect(
                columns: ([walks.start, walks.finish, walks.steps] + (walks.keys.map { [$0] } ?? [])).map { SQLColumn(term: .column(table: table, $0), name: $0) },
                from: [SQLSource(content: .table(table), alias: table)]))
    }

    // MARK: The shortest

    /// How far each node is, at most 15 steps: nodes alone, each once in each distance.
    private mutating func shortest(
        _ connection: Connection, _ range: LengthRange, _ begins: SQLSelect, _ steps: Steps
    ) throws(Diagnostics) -> Walks {
        guard let upper = range.upper else { throw fault(.shortestPathOpen, connection.place) }
        guard upper <= Self.longestUnrolled else { throw fault(.shortestPathLong, connection.place) }
        let walks = named(connection, hasKeys: false)
        var bodies: [SQLBody] = []
        var before = ""
        for number in 0...upper {
            let table = alias("\(walks.name)_\(number)")
            var select = number == 0 ? beginning(begins, walks, alias("seed")) : longer(walks, from: before, steps, upper: nil)
            select.distinct = number > 0
            tables.append(SQLTable(name: table, body: .select(select)))
            if number >= range.lower { bodies.append(all(of: table, walks)) }
            before = table
        }
        let alias = alias("found")
        func column(_ name: String) -> SQLTerm { .column(table: alias, name) }
        let least = SQLAggregate(function: .least, argument: column(walks.steps), distinct: false, type: .integer)
        tables.append(
            SQLTable(
                name: walks.name,
                body: .select(
                    SQLSelect(
                        columns: [
                            SQLColumn(term: column(walks.start), name: walks.start), SQLColumn(term: column(walks.finish), name: walks.finish),
                            SQLColumn(term: .aggregate(least), name: walks.steps),
                        ], from: [SQLSource(content: .query(.union(bodies, all: true), columns: []), alias: alias)],
                        groups: [column(walks.start), column(walks.finish)]))))
        return walks
    }
}
