import Platform
import PropertyGraph

/// `=` and `<` of unboxed vectors; nil where the tagged values have to be looked at one by one.
enum TypedComparison {
    static func equal(_ a: Vector, _ b: Vector, _ count: Int) -> Vector? {
        switch (a, b) {
        case (.constant, .constant): return nil
        case (.partial(let a, let present), _): return equal(a, b, count)?.masked(present)
        case (_, .partial(let b, let present)): return equal(a, b, count)?.masked(present)
        case (.nodes(let a), .nodes(let b)), (.relationships(let a), .relationships(let b)):
            return .booleans(Operand.zip(.each(a), .each(b), count) { $0 < 0 || $1 < 0 ? -1 : $0 == $1 ? 1 : 0 })
        case (.strings(let codes, let dictionary), .constant(.string(let text))),
            (.constant(.string(let text)), .strings(let codes, let dictionary)):
            return equal(.each(codes), .same(dictionary.code(of: text) ?? .max - 1), count)
        case (.strings(let a, let dictionary), .strings(let b, let other)):
            return dictionary === other ? equal(.each(a), .each(b), count) : equal(a, dictionary, b, other, count)
        default: break
        }
        if let a = a.asIntegers, let b = b.asIntegers { return .booleans(Operand.zip(a, b, count) { $0 == $1 ? 1 : 0 }) }
        if let a = a.asExactFloats, let b = b.asExactFloats { return .booleans(Operand.zip(a, b, count) { $0 == $1 ? 1 : 0 }) }
        if let a = a.asDates, let b = b.asDates {
            return .booleans(Operand.zip(a, b, count) { $0 == Vector.nullDate || $1 == Vector.nullDate ? -1 : $0 == $1 ? 1 : 0 })
        }
        return nil
    }

    /// Of one dictionary.
    private static func equal(_ a: Operand<UInt32>, _ b: Operand<UInt32>, _ count: Int) -> Vector {
        .booleans(Operand.zip(a, b, count) { $0 == Vector.nullCode || $1 == Vector.nullCode ? -1 : $0 == $1 ? 1 : 0 })
    }

    /// Of two dictionaries.
    private static func equal(_ a: [UInt32], _ first: StringDictionary, _ b: [UInt32], _ second: StringDictionary, _ count: Int) -> Vector {
        .booleans(Operand.zip(.each(a), .each(b), count) { a, b in
            if a == Vector.nullCode || b == Vector.nullCode { return -1 }
            let (x, y) = (first.utf8(of: a), second.utf8(of: b))
            return x.count == y.count && (x.isEmpty || memcmp(x.baseAddress!, y.baseAddress!, x.count) == 0) ? 1 : 0
        })
    }

    static func order(_ op: OrderOperator, _ a: Vector, _ b: Vector, _ count: Int) -> Vector? {
        switch (a, b) {
        case (.constant, .constant): return nil
        case (.partial(let a, let present), _): return order(op, a, b, count)?.masked(present)
        case (_, .partial(let b, let present)): return order(op, a, b, count)?.masked(present)
        case (.strings(let codes, let dictionary), .constant(.string(let text))):
            return text.withBytes { text in order(op, codes.count) { row in codes[row] == Vector.nullCode ? nil : StringDictionary.order(dictionary.utf8(of: codes[row]), text) } }
        case (.constant(.string(let text)), .strings(let codes, let dictionary)):
            return text.withBytes { text in order(op, codes.count) { row in codes[row] == Vector.nullCode ? nil : StringDictionary.order(text, dictionary.utf8(of: codes[row])) } }
        case (.strings(let a, let first), .strings(let b, let second)):
            return order(op, a.count) { row in
                a[row] == Vector.nullCode || b[row] == Vector.nullCode ? nil : StringDictionary.order(first.utf8(of: a[row]), second.utf8(of: b[row]))
            }
        default: break
        }
        if let a = a.asIntegers, let b = b.asIntegers { return order(op, a, b, count) }
        // Every comparison with NaN is false, as the language has it for numbers.
        if let a = a.asExactFloats, let b = b.asExactFloats { return order(op, a, b, count) }
        guard let x = a.asDates, let y = b.asDates else { return nil }
        switch op {
        case .less: return dates(x, y, count, <)
        case .lessOrEqual: return dates(x, y, count, <=)
        case .greater: return dates(x, y, count, >)
        case .greaterOrEqual: return dates(x, y, count, >=)
        }
    }

    /// Of rows whose order is a number: negative, 0 or positive; nil for null.
    private static func order(_ op: OrderOperator, _ count: Int, _ number: (Int) -> Int?) -> Vector {
        func truths(_ holds: (Int) -> Bool) -> Vector { .booleans([Int8](count: count) { number($0).map { holds($0) ? 1 : 0 } ?? -1 }) }
        return switch op {
        case .less: truths { $0 < 0 }
        case .lessOrEqual: truths { $0 <= 0 }
        case .greater: truths { $0 > 0 }
        case .greaterOrEqual: truths { $0 >= 0 }
        }
    }

    @inline(__always)
    private static func dates(_ a: Operand<Int32>, _ b: Operand<Int32>, _ count: Int, _ holds: (Int32, Int32) -> Bool) -> Vector {
        .booleans(Operand.zip(a, b, count) { $0 == Vector.nullDate || $1 == Vector.nullDate ? -1 : holds($0, $1) ? 1 : 0 })
    }

    private static func order<Number: Comparable>(_ op: OrderOperator, _ a: Operand<Number>, _ b: Operand<Number>, _ count: Int) -> Vector {
        switch op {
        case .less: .booleans(Operand.zip(a, b, count) { $0 < $1 ? 1 : 0 })
        case .lessOrEqual: .booleans(Operand.zip(a, b, count) { $0 <= $1 ? 1 : 0 })
        case .greater: .booleans(Operand.zip(a, b, count) { $0 > $1 ? 1 : 0 })
        case .greaterOrEqual: .booleans(Operand.zip(a, b, count) { $0 >= $1 ? 1 : 0 })
        }
    }
}
