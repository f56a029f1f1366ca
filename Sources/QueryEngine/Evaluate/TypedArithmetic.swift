/// `+`, `-` and `*` of unboxed numbers; nil for anything else.
enum TypedArithmetic {
    static func apply(_ op: ArithmeticOperator, _ a: Vector, _ b: Vector, _ count: Int) -> Vector? {
        switch (a, b) {
        case (.integers(let a), .integers(let b)): integers(op, count) { a[$0] } _: { b[$0] }
        case (.integers(let a), .constant(.integer(let b))): integers(op, count) { a[$0] } _: { _ in b }
        case (.constant(.integer(let a)), .integers(let b)): integers(op, count) { _ in a } _: { b[$0] }
        case (.floats(let a), .floats(let b)): floats(op, count) { a[$0] } _: { b[$0] }
        case (.floats(let a), .constant(.float(let b))): floats(op, count) { a[$0] } _: { _ in b }
        case (.constant(.float(let a)), .floats(let b)): floats(op, count) { _ in a } _: { b[$0] }
        case (.integers(let a), .floats(let b)): floats(op, count) { Double(a[$0]) } _: { b[$0] }
        case (.floats(let a), .integers(let b)): floats(op, count) { a[$0] } _: { Double(b[$0]) }
        default: nil
        }
    }

    /// nil on overflow too: row by row it finds its fault.
    @inline(__always)
    private static func integers(_ op: ArithmeticOperator, _ count: Int, _ a: (Int) -> Int, _ b: (Int) -> Int) -> Vector? {
        var overflows = false
        @inline(__always)
        func fill(_ compute: (Int, Int) -> (partialValue: Int, overflow: Bool)) -> Vector? {
            let out = [Int](count: count) { row in
                let (result, overflow) = compute(a(row), b(row))
                overflows = overflows || overflow
                return result
            }
            return overflows ? nil : .integers(out)
        }
        switch op {
        case .add: return fill { $0.addingReportingOverflow($1) }
        case .subtract: return fill { $0.subtractingReportingOverflow($1) }
        case .multiply: return fill { $0.multipliedReportingOverflow(by: $1) }
        case .divide, .modulo, .power, .concatenate: return nil
        }
    }

    @inline(__always)
    private static func floats(_ op: ArithmeticOperator, _ count: Int, _ a: (Int) -> Double, _ b: (Int) -> Double) -> Vector? {
        switch op {
        case .add: .floats([Double](count: count) { a($0) + b($0) })
        case .subtract: .floats([Double](count: count) { a($0) - b($0) })
        case .multiply: .floats([Double](count: count) { a($0) * b($0) })
        case .divide, .modulo, .power, .concatenate: nil
        }
    }
}
