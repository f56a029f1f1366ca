import PropertyGraph

/// One side of an operation on unboxed vectors: an element for each row, or the same for all.
enum Operand<Element> {
    case each([Element])
    case same(Element)

    /// The result of `body` for each row. The one loop of comparisons and arithmetic: it is compiled anew for each `body`, and reads
    /// memory without a test per row, since a vector has as many elements as its batch has rows.
    @inline(__always)
    static func zip<Other, Result: BitwiseCopyable>(
        _ left: Operand, _ right: Operand<Other>, _ count: Int, _ body: (Element, Other) -> Result
    ) -> [Result] {
        switch (left, right) {
        case (.each(let a), .each(let b)):
            precondition(a.count >= count && b.count >= count)
            return a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in [Result](count: count) { body(a[$0], b[$0]) } } }
        case (.each(let a), .same(let b)):
            precondition(a.count >= count)
            return a.withUnsafeBufferPointer { a in [Result](count: count) { body(a[$0], b) } }
        case (.same(let a), .each(let b)):
            precondition(b.count >= count)
            return b.withUnsafeBufferPointer { b in [Result](count: count) { body(a, b[$0]) } }
        case (.same(let a), .same(let b)): return [Result](repeating: body(a, b), count: count)
        }
    }
}

extension Vector {
    /// Unboxed whole numbers; `present` is nil where none is null.
    var wholeNumbers: (numbers: [Int], present: [Bool]?)? {
        switch self {
        case .integers(let numbers): (numbers, nil)
        case .partial(.integers(let numbers), let present): (numbers, present)
        default: nil
        }
    }

    var asIntegers: Operand<Int>? {
        switch self {
        case .integers(let numbers): .each(numbers)
        case .constant(.integer(let number)): .same(number)
        default: nil
        }
    }

    /// Integers among floats become floats, as arithmetic has it.
    var asFloats: Operand<Double>? {
        switch self {
        case .floats(let numbers): .each(numbers)
        case .integers(let numbers): .each(numbers.map { Double($0) })
        case .constant(.float(let number)): .same(number)
        case .constant(.integer(let number)): .same(Double(number))
        default: nil
        }
    }

    /// Numbers to be compared with floats, which is exact: nil for integers that may not be floats.
    var asExactFloats: Operand<Double>? {
        switch self {
        case .floats(let numbers): .each(numbers)
        case .integers(let numbers): numbers.reduce(0) { $0 | $1.magnitude } < 1 << 53 ? .each(numbers.map(Double.init)) : nil
        case .constant(.float(let number)): .same(number)
        case .constant(.integer(let number)): abs(Double(number)) < 0x1p53 ? .same(Double(number)) : nil
        default: nil
        }
    }

    var asDates: Operand<Int32>? {
        switch self {
        case .dates(let days): .each(days)
        case .constant(.date(let date)): Int32(exactly: date.days).flatMap { $0 == Self.nullDate ? nil : .same($0) }
        default: nil
        }
    }
}
