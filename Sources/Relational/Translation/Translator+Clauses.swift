import Diagnostics
import PropertyGraph
import QueryEngine

extension Translator {
    /// The query as one body, with its outputs as columns in order. `around` has what the rows around it bind.
    mutating func body(of query: ResolvedQuery, around: Rows, isResult: Bool = false) throws(Diagnostics) -> (SQLBody, [TypedSQL]) {
        var branches: [(rows: Rows, outputs: [Binding])] = []
        for branch in query.branches { branches.append(try rows(of: branch, around: around)) }
        if branches.count == 1 {
            let outputs = try columns(of: branches[0].outputs, isResult, query.branches[0].places)
            var rows = branches[0].rows
            if !isResult { rows.order = [] }
            if isResult, keepsWalkOrder, rows.order.isEmpty, rows.select.isPlain {
                rows.order = rows.select.walked.map { SQLOrder(term: $0, descending: false) }
            }
            return (.select(select(rows, zip(query.columns, outputs).map { ($0, $1) })), outputs)
        }
        var all: [[TypedSQL]] = []
        for (branch, written) in zip(branches, query.branches) {
            all.append(try columns(of: branch.outputs.map(\.settled), isResult, written.places))
        }
        let types = try joined(all)
        var bodies: [SQLBody] = []
        for (branch, outputs) in zip(branches, all) {
            let columns = zip(outputs, types).map { TypedSQL(wide($0, as: $1), $1) }
            var rows = branch.rows
            // Of a branch alone an order says nothing where no rows are cut off.
            if rows.select.limit == nil, rows.select.skip == nil { rows.select.order = [] }
            rows.order = []
            bodies.append(.select(select(rows, zip(query.columns, columns).map { ($0, $1) })))
        }
        return (.union(bodies, all: !query.distinct), types.enumerated().map { TypedSQL(.column(table: nil, query.columns[$0]), $1) })
    }

    private func joined(_ branches: [[TypedSQL]]) throws(Diagnostics) -> [SQLType] {
        var types = branches[0].map(\.type)
        for branch in branches.dropFirst() {
            for (index, output) in branch.enumerated() {
                if [.node, .relationship].contains(output.type) || [.node, .relationship].contains(types[index]) { throw fault(.unionEntities, nil) }
                guard let type = types[index].joined(with: output.type) else {
                    throw Diagnostics(RelationalFault.severalTypes(what: "a column of UNION", types[index].words, output.type.words))
                }
                types[index] = type
            }
        }
        return types
    }

    private func select(_ rows: Rows, _ columns: [(String, TypedSQL)]) -> SQLSelect {
        var select = rows.select
        select.columns = columns.map { SQLColumn(term: wide($0.1), name: $0.0) }
        if columns.isEmpty { select.columns = [SQLColumn(term: .constant(.integer(1), .integer), name: "one")] }
        if select.order.isEmpty { select.order = rows.order }
        return select
    }

    /// Outputs as values; in the result of the whole query nodes and relationships with all that they have.
    private func columns(of outputs: [Binding], _ isResult: Bool, _ places: [Place]) throws(Diagnostics) -> [TypedSQL] {
        var columns: [TypedSQL] = []
        for (index, output) in outputs.enumerated() {
            let place = index < places.count ? places[index] : nil
            switch output {
            case .value(let value):
                if isResult, value.type.holdsEntities { throw fault(.entityList, place) }
                columns.append(isResult ? TypedSQL(value.orZero.term, value.type) : value.settled)
            case .entity(let entity): columns.append(isResult ? try object(entity, place ?? Place()) : TypedSQL(entity.key, entity.type))
            case .path: throw fault(.pathValue, place)
            case .walk(let keys, _):
                guard !isResult else { throw fault(.entityList, place) }
                guard let keys else { throw fault(.shortestPathValue, place) }
                columns.append(TypedSQL(keys, .list(.relationship)))
            }
        }
        return columns
    }

