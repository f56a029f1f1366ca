// MARK: - Expressions of a wanted kind

extension RandomQuery {
    mutating func anyKind() -> Kind {
        dice.pick([.integer, .integer, .mixed, .boolean, .string, .float, .list(.integer)] + (isWide ? [.date] : []))
    }

    mutating func expression(_ kind: Kind, _ depth: Int) -> String {
        if let known = variable({ $0 == kind }), dice.chance(35) { return known.name }
        switch kind {
        case .integer: return integer(depth)
        case .float: return float(depth)
        case .string: return string(depth)
        case .date: return date(depth)
        case .boolean: return boolean(depth)
        case .mixed: return mixed(depth)
        case .list(.integer): return integers(depth)
        case .list, .bag, .node, .relationship, .path: return "null"
        }
    }

    private mutating func entity() -> Variable? { variable { $0 == .node || $0 == .relationship } }

    private mutating func property(_ key: String, or other: [String]) -> String {
        if let entity = entity(), dice.chance(85) { return "\(entity.name).\(key)" }
        return dice.pick(other)
    }

    mutating func integer(_ depth: Int) -> String {
        if let known = variable({ $0 == .integer }), dice.chance(25) { return known.name }
        guard depth > 0 else { return property(dice.pick(["n", "k"]), or: ["0", "1", "2", "-1", "null"]) }
        let less = depth - 1
        switch dice.roll(1...(isWide ? 27 : 17)) {
        case 1...5: return property(dice.pick(["n", "k"]), or: ["0", "1", "2", "3", "null"])
        case 6, 7: return "(\(integer(less)) \(dice.pick(["+", "-", "*"])) \(integer(less)))"
        case 8: return "(\(integer(less)) \(dice.pick(["%", "/"])) \(dice.roll(2...3)))"
        case 9: return "coalesce(\(integer(less)), \(integer(less)))"
        case 10: return cases(less) { $0.integer($1) }
        case 11: return "size(\(string(less)))"
        case 12: return "size(\(integers(less)))"
        case 13: return "\(dice.pick(["head", "last"]))(\(integers(less)))"
        case 14: return "\(integers(less))[\(dice.roll(-2...2))]"
        case 15: return local("reduce(acc = \(integer(0)), ", integers(less), .integer) { "| acc + \($0.integer(0)))" }
        case 16:
            if let path = variable({ $0 == .path }) { return "length(\(path.name))" }
            if let bag = variable({ if case .bag = $0 { true } else { $0 == .list(.relationship) } }) { return "size(\(bag.name))" }
            return integer(less)
        case 17: return subqueryDepth < 2 ? "size(\(patternComprehension()))" : integer(less)
        case 18, 19: return subqueryDepth < 2 ? "COUNT \(subquery())" : integer(less)
        case 20:
            guard subqueryDepth < 2 else { return integer(less) }
            return "size(\(collectSubquery()))"
        case 21: return dice.pick(["$i", "$m.a", "$m['b']", "$l[\(dice.roll(-2...3))]", "size($l)", "$n"])
        case 23, 24: return "\(duration(less)).\(dice.pick(Self.durationParts))"
        case 26: return variable { $0 == .node }.map { "size(labels(\($0.name)))" } ?? "toInteger(toString(\(integer(less))))"
        case 27: return "size(split(\(string(less)), '\(dice.pick(["a", "ba"]))'))"
        case 22: return "{a: \(integer(less)), b: null}\(dice.pick([".a", ".b", ".c", "['a']", "['' + 'b']"]))"
        default: return "\(date(less)).\(dice.pick(["year", "month", "day"]))"
        }
    }

    private static let durationParts = [
        "years", "quarters", "months", "quartersOfYear", "monthsOfYear", "monthsOfQuarter", "weeks", "days", "daysOfWeek", "hours", "minutes",
        "seconds", "milliseconds", "microseconds", "nanoseconds", "minutesOfHour", "secondsOfMinute", "millisecondsOfSecond",
        "microsecondsOfSecond", "nanosecondsOfSecond",
    ]

    /// With parts of either sign.
    private mutating func duration(_ depth: Int) -> String {
        let parts = dice.some(of: ["months", "days", "hours", "seconds", "milliseconds", "nanoseconds"], percent: 40)
        let literal = "duration({\(parts.map { "\($0): \(dice.roll(-2500...2500))" }.joined(separator: ", "))\(parts.isEmpty ? "years: -1" : "")})"
        return depth > 0 && dice.chance(30) ? "(\(literal) \(dice.pick(["+", "-"])) \(duration(depth - 1)))" : literal
    }

