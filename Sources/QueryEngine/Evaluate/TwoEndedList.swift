import PropertyGraph

/// A list that grows at both ends and loses its first element, each in amortised O(1).
struct TwoEndedList {
    /// The first elements, the very first at the end.
    private var front: [Value] = []
    private var back: [Value]
    /// Elements of `back` that are gone.
    private var gone = 0
    /// As `ValueList.bytes`.
    private(set) var bytes: Int

    init(_ list: ValueList) {
        back = list.items
        bytes = list.bytes
    }

    var count: Int { front.count + back.count - gone }

    var items: [Value] { front.reversed() + back[gone...] }

    mutating func append(_ value: Value) {
        back.append(value)
        bytes += Self.size(value)
    }

    mutating func prepend(_ value: Value) {
        front.append(value)
        bytes += Self.size(value)
    }

    mutating func dropFirst() {
        if let value = front.popLast() {
            bytes -= Self.size(value)
        } else if gone < back.count {
            bytes -= Self.size(back[gone])
            gone += 1
        }
    }

    private static func size(_ value: Value) -> Int { MemoryLayout<Value>.stride + value.outerBytes }
}
