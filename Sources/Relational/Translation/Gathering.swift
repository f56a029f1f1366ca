import Diagnostics
import PropertyGraph
import QueryEngine

/// Several tables as one: of all nodes that a pattern may mean, or of relationships of several types or both directions.
struct Gathering: Hashable {
    var isNode: Bool
    var tables: [Int]
    /// Of the properties that are asked for.
    var keys: [String]
    var hasTable: Bool
    /// Each relationship from both of its ends, a loop once.
    var isBothWays = false
    var view: TableView
}

extension Translator {
    /// A source of the nodes or relationships in the tables, with the columns that are asked of the variable.
    mutating func source(
        _ slot: Slot, isNode: Bool, tables numbers: [Int], alias wanted: String, isBothWays: Bool = false, place: Place
    ) throws(Diagnostics) -> (SQLSource, Entity) {
        let demand = demands[slot]
        let all = isNode ? schema.nodes : schema.relationships
        let keys = demand.whole
            ? Set(numbers.flatMap { all[$0].columns.map(\.name) }).union(demand.keys) : demand.keys
        let alias = alias(wanted)
        func column(_ name: String) -> SQLTerm { .column(table: alias, name) }
        var entity = Entity(isNode: isNode, key: column(isNode ? "id" : RelationalSchema.key), tables: numbers)
        for key in keys {
            let type = try type(of: key, numbers.map { all[$0] }, place)
            entity.properties[key] = type.map { TypedSQL(column(key), $0) } ?? .null
        }
        let needsTable = numbers.count > 1 && (demand.table || demand.whole)
        if numbers.count == 1, !isBothWays {
            if demand.ends, !isNode { entity.ends = [column("src"), column("dst")] }
            return (SQLSource(content: .table(held(numbers[0], isNode: isNode)), alias: alias), entity)
        }
        if needsTable { entity.table = column("table_name") }
        if demand.ends, !isNode { entity.ends = isBothWays ? [column("own_src"), column("own_dst")] : [column("src"), column("dst")] }
        let gathering = Gathering(
            isNode: isNode, tables: numbers, keys: entity.properties.filter { $0.value.type != .null }.keys.sorted(), hasTable: needsTable,
            isBothWays: isBothWays, view: view)
        return (SQLSource(content: .table(try gatheredTable(gathering, place)), alias: alias), entity)
    }

    /// nil where no table has the property.
    private func type(of key: String, _ tables: [RelationalSchema.Table], _ place: Place) throws(Diagnostics) -> SQLType? {
        var found: SQLType?
        for table in tables {
            guard let type = table.type(of: key) else { continue }
            if let found, found != type {
                throw Diagnostics(RelationalFault.severalTypes(what: key, found.words, type.words), span: place.span)
            }
            found = type
        }
        return found
    }

    mutating func gatheredTable(_ gathering: Gathering, _ place: Place = Place()) throws(Diagnostics) -> String {
        if let name = gathered[gathering] { return name }
        var bodies: [SQLBody] = []
        for number in gathering.tables {
            bodies.append(.select(try select(from: number, gathering, turned: false, place)))
            if gathering.isBothWays { bodies.append(.select(try select(from: number, gathering, turned: true, place))) }
        }
        if bodies.isEmpty { bodies.append(.select(try nothing(gathering, place))) }
        let name = alias(gathering.isNode ? "any_node" : gathering.isBothWays ? "either_way" : "any_relationship")
        tables.append(SQLTable(name: name, body: bodies.count == 1 ? bodies[0] : .union(bodies, all: true)))
        gathered[gathering] = name
        return name
    }

    private mutating func select(
        from number: Int, _ gathering: Gathering, turned: Bool, _ place: Place
    ) throws(Diagnostics) -> SQLSelect {
        let table = (gathering.isNode ? schema.nodes : schema.relationships)[number]
        let held = held(number, isNode: gathering.isNode)
        func column(_ name: String, as other: String? = nil) -> SQLColumn {
            SQLColumn(term: .column(table: held, name), name: other ?? name)
        }
        var select = SQLSelect()
        if gathering.isNode {
            select.columns = [column("id")]
        } else {
            select.columns = [column(RelationalSchema.key), column(turned ? "dst" : "src", as: "src"), column(turned ? "src" : "dst", as: "dst")]
            if gathering.isBothWays { select.columns += [column("src", as: "own_src"), column("dst", as: "own_dst")] }
        }
        if gathering.hasTable { select.columns.append(SQLColumn(term: .constant(.string(table.name), .text), name: "table_name")) }
        for key in gathering.keys where !(gathering.isNode && key == "id") {
            if table.type(of: key) != nil {
                select.columns.append(column(key))
            } else {
                let type = try type(of: key, gathering.tables.map { (gathering.isNode ? schema.nodes : schema.relationships)[$0] }, place)
                select.columns.append(SQLColumn(term: .constant(.null, type ?? .null), name: key))
            }
        }
        select.from = [SQLSource(content: .table(held), alias: held)]
        if turned { select.conditions = [.infix("<>", [.column(table: held, "src"), .column(table: held, "dst")])] }
        return select
    }

    /// No table has such a label or type.
    private func nothing(_ gathering: Gathering, _ place: Place) throws(Diagnostics) -> SQLSelect {
        var select = SQLSelect(conditions: [.constant(.boolean(false), .boolean)])
        let names = gathering.isNode
            ? ["id"] : [RelationalSchema.key, "src", "dst"] + (gathering.isBothWays ? ["own_src", "own_dst"] : [])
        select.columns = names.map { SQLColumn(term: .constant(.null, $0 == RelationalSchema.key ? .relationship : .node), name: $0) }
        return select
    }
}
