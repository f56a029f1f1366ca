import CypherSyntax
import PropertyGraph

/// What an expression may look at.
struct Environment {
    var row: NaiveEvaluator.Row
    /// The rows that an aggregate goes over.
    var group: [NaiveEvaluator.Row]?
    /// Expressions, by their text, whose values are known from the projection before.
    var known: [String: Value] = [:]

    init(row: NaiveEvaluator.Row, group: [NaiveEvaluator.Row]? = nil, known: [String: Value] = [:]) {
        self.row = row
        self.group = group
        self.known = known
    }

    func with(_ name: String, _ value: Value) -> Environment {
        var inner = self
        inner.row[name] = value
        inner.group = nil
        return inner
    }
}

extension NaiveEvaluator {
    func value(_ expression: Expression, _ here: Environment) throws -> Value {
        if !here.known.isEmpty, let known = here.known[Printer.text(of: expression)] { return known }
        switch expression.kind {
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .integer(let value): return .integer(value)
        case .float(let value): return .float(value)
        case .string(let value): return .string(value)
        case .list(let items): return .list(try items.map { try value($0, here) })
        case .map(let entries):
            var map = PropertyMap()
            for entry in entries { map[entry.key.text] = try value(entry.value, here) }
            return .map(map)
        case .parameter(let name):
            guard let value = parameters[name] else { throw NaiveFault.notSupported("$\(name)") }
            return value
        case .variable(let name):
            guard let value = here.row[name] else { throw NaiveFault.notSupported("the unknown \(name)") }
            return value
        case .property(let base, let key): return try property(key.text, of: try value(base, here))
        case .hasLabels(let base, let labels): return try hasLabels(try value(base, here), labels.map(\.text))
        case .element(let base, let index): return try element(try value(base, here), try value(index, here))
        case .slice(let base, let from, let to):
            return try slice(
                try value(base, here), try from.map { try value($0, here) }, try to.map { try value($0, here) })
        case .unary(.not, let operand): return Value(try truth(operand, here).map { !$0 })
        case .unary(.plus, let operand): return try value(operand, here)
        case .unary(.minus, let operand):
            return try NaiveArithmetic.apply(.subtract, .integer(0), try value(operand, here))
        case .binary(let op, let left, let right): return try binary(op, left, right, here)
        case .comparison(let first, let links): return try comparison(first, links, here)
        case .isNull(let operand, let negated): return .boolean(try value(operand, here).isNull != negated)
        case .function(let call): return try function(call, here)
        case .countStar: return .integer(try group(here).count)
        case .case(let cases): return try choose(cases, here)
        case .listComprehension(let comprehension): return try comprehend(comprehension, here)
        case .patternComprehension(let comprehension): return try comprehend(comprehension, here)
        case .quantifier(let quantifier): return try quantify(quantifier, here)
        case .reduce(let reduce): return try fold(reduce, here)
        case .patternPredicate(let element):
            let pattern = Pattern(parts: [PatternPart(variable: nil, element: element)])
            return .boolean(try !matches(pattern, here.row).isEmpty)
        case .exists(let subquery): return .boolean(try rows(subquery, here.row) > 0)
        case .count(let subquery): return .integer(try rows(subquery, here.row))
        case .collect(let query): return try collected(query, here.row)
        default: throw NaiveFault.notSupported("an extension")
        }
    }

    /// nil for null.
    func truth(_ expression: Expression, _ here: Environment) throws -> Bool? {
        switch try value(expression, here) {
        case .boolean(let truth): return truth
        case .null: return nil
        default: throw NaiveFault.wrongType("a condition")
        }
    }

    private func binary(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ here: Environment
    ) throws -> Value {
        switch op {
        case .and, .or:
            let decisive = op == .or
            let a = try truth(left, here)
            if a == decisive { return .boolean(decisive) }
            let b = try truth(right, here)
            if b == decisive { return .boolean(decisive) }
            return a == nil || b == nil ? .null : .boolean(!decisive)
        case .xor:
            guard let a = try truth(left, here), let b = try truth(right, here) else {
                return .null
            }
            return .boolean(a != b)
        case .in:
            let element = try value(left, here)
            let list = try value(right, here)
            if list.isNull { return .null }
            guard case .list(let items) = list else { throw NaiveFault.wrongType("IN") }
            let answers = items.map { Value.equals(element, $0) }
            return answers.contains(true) ? .boolean(true) : answers.contains(nil) ? .null : .boolean(false)
        case .startsWith, .endsWith, .contains, .matches:
            guard case .string(let text) = try value(left, here), case .string(let part) = try value(right, here) else {
                return .null
            }
            switch op {
            case .startsWith: return .boolean(text.hasPrefix(part))
            case .endsWith: return .boolean(text.hasSuffix(part))
            case .contains: return .boolean(part.isEmpty || text.contains(part))
            default: return .boolean(try NaiveText.matches(text, part))
            }
        default: return try NaiveArithmetic.apply(op, try value(left, here), try value(right, here))
        }
    }

    /// Each link with its left neighbour; all must hold.
    private func comparison(_ first: Expression, _ links: [ComparisonLink], _ here: Environment) throws -> Value {
        var left = try value(first, here)
        var unknown = false
        var failed = false
        for link in links {
            let right = try value(link.operand, here)
            switch Self.compare(link.comparison, left, right) {
            case true?: break
            case false?: failed = true
            case nil: unknown = true
            }
            left = right
        }
        return failed ? .boolean(false) : unknown ? .null : .boolean(true)
    }

    private static func compare(_ op: ComparisonOperator, _ a: Value, _ b: Value) -> Bool? {
        if op == .equal { return Value.equals(a, b) }
        if op == .notEqual { return Value.equals(a, b).map { !$0 } }
        switch Value.compare(a, b) {
        case .unknown: return nil
        case .unordered: return false
        case .ordered(let order):
            return switch op {
            case .less: order < 0
            case .lessOrEqual: order <= 0
            case .greater: order > 0
            default: order >= 0
            }
        }
    }

    private func choose(_ cases: Case, _ here: Environment) throws -> Value {
        let subject = try cases.subject.map { try value($0, here) }
        for branch in cases.branches {
            let holds: Bool
            if let subject {
                holds = Value.equals(subject, try value(branch.when, here)) == true
            } else {
                holds = try truth(branch.when, here) == true
            }
            if holds { return try value(branch.then, here) }
        }
        return try cases.otherwise.map { try value($0, here) } ?? .null
    }
}

extension Value {
    init(_ truth: Bool?) { self = truth.map { .boolean($0) } ?? .null }
}
