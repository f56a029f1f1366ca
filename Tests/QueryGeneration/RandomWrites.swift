/// Makes writing statements over the names of `RandomGraph`. Where a change depends on the order of rows they are ordered
/// before; what is deleted is not read again. Statements may fail: null in MERGE, DELETE of a connected node.
package struct RandomWrites {
    private var dice: Dice
    private var count = 0
    /// Variables by kind, as far as they can be changed.
    private var nodes: [String] = []
    private var relationships: [String] = []
    private var numbers: [String] = []

    /// A statement, and the dice as they are after it. `number` keeps the `k` of what different statements create apart.
    package static func text(_ dice: inout Dice, number: Int) -> String {
        var maker = RandomWrites(dice: dice, count: number * 100)
        var text = maker.statement()
        // Branches without columns: both change the graph, the second sees what the first wrote.
        if !text.contains("RETURN"), maker.dice.chance(15) {
            (maker.nodes, maker.relationships, maker.numbers) = ([], [], [])
            text += maker.dice.chance(50) ? " UNION " : " UNION ALL "
            text += maker.create()
        }
        dice = maker.dice
        return text
    }

    private init(dice: Dice, count: Int) {
        self.dice = dice
        self.count = count
    }

    private mutating func fresh(_ prefix: String) -> String {
        count += 1
        return "\(prefix)\(count)"
    }

    private mutating func statement() -> String {
        var clauses: [String] = []
        for _ in 0..<dice.pick([0, 1, 1, 1, 2]) { clauses.append(reading()) }
        if !clauses.isEmpty, dice.chance(60) { clauses.append(ordered()) }
        var isOrdered = clauses.last?.contains("ORDER BY") ?? true
        var hasDeleted = false
        for _ in 0..<dice.roll(1...3) where !hasDeleted {
            let clause = writing(isOrdered: isOrdered)
            clauses.append(clause)
            hasDeleted = clause.contains("DELETE")
            // What it finds comes in no order.
            if clause.hasPrefix("MERGE") { isOrdered = false }
        }
        if !hasDeleted, dice.chance(25) {
            clauses.append("WITH count(*) AS rows")
            clauses.append("MATCH (z) SET z.n = coalesce(z.n, 0) + rows")
            (nodes, relationships, numbers) = (["z"], [], ["rows"])
        }
        if dice.chance(60) { clauses.append(returning(hasDeleted)) }
        return clauses.joined(separator: " ")
    }

    // MARK: Reading

    private mutating func reading() -> String {
        if dice.chance(20) {
            let name = fresh("u")
            numbers.append(name)
            return "UNWIND \(dice.pick(["[1, 2]", "range(0, 4)", "[3, null, 3]", "[]"])) AS \(name)"
        }
        var text = dice.chance(20) ? "OPTIONAL MATCH " : "MATCH "
        text += node(known: true)
        if dice.chance(60) {
            var inner = ""
            if dice.chance(70) {
                inner = fresh("r")
                relationships.append(inner)
            }
            let types = dice.some(of: RandomGraph.types, percent: 30)
            if !types.isEmpty { inner += ":" + types.joined(separator: "|") }
            text += dice.pick(["-[\(inner)]->", "<-[\(inner)]-", "-[\(inner)]-"]) + node(known: false)
        }
        if let node = nodes.last, dice.chance(40) {
            text += dice.pick([" WHERE \(node).n > 0", " WHERE \(node).k % 2 = 0", " WHERE \(node):A", " WHERE (\(node))-->()", " WHERE \(node).n IS NULL"])
        }
        return text
    }

    private mutating func node(known: Bool) -> String {
        if known, !nodes.isEmpty, dice.chance(40) { return "(\(dice.pick(nodes)))" }
        let name = fresh("n")
        nodes.append(name)
        return "(\(name)\(dice.some(of: RandomGraph.labels, percent: 20).map { ":" + $0 }.joined()))"
    }

    /// All rows in one order, so that a later row may overwrite what an earlier one wrote.
    private mutating func ordered() -> String {
        let keys = (nodes + relationships).flatMap { ["\($0).k", "\($0).n"] } + numbers
        let names = nodes + relationships + numbers
        guard !names.isEmpty else { return "WITH *" }
        return "WITH \(names.joined(separator: ", ")) ORDER BY \(keys.joined(separator: ", "))\(dice.chance(30) ? " LIMIT \(dice.roll(1...6))" : "")"
    }

    // MARK: Writing

    private mutating func writing(isOrdered: Bool) -> String {
        switch dice.roll(1...100) {
        case ...28: return create()
        case ...50 where isOrdered: return merge()
        case ...72: return set(isOrdered: isOrdered)
        case ...84: return remove()
        case ...94: return delete() ?? create()
        default: return foreach()
        }
    }

    /// Changes that do not depend on what an earlier row or element has changed.
    private mutating func foreach() -> String {
        let name = fresh("f")
        count += 1
        let list = dice.pick(["[1, 2, 2]", "range(0, 3)", "[]", "null", "[7]"])
        var changes = ["CREATE (:New {k: \(10_000 + count) + \(name) * 1000})"]
        if let node = nodes.last {
            changes += [
                "SET \(node).n = coalesce(\(node).n, 0) + \(name)", "CREATE (\(node))-[:R {k: \(10_000 + count) + \(name)}]->(\(node))",
                "MERGE (x:Each {k: \(name)}) MERGE (\(node))-[:T]->(x)", "REMOVE \(node).m",
            ]
        }
        if !nodes.isEmpty, dice.chance(15) { return "FOREACH (\(name) IN [\(nodes.joined(separator: ", "))] | SET \(name):Each)" }
        return "FOREACH (\(name) IN \(list) | \(dice.some(of: changes, percent: 30).first ?? changes[0]))"
    }

    private mutating func key() -> String {
        count += 1
        // Different for each row where rows differ by a number.
        guard let number = numbers.first, dice.chance(50) else { return "\(10_000 + count)" }
        return "\(10_000 + count) + coalesce(\(number), 9) * 1000"
    }

    private mutating func properties() -> String {
        var entries = ["k: \(key())"]
        if dice.chance(50) { entries.append("n: \(number())") }
        if dice.chance(30) { entries.append("s: \(dice.pick(["'a'", "''", "null", "'new'"]))") }
        if dice.chance(20) { entries.append("m: \(dice.pick(["[1, 2]", "1.5", "true", "date('2020-02-28')", "[]"]))") }
        return " {\(entries.joined(separator: ", "))}"
    }

    private mutating func number() -> String {
        if let node = nodes.first, dice.chance(40) { return "\(node).n" }
        if let number = numbers.first, dice.chance(40) { return number }
        return dice.pick(["0", "1", "2", "null"])
    }

    private mutating func create() -> String {
        var made: [String] = []
        func place(_ maker: inout RandomWrites) -> String {
            if !maker.nodes.isEmpty, maker.dice.chance(55) { return "(\(maker.dice.pick(maker.nodes)))" }
            let name = maker.fresh("c")
            made.append(name)
            return "(\(name)\(maker.dice.some(of: RandomGraph.labels, percent: 40).map { ":" + $0 }.joined())\(maker.properties()))"
        }
        var text = place(&self)
        // A node that is bound cannot be created alone.
        let steps = made.isEmpty ? dice.roll(1...2) : dice.roll(0...2)
        for _ in 0..<steps {
            let step = "[:\(dice.pick(RandomGraph.types))\(properties())]"
            text += dice.pick(["-\(step)->", "<-\(step)-"]) + place(&self)
        }
        nodes += made
        return "CREATE " + text
    }

    private mutating func merge() -> String {
        var text: String
        let name = fresh("m")
        if !nodes.isEmpty, dice.chance(55) {
            let (from, to) = (dice.pick(nodes), dice.pick(nodes))
            let entries = dice.chance(50) ? " {n: \(dice.pick(["1", "2", "null"]))}" : ""
            let step = "[\(name):\(dice.pick(RandomGraph.types))\(entries)]"
            let end = dice.chance(75) ? to : "\(fresh("e")):A {k: 77}"
            // Of rows that are equal in what they are ordered by, either may come first, and then its direction is the one that is made.
            let eitherWay = from == to || end != to ? "-\(step)-" : "<-\(step)-"
            text = "MERGE (\(from))\(dice.pick(["-\(step)->", "<-\(step)-", eitherWay]))(\(end))"
            relationships.append(name)
        } else {
            let labels = dice.some(of: RandomGraph.labels, percent: 40).map { ":" + $0 }.joined()
            text = "MERGE (\(name)\(labels) {k: \(dice.pick(["0", "1", "77", "78", number()]))})"
            nodes.append(name)
        }
        if dice.chance(40) { text += " ON CREATE SET \(name).n = \(dice.roll(5...9)), \(name).s = 'made'" }
        if dice.chance(40) { text += " ON MATCH SET \(name).n = coalesce(\(name).n, 0) + 1" }
        return text
    }

    private mutating func set(isOrdered: Bool) -> String {
        guard !(nodes + relationships).isEmpty else { return create() }
        let items = (0..<(isOrdered ? dice.roll(1...2) : 1)).map { _ in setItem(isOrdered) }
        return "SET " + items.joined(separator: ", ")
    }

    private mutating func setItem(_ isOrdered: Bool) -> String {
        let owner = dice.pick(nodes + relationships)
        let isNode = nodes.contains(owner)
        switch dice.roll(1...8) {
        case 1, 2: return "\(owner).n = coalesce(\(owner).n, 0) + 1"
        case 3: return "\(owner).s = \(dice.pick(["'x'", "null", "''"]))"
        case 4: return "\(owner) += {\(dice.pick(["n: null, x: 1", "s: 'y'", "m: [1, 2], b: true", "d: date('2021-03-28')"]))}"
        case 5 where isNode: return "\(owner):\(dice.pick(RandomGraph.labels))\(dice.chance(30) ? ":New" : "")"
        case 6 where isOrdered: return "\(owner).n = \(number())"
        // Keys stay, as the rows are told apart by them.
        case 7 where isOrdered: return "\(owner) = {k: \(owner).k, n: 7}"
        case 8 where isOrdered: return "\(owner) = properties(\(owner))"
        default: return "\(owner).b = true"
        }
    }

    private mutating func remove() -> String {
        guard !(nodes + relationships).isEmpty else { return create() }
        let owner = dice.pick(nodes + relationships)
        if nodes.contains(owner), dice.chance(50) { return "REMOVE \(owner):\(dice.pick(RandomGraph.labels))" }
        return "REMOVE \(owner).\(dice.pick(["n", "s", "m", "f"]))"
    }

    /// nil where there is nothing to delete.
    private mutating func delete() -> String? {
        if !relationships.isEmpty, dice.chance(40) { return "DELETE \(dice.pick(relationships))" }
        guard !nodes.isEmpty else { return nil }
        let names = dice.some(of: nodes, percent: 40) + [dice.pick(nodes)]
        return (dice.chance(75) ? "DETACH " : "") + "DELETE " + names.joined(separator: ", ")
    }

    private mutating func returning(_ hasDeleted: Bool) -> String {
        guard !hasDeleted, let node = nodes.last, dice.chance(60) else { return "RETURN count(*) AS c" }
        return "RETURN \(node).k AS k, \(node).n AS n, \(node):A AS a"
    }
}
