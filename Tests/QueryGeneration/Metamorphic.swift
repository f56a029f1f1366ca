import CypherSyntax
import Diagnostics
import PropertyGraph
import QueryEngine

/// Pairs of queries whose answers hang together whatever the graph: no second implementation is needed, so the graph may be large.
package struct Metamorphic {
    package enum Law: String, CaseIterable, Sendable {
        /// Rows by WHERE p, NOT p and p IS NULL are all rows.
        case threeWaysOfWhere
        /// A pattern read from its other end.
        case reversed
        /// `(a)--(b)--(c)` as `(a)--(b), (b)--(c)`.
        case chainAsCommas
        /// `(a)--(b)--(c)` as two MATCH clauses and a condition that the relationships differ.
        case chainAsClauses
        /// LIMIT of an order is a prefix of it, SKIP the rest.
        case limitIsPrefix
        /// UNION ALL over parts of the nodes is the whole.
        case unionOfParts
        /// DISTINCT is what is left when repeats are dropped, and has none itself.
        case distinct
        /// EXISTS is COUNT above 0 is a pattern's comprehension that is not empty.
        case existsIsCount
        /// count(*) is the number of rows; the groups' counts add up to it.
        case countIsRows
        /// WITH * changes nothing.
        case withEverything
        /// OPTIONAL MATCH is MATCH, and a null for each row that has none.
        case optional
        /// UNWIND of a collected list gives back what was collected.
        case collected
    }

    private let graph: Graph

    package init(_ graph: Graph) { self.graph = graph }

    /// What is wrong, with the queries and as much of the answers as helps; nil where the law holds. Also nil for what takes too long.
    package func violation(
        of law: Law, _ dice: inout Dice, in configuration: Configuration, tally: inout Tally
    ) -> String? {
        var asked: [String] = []
        var isTooLarge = false
        func rows(_ text: String) -> [[Value]] {
            asked.append(text)
            do throws(Diagnostics) {
                var limits = configuration.limits
                limits.timeout = .seconds(2)
                let prepared = try configuration.engine(graph).prepare(SourceText(text), parameters: Set(RandomQuery.parameters.keys))
                let cursor = prepared.run(parameters: RandomQuery.parameters, limits: limits)
                var rows: [[Value]] = []
                while let batch = try cursor.next() {
                    rows += batch
                    if rows.count > 200_000 {
                        isTooLarge = true
                        return []
                    }
                }
                return rows
            } catch {
                let code = error.list.first?.fault.code
                if code == "TimeLimit" || code == "MemoryLimit" { isTooLarge = true } else { asked.append("fault: \(error.list.map(\.fault.sentence))") }
                return []
            }
        }
        let problem = check(law, &dice, rows)
        if isTooLarge {
            tally.skipped += 1
            return nil
        }
        let fault = asked.first { $0.hasPrefix("fault: ") }
        tally.queries += 1
        tally.note(["\(law.rawValue)"] + configuration.names, agreed: problem == nil && fault == nil)
        guard let found = fault ?? problem else { return nil }
        return "\(law.rawValue) (\(configuration.description)): \(found)\n    " + asked.joined(separator: "\n    ")
    }

    private func check(_ law: Law, _ dice: inout Dice, _ rows: (String) -> [[Value]]) -> String? {
        var maker = PatternPair(dice)
        defer { dice = maker.dice }
        let chain = maker.chain()
        let (pattern, columns) = (chain.text, chain.columns)
        func bag(_ text: String) -> [[Value]] { rows(text).sorted(by: precedes) }
        func same(_ a: [[Value]], _ b: [[Value]]) -> String? { a == b ? nil : "\(a.count) rows and \(b.count)" }
        switch law {
        case .threeWaysOfWhere:
            let condition = maker.condition(chain)
            let whole = bag("MATCH \(pattern) RETURN \(columns)")
            let parts = ["\(condition)", "NOT (\(condition))", "(\(condition)) IS NULL"].flatMap { rows("MATCH \(pattern) WHERE \($0) RETURN \(columns)") }
            return same(whole, parts.sorted(by: precedes))
        case .reversed:
            return same(bag("MATCH \(pattern) RETURN \(columns)"), bag("MATCH \(chain.reversed) RETURN \(columns)"))
        case .chainAsCommas:
            return same(bag("MATCH \(pattern) RETURN \(columns)"), bag("MATCH \(chain.commas(&maker.dice)) RETURN \(columns)"))
        case .chainAsClauses:
            return same(bag("MATCH \(pattern) RETURN \(columns)"), bag("\(chain.clauses) RETURN \(columns)"))
        case .limitIsPrefix:
            // In the order of all columns, ties are equal rows.
            let keys = columns.split(separator: ", ").map { $0 + (maker.dice.chance(40) ? " DESC" : "") }.joined(separator: ", ")
            let (skip, limit) = (maker.dice.pick([0, 1, 5, 3000]), maker.dice.pick([0, 1, 7, 100, 2500]))
            let whole = rows("MATCH \(pattern) RETURN \(columns) ORDER BY \(keys)")
            let part = rows("MATCH \(pattern) RETURN \(columns) ORDER BY \(keys) SKIP \(skip) LIMIT \(limit)")
            return same(Array(whole.dropFirst(skip).prefix(limit)), part)
        case .unionOfParts:
            let key = "\(chain.names[0]).k % 3"
            let union = (0..<3).map { "MATCH \(pattern) WHERE \(key) = \($0) RETURN \(columns)" }.joined(separator: " UNION ALL ")
            return same(bag("MATCH \(pattern) RETURN \(columns)"), bag(union))
        case .distinct:
            let value = maker.value(chain)
            let whole = rows("MATCH \(pattern) RETURN \(value) AS x")
            let wanted = Set(whole).sorted(by: precedes)
            return same(bag("MATCH \(pattern) RETURN DISTINCT \(value) AS x"), wanted)
                ?? same(bag("MATCH \(pattern) WITH DISTINCT \(value) AS x RETURN DISTINCT x"), wanted)
                ?? same(bag("MATCH \(pattern) RETURN \(value) AS x UNION MATCH \(pattern) RETURN \(value) AS x"), wanted)
                ?? same(bag("MATCH \(pattern) WITH \(value) AS x, count(*) AS c RETURN x"), wanted)
        case .existsIsCount:
            let inner = maker.continued(from: chain)
            let tests = ["EXISTS { MATCH \(inner) }", "COUNT { MATCH \(inner) } > 0", "size([\(inner) | 1]) > 0", "size(COLLECT { MATCH \(inner) RETURN 1 AS x }) > 0"]
            let answers = tests.map { bag("MATCH \(pattern) RETURN \(columns), \($0) AS found") }
            let kept = tests.map { bag("MATCH \(pattern) WHERE \($0) RETURN \(columns), true AS found") }
            for answer in answers.dropFirst() { if let problem = same(answers[0], answer) { return problem } }
            let wanted = answers[0].filter { $0.last == .boolean(true) }
            for answer in kept { if let problem = same(wanted, answer) { return problem } }
            return nil
        case .countIsRows:
            let value = maker.value(chain)
            let count = rows("MATCH \(pattern) RETURN \(columns)").count
            let groups = rows("MATCH \(pattern) RETURN \(value) AS x, count(*) AS c").reduce(0) { sum, row in
                if case .integer(let count) = row[1] { sum + count } else { sum }
            }
            return same(rows("MATCH \(pattern) RETURN count(*) AS c"), [[.integer(count)]]) ?? (groups == count ? nil : "groups of \(groups) rows, not \(count)")
        case .withEverything:
            let filter = maker.condition(chain)
            return same(
                bag("MATCH \(pattern) WHERE \(filter) RETURN \(columns)"),
                bag("MATCH \(pattern) WITH * WHERE \(filter) WITH * RETURN \(columns)"))
        case .optional:
            let inner = maker.continued(from: chain, named: "o")
            let found = rows("MATCH \(pattern) MATCH \(inner) RETURN \(columns), o.k AS o")
            let none = rows("MATCH \(pattern) WHERE NOT EXISTS { MATCH \(inner) } RETURN \(columns), null AS o")
            return same(bag("MATCH \(pattern) OPTIONAL MATCH \(inner) RETURN \(columns), o.k AS o"), (found + none).sorted(by: precedes))
        case .collected:
            return same(
                bag("MATCH \(pattern) RETURN \(chain.names[0]).k AS x"),
                bag("MATCH \(pattern) WITH collect(\(chain.names[0]).k) AS l UNWIND l AS x RETURN x"))
        }
    }
}

