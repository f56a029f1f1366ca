import CypherSyntax
import PropertyGraph

/// Terms without a place, by kind.
extension Term {
    static func constant(_ value: Value) -> Term { Term(.constant(value)) }
    static func parameter(_ name: String) -> Term { Term(.parameter(name)) }
    static func slot(_ slot: Slot) -> Term { Term(.slot(slot)) }
    static func property(_ base: Term, key: String) -> Term { Term(.property(base, key: key)) }
    static func hasLabels(_ base: Term, _ labels: [String]) -> Term { Term(.hasLabels(base, labels)) }
    static func element(_ base: Term, _ index: Term) -> Term { Term(.element(base, index)) }
    static func slice(_ base: Term, from: Term?, to: Term?) -> Term { Term(.slice(base, from: from, to: to)) }
    static func list(_ items: [Term]) -> Term { Term(.list(items)) }
    static func map(_ items: [MapItem]) -> Term { Term(.map(items)) }
    static func not(_ operand: Term) -> Term { Term(.not(operand)) }
    static func negate(_ operand: Term) -> Term { Term(.negate(operand)) }
    static func positive(_ operand: Term) -> Term { Term(.positive(operand)) }
    static func and(_ parts: [Term]) -> Term { Term(.and(parts)) }
    static func or(_ parts: [Term]) -> Term { Term(.or(parts)) }
    static func xor(_ a: Term, _ b: Term) -> Term { Term(.xor(a, b)) }
    static func arithmetic(_ op: ArithmeticOperator, _ a: Term, _ b: Term) -> Term { Term(.arithmetic(op, a, b)) }
    static func equal(_ a: Term, _ b: Term) -> Term { Term(.equal(a, b)) }
    static func notEqual(_ a: Term, _ b: Term) -> Term { Term(.notEqual(a, b)) }
    static func order(_ op: OrderOperator, _ a: Term, _ b: Term) -> Term { Term(.order(op, a, b)) }
    static func isIn(_ element: Term, _ list: Term) -> Term { Term(.isIn(element, list)) }
    static func string(_ op: StringOperator, _ text: Term, _ part: Term) -> Term { Term(.string(op, text, part)) }
    static func isNull(_ operand: Term, negated: Bool) -> Term { Term(.isNull(operand, negated: negated)) }
    static func call(_ function: FunctionID, _ arguments: [Term]) -> Term { Term(.call(function, arguments)) }
    static func cases(subject: Term?, branches: [CaseItem], otherwise: Term?) -> Term {
        Term(.cases(subject: subject, branches: branches, otherwise: otherwise))
    }
    static func comprehension(_ slot: Slot, list: Term, filter: Term?, projection: Term?) -> Term {
        Term(.comprehension(slot, list: list, filter: filter, projection: projection))
    }
    static func quantifier(_ kind: Quantifier.Kind, _ slot: Slot, list: Term, filter: Term) -> Term {
        Term(.quantifier(kind, slot, list: list, filter: filter))
    }
    static func reduce(accumulator: Slot, initial: Term, _ slot: Slot, list: Term, _ step: Term) -> Term {
        Term(.reduce(accumulator: accumulator, initial: initial, slot, list: list, step))
    }
    static func path(_ elements: [Slot]) -> Term { Term(.path(elements)) }
    static func exists(_ subquery: Int) -> Term { Term(.exists(subquery)) }
    static func collect(_ subquery: Int) -> Term { Term(.collect(subquery)) }
    static func count(_ subquery: Int) -> Term { Term(.count(subquery)) }
    static func labelled(_ base: Term, _ test: LabelTest) -> Term { Term(.labelled(base, test)) }
    static func typed(_ operand: Term, _ type: ValueType, negated: Bool) -> Term { Term(.typed(operand, type, negated: negated)) }
    static func cast(_ operand: Term, _ type: ValueType) -> Term { Term(.cast(operand, type)) }
    static func pathMode(_ path: Term, _ mode: PathMode) -> Term { Term(.pathMode(path, mode)) }
}