    private mutating func date(_ depth: Int) -> String {
        guard depth > 0, dice.chance(40) else { return property("d", or: ["date('2020-02-28')", "date('2019-01-01')", "null"]) }
        return dice.chance(50) ? "coalesce(\(date(depth - 1)), \(date(depth - 1)))" : cases(depth - 1) { $0.date($1) }
    }

    private mutating func float(_ depth: Int) -> String {
        guard depth > 0, dice.chance(40) else { return property("f", or: ["0.5", "-1.0", "null"]) }
        return dice.chance(50) ? "(\(float(depth - 1)) + \(integer(depth - 1)))" : cases(depth - 1) { $0.float($1) }
    }

    private mutating func string(_ depth: Int) -> String {
        guard depth > 0, dice.chance(50) else { return property("s", or: ["''", "'a'", "'ba'", "null"] + (isWide ? ["$s", "$m.c"] : [])) }
        if isWide, dice.chance(25) {
            let text = string(depth - 1)
            return dice.pick([
                "left(\(text), 1)", "right(\(text), 1)", "substring(\(text), 1)", "replace(\(text), 'a', 'b')", "reverse(\(text))",
                "toString(\(integer(0)))", "head(split(\(text), 'a'))",
            ])
        }
        if let relationship = variable({ $0 == .relationship }), dice.chance(40) { return "type(\(relationship.name))" }
        return dice.chance(50) ? "(\(string(depth - 1)) + \(string(depth - 1)))" : "toUpper(\(string(depth - 1)))"
    }

    mutating func mixed(_ depth: Int) -> String {
        if let known = variable({ $0 == .mixed }), dice.chance(30) { return known.name }
        guard depth > 0, dice.chance(60) else { return property("m", or: ["1", "1.0", "'a'", "true", "[1, 2]", "null"]) }
        switch dice.roll(1...(isWide ? 7 : 6)) {
        case 7: return date(depth - 1)
        case 1: return integer(depth - 1)
        case 2: return float(depth - 1)
        case 3: return string(depth - 1)
        case 4: return boolean(depth - 1)
        case 5: return cases(depth - 1) { $0.mixed($1) }
        default: return entity()?.name ?? integers(depth - 1)
        }
    }

    private mutating func integers(_ depth: Int) -> String {
        if let known = variable({ $0 == .list(.integer) }), dice.chance(30) { return known.name }
        guard depth > 0 else { return dice.pick(["[]", "[1, 2]", "[0, null, 2]", "range(0, 3)"] + (isWide ? ["$l"] : [])) }
        let less = depth - 1
        switch dice.roll(1...(isWide ? 10 : 8)) {
        case 9: return subqueryDepth < 2 ? collectSubquery(ordered: true) : integers(less)
        case 10: return dice.pick(["range(0, 600)", "range(0, 3000, 7)", "range(3, -3, -2)", "[x IN range(0, 2100) WHERE x % 700 = 1]"])
        case 1, 2: return "[\((0..<dice.roll(0...3)).map { _ in integer(less) }.joined(separator: ", "))]"
        case 3: return "range(\(dice.roll(-1...1)), \(dice.roll(0...3)))"
        case 4: return local("[", integers(less), .integer) { $0.filter() + "| \($0.integer(less))]" }
        case 5: return local("[", integers(less), .integer) { ($0.dice.chance(80) ? $0.filter(100) : "") + "]" }
        case 6: return "(\(integers(less)) + \(integers(less)))"
        case 7: return "\(integers(less))[\(dice.pick(["..2", "1..", "-2..", "0..-1", "1..2"]))]"
        default:
            if let path = variable({ $0 == .path }) {
                let (word, kind) = dice.pick([("nodes", Kind.node), ("relationships", .relationship)])
                return local("[", "\(word)(\(path.name))", kind) { $0.filter() + "| \($0.integer(less))]" }
            }
            if let list = variable({ $0 == .list(.relationship) }) {
                return local("[", list.name, .relationship) { $0.filter() + "| \($0.integer(less))]" }
            }
            return "tail(\(integers(less)))"
        }
    }

    private mutating func filter(_ percent: Int = 50) -> String { dice.chance(percent) ? "WHERE \(condition(1)) " : "" }

