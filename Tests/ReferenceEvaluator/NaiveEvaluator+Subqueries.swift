import CypherSyntax
import PropertyGraph

// MARK: - COUNT, COLLECT and CALL with a query in braces

extension NaiveEvaluator {
    func rows(_ subquery: ExistsSubquery, _ row: Row) throws -> Int {
        switch subquery {
        case .query(let query): return try answer(query, names: Array(row.keys), row: row).rows.count
        case .pattern(let pattern, let filter):
            return try matches(pattern, row).count { row in try filter.map { try truth($0, Environment(row: row)) == true } ?? true }
        }
    }

    func collected(_ query: Query, _ row: Row) throws -> Value {
        .list(try answer(query, names: Array(row.keys), row: row).rows.map { $0[0] })
    }

    /// The query once for each row, which sees what it imports of it.
    func apply(_ call: CallSubquery, _ table: Table) throws -> Table {
        var result = Table(names: table.names, rows: [])
        if case .return(let clause)? = call.query.first.clauses.last {
            if clause.body.star { throw NaiveFault.notSupported("CALL { … RETURN * }") }
            result.names += clause.body.items.map(\.columnName)
        }
        for row in table.rows {
            let seen: Row
            switch call.imports {
            case .all: seen = row
            case .names(let names):
                let names = Set(names.map(\.text))
                seen = row.filter { names.contains($0.key) }
            case .importingWith: throw NaiveFault.notSupported("an importing WITH")
            }
            let answer = try answer(call.query, names: Array(seen.keys), row: seen)
            // A query that returns nothing leaves the rows as they are.
            if answer.columns.isEmpty {
                result.rows.append(row)
                continue
            }
            var found = answer.rows.map { cells in row.merging(zip(answer.columns, cells)) { $1 } }
            if found.isEmpty, call.optional { found = [row.merging(answer.columns.map { ($0, .null) }) { $1 }] }
            result.rows += found
            if result.rows.count > rowLimit { throw NaiveFault.tooManyRows }
        }
        return result
    }
}