/// A chain of named nodes and relationships, and what belongs with it.
private struct PatternPair {
    var dice: Dice

    init(_ dice: Dice) { self.dice = dice }

    struct Chain {
        var nodes: [(name: String, rest: String)]
        var steps: [(name: String, type: String, direction: Int)]

        /// Of the nodes, each once.
        var names: [String] { nodes.map(\.name).filter { name in name != nodes[0].name } + [nodes[0].name] }
        var columns: String { (names + steps.map(\.name)).map { $0 + ".k" }.joined(separator: ", ") }

        func node(_ index: Int, whole: Bool = true) -> String { "(\(nodes[index].name)\(whole ? nodes[index].rest : ""))" }

        func step(_ index: Int, reversed: Bool = false) -> String {
            let step = steps[index]
            let middle = "[\(step.name)\(step.type)]"
            return step.direction == 0 ? "-\(middle)-" : (step.direction > 0) != reversed ? "-\(middle)->" : "<-\(middle)-"
        }

        var text: String { steps.indices.reduce(node(0)) { $0 + step($1) + node($1 + 1) } }

        var reversed: String {
            steps.indices.reversed().reduce(node(nodes.count - 1)) { $0 + step($1, reversed: true) + node($1) }
        }

        /// In any order of the parts.
        func commas(_ dice: inout Dice) -> String {
            let parts = steps.indices.map { node($0) + step($0) + node($0 + 1) }
            return parts.isEmpty ? node(0) : parts.shuffled(using: &dice).joined(separator: ", ")
        }

