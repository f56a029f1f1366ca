import Diagnostics
import PropertyGraph
import QueryEngine

/// Operators, by the types of what they take.
extension Translator {
    mutating func number(_ term: Term, _ sign: String, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        let value = try operand(term, bindings).settled
        guard value.type.isNumber || value.type == .null else {
            throw Diagnostics(RelationalFault.wrongType(what: sign, wanted: "a number", found: value.type.words), span: term.place.span)
        }
        return value
    }

    func asFloat(_ value: TypedSQL) -> SQLTerm {
        guard value.type == .integer else { return value.term }
        if case .constant(.integer(let number), _) = value.term { return .constant(.float(Double(number)), .float) }
        return .cast(value.term, .float)
    }

    // MARK: Arithmetic

    func arithmetic(_ op: ArithmeticOperator, _ first: TypedSQL, _ second: TypedSQL, _ place: Place) throws(Diagnostics) -> TypedSQL {
        // With a float, 0 and 0.0 give the same.
        let a = second.type == .float ? first.orZero : first.settled
        let b = first.type == .float ? second.orZero : second.settled
        if op != .concatenate, a.type.isNumber || a.type == .null, b.type.isNumber || b.type == .null { return try numbers(op, a, b, place) }
        guard op == .add || op == .concatenate else {
            if a.type == .date || b.type == .date { throw fault(.temporalArithmetic, place) }
            throw wrongOperand(op.rawValue, "numbers", a.type.isNumber ? b : a, place)
        }
        switch (a.type, b.type) {
        case (.list(let x), .list(let y)):
            guard let type = x.joined(with: y) else { throw Diagnostics(RelationalFault.severalTypes(what: "a list", x.words, y.words), span: place.span) }
            let joined = SQLTerm.operation(.listJoin, [wide(a, as: .list(type)), wide(b, as: .list(type))])
            // Where one is null, engines take the other alone.
            let checks = [a, b].filter { !$0.term.isConstant }.map { SQLTerm.isNull($0.term, negated: true) }
            guard !checks.isEmpty else { return TypedSQL(joined, .list(type)) }
            return TypedSQL(.cases([SQLBranch(when: .and(checks), then: joined)], otherwise: nil), .list(type))
        case (.list, _), (_, .list): throw fault(.listComputation, place)
        case (.text, .text), (.text, .null), (.null, .text):
            return TypedSQL(.operation(.concatenation, [wide(a, as: .text), wide(b, as: .text)]), .text)
        case (.text, .integer) where op == .add: return TypedSQL(.operation(.concatenation, [a.term, .cast(b.term, .text)]), .text)
        case (.integer, .text) where op == .add: return TypedSQL(.operation(.concatenation, [.cast(a.term, .text), b.term]), .text)
        case (.text, .float), (.float, .text): throw fault(.floatText, place)
        case (.null, .null): return .null
        case (.date, _), (_, .date): throw fault(.temporalArithmetic, place)
        default: throw wrongOperand(op.rawValue, "numbers, strings or lists", a, place)
        }
    }

    private func wrongOperand(_ op: String, _ wanted: String, _ found: TypedSQL, _ place: Place) -> Diagnostics {
        Diagnostics(RelationalFault.wrongType(what: op, wanted: wanted, found: found.type.words), span: place.span)
    }

    private func numbers(_ op: ArithmeticOperator, _ a: TypedSQL, _ b: TypedSQL, _ place: Place) throws(Diagnostics) -> TypedSQL {
        if a.type == .null || b.type == .null {
            let type = op == .power ? SQLType.float : a.type.joined(with: b.type) ?? .null
            return TypedSQL(.constant(.null, type), type)
        }
        if op == .power { return TypedSQL(power(asFloat(a), asFloat(b), place), .float) }
        if a.type == .integer, b.type == .integer {
            // One of the two at least has the full width.
            let left = b.term.isConstant ? wide(a) : a.term
            switch op {
            case .add, .subtract, .multiply: return TypedSQL(.infix(op.rawValue, [left, b.term]), .integer)
            case .divide: return TypedSQL(.operation(.quotient, [wide(a), b.term]), .integer)
            case .modulo: return TypedSQL(.operation(.remainder, [wide(a), b.term]), .integer)
            case .power, .concatenate: break
            }
        }
        switch op {
        case .modulo: throw fault(.floatRemainder, place)
        case .divide where dialect != .duckdb:
            // Other engines stop at a division by zero, which is infinite here.
            let refusal = RowRefusal("a division of floats by zero", place)
            let quotient = SQLTerm.infix("/", [asFloat(a), asFloat(b)])
            return TypedSQL(refusing(refusal, asFloat(a), where: .infix("=", [asFloat(b), .float(0)]), else: quotient), .float)
        case .add, .subtract, .multiply, .divide, .power, .concatenate: return TypedSQL(.infix(op.rawValue, [asFloat(a), asFloat(b)]), .float)
        }
    }

