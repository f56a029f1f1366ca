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
        var out: [Int] = []
        out.reserveCapacity(count)
        for row in 0..<count {
            let (result, overflow): (Int, Bool)
            switch op {
            case .add: (result, overflow) = a(row).addingReportingOverflow(b(row))
            case .subtract: (result, overflow) = a(row).subtractingReportingOverflow(b(row))
            case .multiply: (result, overflow) = a(row).multipliedReportingOverflow(by: b(row))
            case .divide, .modulo, .power, .concatenate: return nil
            }
            if overflow { return nil }
            out.append(result)
        }
        return .integers(out)
    }

    @inline(__always)
    private static func floats(_ op: ArithmeticOperator, _ count: Int, _ a: (Int) -> Double, _ b: (Int) -> Double) -> Vector? {
        switch op {
        case .add: .floats((0..<count).map { a($0) + b($0) })
        case .subtract: .floats((0..<count).map { a($0) - b($0) })
        case .multiply: .floats((0..<count).map { a($0) * b($0) })
        case .divide, .modulo, .power, .concatenate: nil
        }
    }
}
