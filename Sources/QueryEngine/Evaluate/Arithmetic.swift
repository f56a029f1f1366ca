import Diagnostics
import Platform
import PropertyGraph

/// `+ - * / % ^` on values. Integers fail on overflow; null with anything is null.
enum Arithmetic {
    static func apply(_ op: ArithmeticOperator, _ a: Value, _ b: Value) throws(EvaluationError) -> Value {
        if op == .concatenate { return try concatenated(a, b) }
        switch (a, b) {
        case (.null, _), (_, .null): return .null
        case (.integer(let a), .integer(let b)): return try integers(op, a, b)
        case (.float(let a), .float(let b)): return .float(floats(op, a, b))
        case (.integer(let a), .float(let b)): return .float(floats(op, Double(a), b))
        case (.float(let a), .integer(let b)): return .float(floats(op, a, Double(b)))
        case (.string(let a), .string(let b)) where op == .add: return .string(a + b)
        default:
            if let result = try TemporalArithmetic.apply(op, a, b) { return result }
            if op == .add { return try sum(a, b) }
            let odd = isNumber(a) ? b : a
            throw .wrongType(odd, "numbers", op.rawValue)
        }
    }

    static func negated(_ value: Value) throws(EvaluationError) -> Value {
        switch value {
        case .null: return .null
        case .integer(let number):
            guard number != .min else { throw EvaluationError(.integerOverflow("-(\(number))")) }
            return .integer(-number)
        case .float(let number): return .float(-number)
        default: throw .wrongType(value, "a number", "-")
        }
    }

    static func positive(_ value: Value) throws(EvaluationError) -> Value {
        guard value.isNull || isNumber(value) else { throw .wrongType(value, "a number", "+") }
        return value
    }

    private static func isNumber(_ value: Value) -> Bool {
        switch value {
        case .integer, .float: true
        default: false
        }
    }

    private static func integers(_ op: ArithmeticOperator, _ a: Int, _ b: Int) throws(EvaluationError) -> Value {
        let result: (partialValue: Int, overflow: Bool)
        switch op {
        case .add: result = a.addingReportingOverflow(b)
        case .subtract: result = a.subtractingReportingOverflow(b)
        case .multiply: result = a.multipliedReportingOverflow(by: b)
        case .divide:
            guard b != 0 else { throw EvaluationError(.divisionByZero) }
            result = a.dividedReportingOverflow(by: b)
        case .modulo:
            guard b != 0 else { throw EvaluationError(.divisionByZero) }
            // The remainder of the least integer by -1 is 0, although the quotient does not fit.
            return .integer(a.remainderReportingOverflow(dividingBy: b).partialValue)
        case .power: return .float(pow(Double(a), Double(b)))
        case .concatenate: return .null
        }
        guard !result.overflow else { throw EvaluationError(.integerOverflow("\(a) \(op.rawValue) \(b)")) }
        return .integer(result.partialValue)
    }

    private static func floats(_ op: ArithmeticOperator, _ a: Double, _ b: Double) -> Double {
        switch op {
        case .add: a + b
        case .subtract: a - b
        case .multiply: a * b
        case .divide: a / b
        case .modulo: a.truncatingRemainder(dividingBy: b)
        case .power: pow(a, b)
        case .concatenate: .nan
        }
    }

    /// `||`: unlike `+` it takes two of a kind only.
    private static func concatenated(_ a: Value, _ b: Value) throws(EvaluationError) -> Value {
        switch (a, b) {
        case (.null, _), (_, .null): return .null
        case (.list(let a), .list(let b)): return .list(a + b)
        case (.string(let a), .string(let b)): return .string(a + b)
        case (.string, _), (.list, _): throw .wrongType(b, a.typeWords, "|| behind \(a.typeWords)")
        default: throw .wrongType(a, "strings or lists", "||")
        }
    }

    /// Lists and strings join; a number joins a string as its text.
    private static func sum(_ a: Value, _ b: Value) throws(EvaluationError) -> Value {
        switch (a, b) {
        case (.list(let a), .list(let b)): return .list(a + b)
        case (.list(let a), let b): return .list(a + [b])
        case (let a, .list(let b)): return .list([a] + b)
        case (.string(let a), .integer(let b)): return .string(a + String(b))
        case (.string(let a), .float(let b)): return .string(a + FloatText.text(of: b))
        case (.integer(let a), .string(let b)): return .string(String(a) + b)
        case (.float(let a), .string(let b)): return .string(FloatText.text(of: a) + b)
        default:
            let odd: Value
            if case .string = a { odd = b } else { odd = isNumber(a) ? b : a }
            throw .wrongType(odd, "numbers, strings or lists", "+")
        }
    }
}