    // MARK: Comparisons

    /// Null where one of them is, else the truth.
    private func unlessNull(_ a: TypedSQL, _ b: TypedSQL, _ truth: Bool) -> TypedSQL {
        if a.type == .null || b.type == .null { return TypedSQL(.constant(.null, .boolean), .boolean) }
        let checks = [a, b].filter { !$0.term.isConstant }.map { SQLTerm.isNull($0.term, negated: true) }
        guard !checks.isEmpty else { return .truth(truth) }
        return TypedSQL(.cases([SQLBranch(when: .and(checks), then: .constant(.boolean(truth), .boolean))], otherwise: nil), .boolean)
    }

    func equal(_ a: TypedSQL, _ b: TypedSQL, _ place: Place) throws(Diagnostics) -> TypedSQL {
        if a.type == .null || b.type == .null { return TypedSQL(.constant(.null, .boolean), .boolean) }
        switch (a.type, b.type) {
        case (.list, .list): throw fault(.listComparison, place)
        case (.map, _), (_, .map), (.whole, _), (_, .whole): throw fault(.mapComparison, place)
        case (.integer, .float), (.float, .integer): return try mixed("=", a, b, place)
        case (let x, let y) where x == y: return TypedSQL(.infix("=", [a.term, b.term]), .boolean)
        default: return unlessNull(a, b, false)
        }
    }

    func ordered(_ op: OrderOperator, _ a: TypedSQL, _ b: TypedSQL, _ place: Place) throws(Diagnostics) -> TypedSQL {
        if a.type == .null || b.type == .null { return TypedSQL(.constant(.null, .boolean), .boolean) }
        switch (a.type, b.type) {
        case (.list, .list): throw fault(.listComparison, place)
        case (.map, _), (_, .map), (.whole, _), (_, .whole): throw fault(.mapComparison, place)
        case (.node, .node), (.relationship, .relationship): throw fault(.entityOrder, place)
        case (.integer, .float), (.float, .integer): return try mixed(op.rawValue, a, b, place)
        case (.text, .text): return TypedSQL(.infix(op.rawValue, [a.term, .operation(.byCodePoint, [b.term])]), .boolean)
        case (let x, let y) where x == y: return TypedSQL(.infix(op.rawValue, [a.term, b.term]), .boolean)
        // Values without an order among them.
        default: return TypedSQL(.constant(.null, .boolean), .boolean)
        }
    }

    /// Integers up to here are floats too.
    private static let exact = 1 << 53

    /// An integer with a float, by their numbers: engines would make a float of the integer, and so another number of a large one.
    private func mixed(_ op: String, _ a: TypedSQL, _ b: TypedSQL, _ place: Place) throws(Diagnostics) -> TypedSQL {
        let whole = a.type == .integer ? a : b
        let compared = SQLTerm.infix(op, [asFloat(a), asFloat(b)])
        if case .constant(.integer(let number), _) = whole.term {
            guard abs(number) <= Self.exact else {
                throw Diagnostics(RelationalFault.severalTypes(what: "a comparison", a.type.words, b.type.words), span: place.span)
            }
            return TypedSQL(compared, .boolean)
        }
        let bound = SQLTerm.constant(.integer(Self.exact), .integer)
        let isSmall = SQLTerm.infix("AND", [.infix(">=", [whole.term, .negate(bound)]), .infix("<=", [whole.term, bound])])
        return TypedSQL(
            .cases(
                [
                    SQLBranch(when: isSmall, then: compared),
                    SQLBranch(
                        when: .isNull(whole.term, negated: true),
                        then: .failure(RowRefusal("an integer beyond 2^53 compared with a float", place), .boolean, about: whole.term)),
                ], otherwise: nil), .boolean)
    }

    // MARK: Text

    func string(_ op: StringOperator, _ text: TypedSQL, _ part: TypedSQL, _ place: Place) throws(Diagnostics) -> TypedSQL {
        let operation: SQLOperation
        switch op {
        case .matches: throw fault(.regularExpression, place)
        case .contains: operation = .contains
        case .startsWith: operation = .startsWith
        case .endsWith: operation = .endsWith
        }
        guard text.type == .text, part.type == .text else { return TypedSQL(.constant(.null, .boolean), .boolean) }
        return TypedSQL(.operation(operation, [text.term, part.term]), .boolean)
    }
}

extension SQLTerm {
    var isConstant: Bool { if case .constant = self { true } else { false } }
}
