#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import PropertyGraph

/// Arithmetic of unboxed numbers; nil for anything else.
enum TypedArithmetic {
    static func apply(_ op: ArithmeticOperator, _ a: Vector, _ b: Vector, _ count: Int) -> Vector? {
        switch (a, b) {
        case (.partial(let a, let present), _): apply(op, a, b, count)?.masked(present)
        case (_, .partial(let b, let present)): apply(op, a, b, count)?.masked(present)
        case (.integers(let a), .integers(let b)): integers(op, count) { a[$0] } _: { b[$0] }
        case (.integers(let a), .constant(.integer(let b))): integers(op, count) { a[$0] } _: { _ in b }
        case (.constant(.integer(let a)), .integers(let b)): integers(op, count) { _ in a } _: { b[$0] }
        case (.floats(let a), .floats(let b)): floats(op, count) { a[$0] } _: { b[$0] }
        case (.floats(let a), .constant(let b)): b.asFloat.flatMap { b in floats(op, count) { a[$0] } _: { _ in b } }
        case (.constant(let a), .floats(let b)): a.asFloat.flatMap { a in floats(op, count) { _ in a } _: { b[$0] } }
        case (.integers(let a), .constant(.float(let b))): floats(op, count) { Double(a[$0]) } _: { _ in b }
        case (.constant(.float(let a)), .integers(let b)): floats(op, count) { _ in a } _: { Double(b[$0]) }
        case (.integers(let a), .floats(let b)): floats(op, count) { Double(a[$0]) } _: { b[$0] }
        case (.floats(let a), .integers(let b)): floats(op, count) { a[$0] } _: { Double(b[$0]) }
        default: nil
        }
    }

    /// nil on overflow and division by zero too: row by row it finds its fault.
    @inline(__always)
    private static func integers(_ op: ArithmeticOperator, _ count: Int, _ a: (Int) -> Int, _ b: (Int) -> Int) -> Vector? {
        var fails = false
        @inline(__always)
        func fill(_ compute: (Int, Int) -> (partialValue: Int, overflow: Bool)) -> Vector? {
            let out = [Int](count: count) { row in
                let (result, overflow) = compute(a(row), b(row))
                fails = fails || overflow
                return result
            }
            return fails ? nil : .integers(out)
        }
        switch op {
        case .add: return fill { $0.addingReportingOverflow($1) }
        case .subtract: return fill { $0.subtractingReportingOverflow($1) }
        case .multiply: return fill { $0.multipliedReportingOverflow(by: $1) }
        case .divide: return fill { $0.dividedReportingOverflow(by: $1) }
        // The remainder of the least integer by -1 is 0, although the quotient does not fit.
        case .modulo: return fill { $1 == -1 ? (0, false) : $0.remainderReportingOverflow(dividingBy: $1) }
        case .power: return .floats([Double](count: count) { pow(Double(a($0)), Double(b($0))) })
        case .concatenate: return nil
        }
    }

    @inline(__always)
    private static func floats(_ op: ArithmeticOperator, _ count: Int, _ a: (Int) -> Double, _ b: (Int) -> Double) -> Vector? {
        switch op {
        case .add: .floats([Double](count: count) { a($0) + b($0) })
        case .subtract: .floats([Double](count: count) { a($0) - b($0) })
        case .multiply: .floats([Double](count: count) { a($0) * b($0) })
        case .divide: .floats([Double](count: count) { a($0) / b($0) })
        case .modulo: .floats([Double](count: count) { a($0).truncatingRemainder(dividingBy: b($0)) })
        case .power: .floats([Double](count: count) { pow(a($0), b($0)) })
        case .concatenate: nil
        }
    }
}

extension Vector {
    /// With null where `present` is false: of numbers or truths.
    func masked(_ present: [Bool]) -> Vector {
        switch self {
        case .partial(let numbers, let own): .partial(numbers, present: [Bool](count: own.count) { own[$0] && present[$0] })
        case .booleans(let truths): .booleans([Int8](count: truths.count) { present[$0] ? truths[$0] : -1 })
        case .integers, .floats: .partial(self, present: present)
        case .nodes, .relationships, .dates, .strings, .values, .constant:
            .values(present.indices.map { present[$0] ? value(at: $0) : .null })
        }
    }
}

extension Value {
    /// Of a number that stands beside floats.
    fileprivate var asFloat: Double? {
        switch self {
        case .float(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }
}