    /// `opening name IN list body`, the name known in the body only; sometimes it hides another.
    private mutating func local(
        _ opening: String, _ list: String, _ kind: Kind, _ body: (inout RandomQuery) -> String
    ) -> String {
        let outer = scope
        defer { scope = outer }
        let name = dice.chance(15) && !scope.isEmpty ? dice.pick(scope).name : fresh("x")
        scope.removeAll { $0.name == name }
        scope.append(Variable(name: name, kind: kind))
        return "\(opening)\(name) IN \(list) \(body(&self))"
    }

    private mutating func cases(_ depth: Int, _ value: (inout RandomQuery, Int) -> String) -> String {
        let otherwise = dice.chance(60) ? " ELSE \(value(&self, depth))" : ""
        if dice.chance(60) { return "CASE WHEN \(boolean(depth)) THEN \(value(&self, depth))\(otherwise) END" }
        return "CASE \(mixed(depth)) WHEN \(mixed(depth)) THEN \(value(&self, depth)) "
            + "WHEN \(integer(0)) THEN \(value(&self, depth))\(otherwise) END"
    }

    private static let regularExpressions = [
        "'a.*'", "'.*a'", "'[ab]+'", "'(a|b)?'", "'(?i)A.*'", "''", "'.'", "'[^a]*'", "'a{1,2}b?'", "'(a)(b)?'", "'\\\\w+'", "'^ab$'", "'é|b'", "null",
    ]

    // MARK: Conditions

    /// As `boolean`, where a bare pattern may stand too.
    mutating func condition(_ depth: Int) -> String {
        let outer = allowsPatterns
        defer { allowsPatterns = outer }
        allowsPatterns = true
        return boolean(depth)
    }

    mutating func boolean(_ depth: Int) -> String {
        let allowed = allowsPatterns
        defer { allowsPatterns = allowed }
        if let known = variable({ $0 == .boolean }), dice.chance(15) { return known.name }
        guard depth > 0 else { return property("b", or: ["true", "false", "null"]) }
        let less = depth - 1
        let choice = dice.roll(1...(isWide ? 22 : 20))
        if !(6...9).contains(choice) { allowsPatterns = false }
        switch choice {
        case 1...3: return "\(integer(less)) \(comparison()) \(integer(less))"
        case 4: return "\(mixed(less)) \(comparison()) \(mixed(less))"
        case 5: return "(\(integer(less)) \(comparison()) \(integer(less)) \(comparison()) \(integer(less)))"
        case 6: return "(\(boolean(less)) AND \(boolean(less)))"
        case 7: return "(\(boolean(less)) OR \(boolean(less)))"
        case 8: return "(\(boolean(less)) XOR \(boolean(less)))"
        case 9: return "NOT (\(boolean(less)))"
        case 10: return "\(mixed(less)) IS \(dice.pick(["", "NOT "]))NULL"
        case 11: return "\(integer(less)) IN \(integers(less))"
        case 12:
            if isWide, dice.chance(35) { return "\(string(less)) =~ \(dice.pick(Self.regularExpressions))" }
            return "\(string(less)) \(dice.pick(["STARTS WITH", "ENDS WITH", "CONTAINS"])) \(string(less))"
        case 21: return "\(date(less)) \(comparison()) \(date(less))"
        case 22: return subqueryDepth < 2 ? "COUNT \(subquery()) \(comparison()) \(dice.roll(0...2))" : boolean(less)
        case 13, 14:
            guard let node = variable({ $0 == .node }) else { return boolean(less) }
            return "\(node.name):\(dice.pick(RandomGraph.labels))"
        case 15, 16: return allowed && subqueryDepth < 2 ? patternPredicate() ?? boolean(less) : boolean(less)
        case 17: return subqueryDepth < 2 ? existsSubquery() : boolean(less)
        case 18:
            let word = dice.pick(["all", "any", "none", "single"])
            if let bag = variable({ if case .bag = $0 { true } else { false } }), case .bag(let element) = bag.kind {
                return local("\(word)(", bag.name, element) { "WHERE \($0.condition(less)))" }
            }
            return local("\(word)(", integers(less), .integer) { "WHERE \($0.condition(less)))" }
        case 19:
            guard let a = entity(), let b = variable({ $0 == a.kind }) else { return boolean(less) }
            return "\(a.name) \(dice.pick(["=", "<>"])) \(b.name)"
        default: return "\(mixed(less)) IN [\(mixed(less)), \(mixed(less))]"
        }
    }

    private mutating func comparison() -> String { dice.pick(["=", "<>", "<", "<=", ">", ">=", "="]) }
}
