import Platform
import PropertyGraph

/// Arithmetic of unboxed numbers; nil for anything else.
enum TypedArithmetic {
    static func apply(_ op: ArithmeticOperator, _ a: Vector, _ b: Vector, _ count: Int) -> Vector? {
        switch (a, b) {
        case (.constant, .constant): return nil
        case (.partial(let a, let present), _): return apply(op, a, b, count)?.masked(present)
        case (_, .partial(let b, let present)): return apply(op, a, b, count)?.masked(present)
        default: break
        }
        if let result = TypedDates.sum(op, a, b) { return result }
        if let a = a.asIntegers, let b = b.asIntegers { return integers(op, a, b, count) }
        if let a = a.asFloats, let b = b.asFloats { return floats(op, a, b, count) }
        return nil
    }

    static func negated(_ vector: Vector) -> Vector? {
        switch vector {
        case .partial(let numbers, let present): negated(numbers)?.masked(present)
        case .integers(let numbers): checked(.same(0), .each(numbers), numbers.count) { $0.subtractingReportingOverflow($1) }
        case .floats(let numbers): .floats(numbers.map { -$0 })
        default: nil
        }
    }

    /// nil on overflow and division by zero too: row by row it finds its fault.
    private static func integers(_ op: ArithmeticOperator, _ a: Operand<Int>, _ b: Operand<Int>, _ count: Int) -> Vector? {
        switch op {
        case .add: checked(a, b, count) { $0.addingReportingOverflow($1) }
        case .subtract: checked(a, b, count) { $0.subtractingReportingOverflow($1) }
        case .multiply: checked(a, b, count) { $0.multipliedReportingOverflow(by: $1) }
        case .divide: checked(a, b, count) { small($0, $1) { $0 / $1 } ?? $0.dividedReportingOverflow(by: $1) }
        // The remainder of the least integer by -1 is 0, although the quotient does not fit.
        case .modulo:
            checked(a, b, count) { small($0, $1) { $0 % $1 } ?? ($1 == -1 ? (0, false) : $0.remainderReportingOverflow(dividingBy: $1)) }
        case .power: .floats(Operand.zip(a, b, count) { pow(Double($0), Double($1)) })
        case .concatenate: nil
        }
    }

    private static func floats(_ op: ArithmeticOperator, _ a: Operand<Double>, _ b: Operand<Double>, _ count: Int) -> Vector? {
        switch op {
        case .add: .floats(Operand.zip(a, b, count) { $0 + $1 })
        case .subtract: .floats(Operand.zip(a, b, count) { $0 - $1 })
        case .multiply: .floats(Operand.zip(a, b, count) { $0 * $1 })
        case .divide: .floats(Operand.zip(a, b, count) { $0 / $1 })
        case .modulo: .floats(Operand.zip(a, b, count) { $0.truncatingRemainder(dividingBy: $1) })
        case .power: .floats(Operand.zip(a, b, count) { pow($0, $1) })
        case .concatenate: nil
        }
    }

    @inline(__always)
    private static func checked(
        _ a: Operand<Int>, _ b: Operand<Int>, _ count: Int, _ body: (Int, Int) -> (partialValue: Int, overflow: Bool)
    ) -> Vector? {
        var fails = false
        let results = Operand.zip(a, b, count) { (a, b) -> Int in
            let (result, overflow) = body(a, b)
            fails = fails || overflow
            return result
        }
        return fails ? nil : .integers(results)
    }

    /// Most numbers fit in half a word, of which processors divide several times as fast.
    @inline(__always)
    private static func small(_ a: Int, _ b: Int, _ body: (UInt32, UInt32) -> UInt32) -> (partialValue: Int, overflow: Bool)? {
        guard let a = UInt32(exactly: a), let b = UInt32(exactly: b), b != 0 else { return nil }
        return (Int(body(a, b)), false)
    }
}

extension Vector {
    /// With null where `present` is false: of numbers or truths.
    func masked(_ present: [Bool]) -> Vector {
        switch self {
        case .partial(let numbers, let own): .partial(numbers, present: Operand.zip(.each(own), .each(present), own.count) { $0 && $1 })
        case .booleans(let truths): .booleans(truths.masked(present, -1))
        case .integers, .floats: .partial(self, present: present)
        case .nodes(let ids): .nodes(ids.masked(present, -1))
        case .relationships(let ids): .relationships(ids.masked(present, -1))
        case .dates(let days): .dates(days.masked(present, Self.nullDate))
        case .strings(let codes, let dictionary): .strings(codes.masked(present, Self.nullCode), dictionary)
        case .coded(let codes, let dictionary): .coded(codes.masked(present, Self.nullCode), dictionary)
        case .maps(let maps): .maps(maps.masked(present))
        case .lists(let lists): .lists(lists.with(lists.parts.masked(present, .null)))
        case .values, .constant: .values(present.indices.map { present[$0] ? value(at: $0) : .null })
        }
    }
}

extension Array where Element: BitwiseCopyable {
    fileprivate func masked(_ present: [Bool], _ null: Element) -> [Element] { Operand.zip(.each(self), .each(present), count) { $1 ? $0 : null } }
}
