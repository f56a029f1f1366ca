import PropertyGraph

/// Functions of unboxed vectors; nil for all others.
enum TypedCalls {
    static func apply(_ function: ScalarFunction, _ arguments: [Vector]) -> Vector? {
        if arguments.count == 2 { return function.name == "round" ? rounded(arguments[0], places: arguments[1]) : nil }
        guard arguments.count == 1 else { return nil }
        switch arguments[0] {
        case .strings(let codes, let dictionary) where function.name == "size":
            if dictionary.areASCII(codes) { return numbers(codes) { $0 == Vector.nullCode ? nil : dictionary.utf8(of: $0).count } }
            return numbers(codes) { $0 == Vector.nullCode ? nil : dictionary.utf8(of: $0).characterCount }
        case .strings(let codes, let dictionary) where function.name == "toInteger": return integers(codes, dictionary)
        case .partial(let numbers, let present): return apply(function, [numbers])?.masked(present)
        case .integers(let numbers): return apply(function, integers: numbers)
        case .floats(let numbers): return apply(function, floats: numbers)
        case .strings(let codes, let dictionary) where function.name == "isEmpty":
            return .booleans(codes.map { $0 == Vector.nullCode ? -1 : dictionary.utf8(of: $0).isEmpty ? 1 : 0 })
        case .lists(let lists): return apply(function, lists)
        case .nodes, .relationships, .dates, .booleans, .strings, .coded, .maps, .values, .constant: return nil
        }
    }

    private static func apply(_ function: ScalarFunction, _ lists: ListVector) -> Vector? {
        switch function.name {
        case "size": numbers(lists.parts) { $0.isNull ? nil : $0.count }
        case "isEmpty": .booleans(lists.parts.map { $0.isNull ? -1 : $0.count == 0 ? 1 : 0 })
        case "head": lists.element { _ in 0 }
        case "last": lists.element { _ in -1 }
        case "tail": .lists(lists.with(lists.parts.map { $0.count == 0 ? $0 : $0.part(1..<$0.count) }))
        default: nil
        }
    }

    private static func apply(_ function: ScalarFunction, integers numbers: [Int]) -> Vector? {
        switch function.name {
        case "toFloat": .floats(numbers.map { Double($0) })
        case "toInteger": .integers(numbers)
        // The least integer has none without its sign.
        case "abs": numbers.contains(.min) ? nil : .integers(numbers.map { abs($0) })
        case "sign": .integers(numbers.map { $0.signum() })
        default: function.onFloats.map { body in .floats(numbers.map { body(Double($0)) }) }
        }
    }

    private static func apply(_ function: ScalarFunction, floats numbers: [Double]) -> Vector? {
        switch function.name {
        case "toFloat": .floats(numbers)
        case "toInteger": numbers.allSatisfy { abs($0) < 0x1p62 } ? .integers(numbers.map { Int($0) }) : nil
        case "abs": .floats(numbers.map { abs($0) })
        case "sign": .integers(numbers.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 })
        default: function.onFloats.map { body in .floats(numbers.map(body)) }
        }
    }

    private static func rounded(_ numbers: Vector, places: Vector) -> Vector? {
        guard case .constant(.integer(let count)) = places, count >= 0 else { return nil }
        switch numbers {
        case .partial(let numbers, let present): return rounded(numbers, places: places)?.masked(present)
        case .integers(let numbers): return .floats(numbers.map { DecimalRounding.round(Double($0), places: count) })
        case .floats(let numbers): return .floats(numbers.map { DecimalRounding.round($0, places: count) })
        default: return nil
        }
    }

    /// Of texts of digits alone, with or without a minus; nil where there are others, which may be null with a note.
    private static func integers(_ codes: [UInt32], _ dictionary: StringDictionary) -> Vector? {
        var areAll = true
        let found = numbers(codes) { code -> Int? in
            if code == Vector.nullCode { return nil }
            let text = dictionary.utf8(of: code)
            let isNegative = text.first == UInt8(ascii: "-")
            let digits = text.dropFirst(isNegative ? 1 : 0)
            areAll = areAll && (1...18).contains(digits.count) && digits.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
            let number = areAll ? digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } : 0
            return isNegative ? -number : number
        }
        return areAll ? found : nil
    }

    @inline(__always)
    static func numbers<Element>(_ elements: [Element], _ number: (Element) -> Int?) -> Vector {
        var present = [Bool](repeating: true, count: elements.count)
        var isWhole = true
        let numbers = [Int](count: elements.count) { row in
            if let number = number(elements[row]) { return number }
            (present[row], isWhole) = (false, false)
            return 0
        }
        return isWhole ? .integers(numbers) : .partial(.integers(numbers), present: present)
    }
}
