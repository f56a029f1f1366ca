import CypherSyntax
import Diagnostics
import PropertyGraph

/// A place in a row. Every variable of a statement has one of its own, and so has every
/// unnamed thing that a pattern binds and every intermediate result.
package typealias Slot = Int

/// A resolved expression: variables are slots, functions are found, subqueries are numbers. Two terms are equal where
/// they mean the same, wherever each of them was written.
package struct Term: Hashable, Sendable {
    package var kind: Kind
    /// Where it was written; without a span for what the planner has made, which fails at the place of the part around it.
    package var place = Place()

    package init(_ kind: Kind, at span: SourceSpan? = nil) {
        self.kind = kind
        place.span = span
    }

    package indirect enum Kind: Hashable, Sendable {
        case constant(Value)
        case parameter(String)
        case slot(Slot)
        case property(Term, key: String)
        case hasLabels(Term, [String])
        case element(Term, Term)
        case slice(Term, from: Term?, to: Term?)
        case list([Term])
        case map([MapItem])
        case not(Term)
        case negate(Term)
        /// Unary plus: a number stays as it is, anything else is a fault.
        case positive(Term)
        case and([Term])
        case or([Term])
        case xor(Term, Term)
        case arithmetic(ArithmeticOperator, Term, Term)
        case equal(Term, Term)
        case notEqual(Term, Term)
        case order(OrderOperator, Term, Term)
        case isIn(Term, Term)
        case string(StringOperator, Term, Term)
        case isNull(Term, negated: Bool)
        case call(FunctionID, [Term])
        case cases(subject: Term?, branches: [CaseItem], otherwise: Term?)
        case comprehension(Slot, list: Term, filter: Term?, projection: Term?)
        case quantifier(Quantifier.Kind, Slot, list: Term, filter: Term)
        case reduce(accumulator: Slot, initial: Term, Slot, list: Term, Term)
        /// A path out of the slots of its nodes and relationships (or lists of relationships), in turn.
        case path([Slot])
        /// Whether the numbered subquery has a row.
        case exists(Int)
        /// The list of the numbered subquery's one column.
        case collect(Int)
        /// How many rows the numbered subquery has.
        case count(Int)
        /// A label expression of a node or relationship.
        case labelled(Term, LabelTest)
        case typed(Term, ValueType, negated: Bool)
        case cast(Term, ValueType)
        /// Whether a path meets no node twice.
        case pathMode(Term, PathMode)
    }

    package struct MapItem: Hashable, Sendable {
        package var key: String
        package var value: Term
    }

    package struct CaseItem: Hashable, Sendable {
        package var when: Term
        package var then: Term
    }
}

package enum ArithmeticOperator: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case power = "^"
    case concatenate = "||"
}

package enum OrderOperator: String, Hashable, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

package enum StringOperator: String, Hashable, Sendable {
    case startsWith = "STARTS WITH"
    case endsWith = "ENDS WITH"
    case contains = "CONTAINS"
    case matches = "=~"
}

extension Term {
    /// The terms directly inside.
    package var children: [Term] {
        var children: [Term] = []
        forEachChild { children.append($0) }
        return children
    }

    /// As `children`, without a list of them.
    func forEachChild(_ body: (Term) -> Void) {
        switch kind {
        case .constant, .parameter, .slot, .path, .exists, .collect, .count: break
        case .property(let a, _), .hasLabels(let a, _), .not(let a), .negate(let a), .positive(let a),
            .isNull(let a, _), .labelled(let a, _), .typed(let a, _, _), .cast(let a, _), .pathMode(let a, _):
            body(a)
        case .element(let a, let b), .xor(let a, let b), .arithmetic(_, let a, let b), .equal(let a, let b),
            .notEqual(let a, let b), .order(_, let a, let b), .isIn(let a, let b), .string(_, let a, let b), .quantifier(_, _, let a, let b):
            body(a)
            body(b)
        case .slice(let a, let from, let to):
            body(a)
            for end in [from, to] { if let end { body(end) } }
        case .list(let items), .and(let items), .or(let items), .call(_, let items): items.forEach(body)
        case .map(let items): for item in items { body(item.value) }
        case .cases(let subject, let branches, let otherwise):
            if let subject { body(subject) }
            for branch in branches {
                body(branch.when)
                body(branch.then)
            }
            if let otherwise { body(otherwise) }
        case .comprehension(_, let list, let filter, let projection):
            body(list)
            if let filter { body(filter) }
            if let projection { body(projection) }
        case .reduce(_, let initial, _, let list, let step):
            body(initial)
            body(list)
            body(step)
        }
    }

