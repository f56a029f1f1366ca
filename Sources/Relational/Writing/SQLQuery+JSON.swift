extension SQLQuery {
    /// The same rows as objects of JSON, one column of text a row: `{"c0": …, "c1": …}`.
    package var asJSON: SQLQuery {
        var copy = self
        var names = columns.indices.map { "c\($0)" }
        let fields = names
        var order: [SQLOrder] = []
        copy.body = body.withEmptySums(of: columns.map(\.type))
        if case .select(var select) = copy.body, !select.order.isEmpty {
            for key in select.order {
                let name = "k\(order.count)"
                names.append(name)
                select.columns.append(SQLColumn(term: key.term, name: name))
                order.append(SQLOrder(term: .column(table: "result", name), descending: key.descending))
            }
            if select.limit == nil, select.skip == nil { select.order = [] }
            copy.body = .select(select)
        }
        copy.tables.append(SQLTable(name: "result", columns: names.isEmpty ? ["nothing"] : names, body: copy.body))
        let object = SQLTerm.operation(.row(fields), fields.map { .column(table: "result", $0) })
        copy.body = .select(
            SQLSelect(columns: [SQLColumn(term: object, name: "row_json")], from: [SQLSource(content: .table("result"), alias: "result")], order: order))
        return copy
    }
}

extension SQLBody {
    /// With null for the sum of no floats, so that it can be told from a sum that is 0.0.
    fileprivate func withEmptySums(of types: [SQLType]) -> SQLBody {
        guard case .select(var select) = self else { return self }
        for (index, type) in types.enumerated() where type == .floatOrZero {
            if case .call("coalesce", let parts) = select.columns[index].term { select.columns[index].term = parts[0] }
        }
        return .select(select)
    }
}
