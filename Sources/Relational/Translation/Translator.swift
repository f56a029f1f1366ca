import Diagnostics
import PropertyGraph
import QueryEngine

/// Says a resolved query in SQL: each clause becomes a SELECT over the one before.
///
/// The meaning stays, or the query is rejected: where SQL knows a value by a rule of its own, the term has the rule of the language written
/// out, or there is none.
package struct Translator {
    let query: LogicalQuery
    let schema: RelationalSchema
    let dialect: SQLDialect
    let parameters: [String: Value]
    let demands: Demands
    /// Made so far, in order.
    var tables: [SQLTable] = []
    private var tableNames = NameSupply()
    private var columnNames = NameSupply()
    private var known: [ColumnOf: String] = [:]
    private var steps = 0
    /// Tables of several labels or types that were made, by what they have.
    var gathered: [Gathering: String] = [:]
    let surroundings: QuerySurroundings
    /// Of the branch at hand.
    var view: TableView
    /// Tables of a view that were made, and those of the nodes that it leaves out.
    var heldTables: [HeldTable: String] = [:]
    var ended: [TableView: String] = [:]
    /// Lists of nodes and relationships are collected with all that these have, for the result alone.
    let collectsWhole: Bool
    /// Rows without an order come in that of the relationships that were walked, so that lists made of them are the same each time.
    let keepsWalkOrder: Bool
    /// While the columns of a SELECT are made, where Spark takes no EXISTS.
    var isProjecting = false
    /// Columns of floats that were computed, which may be infinite; those of tables are not.
    private var computed: Set<String> = []

    private struct ColumnOf: Hashable {
        var slot: Slot
        var part: String
    }

    /// Throws `RelationalFault`s with their places, attached to the query's text.
    package static func translate(
        _ source: SourceText, parameters: [String: Value], schema: RelationalSchema, dialect: SQLDialect,
        surroundings: QuerySurroundings = QuerySurroundings(), keepsWalkOrder: Bool = false
    ) throws(Diagnostics) -> SQLQuery {
        let query = try surroundings.engine(schema).logical(source, parameters: parameters)
        do throws(Diagnostics) {
            return try translate(query, parameters, schema, dialect, surroundings, collectsWhole: false, keepsWalkOrder)
        } catch {
            guard let fault = error.list.first?.fault as? RelationalFault, case .notInSQL(.entityList) = fault else { throw error }
            // With lists that are shown, and not computed with.
            do throws(Diagnostics) {
                return try translate(query, parameters, schema, dialect, surroundings, collectsWhole: true, keepsWalkOrder)
            } catch _ {
                throw error
            }
        }
    }

    private static func translate(
        _ query: LogicalQuery, _ parameters: [String: Value], _ schema: RelationalSchema, _ dialect: SQLDialect, _ surroundings: QuerySurroundings,
        collectsWhole: Bool, _ keepsWalkOrder: Bool
    ) throws(Diagnostics) -> SQLQuery {
        var translator = Translator(query, parameters, schema, dialect, surroundings, collectsWhole: collectsWhole, keepsWalkOrder: keepsWalkOrder)
        do throws(Diagnostics) {
            if let writing = query.writing { throw Diagnostics(RelationalFault.notInSQL(.writing), span: writing.span) }
            let (body, outputs) = try translator.body(of: query.query, around: Rows(), isResult: true)
            let columns = zip(query.query.columns, outputs).map { (name: $0, type: $1.type) }
            return SQLQuery(tables: translator.tables, body: body, columns: columns, span: query.query.branches.last?.clauses.last?.span)
        } catch {
            throw error.attached(to: query.source)
        }
    }

    private init(
        _ query: LogicalQuery, _ parameters: [String: Value], _ schema: RelationalSchema, _ dialect: SQLDialect, _ surroundings: QuerySurroundings,
        collectsWhole: Bool, keepsWalkOrder: Bool
    ) {
        self.query = query
        self.surroundings = surroundings
        self.collectsWhole = collectsWhole
        self.keepsWalkOrder = keepsWalkOrder
        view = surroundings.view
        self.schema = schema
        self.dialect = dialect
        self.parameters = parameters
        demands = Demands(query, collectsWhole: collectsWhole)
    }

    func fault(_ part: RelationalFault.NoEqual, _ place: Place?) -> Diagnostics {
        Diagnostics(RelationalFault.notInSQL(part), span: place?.span)
    }

    func fault(inDialect part: RelationalFault.NoEqual, _ place: Place?) -> Diagnostics {
        Diagnostics(RelationalFault.notInDialect(part, dialect: dialect.title), span: place?.span)
    }

    // MARK: Names

    /// `match_1`, `with_2`.
    mutating func stepName(_ word: String) -> String {
        steps += 1
        return tableNames.new("\(word)_\(steps)")
    }

    mutating func alias(_ wanted: String) -> String { tableNames.new(wanted) }

    mutating func column(_ slot: Slot, _ part: String) -> String {
        if let name = known[ColumnOf(slot: slot, part: part)] { return name }
        let base = slot < query.names.count ? query.names[slot] ?? "value" : "value"
        let name = columnNames.new(part.isEmpty ? base : base + "_" + part.drop { $0 == "." })
        known[ColumnOf(slot: slot, part: part)] = name
        return name
    }

    func name(of slot: Slot, or other: String) -> String { slot < query.names.count ? query.names[slot] ?? other : other }

    mutating func newColumn(_ wanted: String) -> String { columnNames.new(wanted) }

    /// A value comes to stand in a column.
    mutating func note(_ value: TypedSQL, in column: String) {
        if value.type == .float || value.type == .floatOrZero, !isFinite(value.term) { computed.insert(column) }
    }

    func isComputed(_ column: String) -> Bool { computed.contains(column) }

    // MARK: Steps

    /// Ends a SELECT: its rows get a name, and of its columns those in `live` go on.
    mutating func closed(_ rows: Rows, as word: String, live: SlotSet, distinct: Bool = false) -> Rows {
        var select = rows.select
        select.distinct = distinct
        let name = stepName(word)
        var closed = Rows(outer: rows.outer, isNested: rows.isNested, isCut: rows.isCut)
        for (slot, binding) in rows.bindings.sorted(by: { $0.key < $1.key }) {
            if rows.outer.contains(slot) {
                closed.bindings[slot] = binding
            } else if live.contains(slot) {
                let terms = binding.parts.map { part -> SQLTerm in
                    if part.value.type == .null { return .constant(.null, .null) }
                    let column = column(slot, part.name)
                    note(part.value, in: column)
                    select.columns.append(SQLColumn(term: wide(part.value), name: column))
                    return .column(table: name, column)
                }
                closed.bindings[slot] = binding.rebound(terms)
            }
        }
        func carried(_ term: SQLTerm, _ wanted: String) -> SQLTerm {
            if let shown = select.columns.first(where: { $0.term == term }) { return .column(table: name, shown.name) }
            let column = newColumn(wanted)
            select.columns.append(SQLColumn(term: term, name: column))
            return .column(table: name, column)
        }
        for order in rows.order where !distinct {
            closed.order.append(SQLOrder(term: carried(order.term, "sort"), descending: order.descending))
        }
        if rows.isNested || keepsWalkOrder, !distinct, select.isPlain { closed.select.walked = select.walked.map { carried($0, "walked") } }
        if select.columns.isEmpty { select.columns.append(SQLColumn(term: .constant(.integer(1), .integer), name: newColumn("one"))) }
        if rows.isNested {
            closed.select.from = [SQLSource(content: .query(.select(select), columns: []), alias: name)]
        } else {
            tables.append(SQLTable(name: name, body: .select(select), isCut: select.limit != nil || select.skip != nil))
            closed.select.from = [SQLSource(content: .table(name), alias: name)]
        }
        return closed
    }

    /// A constant that stands alone with its type: alone it would be a narrower one.
    func wide(_ value: TypedSQL) -> SQLTerm {
        guard case .constant(let constant, _) = value.term else { return value.term }
        switch constant {
        case .integer: return .cast(value.term, .integer)
        case .null: return .constant(.null, value.type)
        case .string: return dialect == .postgres ? .cast(value.term, .text) : value.term
        default: return value.term
        }
    }

    /// A value as one of a type that it was joined with: of null, or of a list of nulls, the other.
    func wide(_ value: TypedSQL, as type: SQLType) -> SQLTerm {
        guard value.type != type else { return wide(value) }
        switch value.term {
        case .constant(let constant, _): return wide(TypedSQL(.constant(constant, type), type))
        case .operation(.list, let items): if case .list(let element) = type { return .operation(.list(element), items) }
        default: break
        }
        return .cast(value.term, type)
    }
}

/// Gives each name once, without telling capitals apart.
struct NameSupply {
    private var taken: Set<String> = []

    mutating func new(_ wanted: String) -> String {
        let plain = String(String.UnicodeScalarView(wanted.unicodeScalars.prefix(40).map { $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) ? $0 : "_" }))
        let base = plain.isEmpty || plain.allSatisfy({ $0 == "_" }) ? "value" : plain
        var name = base
        var number = 1
        while !taken.insert(name.lowercased()).inserted {
            number += 1
            name = "\(base)_\(number)"
        }
        return name
    }
}