        var clauses: String {
            guard !steps.isEmpty else { return "MATCH \(node(0))" }
            return steps.indices.map { index in
                let others = (0..<index).map { "\(steps[$0].name) <> \(steps[index].name)" }.joined(separator: " AND ")
                return "MATCH \(node(index))\(step(index))\(node(index + 1))\(others.isEmpty ? "" : " WHERE \(others)")"
            }.joined(separator: " ")
        }
    }

    mutating func chain() -> Chain {
        let count = dice.pick([0, 1, 1, 2, 2, 3])
        var nodes: [(String, String)] = []
        for index in 0...count {
            let label = dice.some(of: RandomGraph.labels, percent: 18).map { ":" + $0 }.joined()
            let demand = dice.chance(12) ? " {\(dice.pick(["n: 1", "s: 'a'", "k: 2", "b: true"]))}" : ""
            nodes.append(("n\(index)", label + demand))
        }
        var steps: [(String, String, Int)] = []
        for index in 0..<count {
            let types = dice.some(of: RandomGraph.types, percent: 25)
            steps.append(("r\(index)", types.isEmpty ? "" : ":" + types.joined(separator: "|"), dice.pick([1, 1, -1, 0])))
        }
        // Now and then the last is the first.
        if count > 1, dice.chance(15) { nodes[count] = nodes[0] }
        return Chain(nodes: nodes, steps: steps)
    }

    mutating func condition(_ chain: Chain) -> String {
        let a = dice.pick(chain.names)
        let b = dice.pick(chain.names)
        return dice.pick([
            "\(a).n > \(b).n", "\(a).n > 1", "\(a).m = \(b).m", "\(a).s CONTAINS 'a'", "\(a).b", "\(a).b XOR \(b).b", "\(a).n IN [1, null]",
            "\(a).d < \(b).d", "\(a).s =~ 'a.*' OR \(b).n = 2", "\(a):A AND \(b).f > 0.0", "(\(a))-->(\(b))", "\(a).n % 2 = \(b).k % 2",
            "\(a).m IS NULL", "NOT (\(a).n = 1 AND \(b).s = 'a')", "CASE WHEN \(a).n > 1 THEN \(b).b ELSE null END",
            "any(x IN [\(a).n, 2] WHERE x > \(b).n)", "EXISTS { (\(a))-->(x) WHERE x.n > \(b).n }", "\(a).n = null", "\(a).k = 3",
        ])
    }

    mutating func value(_ chain: Chain) -> String {
        let a = dice.pick(chain.names)
        return dice.pick([
            "\(a).n", "\(a).m", "\(a).s", "\(a).d", "\(a).f", "\(a).b", "[\(a).n, \(a).s]", "\(a)", "{n: \(a).n}", "\(a).n + 0.0", "toUpper(\(a).s)",
            "coalesce(\(a).s, \(a).n)", "\(a).d.month",
        ])
    }

    /// A pattern that begins at a node of the chain.
    mutating func continued(from chain: Chain, named name: String = "x") -> String {
        let types = dice.some(of: RandomGraph.types, percent: 30)
        let middle = "[\(types.isEmpty ? "" : ":" + types.joined(separator: "|"))\(dice.chance(15) ? "*1..2" : "")]"
        let label = dice.chance(25) ? ":\(dice.pick(RandomGraph.labels))" : ""
        return "(\(dice.pick(chain.names)))\(dice.pick(["-\(middle)->", "<-\(middle)-", "-\(middle)-"]))(\(name)\(label))"
    }
}
