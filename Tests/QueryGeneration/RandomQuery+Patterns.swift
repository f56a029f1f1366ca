// MARK: - Patterns

extension RandomQuery {
    /// `parts` patterns with commas; their new variables are in scope afterwards.
    mutating func patterns(parts: Int, mayName: Bool = true, steps: Int? = nil) -> String {
        var pattern = PatternNames(before: Set(scope.map(\.name)))
        return (0..<parts).map { _ in part(steps ?? dice.pick([0, 1, 1, 1, 2, 2, 3]), mayName, &pattern) }
            .joined(separator: ", ")
    }

    struct PatternNames {
        let before: Set<String>
        var relationships: Set<String> = []
    }

    private mutating func part(_ steps: Int, _ mayName: Bool, _ pattern: inout PatternNames) -> String {
        var text = node(mayName)
        for _ in 0..<steps { text += relationship(mayName, &pattern) + node(mayName) }
        if mayName, dice.chance(12) {
            let name = fresh("p")
            text = "\(name) = \(text)"
            scope.append(Variable(name: name, kind: .path))
        }
        return text
    }

    mutating func node(_ mayName: Bool) -> String {
        var text = "("
        var declared: Variable?
        if dice.chance(38), let known = variable({ $0 == .node }) {
            text += known.name
        } else if mayName, dice.chance(65) {
            declared = Variable(name: fresh("n"), kind: .node)
            text += declared!.name
        }
        for label in dice.some(of: RandomGraph.labels, percent: 7) { text += ":\(label)" }
        if dice.chance(4) { text += " {\(dice.pick(["n", "m", "k"])): \(demand())}" }
        if let declared { scope.append(declared) }
        return text + ")"
    }

    /// What a property in a pattern is to equal.
    private mutating func demand() -> String {
        if let other = variable({ $0 == .node }), dice.chance(50) { return "\(other.name).n" }
        if let number = variable({ $0 == .integer || $0 == .mixed }), dice.chance(40) { return number.name }
        return dice.pick(["0", "1", "2", "1.0", "null", "'a'"])
    }

    private mutating func relationship(_ mayName: Bool, _ pattern: inout PatternNames) -> String {
        var inner = ""
        var declared: Variable?
        var hasLength = dice.chance(22)
        let unused = scope.filter { pattern.before.contains($0.name) && !pattern.relationships.contains($0.name) }
        let single = unused.filter { $0.kind == .relationship }
        let several = unused.filter { $0.kind == .list(.relationship) }
        if !single.isEmpty, dice.chance(25) {
            inner = dice.pick(single).name
            hasLength = false
            pattern.relationships.insert(inner)
        } else if !several.isEmpty, dice.chance(20) {
            inner = dice.pick(several).name
            hasLength = true
            pattern.relationships.insert(inner)
        } else if mayName, dice.chance(50) {
            inner = fresh("r")
            declared = Variable(name: inner, kind: hasLength ? .list(.relationship) : .relationship)
        }
        let types = dice.some(of: RandomGraph.types, percent: 18)
        if !types.isEmpty { inner += ":" + types.joined(separator: "|") }
        if hasLength { inner += dice.pick(["*0..1", "*0..2", "*1..2", "*..2", "*2", "*2..3", "*1..3", "*0"]) }
        if dice.chance(4) { inner += " {n: \(demand())}" }
        if let declared { scope.append(declared) }
        let middle = inner.isEmpty && dice.chance(70) ? "" : "[\(inner)]"
        return dice.pick(["-\(middle)->", "-\(middle)->", "<-\(middle)-", "-\(middle)-"])
    }

    // MARK: In expressions

    /// Names nothing new; nil where no node is known to begin at.
    mutating func patternPredicate() -> String? {
        guard let start = variable({ $0 == .node }) else { return nil }
        var pattern = PatternNames(before: Set(scope.map(\.name)))
        var text = "(\(start.name))"
        for _ in 0..<dice.roll(1...2) { text += relationship(false, &pattern) + node(false) }
        return text
    }

