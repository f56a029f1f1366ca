extension SQLQuery {
    /// The same rows as objects of JSON, one column of text a row: `{"c0": …, "c1": …}`.
    package var asJSON: SQLQuery {
        var copy = self
        var names = columns.indices.map { "c\($0)" }
        let fields = names
        var order: [SQLOrder] = []
        if case .select(var select) = body, !select.order.isEmpty {
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
