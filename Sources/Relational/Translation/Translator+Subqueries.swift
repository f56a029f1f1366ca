import Diagnostics
import PropertyGraph
import QueryEngine

/// EXISTS, COUNT and COLLECT: queries inside an expression, which see the row around them.
extension Translator {
    private mutating func inner(_ number: Int, _ bindings: Bindings) throws(Diagnostics) -> (SQLBody, [TypedSQL]) {
        let query = self.query.subqueries[number].query
        let wasProjecting = isProjecting
        isProjecting = false
        defer { isProjecting = wasProjecting }
        let made = try body(of: query, around: Rows(bindings: bindings, outer: SlotSet(bindings.keys), isNested: true))
        if dialect == .spark, made.0.isNested { throw fault(inDialect: .nestedSubquery, nil) }
        return made
    }

    mutating func exists(_ number: Int, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        if isProjecting, dialect == .spark {
            return TypedSQL(.infix(">", [try count(number, bindings).term, .constant(.integer(0), .integer)]), .boolean)
        }
        let (body, _) = try inner(number, bindings)
        return TypedSQL(.exists(body.withoutColumns), .boolean)
    }

    mutating func count(_ number: Int, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        let (body, _) = try inner(number, bindings)
        let column = SQLColumn(term: .allRows, name: newColumn("n"))
        if case .select(var select) = body, select.isPlain {
            select.columns = [column]
            select.order = []
            return TypedSQL(.scalar(.select(select)), .integer)
        }
        let alias = alias("counted")
        return TypedSQL(
            .scalar(.select(SQLSelect(columns: [column], from: [SQLSource(content: .query(body, columns: []), alias: alias)]))), .integer)
    }

    mutating func collect(_ number: Int, _ place: Place, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        let (body, outputs) = try inner(number, bindings)
        guard let output = outputs.first, !output.type.isList else { throw fault(.listComparison, place) }
        // Unlike collect(), it keeps nulls, which the aggregate leaves out.
        guard case .select(var select) = body, select.isPlain else { throw fault(.nestedSubquery, place) }
        if !select.order.isEmpty { throw fault(.orderedCollect, place) }
        let alias = alias("collected")
        let column = newColumn("item")
        select.columns = [SQLColumn(term: wide(output), name: column)]
        var order: [SQLOrder] = []
        for key in dialect == .spark ? [] : select.walked {
            let name = newColumn("walked")
            select.columns.append(SQLColumn(term: key, name: name))
            order.append(SQLOrder(term: .column(table: alias, name), descending: false))
        }
        let list = SQLAggregate(
            function: .collectAll(output.type), argument: .column(table: alias, column), distinct: false, type: .list(output.type), order: order)
        return TypedSQL(
            .scalar(
                .select(
                    SQLSelect(
                        columns: [SQLColumn(term: .aggregate(list), name: newColumn("items"))],
                        from: [SQLSource(content: .query(.select(select), columns: []), alias: alias)]))), .list(output.type))
    }
}

extension SQLSelect {
    /// Rows as they come: nothing groups, orders or cuts them.
    var isPlain: Bool {
        groups.isEmpty && having == nil && !isOneGroup && !distinct && skip == nil && limit == nil && !columns.contains { $0.term.hasAggregate }
    }
}

extension SQLBody {
    /// For EXISTS, which looks at no column.
    var withoutColumns: SQLBody {
        guard case .select(var select) = self, select.isPlain else { return self }
        select.columns = [SQLColumn(term: .constant(.integer(1), .integer), name: "found")]
        select.order = []
        return .select(select)
    }

    /// A query lies within its FROM.
    var isNested: Bool {
        switch self {
        case .select(let select): select.from.contains { if case .query = $0.content { true } else { false } }
        case .union: true
        }
    }
}

extension SQLTerm {
    var hasAggregate: Bool {
        switch self {
        case .aggregate: true
        case .column, .constant, .exists, .scalar: false
        case .infix(_, let parts), .call(_, let parts), .operation(_, let parts): parts.contains(where: \.hasAggregate)
        case .not(let part), .negate(let part), .isNull(let part, _), .cast(let part, _), .failure(_, _, let part): part.hasAggregate
        case .isIn(let part, let items): part.hasAggregate || items.contains(where: \.hasAggregate)
        case .cases(let branches, let otherwise):
            otherwise?.hasAggregate == true || branches.contains { $0.when.hasAggregate || $0.then.hasAggregate }
        }
    }
}
