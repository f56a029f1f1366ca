extension Value {
    /// What `<` and its sisters see: negative, 0 or positive; `unknown` where the answer is null;
    /// NaN compares with numbers as false.
    public enum Comparison: Sendable {
        /// Negative, zero or positive, as the first is less, equal or greater.
        case ordered(Int)
        /// The two cannot be compared.
        case unknown
        /// Numbers of which one is NaN: every comparison is false.
        case unordered
    }

    /// Comparability: numbers with numbers, strings by scalars, booleans (false first), dates and times with
    /// those of their own type, lists part by part; anything else, durations among them, is unknown.
    public static func compare(_ a: Value, _ b: Value) -> Comparison {
        switch (a, b) {
        case (.integer(let a), .integer(let b)): return .ordered(a < b ? -1 : a > b ? 1 : 0)
        case (.float(let a), .float(let b)):
            return a.isNaN || b.isNaN ? .unordered : .ordered(a < b ? -1 : a > b ? 1 : 0)
        case (.integer(let a), .float(let b)):
            return NumberOrder.compare(a, b).map { .ordered($0) } ?? .unordered
        case (.float(let a), .integer(let b)):
            return NumberOrder.compare(b, a).map { .ordered(-$0) } ?? .unordered
        case (.string(let a), .string(let b)): return .ordered(scalarOrder(a, b))
        case (.boolean(let a), .boolean(let b)): return .ordered(a == b ? 0 : a ? 1 : -1)
        case (.date(let a), .date(let b)): return .ordered(a < b ? -1 : a > b ? 1 : 0)
        case (.localTime(let a), .localTime(let b)): return .ordered(a < b ? -1 : a > b ? 1 : 0)
        case (.time(let a), .time(let b)): return .ordered(a.order(b))
        case (.localDateTime(let a), .localDateTime(let b)): return .ordered(a < b ? -1 : a > b ? 1 : 0)
        case (.dateTime(let a), .dateTime(let b)): return .ordered(a.order(b))
        case (.list(let a), .list(let b)):
            for (index, (x, y)) in zip(a, b).enumerated() {
                if ValueWatch.stops(at: index, of: a.bytes) { return .unknown }
                if case .null = x { return .unknown }
                if case .null = y { return .unknown }
                guard case .ordered(let order) = compare(x, y) else { return .unknown }
                if order != 0 { return .ordered(order) }
            }
            return .ordered(a.count - b.count)
        default: return .unknown
        }
    }

    /// Orderability: a total order over all values, ascending as ORDER BY has it
    /// (map, node, relationship, list, path, datetime, localdatetime, date, time, localtime, duration, string,
    /// boolean, number, NaN, null).
    public static func order(_ a: Value, _ b: Value) -> Int {
        let (rankA, rankB) = (a.rank, b.rank)
        if rankA != rankB { return rankA - rankB }
        switch (a, b) {
        case (.float(let x), _) where x.isNaN:
            if case .float(let y) = b, y.isNaN { return 0 }
            return 1
        case (_, .float(let y)) where y.isNaN: return -1
        case (.list(let x), .list(let y)):
            for index in 0..<min(x.count, y.count) {
                if ValueWatch.stops(at: index, of: x.bytes) { return 0 }
                let result = order(x[index], y[index])
                if result != 0 { return result }
            }
            return x.count - y.count
        case (.map(let x), .map(let y)):
            let (keysX, keysY) = (x.keys.sorted(), y.keys.sorted())
            for (p, q) in zip(keysX, keysY) where p != q { return p < q ? -1 : 1 }
            if keysX.count != keysY.count { return keysX.count - keysY.count }
            for (index, key) in keysX.enumerated() {
                if ValueWatch.stops(at: index, of: x.bytes) { return 0 }
                let result = order(x[key] ?? .null, y[key] ?? .null)
                if result != 0 { return result }
            }
            return 0
        case (.duration(let x), .duration(let y)): return x.order(y)
        case (.node(let x), .node(let y)): return Int(x.index) - Int(y.index)
        case (.relationship(let x), .relationship(let y)): return Int(x.index) - Int(y.index)
        case (.path(let x), .path(let y)):
            for index in 0..<min(x.nodes.count, y.nodes.count) {
                let result = Int(x.nodes[index].index) - Int(y.nodes[index].index)
                if result != 0 { return result }
                if index < min(x.relationships.count, y.relationships.count) {
                    let step = Int(x.relationships[index].index) - Int(y.relationships[index].index)
                    if step != 0 { return step }
                }
            }
            return x.nodes.count - y.nodes.count
        default:
            if case .ordered(let result) = compare(a, b) { return result }
            return 0
        }
    }

    private var rank: Int {
        switch self {
        case .map: 0
        case .node: 1
        case .relationship: 2
        case .list: 3
        case .path: 4
        case .dateTime: 5
        case .localDateTime: 6
        case .date: 7
        case .time: 8
        case .localTime: 9
        case .duration: 10
        case .string: 11
        case .boolean: 12
        case .integer, .float: 13
        case .null: 14
        }
    }

    static func scalarOrder(_ a: String, _ b: String) -> Int { a.scalarOrder(b) }
}
