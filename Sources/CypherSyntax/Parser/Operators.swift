/// How tightly operators bind, from loose to tight.
enum Precedence: Int, Comparable {
    case or, xor, and, not, comparison, predicate, additive, multiplicative, power, unary, postfix

    static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

    var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .postfix }
}

extension BinaryOperator {
    var precedence: Precedence {
        switch self {
        case .or: .or
        case .xor: .xor
        case .and: .and
        case .in, .startsWith, .endsWith, .contains, .matches: .predicate
        case .add, .subtract, .concatenate: .additive
        case .multiply, .divide, .modulo: .multiplicative
        case .power: .power
        }
    }
}

/// What can stand behind an operand.
enum InfixOperator {
    case logical(BinaryOperator)
    case comparison(ComparisonOperator)
    case isNull
    /// `::`
    case isTyped
    case binary(BinaryOperator, Precedence)

    var precedence: Precedence {
        switch self {
        case .logical(let logical): logical.precedence
        case .comparison: .comparison
        case .isNull, .isTyped: .predicate
        case .binary(_, let precedence): precedence
        }
    }
}

extension Parser {
    /// The operator that the current token is or begins.
    func infixOperator() -> InfixOperator? {
        let binary: BinaryOperator
        switch kind {
        case .name:
            switch keyword {
            case .or: return .logical(.or)
            case .xor: return .logical(.xor)
            case .and: return .logical(.and)
            case .is: return .isNull
            case .in: binary = .in
            case .starts: binary = .startsWith
            case .ends: binary = .endsWith
            case .contains: binary = .contains
            default: return nil
            }
        case .equal: return .comparison(.equal)
        case .notEqual: return .comparison(.notEqual)
        case .less: return .comparison(.less)
        case .lessOrEqual: return .comparison(.lessOrEqual)
        case .greater: return .comparison(.greater)
        case .greaterOrEqual: return .comparison(.greaterOrEqual)
        case .matches: binary = .matches
        case .colon where peek().kind == .colon: return .isTyped
        case .plus: binary = .add
        case .doublePipe: binary = .concatenate
        case .minus: binary = .subtract
        case .star: binary = .multiply
        case .slash: binary = .divide
        case .percent: binary = .modulo
        case .caret: binary = .power
        default: return nil
        }
        return .binary(binary, binary.precedence)
    }
}