    /// All clauses of a branch; the last SELECT is still open.
    mutating func rows(of branch: ResolvedBranch, around: Rows) throws(Diagnostics) -> (rows: Rows, outputs: [Binding]) {
        let outerView = view
        defer { view = outerView }
        if let use = branch.graph { view = try view(of: use) }
        var live: [SlotSet] = [SlotSet(branch.outputs)]
        for clause in branch.clauses.reversed() { live.append(live[live.count - 1].union(clause.slots(query.subqueries))) }
        live.reverse()
        var rows = around
        for (index, clause) in branch.clauses.enumerated() {
            let count = tables.count
            rows = try self.rows(clause, rows, live: live[index + 1], isLast: index == branch.clauses.count - 1)
            for made in count..<tables.count where tables[made].span == nil { tables[made].span = clause.span }
        }
        var outputs: [Binding] = []
        for slot in branch.outputs {
            guard let binding = rows.bindings[slot] else { throw fault(.procedure, nil) }
            outputs.append(binding)
        }
        return (rows, outputs)
    }

    private mutating func rows(_ clause: ResolvedClause, _ rows: Rows, live: SlotSet, isLast: Bool) throws(Diagnostics) -> Rows {
        switch clause {
        case .match(let match):
            let open = try self.match(match, rows)
            return isLast ? open : closed(open, as: match.optional ? "optional_match" : "match", live: live)
        case .unwind(let unwinding):
            let open = try unwind(unwinding, rows)
            return isLast ? open : closed(open, as: "unwind", live: live)
        case .project(let projection): return try project(projection, rows, live: live, isLast: isLast)
        case .extend(let items):
            var open = rows
            for item in items { open.bindings[item.slot] = try binding(item.term, open.bindings) }
            return isLast ? open : closed(open, as: "let", live: live)
        case .filter(let terms):
            var open = rows
            for term in terms { open.select.conditions.append(try condition(term, open.bindings)) }
            return isLast ? open : closed(open, as: "filter", live: live)
        case .subquery(let call):
            let open = try self.call(call, rows)
            return isLast ? open : closed(open, as: "call", live: live)
        case .load(let loading): throw fault(.loading, loading.address.place)
        case .call(let call): throw fault(.procedure, call.place)
        case .create, .merge, .set, .delete: throw fault(.writing, nil)
        }
    }

    // MARK: UNWIND

    private mutating func unwind(_ unwinding: Unwinding, _ rows: Rows) throws(Diagnostics) -> Rows {
        if unwinding.place != nil { throw fault(.listElement, unwinding.list.place) }
        let list = try value(unwinding.list, rows.bindings)
        var rows = rows
        rows.order = []
        let name = self.name(of: unwinding.element, or: "element")
        let column = column(unwinding.element, "")
        let alias = alias("each_" + name)
        let element: SQLType
        let content: SQLSource.Content
        switch (list.type, list.term) {
        case (.null, _): (element, content) = (.null, .values([], .null, column: column))
        case (.list(let type), .constant(.list(let items), _)):
            (element, content) = (type, .values(items.map { .constant($0, type) }, type, column: column))
        // Spark's VALUES see no table beside them.
        case (.list(let type), .operation(.list, let items)) where dialect != .spark: (element, content) = (type, .values(items, type, column: column))
        case (.list(let type), _): (element, content) = (type, .elements(list.term, column: column))
        default: throw Diagnostics(RelationalFault.wrongType(what: "UNWIND", wanted: "a list", found: list.type.words), span: unwinding.list.place.span)
        }
        let isConstant = if case .constant = list.term { true } else { list.type == .null }
        rows.select.from.append(SQLSource(content: content, alias: alias, isLateral: !isConstant))
        let term = SQLTerm.column(table: alias, column)
        note(TypedSQL(list.term, element), in: column)
        guard element == .node || element == .relationship else {
            rows.bindings[unwinding.element] = .value(TypedSQL(term, element))
            return rows
        }
        rows.bindings[unwinding.element] = .entity(unknown(term, isNode: element == .node))
        return rows
    }

    /// A node or relationship of which nothing but the key is known.
    func unknown(_ key: SQLTerm, isNode: Bool) -> Entity {
        Entity(
            isNode: isNode, key: key, tables: Array((isNode ? schema.nodes : schema.relationships).indices), mayBeNull: true, isWhole: false)
    }

