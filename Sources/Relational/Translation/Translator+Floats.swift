import PropertyGraph
import QueryEngine

/// Floats that engines hold for another value than we do: NaN, which others put above all numbers and let equal itself, the sum of none,
/// which is the integer 0, and what others call an error.
extension TypedSQL {
    /// Of an empty sum of floats an error, for the integer 0 does not fit a column of floats.
    var settled: TypedSQL {
        guard type == .floatOrZero else { return self }
        let about = SQLTerm.call("coalesce", [.cast(term, .text), .constant(.string("none"), .text)])
        return TypedSQL(.call("coalesce", [term, .failure(RowRefusal("the sum of no floats, which is an integer"), .float, about: about)]), .float)
    }

    /// Of an empty sum of floats 0.0: where that is as good as the integer 0.
    var orZero: TypedSQL {
        type == .floatOrZero ? TypedSQL(.call("coalesce", [term, .float(0)]), .float) : self
    }
}

extension Binding {
    var settled: Binding {
        if case .value(let value) = self { .value(value.settled) } else { self }
    }
}

extension SQLTerm {
    static func float(_ number: Double) -> SQLTerm { .constant(.float(number), .float) }

    fileprivate var constantFloat: Double? { if case .constant(.float(let number), _) = self { number } else { nil } }
}

extension Translator {
    func withoutNaN(_ value: TypedSQL) -> TypedSQL {
        value.type == .float && mayBeNaN(value.term) ? TypedSQL(refusingNaN(value.term), .float) : value
    }

    func refusingNaN(_ term: SQLTerm) -> SQLTerm { refusing(RowRefusal("NaN"), term, where: .operation(.isNaN, [term]), else: term) }

    /// `term`, but an error of the engine where the condition holds.
    func refusing(_ refusal: RowRefusal, _ about: SQLTerm, where condition: SQLTerm, else term: SQLTerm) -> SQLTerm {
        if case .infix("=", let sides) = condition, let divisor = sides[0].constantFloat, divisor != 0 { return term }
        return .cases([SQLBranch(when: condition, then: .failure(refusal, .float, about: about))], otherwise: term)
    }

    /// Of a negative base a broken power is NaN, and zero to a negative power infinite, which some call errors.
    func power(_ base: SQLTerm, _ exponent: SQLTerm, _ place: Place) -> SQLTerm {
        let power = SQLTerm.call("power", [base, exponent])
        if isPlainPower([base, exponent]) { return power }
        let isBroken = SQLTerm.infix("AND", [.infix("<", [base, .float(0)]), .infix("<>", [exponent, .call("floor", [exponent])])])
        let isInfinite = SQLTerm.infix("AND", [.infix("=", [base, .float(0)]), .infix("<", [exponent, .float(0)])])
        return refusing(RowRefusal("a power that is not a finite number", place), base, where: .infix("OR", [isBroken, isInfinite]), else: power)
    }

    private func isPlainPower(_ parts: [SQLTerm]) -> Bool {
        if let exponent = parts[1].constantFloat, exponent >= 0, exponent == exponent.rounded() { return true }
        return parts[0].constantFloat.map { $0 > 0 } ?? false
    }

    // MARK: What a computation may give

    /// Whether a float is finite for sure. Columns of tables are: their definition sees to it.
    func isFinite(_ term: SQLTerm) -> Bool {
        switch term {
        case .column(_, let name): !isComputed(name)
        case .constant(let value, _):
            switch value {
            case .float(let number): number.isFinite
            case .list(let items): items.allSatisfy { if case .float(let number) = $0 { number.isFinite } else { true } }
            default: true
            }
        case .cast(.call(_, let parts), .float): parts.allSatisfy(isFinite)
        // An integer.
        case .cast(_, .float): true
        case .negate(let part): isFinite(part)
        case .call("abs", let parts): isFinite(parts[0])
        default: false
        }
    }

    private func mayBeNaN(_ term: SQLTerm) -> Bool {
        switch term {
        case .negate(let part): return mayBeNaN(part)
        case .cases(let branches, let otherwise?) where branches.first?.when == .operation(.isNaN, [otherwise]): return false
        case .infix("+", let sides), .infix("-", let sides), .infix("*", let sides):
            if sides.contains(where: mayBeNaN) { return true }
            // Infinite less infinite, or zero times infinite.
            if case .infix("*", _) = term, !sides.allSatisfy(isFinite) {
                return !sides.contains { $0.constantFloat.map { $0.isFinite && $0 != 0 } ?? false }
            }
            return !sides.contains(where: isFinite)
        case .infix("/", let sides):
            if sides.contains(where: mayBeNaN) { return true }
            return ![sides[0], sides[1]].contains { $0.constantFloat.map { $0.isFinite && $0 != 0 } ?? false }
        case .cases(_, .some(.infix("/", let sides))):
            // Behind the test for a divisor of zero.
            return sides.contains(where: mayBeNaN) || !sides.contains(where: isFinite)
        case .call("power", let parts): return parts.contains(where: mayBeNaN) || !isPlainPower(parts)
        case .cases(_, .some(.call("power", let parts))): return parts.contains(where: mayBeNaN)
        // Made of values that were checked.
        case .column, .constant, .cast, .call, .cases, .aggregate, .operation, .scalar, .exists, .failure, .not, .isNull, .isIn, .infix: return false
        }
    }
}
