#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import PropertyGraph

/// `=` and `<` of unboxed vectors; nil where the tagged values have to be looked at one by one.
enum TypedComparison {
    static func equal(_ a: Vector, _ b: Vector, _ count: Int) -> Vector? {
        switch (a, b) {
        case (.partial(let a, let present), _): equal(a, b, count)?.masked(present)
        case (_, .partial(let b, let present)): equal(a, b, count)?.masked(present)
        case (.dates(let a), .dates(let b)): known(count) { a[$0] != Vector.nullDate && b[$0] != Vector.nullDate } _: { a[$0] == b[$0] }
        case (.dates(let a), .constant(.date(let b))), (.constant(.date(let b)), .dates(let a)):
            known(count) { a[$0] != Vector.nullDate } _: { Int(a[$0]) == b.days }
        case (.integers(let a), .integers(let b)): truths(count) { a[$0] == b[$0] }
        case (.integers(let a), .constant(.integer(let b))), (.constant(.integer(let b)), .integers(let a)):
            truths(count) { a[$0] == b }
        case (.floats(let a), .floats(let b)): truths(count) { a[$0] == b[$0] }
        case (.floats(let a), .constant(.float(let b))), (.constant(.float(let b)), .floats(let a)):
            truths(count) { a[$0] == b }
        case (.nodes(let a), .nodes(let b)), (.relationships(let a), .relationships(let b)):
            .booleans((0..<count).map { a[$0] < 0 || b[$0] < 0 ? -1 : a[$0] == b[$0] ? 1 : 0 })
        case (.strings(let codes, let dictionary), .constant(.string(let text))),
            (.constant(.string(let text)), .strings(let codes, let dictionary)):
            equal(codes, dictionary.code(of: text))
        case (.strings(let a, let dictionary), .strings(let b, let other)) where dictionary === other:
            known(count) { a[$0] != Vector.nullCode && b[$0] != Vector.nullCode } _: { a[$0] == b[$0] }
        case (.strings(let a, let dictionary), .strings(let b, let other)):
            equal(a, dictionary, b, other, count)
        default: nil
        }
    }

    /// Of two dictionaries.
    private static func equal(_ a: [UInt32], _ first: StringDictionary, _ b: [UInt32], _ second: StringDictionary, _ count: Int) -> Vector {
        known(count) { a[$0] != Vector.nullCode && b[$0] != Vector.nullCode } _: { row in
            let (x, y) = (first.utf8(of: a[row]), second.utf8(of: b[row]))
            return x.count == y.count && (x.isEmpty || memcmp(x.baseAddress!, y.baseAddress!, x.count) == 0)
        }
    }

    static func order(_ op: OrderOperator, _ a: Vector, _ b: Vector, _ count: Int) -> Vector? {
        switch (a, b) {
        case (.partial(let a, let present), _): order(op, a, b, count)?.masked(present)
        case (_, .partial(let b, let present)): order(op, a, b, count)?.masked(present)
        case (.dates(let a), .dates(let b)):
            (order(op, count) { a[$0] } _: { b[$0] }).masked([Bool](count: count) { a[$0] != Vector.nullDate && b[$0] != Vector.nullDate })
        case (.dates(let a), .constant(.date(let b))):
            (order(op, count) { Int(a[$0]) } _: { _ in b.days }).masked([Bool](count: count) { a[$0] != Vector.nullDate })
        case (.constant(.date(let a)), .dates(let b)):
            (order(op, count) { _ in a.days } _: { Int(b[$0]) }).masked([Bool](count: count) { b[$0] != Vector.nullDate })
        case (.integers(let a), .integers(let b)): order(op, count) { a[$0] } _: { b[$0] }
        case (.integers(let a), .constant(.integer(let b))): order(op, count) { a[$0] } _: { _ in b }
        case (.constant(.integer(let a)), .integers(let b)): order(op, count) { _ in a } _: { b[$0] }
        // Every comparison with NaN is false, as the language has it for numbers.
        case (.floats(let a), .floats(let b)): order(op, count) { a[$0] } _: { b[$0] }
        case (.floats(let a), .constant(.float(let b))): order(op, count) { a[$0] } _: { _ in b }
        case (.constant(.float(let a)), .floats(let b)): order(op, count) { _ in a } _: { b[$0] }
        default: nil
        }
    }

    @inline(__always)
    private static func truths(_ count: Int, _ holds: (Int) -> Bool) -> Vector {
        .booleans([Int8](count: count) { holds($0) ? 1 : 0 })
    }

    /// Null where it is not known.
    @inline(__always)
    private static func known(_ count: Int, _ isKnown: (Int) -> Bool, _ holds: (Int) -> Bool) -> Vector {
        .booleans([Int8](count: count) { isKnown($0) ? holds($0) ? 1 : 0 : -1 })
    }

    private static func equal(_ codes: [UInt32], _ wanted: UInt32?) -> Vector {
        let wanted = wanted ?? Vector.nullCode
        return .booleans(codes.map { $0 == Vector.nullCode ? -1 : $0 == wanted ? 1 : 0 })
    }

    @inline(__always)
    private static func order<Number: Comparable>(
        _ op: OrderOperator, _ count: Int, _ a: (Int) -> Number, _ b: (Int) -> Number
    ) -> Vector {
        switch op {
        case .less: truths(count) { a($0) < b($0) }
        case .lessOrEqual: truths(count) { a($0) <= b($0) }
        case .greater: truths(count) { a($0) > b($0) }
        case .greaterOrEqual: truths(count) { a($0) >= b($0) }
        }
    }
}