    // MARK: CALL { … }

    private mutating func call(_ call: ResolvedCallSubquery, _ rows: Rows) throws(Diagnostics) -> Rows {
        if call.transactions != nil { throw fault(.transactions, nil) }
        if call.isUnit { throw fault(.writing, nil) }
        var rows = rows
        let around = Rows(bindings: rows.bindings, outer: SlotSet(rows.bindings.keys), isNested: true)
        var branches: [(rows: Rows, outputs: [Binding])] = []
        for branch in call.query.branches {
            var made = try self.rows(of: branch, around: around)
            // A null of another origin must not be taken for the sum of none.
            if call.optional || call.query.branches.count > 1 { made.outputs = made.outputs.map(\.settled) }
            branches.append(made)
        }
        let alias = stepName("each")
        var columns: [[String]] = []
        for (slot, binding) in zip(call.query.outputs, branches[0].outputs) {
            columns.append(binding.parts.map { column(slot, $0.name) })
        }
        var types: [[SQLType]] = branches[0].outputs.map { $0.parts.map(\.value.type) }
        for branch in branches.dropFirst() {
            for (index, output) in branch.outputs.enumerated() {
                guard case .value(let value) = output, case .value = branches[0].outputs[index], !value.type.holdsEntities else {
                    throw fault(.unionEntities, nil)
                }
                guard let type = types[index][0].joined(with: value.type) else {
                    throw Diagnostics(RelationalFault.severalTypes(what: "a column of UNION", types[index][0].words, value.type.words))
                }
                types[index][0] = type
            }
        }
        var bodies: [SQLBody] = []
        for branch in branches {
            var select = branch.rows.select
            for (index, output) in branch.outputs.enumerated() {
                for (place, part) in output.parts.enumerated() {
                    note(part.value, in: columns[index][place])
                    select.columns.append(SQLColumn(term: wide(part.value, as: types[index][place]), name: columns[index][place]))
                }
            }
            if select.columns.isEmpty { select.columns.append(SQLColumn(term: .constant(.integer(1), .integer), name: newColumn("one"))) }
            bodies.append(.select(select))
        }
        let body: SQLBody = bodies.count == 1 ? bodies[0] : .union(bodies, all: !call.query.distinct)
        addFirstRow(&rows, for: call.optional)
        rows.select.from.append(
            SQLSource(content: .query(body, columns: []), alias: alias, join: call.optional ? .left : .inner, isLateral: !rows.select.from.isEmpty))
        for (index, slot) in call.query.outputs.enumerated() {
            var binding = branches[0].outputs[index].rebound(columns[index].map { .column(table: alias, $0) })
            if case .value(var value) = binding {
                value.type = types[index][0]
                binding = .value(value)
            }
            rows.bindings[slot] = call.optional ? binding.orNull : binding
        }
        rows.order = []
        return rows
    }

    /// What is joined from the left has to have rows to be joined to.
    mutating func addFirstRow(_ rows: inout Rows, for isLeft: Bool) {
        guard isLeft, rows.select.from.isEmpty else { return }
        let column = newColumn("one")
        rows.select.from = [SQLSource(content: .values([.constant(.integer(1), .integer)], .integer, column: column), alias: alias("one_row"))]
    }
}

extension ResolvedBranch {
    /// Where its columns were written.
    fileprivate var places: [Place] {
        guard case .project(let projection)? = clauses.last else { return [] }
        return projection.items.map(\.term.place)
    }
}

extension SQLType {
    /// A node or relationship, or a list of them.
    var holdsEntities: Bool {
        switch self {
        case .node, .relationship: true
        case .list(let element): element.holdsEntities
        case .boolean, .integer, .float, .floatOrZero, .text, .date, .null, .whole, .map: false
        }
    }

    /// What is decoded of it lies in a graph.
    var speaksOfGraph: Bool {
        switch self {
        case .node, .relationship, .whole: true
        case .list(let element): element.speaksOfGraph
        case .map(let fields): fields.contains { $0.type.speaksOfGraph }
        case .boolean, .integer, .float, .floatOrZero, .text, .date, .null: false
        }
    }
}
