public import CypherSyntax
public import PropertyGraph

/// Answers queries by walking the syntax tree, a row at a time and by plain enumeration: slow, and simple enough to be
/// believed. Shares nothing with the engine but the syntax tree and values.
public final class NaiveEvaluator {
    public typealias Row = [String: Value]

    public struct Answer {
        public var columns: [String]
        public var rows: [[Value]]

        public init(columns: [String], rows: [[Value]]) {
            self.columns = columns
            self.rows = rows
        }
    }

    /// As the statements so far have left it.
    public internal(set) var graph: ModelGraph
    /// Values of `$name`.
    public var parameters: [String: Value] = [:]
    /// Rows that a clause may make; beyond it the query is given up.
    let rowLimit: Int
    let effort: Effort

    /// Steps along relationships and rows tried; beyond the limit the query is given up.
    final class Effort {
        private let limit: Int
        private var spent = 0

        init(limit: Int) { self.limit = limit }

        func spend(_ steps: Int) throws {
            spent += steps
            if spent > limit { throw NaiveFault.tooManyRows }
        }

        func renew() { spent = 0 }
    }

    public init(_ graph: ModelGraph, rowLimit: Int = 1000, effortLimit: Int = 8000) {
        self.graph = graph
        self.rowLimit = rowLimit
        effort = Effort(limit: effortLimit)
    }

    public convenience init(_ graph: Graph, rowLimit: Int = 1000, effortLimit: Int = 8000) {
        self.init(ModelGraph(graph), rowLimit: rowLimit, effortLimit: effortLimit)
    }

    /// Goes on from a copy of another graph.
    public func reset(to graph: Graph) { self.graph = ModelGraph(graph) }

    /// Leaves the graph as it was where it throws.
    public func answer(_ query: Query) throws -> Answer {
        effort.renew()
        let before = graph
        do {
            let answer = try answer(query, names: [], row: [:])
            return answer.columns.isEmpty ? Answer(columns: [], rows: []) : answer
        } catch {
            graph = before
            throw error
        }
    }

    /// `names` and `row` are those of the query around it, which stay visible after a WITH.
    func answer(_ query: Query, names: [String], row: Row) throws -> Answer {
        var whole = try answer(query.first, names: names, row: row)
        for union in query.unions { whole.rows += try answer(union.query, names: names, row: row).rows }
        if let union = query.unions.first, !union.all { whole.rows = whole.rows.withoutRepeats() }
        return whole
    }

    private func answer(_ query: SingleQuery, names: [String], row: Row) throws -> Answer {
        var table = Table(names: names, rows: [row])
        for clause in query.clauses {
            switch clause {
            case .match(let match): table = try apply(match, table)
            case .unwind(let unwind): table = try apply(unwind, table)
            case .with(let with):
                table = try project(with.body, filter: with.filter, table, around: row).table
                // What the query around knows can be read further on, unless the WITH gives its name another meaning.
                for name in names where !table.names.contains(name) { table.names.append(name) }
                for index in table.rows.indices { table.rows[index].merge(row) { own, _ in own } }
            case .return(let clause):
                let (columns, result) = try project(clause.body, filter: nil, table, around: row)
                return Answer(columns: columns, rows: result.rows.map { row in columns.map { row[$0] ?? .null } })
            case .subquery(let call): table = try apply(call, table)
            case .finish: return Answer(columns: [], rows: [])
            default: table = try write(clause, table)
            }
            if table.rows.count > rowLimit { throw NaiveFault.tooManyRows }
        }
        // A statement that ends in a change gives no rows; a subquery that does has one for each.
        return Answer(columns: [], rows: table.rows.map { _ in [] })
    }

    private func apply(_ match: Match, _ table: Table) throws -> Table {
        var result = Table(names: table.names, rows: [])
        for name in match.pattern.names where !result.names.contains(name) { result.names.append(name) }
        for row in table.rows {
            var found = try matches(match.pattern, row)
            if let filter = match.filter {
                found = try found.filter { try truth(filter, Environment(row: $0)) == true }
            }
            if found.isEmpty, match.optional {
                var empty = row
                for name in result.names where empty[name] == nil { empty[name] = .null }
                found = [empty]
            }
            result.rows += found
            if result.rows.count > rowLimit { throw NaiveFault.tooManyRows }
        }
        return result
    }

    private func apply(_ unwind: Unwind, _ table: Table) throws -> Table {
        var result = Table(names: table.names + [unwind.variable.text], rows: [])
        for row in table.rows {
            let items: [Value]
            switch try value(unwind.list, Environment(row: row)) {
            case .null: items = []
            case .list(let list): items = list.items
            case let other: items = [other]
            }
            for item in items { result.rows.append(row.merging([unwind.variable.text: item]) { $1 }) }
        }
        return result
    }
}

/// The rows between two clauses and the names in scope, which are known also without rows.
struct Table {
    var names: [String]
    var rows: [NaiveEvaluator.Row]
}

public enum NaiveFault: Error {
    case notSupported(String)
    /// What was deleted before is asked for.
    case deleted
    /// A node is to be deleted that still has relationships.
    case connectedNode
    /// MERGE with a property that is null.
    case mergeOnNull
    case wrongType(String)
    case tooManyRows
}

extension [[Value]] {
    /// The first of each, found by comparing with all before it.
    func withoutRepeats() -> [[Value]] {
        var kept: [[Value]] = []
        for row in self where !kept.contains(row) { kept.append(row) }
        return kept
    }
}

extension Pattern {
    /// Variables, in the order of the text.
    var names: [String] {
        parts.flatMap { part in
            [part.variable?.text, part.element.start.variable?.text].compactMap { $0 }
                + part.element.steps.flatMap { [$0.relationship?.variable?.text, $0.node.variable?.text].compactMap { $0 } }
        }
    }
}