    /// `{ MATCH … }`, to be counted or asked whether it has rows.
    mutating func subquery() -> String {
        let outer = scope
        defer { scope = outer }
        subqueryDepth += 1
        defer { subqueryDepth -= 1 }
        let pattern = patterns(parts: dice.pick([1, 1, 2]), steps: dice.roll(1...2))
        let filter = dice.chance(50) ? " WHERE " + condition(1) : ""
        switch dice.roll(1...14) {
        case 11: return "{ MATCH \(pattern)\(filter) MATCH \(patterns(parts: 1, steps: 1)) }"
        case 12:
            scope = outer
            return "{ MATCH \(pattern)\(filter) UNION ALL MATCH \(patterns(parts: 1, steps: 1)) }"
        case 13, 14:
            // What the query around knows can be read after the WITH.
            let (key, number) = (fresh("y"), fresh("y"))
            let value = integer(1)
            scope = outer + [Variable(name: key, kind: .integer), Variable(name: number, kind: .integer)]
            let kept = condition(1)
            let tail = dice.chance(50) ? " MATCH \(patterns(parts: 1, steps: 1))" : ""
            return "{ MATCH \(pattern)\(filter) WITH \(value) AS \(key), count(*) AS \(number) WHERE \(kept)\(tail) RETURN \(integer(1)) AS x }"
        case ...5: return "{ \(dice.chance(50) ? "MATCH " : "")\(pattern)\(filter) }"
        case 6: return "{ MATCH \(pattern)\(filter) RETURN DISTINCT \(integer(1)) AS x }"
        case 7:
            scope = outer
            return "{ UNWIND \(expression(.list(.integer), 1)) AS z RETURN z }"
        case 8:
            let key = integer(1)
            scope = outer
            let again = patterns(parts: 1, steps: 1)
            return "{ MATCH \(pattern)\(filter) RETURN \(key) AS x UNION \(dice.chance(50) ? "ALL " : "")MATCH \(again) RETURN 1 AS x }"
        default: return "{ MATCH \(pattern)\(filter) RETURN \(integer(1)) AS x ORDER BY x SKIP \(dice.roll(0...1)) LIMIT \(dice.roll(0...3)) }"
        }
    }

    /// A list of integers, in order where that is needed.
    mutating func collectSubquery(ordered: Bool = false) -> String {
        let outer = scope
        defer { scope = outer }
        subqueryDepth += 1
        defer { subqueryDepth -= 1 }
        let pattern = patterns(parts: 1, steps: dice.roll(0...2))
        let filter = dice.chance(50) ? " WHERE " + condition(1) : ""
        let limit = dice.chance(40) ? " LIMIT \(dice.roll(0...4))" : ""
        return "COLLECT { MATCH \(pattern)\(filter) RETURN \(dice.chance(30) ? "DISTINCT " : "")\(integer(1)) AS x\(ordered || !limit.isEmpty ? " ORDER BY x" : "")\(limit) }"
    }

    mutating func existsSubquery() -> String {
        if isWide, dice.chance(40) { return "EXISTS \(subquery())" }
        let outer = scope
        defer { scope = outer }
        subqueryDepth += 1
        defer { subqueryDepth -= 1 }
        let pattern = patterns(parts: dice.pick([1, 1, 2]), steps: dice.roll(1...2))
        let filter = dice.chance(60) ? " WHERE " + condition(1) : ""
        if dice.chance(70) {
            let plain = "EXISTS { \(dice.chance(50) ? "MATCH " : "")\(pattern)\(filter) }"
            return dice.chance(40) ? "(NOT \(plain))" : plain
        }
        switch dice.roll(1...3) {
        case 1: return "EXISTS { MATCH \(pattern)\(filter) RETURN \(integer(1)) AS x }"
        case 2:
            let key = integer(0)
            return "EXISTS { MATCH \(pattern)\(filter) WITH \(key) AS y, count(*) AS x WHERE x > \(dice.roll(1...2)) RETURN x }"
        default:
            let rest = patterns(parts: 1, steps: 1)
            return "EXISTS { MATCH \(pattern)\(filter) \(dice.chance(50) ? "OPTIONAL " : "")MATCH \(rest) RETURN 1 AS x }"
        }
    }

    /// A bag of integers.
    mutating func patternComprehension() -> String {
        let outer = scope
        defer { scope = outer }
        subqueryDepth += 1
        defer { subqueryDepth -= 1 }
        var pattern = PatternNames(before: Set(scope.map(\.name)))
        let text = part(dice.roll(1...2), true, &pattern)
        let filter = dice.chance(50) ? " WHERE " + condition(1) : ""
        return "[\(text)\(filter) | \(integer(1))]"
    }
}