    /// The same term, taken for written at the span where it has no place of its own.
    package func placed(at span: SourceSpan?) -> Term {
        var placed = self
        if placed.place.span == nil { placed.place.span = span }
        return placed
    }

    /// The same term with every part that `replace` answers for put in place of the old one, from outside in.
    package func replacing(_ replace: (Term) -> Term?) -> Term {
        replace(self) ?? mappingChildren { $0.replacing(replace) }
    }

    /// The same term, written at the same place, over other terms directly inside.
    package func mappingChildren(_ go: (Term) -> Term) -> Term {
        var mapped = self
        mapped.kind = mappedKind(go)
        return mapped
    }

    private func mappedKind(_ go: (Term) -> Term) -> Kind {
        switch kind {
        case .constant, .parameter, .slot, .path, .exists, .collect, .count: return kind
        case .labelled(let a, let labels): return .labelled(go(a), labels)
        case .typed(let a, let type, let negated): return .typed(go(a), type, negated: negated)
        case .cast(let a, let type): return .cast(go(a), type)
        case .pathMode(let a, let mode): return .pathMode(go(a), mode)
        case .property(let a, let key): return .property(go(a), key: key)
        case .hasLabels(let a, let labels): return .hasLabels(go(a), labels)
        case .not(let a): return .not(go(a))
        case .negate(let a): return .negate(go(a))
        case .positive(let a): return .positive(go(a))
        case .isNull(let a, let negated): return .isNull(go(a), negated: negated)
        case .element(let a, let b): return .element(go(a), go(b))
        case .xor(let a, let b): return .xor(go(a), go(b))
        case .arithmetic(let op, let a, let b): return .arithmetic(op, go(a), go(b))
        case .equal(let a, let b): return .equal(go(a), go(b))
        case .notEqual(let a, let b): return .notEqual(go(a), go(b))
        case .order(let op, let a, let b): return .order(op, go(a), go(b))
        case .isIn(let a, let b): return .isIn(go(a), go(b))
        case .string(let op, let a, let b): return .string(op, go(a), go(b))
        case .slice(let a, let from, let to): return .slice(go(a), from: from.map(go), to: to.map(go))
        case .list(let items): return .list(items.map(go))
        case .and(let items): return .and(items.map(go))
        case .or(let items): return .or(items.map(go))
        case .call(let function, let items): return .call(function, items.map(go))
        case .map(let items): return .map(items.map { MapItem(key: $0.key, value: go($0.value)) })
        case .cases(let subject, let branches, let otherwise):
            return .cases(
                subject: subject.map(go),
                branches: branches.map { CaseItem(when: go($0.when), then: go($0.then)) },
                otherwise: otherwise.map(go))
        case .comprehension(let slot, let list, let filter, let projection):
            return .comprehension(slot, list: go(list), filter: filter.map(go), projection: projection.map(go))
        case .quantifier(let kind, let slot, let list, let filter):
            return .quantifier(kind, slot, list: go(list), filter: go(filter))
        case .reduce(let accumulator, let initial, let slot, let list, let step):
            return .reduce(accumulator: accumulator, initial: go(initial), slot, list: go(list), go(step))
        }
    }
}

extension Term {
    /// The parts that must all hold.
    package var conjuncts: [Term] {
        if case .and(let parts) = kind { parts } else { [self] }
    }

    /// All of some parts, at least one.
    package static func all(_ parts: [Term]) -> Term { parts.count == 1 ? parts[0] : .and(parts) }
}
