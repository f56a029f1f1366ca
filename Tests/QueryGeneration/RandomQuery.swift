import PropertyGraph

/// Makes valid reading queries over the names of `RandomGraph`. Every value has a known kind, so that
/// no query fails while it runs; where rows are cut off they are fully ordered.
package struct RandomQuery {
    /// What queries may name beside their variables.
    package static let parameters: [String: Value] = [
        "i": .integer(2), "s": .string("a"), "n": .null, "l": .list([.integer(1), .null, .integer(2)]),
        "m": .map(["a": .integer(1), "b": .null, "c": .string("a")]),
    ]

    indirect enum Kind: Equatable {
        case node, relationship, path, integer, float, string, boolean, date
        /// Anything a property can hold: compared, never computed with.
        case mixed
        case list(Kind)
        /// A list whose order is nobody's business: it is counted, searched and unwound.
        case bag(Kind)

        var isBag: Bool { if case .bag = self { true } else { false } }
        /// What can stand in DISTINCT, as a key or in ORDER BY.
        var isSettled: Bool {
            switch self {
            case .bag: false
            case .list(let element): element.isSettled
            default: true
            }
        }
    }

    struct Variable {
        var name: String
        var kind: Kind
    }

    var dice: Dice
    var scope: [Variable] = []
    private var count = 0
    /// Names that a WITH may not give another meaning, as the subquery around has them from outside.
    private var imported: Set<String> = []
    /// How many subqueries stand around.
    var subqueryDepth = 0
    /// Whether a pattern may stand as a condition here.
    var allowsPatterns = false

    /// Also what only this engine has: subqueries in braces, dates, regular expressions, parameters.
    let isWide: Bool

    init(_ dice: Dice, isWide: Bool = true) {
        self.dice = dice
        self.isWide = isWide
    }

    /// - Parameter isWide: false for the part of the language that all openCypher engines share.
    package static func text(_ dice: inout Dice, isWide: Bool = true) -> String {
        var maker = RandomQuery(dice, isWide: isWide)
        let text = maker.query()
        dice = maker.dice
        return text
    }

    mutating func fresh(_ prefix: String) -> String {
        count += 1
        return "\(prefix)\(count)"
    }

    mutating func variable(_ matches: (Kind) -> Bool) -> Variable? {
        let found = scope.filter { matches($0.kind) }
        return found.isEmpty ? nil : dice.pick(found)
    }

    private mutating func query() -> String {
        guard dice.chance(8) else { return single(columns: nil) }
        let columns = dice.roll(1...3)
        let word = dice.chance(50) ? " UNION " : " UNION ALL "
        return (0..<dice.roll(2...3)).map { _ in
            scope = []
            return single(columns: columns)
        }.joined(separator: word)
    }

    /// `columns` is given in a UNION, where they agree.
    private mutating func single(columns: Int?) -> String {
        var clauses = [dice.chance(12) ? unwind() : isWide && dice.chance(8) ? call() : match(optional: dice.chance(10))]
        for _ in 0..<dice.pick([0, 0, 1, 1, 2, 2, 3]) { clauses.append(clause()) }
        return (clauses + [returning(columns)]).joined(separator: " ")
    }

    private mutating func clause() -> String {
        switch dice.roll(1...100) {
        case ...32: match(optional: false)
        case ...58: match(optional: true)
        case ...70: unwind()
        case ...80: isWide && subqueryDepth < 2 ? call() : with()
        default: with()
        }
    }

    private mutating func match(optional: Bool) -> String {
        let pattern = patterns(parts: dice.pick([1, 1, 1, 2]))
        let filter = dice.chance(28) ? " WHERE " + condition(2) : ""
        return (optional ? "OPTIONAL MATCH " : "MATCH ") + pattern + filter
    }

    private mutating func unwind() -> String {
        if let bag = variable({ $0.isBag }), case .bag(let element) = bag.kind, dice.chance(70) {
            return declare("UNWIND \(bag.name) AS ", element)
        }
        if let list = variable({ if case .list = $0 { true } else { false } }), case .list(let element) = list.kind, dice.chance(60) {
            return declare("UNWIND \(list.name) AS ", element)
        }
        if isWide, dice.chance(8) { return declare("UNWIND range(1, \(dice.pick([8, 100, 2050]))) AS ", .integer) + " WITH * WHERE \(scope.last!.name) % \(dice.pick([7, 500, 1024])) = 0" }
        if dice.chance(50) { return declare("UNWIND \(expression(.list(.integer), 1)) AS ", .integer) }
        return declare("UNWIND [\((0..<dice.roll(0...3)).map { _ in mixed(1) }.joined(separator: ", "))] AS ", .mixed)
    }

    private mutating func declare(_ text: String, _ kind: Kind) -> String {
        let name = fresh("u")
        scope.append(Variable(name: name, kind: kind))
        return text + name
    }

    /// `CALL (…) { … RETURN … }`: for each row its own rows.
    private mutating func call() -> String {
        let outer = scope
        let seen = dice.chance(30) ? scope : dice.some(of: scope, percent: 50)
        scope = seen
        let outerImported = imported
        imported = Set(seen.map(\.name))
        subqueryDepth += 1
        defer {
            subqueryDepth -= 1
            imported = outerImported
        }
        let names = !seen.isEmpty && seen.count == outer.count && dice.chance(50) ? "*" : seen.map(\.name).joined(separator: ", ")
        var body = [dice.chance(20) ? unwind() : match(optional: dice.chance(20))]
        if dice.chance(30) { body.append(with()) }
        let count = dice.roll(1...2)
        var items: [String] = []
        var returned: [Variable] = []
        let aggregating = dice.chance(40)
        for index in 0..<count {
            let name = fresh("q")
            if aggregating, index == count - 1 {
                let (text, kind) = aggregate(settled: true)
                items.append("\(text) AS \(name)")
                returned.append(Variable(name: name, kind: kind))
            } else {
                let kind = anyKind()
                items.append("\(expression(kind, 1)) AS \(name)")
                returned.append(Variable(name: name, kind: kind))
            }
        }
        var order = cut(returned, percent: 30)
        if !aggregating, order.isEmpty, dice.chance(20) {
            scope = seen
            let other = match(optional: false)
            order = " UNION ALL \(other) RETURN " + returned.map { "\(expression($0.kind, 1)) AS \($0.name)" }.joined(separator: ", ")
        }
        scope = outer + returned
        let distinct = !aggregating && dice.chance(15) ? "DISTINCT " : ""
        let optional = dice.chance(20) ? "OPTIONAL " : ""
        return "\(optional)CALL (\(names)) { \(body.joined(separator: " ")) RETURN \(distinct)\(items.joined(separator: ", "))\(order) }"
    }

    // MARK: Projections

    private mutating func with() -> String {
        var items: [String] = []
        var projected: [Variable] = []
        var body = ""
        let aggregating = dice.chance(40)
        let distinct = !aggregating && dice.chance(25)
        if !aggregating, !distinct, dice.chance(15) {
            body = "*"
            projected = scope
        } else {
            for variable in dice.some(of: scope, percent: 60) where (!aggregating && !distinct) || variable.kind.isSettled {
                items.append(variable.name)
                projected.append(variable)
            }
        }
        if aggregating, isWide, dice.chance(25) {
            for (text, kind) in keysOfOne() {
                let name = fresh("w")
                items.append("\(text) AS \(name)")
                projected.append(Variable(name: name, kind: kind))
            }
        }
        for _ in 0..<dice.roll(items.isEmpty && body.isEmpty ? 1...2 : 0...1) {
            let kind = anyKind()
            // Now and then a new meaning for an old name.
            let old = dice.chance(10) ? scope.map(\.name).filter { name in !imported.contains(name) && !projected.contains { $0.name == name } } : []
            let name = old.isEmpty ? fresh("w") : dice.pick(old)
            items.append("\(expression(kind, 2)) AS \(name)")
            projected.append(Variable(name: name, kind: kind))
        }
        if aggregating {
            for _ in 0..<dice.roll(1...2) {
                let (text, kind) = aggregate()
                let name = fresh("g")
                items.append("\(text) AS \(name)")
                projected.append(Variable(name: name, kind: kind))
            }
        }
        if !body.isEmpty, !items.isEmpty { body += ", " }
        body += items.joined(separator: ", ")
        let order = cut(projected, percent: 25)
        scope = projected
        let filter = dice.chance(30) ? " WHERE " + condition(1) : ""
        return "WITH \(distinct ? "DISTINCT " : "")\(body)\(order)\(filter)"
    }

    /// Keys that are computed from one property or variable alone.
    private mutating func keysOfOne() -> [(String, Kind)] {
        guard let source = scope.filter({ [.node, .relationship, .integer, .string, .date, .mixed].contains($0.kind) }).randomElement(using: &dice) else { return [] }
        let isEntity = source.kind == .node || source.kind == .relationship
        let kind: Kind = isEntity ? dice.pick([.integer, .string, .date, .mixed]) : source.kind
        let key = kind == .integer ? "n" : kind == .string ? "s" : kind == .date ? "d" : "m"
        let value = isEntity ? "\(source.name).\(key)" : source.name
        let keys: [(String, Kind)] =
            switch kind {
            case .integer: [("\(value) % 2", .integer), ("CASE WHEN \(value) > 1 THEN 'a' ELSE 'b' END", .string), ("toString(\(value))", .string), (value, kind)]
            case .string: [("size(\(value))", .integer), ("size(split(\(value), 'a'))", .integer), ("left(\(value), 1)", .string), (value, kind)]
            case .date: [("\(value).year", .integer), ("\(value).month", .integer), (value, kind)]
            default: [("\(value) IS NULL", .boolean), ("\(value) = 1", .boolean), (value, kind)]
            }
        return dice.some(of: keys, percent: 50)
    }

    private mutating func returning(_ columns: Int?) -> String {
        if columns == nil, dice.chance(10), !scope.isEmpty { return "RETURN *" }
        let aggregating = dice.chance(25)
        let distinct = dice.chance(15)
        let settled = aggregating || distinct || columns != nil
        var projected: [Variable] = []
        var items: [String] = []
        let count = columns ?? dice.roll(1...3)
        for index in 0..<count {
            let name = "c\(index)"
            if aggregating, index == count - 1 {
                let (text, kind) = aggregate(settled: settled)
                items.append("\(text) AS \(name)")
                projected.append(Variable(name: name, kind: kind))
            } else if let variable = variable({ settled ? $0.isSettled : true }), dice.chance(50) {
                items.append("\(variable.name) AS \(name)")
                projected.append(Variable(name: name, kind: variable.kind))
            } else {
                let kind = anyKind()
                items.append("\(expression(kind, 2)) AS \(name)")
                projected.append(Variable(name: name, kind: kind))
            }
        }
        let order = columns == nil ? cut(projected, percent: 35) : ""
        return "RETURN \(distinct ? "DISTINCT " : "")\(items.joined(separator: ", "))\(order)"
    }

    /// ORDER BY everything, so that SKIP and LIMIT leave no choice.
    private mutating func cut(_ projected: [Variable], percent: Int) -> String {
        guard dice.chance(percent), projected.allSatisfy(\.kind.isSettled), !projected.isEmpty else { return "" }
        var text = " ORDER BY " + projected.shuffled(using: &dice)
            .map { $0.name + (dice.chance(40) ? " DESC" : "") }.joined(separator: ", ")
        if dice.chance(40) { text += " SKIP \(dice.roll(0...3))" }
        if dice.chance(50) { text += " LIMIT \(dice.roll(0...5))" }
        return text
    }

    private mutating func aggregate(settled: Bool = false) -> (String, Kind) {
        let distinct = dice.chance(30) ? "DISTINCT " : ""
        switch dice.roll(1...(settled ? 10 : 12)) {
        case 1, 2: return ("count(*)", .integer)
        case 3: return ("count(\(distinct)\(expression(anyKind(), 1)))", .integer)
        case 4:
            if isWide, dice.chance(30) { return ("count(DISTINCT [\(mixed(1)), \(expression(anyKind(), 1))])", .integer) }
            return ("count(\(distinct)\(mixed(1)))", .integer)
        case 5: return ("sum(\(distinct)\(integer(1)))", .integer)
        case 6: return ("(sum(\(integer(1))) - count(*))", .integer)
        case 7: return (dice.pick(["min", "max"]) + "(\(integer(1)))", .integer)
        case 8: return (dice.pick(["min", "max"]) + "(\(mixed(1)))", .mixed)
        case 9: return ("avg(\(distinct)\(integer(1)))", .float)
        case 10: return ("size(collect(\(distinct)\(mixed(0))))", .integer)
        case 11:
            if let node = variable({ $0 == .node }) { return ("collect(\(distinct)\(node.name))", .bag(.node)) }
            return ("collect(\(distinct)\(integer(1)))", .bag(.integer))
        default: return ("collect(\(distinct)\(integer(1)))", .bag(.integer))
        }
    }
}
