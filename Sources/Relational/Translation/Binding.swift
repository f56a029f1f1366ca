import QueryEngine

/// An expression and what it gives.
struct TypedSQL: Hashable {
    var term: SQLTerm
    var type: SQLType

    init(_ term: SQLTerm, _ type: SQLType) {
        self.term = term
        self.type = type
    }

    static let null = TypedSQL(.constant(.null, .null), .null)
    static func truth(_ value: Bool) -> TypedSQL { TypedSQL(.constant(.boolean(value), .boolean), .boolean) }
}

/// How a variable is had in the rows at hand.
enum Binding: Hashable {
    case value(TypedSQL)
    case entity(Entity)
    /// Its length alone.
    case path(length: SQLTerm)
    /// The relationships of a variable length by their keys, where these are known, and how many there are.
    case walk(keys: SQLTerm?, steps: SQLTerm)
}

/// A node or relationship: its key, and those of its columns that the query asks for.
struct Entity: Hashable {
    var isNode: Bool
    var key: SQLTerm
    /// Numbers of the tables in the schema of which one has it.
    var tables: [Int]
    /// The name of its table, where there may be several and the query asks.
    var table: SQLTerm?
    var properties: [String: TypedSQL] = [:]
    /// Keys of the nodes at its ends, where the query asks.
    var ends: [SQLTerm] = []
    var mayBeNull = false
    /// Its columns are known: it was not taken out of a list.
    var isWhole = true

    var type: SQLType { isNode ? .node : .relationship }
}

/// The rows that the clauses so far make, as a SELECT that can still get tables and conditions.
struct Rows {
    var select = SQLSelect()
    var bindings: [Slot: Binding] = [:]
    /// Bound around the subquery, and there in every row without being carried.
    var outer: SlotSet = []
    /// What the rows were put in order by.
    var order: [SQLOrder] = []
    /// Inside a subquery, where steps are nested and not named.
    var isNested = false
    /// SKIP or LIMIT has left some rows of many, and another run may leave others.
    var isCut = false
}

/// One column of a variable.
struct Part: Hashable {
    var name: String
    var value: TypedSQL
}

extension Binding {
    /// The columns that carry it on; `rebound` takes the same.
    var parts: [Part] {
        switch self {
        case .value(let value): [Part(name: "", value: value)]
        case .path(let length): [Part(name: "length", value: TypedSQL(length, .integer))]
        case .walk(let keys, let steps):
            (keys.map { [Part(name: "", value: TypedSQL($0, .list(.relationship)))] } ?? []) + [Part(name: "steps", value: TypedSQL(steps, .integer))]
        case .entity(let entity):
            [Part(name: "", value: TypedSQL(entity.key, entity.type))]
                + (entity.table.map { [Part(name: "table", value: TypedSQL($0, .text))] } ?? [])
                + entity.ends.enumerated().map { Part(name: $0 == 0 ? "src" : "dst", value: TypedSQL($1, .node)) }
                + entity.properties.sorted { $0.key < $1.key }.map { Part(name: "." + $0.key, value: $0.value) }
        }
    }

    /// The same with other terms for its parts, in their order.
    func rebound(_ terms: [SQLTerm]) -> Binding {
        var rest = terms[...]
        func next() -> SQLTerm { rest.popFirst() ?? .constant(.null, .null) }
        switch self {
        case .value(let value): return .value(TypedSQL(next(), value.type))
        case .path: return .path(length: next())
        case .walk(let keys, _):
            let list = keys.map { _ in next() }
            return .walk(keys: list, steps: next())
        case .entity(var entity):
            entity.key = next()
            if entity.table != nil { entity.table = next() }
            entity.ends = entity.ends.map { _ in next() }
            for key in entity.properties.keys.sorted() { entity.properties[key]?.term = next() }
            return .entity(entity)
        }
    }

    /// As a value: an entity by its key.
    var value: TypedSQL? {
        switch self {
        case .value(let value): value
        case .entity(let entity): TypedSQL(entity.key, entity.type)
        case .walk(let keys, _): keys.map { TypedSQL($0, .list(.relationship)) }
        case .path: nil
        }
    }

    /// After a join that may find nothing.
    var orNull: Binding {
        guard case .entity(var entity) = self else { return self }
        entity.mayBeNull = true
        return .entity(entity)
    }
}
