import PropertyGraph

/// `=` and `<` of unboxed vectors; nil where the tagged values have to be looked at one by one.
enum TypedComparison {
    static func equal(_ a: Vector, _ b: Vector, _ count: Int) -> Vector? {
        switch (a, b) {
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
            .booleans((0..<count).map { row in
                a[row] == Vector.nullCode || b[row] == Vector.nullCode ? -1 : a[row] == b[row] ? 1 : 0
            })
        default: nil
        }
    }

    static func order(_ op: OrderOperator, _ a: Vector, _ b: Vector, _ count: Int) -> Vector? {
        switch (a, b) {
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
