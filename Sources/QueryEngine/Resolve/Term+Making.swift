import CypherSyntax
import PropertyGraph

/// Terms without a place, by kind.
extension Term {
    package static func constant(_ value: Value) -> Term { Term(.constant(value)) }
    package static func parameter(_ name: String) -> Term { Term(.parameter(name)) }
    package static func slot(_ slot: Slot) -> Term { Term(.slot(slot)) }
    package static func property(_ base: Term, key: String) -> Term { Term(.property(base, key: key)) }
    package static func hasLabels(_ base: Term, _ labels: [String]) -> Term { Term(.hasLabels(base, labels)) }
    package static func element(_ base: Term, _ index: Term) -> Term { Term(.element(base, index)) }
    package static func slice(_ base: Term, from: Term?, to: Term?) -> Term { Term(.slice(base, from: from, to: to)) }
    package static func list(_ items: [Term]) -> Term { Term(.list(items)) }
    package static func map(_ items: [MapItem]) -> Term { Term(.map(items)) }
    package static func not(_ operand: Term) -> Term { Term(.not(operand)) }
    package static func negate(_ operand: Term) -> Term { Term(.negate(operand)) }
    package static func positive(_ operand: Term) -> Term { Term(.positive(operand)) }
    package static func and(_ parts: [Term]) -> Term { Term(.and(parts)) }
    package static func or(_ parts: [Term]) -> Term { Term(.or(parts)) }
    package static func xor(_ a: Term, _ b: Term) -> Term { Term(.xor(a, b)) }
    package static func arithmetic(_ op: ArithmeticOperator, _ a: Term, _ b: Term) -> Term { Term(.arithmetic(op, a, b)) }
    package static func equal(_ a: Term, _ b: Term) -> Term { Term(.equal(a, b)) }
    package static func notEqual(_ a: Term, _ b: Term) -> Term { Term(.notEqual(a, b)) }
    package static func order(_ op: OrderOperator, _ a: Term, _ b: Term) -> Term { Term(.order(op, a, b)) }
    package static func isIn(_ element: Term, _ list: Term) -> Term { Term(.isIn(element, list)) }
    package static func string(_ op: StringOperator, _ text: Term, _ part: Term) -> Term { Term(.string(op, text, part)) }
    package static func isNull(_ operand: Term, negated: Bool) -> Term { Term(.isNull(operand, negated: negated)) }
    package static func call(_ function: FunctionID, _ arguments: [Term]) -> Term { Term(.call(function, arguments)) }
    package static func cases(subject: Term?, branches: [CaseItem], otherwise: Term?) -> Term {
        Term(.cases(subject: subject, branches: branches, otherwise: otherwise))
    }
    package static func comprehension(_ slot: Slot, list: Term, filter: Term?, projection: Term?) -> Term {
        Term(.comprehension(slot, list: list, filter: filter, projection: projection))
    }
    package static func quantifier(_ kind: Quantifier.Kind, _ slot: Slot, list: Term, filter: Term) -> Term {
        Term(.quantifier(kind, slot, list: list, filter: filter))
    }
    package static func reduce(accumulator: Slot, initial: Term, _ slot: Slot, list: Term, _ step: Term) -> Term {
        Term(.reduce(accumulator: accumulator, initial: initial, slot, list: list, step))
    }
    package static func path(_ elements: [Slot]) -> Term { Term(.path(elements)) }
    package static func exists(_ subquery: Int) -> Term { Term(.exists(subquery)) }
    package static func collect(_ subquery: Int) -> Term { Term(.collect(subquery)) }
    package static func count(_ subquery: Int) -> Term { Term(.count(subquery)) }
    package static func labelled(_ base: Term, _ test: LabelTest) -> Term { Term(.labelled(base, test)) }
    package static func typed(_ operand: Term, _ type: ValueType, negated: Bool) -> Term { Term(.typed(operand, type, negated: negated)) }
    package static func cast(_ operand: Term, _ type: ValueType) -> Term { Term(.cast(operand, type)) }
    package static func pathMode(_ path: Term, _ mode: PathMode) -> Term { Term(.pathMode(path, mode)) }
}
