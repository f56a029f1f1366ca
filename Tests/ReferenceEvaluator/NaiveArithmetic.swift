import CypherSyntax
import PropertyGraph

/// `+ - * / %` on numbers; `+` also on strings and lists.
enum NaiveArithmetic {
    static func apply(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value {
        switch (a, b) {
        case (.null, _), (_, .null): return .null
        case (.integer(let a), .integer(let b)): return .integer(try integers(op, a, b))
        case (.integer(let a), .float(let b)): return .float(try floats(op, Double(a), b))
        case (.float(let a), .integer(let b)): return .float(try floats(op, a, Double(b)))
        case (.float(let a), .float(let b)): return .float(try floats(op, a, b))
        case (.string(let a), .string(let b)) where op == .add: return .string(a + b)
        case (.list(let a), .list(let b)) where op == .add: return .list(a + b)
        case (.list(let a), let b) where op == .add: return .list(a + [b])
        case (let a, .list(let b)) where op == .add: return .list([a] + b)
        case (.duration(let a), .duration(let b)) where op == .add || op == .subtract:
            return try NaiveEvaluator.sum(a, b, sign: op == .add ? 1 : -1)
        default: throw NaiveFault.wrongType(op.rawValue)
        }
    }

    private static func integers(_ op: BinaryOperator, _ a: Int, _ b: Int) throws -> Int {
        switch op {
        case .add: return try exact(a.addingReportingOverflow(b))
        case .subtract: return try exact(a.subtractingReportingOverflow(b))
        case .multiply: return try exact(a.multipliedReportingOverflow(by: b))
        case .divide where b != 0: return try exact(a.dividedReportingOverflow(by: b))
        case .modulo where b != 0: return try exact(a.remainderReportingOverflow(dividingBy: b))
        default: throw NaiveFault.notSupported("\(a) \(op.rawValue) \(b)")
        }
    }

    /// A query whose numbers become too large is given up.
    private static func exact(_ result: (partialValue: Int, overflow: Bool)) throws -> Int {
        if result.overflow { throw NaiveFault.tooManyRows }
        return result.partialValue
    }

    private static func floats(_ op: BinaryOperator, _ a: Double, _ b: Double) throws -> Double {
        switch op {
        case .add: return a + b
        case .subtract: return a - b
        case .multiply: return a * b
        case .divide: return a / b
        default: throw NaiveFault.notSupported("\(a) \(op.rawValue) \(b)")
        }
    }
}
