public import Diagnostics
public import PropertyGraph

extension RowCursor {
    /// The next rows (at least one), or nil at the end; throws as `next()` does.
    public func nextRows() throws(Diagnostics) -> [Row]? { try nextRows(Row.Columns(columns)) }

    func nextRows(_ columns: Row.Columns) throws(Diagnostics) -> [Row]? {
        guard let rows = try next() else { return nil }
        let graph = graph
        return rows.map { Row(columns: columns, values: $0, graph: graph) }
    }
}

extension PreparedQuery {
    /// All rows at once. Throws runtime faults, each with its place in the text.
    public func rows(parameters: [String: Value] = [:], limits: Limits = Limits()) throws(Diagnostics) -> [Row] {
        let cursor = run(parameters: parameters, limits: limits)
        let columns = Row.Columns(cursor.columns)
        var rows: [Row] = []
        while let more = try cursor.nextRows(columns) { rows += more }
        return rows
    }

    /// The rows as they are made, for a loop with `for try await`.
    public func stream(parameters: [String: Value] = [:], limits: Limits = Limits()) -> RowStream {
        RowStream(statement: self, parameters: parameters, limits: limits)
    }
}

extension Engine {
    /// Prepares a statement that has no file. Throws every compile-time fault found, each with its line and column.
    public func prepare(_ text: String, parameters: Set<String> = []) throws(Diagnostics) -> PreparedQuery {
        try prepare(SourceText(text), parameters: parameters)
    }

    /// Prepares the statement, runs it and returns all its rows. To run a statement several times, `prepare` it once.
    public func rows(_ text: String, parameters: [String: Value] = [:], limits: Limits = Limits()) throws(Diagnostics) -> [Row] {
        try prepare(SourceText(text), parameters: Set(parameters.keys)).rows(parameters: parameters, limits: limits)
    }
}
