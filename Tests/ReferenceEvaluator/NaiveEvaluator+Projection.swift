import CypherSyntax
import Diagnostics
import PropertyGraph

// MARK: - RETURN and WITH

extension NaiveEvaluator {
    /// A projected row and what ORDER BY and WHERE behind it may still see.
    private struct Projected {
        var row: Row
        var environment: Environment
    }

    func project(
        _ body: ProjectionBody, filter: Expression?, _ table: Table, around: Row
    ) throws -> (columns: [String], table: Table) {
        // Less than a step along a relationship; but a subquery in a subquery comes here millions of times.
        try effort.spend(1 + table.rows.count / 8)
        var items: [(name: String, expression: Expression)] = []
        if body.star {
            for name in table.names.sorted() { items.append((name, Expression(.variable(name), SourceSpan(0, 0)))) }
        }
        for item in body.items { items.append((item.columnName, item.expression)) }
        let aggregating = (items.map(\.expression) + body.order.map(\.expression)).contains { $0.hasAggregate }

        var projected: [Projected] = []
        for (row, group) in try groups(items.map(\.expression), aggregating, table.rows, around) {
            var made: Row = [:]
            var known: [String: Value] = [:]
            for item in items {
                let result = try value(item.expression, Environment(row: row, group: group))
                made[item.name] = result
                known[Printer.text(of: item.expression)] = result
            }
            // `WITH u AS w, 1 AS u`: behind it, u is the new one, and may be hidden by one of a comprehension.
            for item in items { known[item.name] = nil }
            let hidden = aggregating || body.distinct
            projected.append(
                Projected(
                    row: made,
                    environment: Environment(
                        row: (hidden ? around : row).merging(made) { $1 }, group: group, known: hidden ? known : [:])))
        }
        if body.distinct {
            var kept: [Projected] = []
            for one in projected where !kept.contains(where: { $0.row == one.row }) { kept.append(one) }
            projected = kept
        }
        if !body.order.isEmpty { projected = try sorted(projected, by: body.order) }
        if let skip = body.skip { projected = Array(projected.dropFirst(try count(skip))) }
        if let limit = body.limit { projected = Array(projected.prefix(try count(limit))) }
        if let filter { projected = try projected.filter { try truth(filter, $0.environment) == true } }
        let names = items.map(\.name)
        return (names, Table(names: names, rows: projected.map(\.row)))
    }

    /// The rows themselves, or one row of each group beside the whole group.
    private func groups(
        _ expressions: [Expression], _ aggregating: Bool, _ rows: [Row], _ around: Row
    ) throws -> [(Row, [Row]?)] {
        guard aggregating else { return rows.map { ($0, nil) } }
        let keys = expressions.filter { !$0.hasAggregate }
        if keys.isEmpty { return [(rows.first ?? around, rows)] }
        var found: [(key: [Value], rows: [Row])] = []
        for row in rows {
            let key = try keys.map { try value($0, Environment(row: row)) }
            if let index = found.firstIndex(where: { $0.key == key }) {
                found[index].rows.append(row)
            } else {
                found.append((key, [row]))
            }
        }
        return found.map { ($0.rows[0], $0.rows) }
    }

    private func sorted(_ rows: [Projected], by order: [SortItem]) throws -> [Projected] {
        let keyed = try rows.enumerated().map { index, row in
            (index, row, try order.map { try value($0.expression, row.environment) })
        }
        return keyed.sorted { a, b in
            for (index, item) in order.enumerated() {
                let result = Value.order(a.2[index], b.2[index])
                if result != 0 { return item.descending ? result > 0 : result < 0 }
            }
            return a.0 < b.0
        }.map(\.1)
    }

    private func count(_ expression: Expression) throws -> Int {
        guard case .integer(let count) = try value(expression, Environment(row: [:])), count >= 0 else {
            throw NaiveFault.wrongType("SKIP or LIMIT")
        }
        return count
    }
}

extension ProjectionItem {
    var columnName: String {
        if let alias { return alias.text }
        if case .variable(let name) = expression.kind { return name }
        return text
    }
}
