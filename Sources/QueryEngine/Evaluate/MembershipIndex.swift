import PropertyGraph

/// Answers `x IN list` for a list that is asked about many times: O(list) to make, O(1) to ask.
final class MembershipIndex {
    private let list: ValueList
    /// Elements without null or NaN in them: equal by `=` exactly where they are equal in a set.
    private var known: Set<HashedKey<Value>> = []
    /// Lists and maps with a null in them, which may be unequal, or unknown.
    private var uncertain: [Value] = []
    private var hasNull = false
    /// Of a list of these alone.
    private var integers: NumberSet?

    /// Throws where the run is to stop.
    init(_ list: ValueList, _ run: ExecutionContext.Setting) throws(EvaluationError) {
        self.list = list
        // The set has room for a third more.
        try run.memory.allow(list.count * MemoryLayout<Value>.stride * 4 / 3)
        var meter = WorkMeter(run)
        let numbers = list.compactMap(\.asInteger)
        if numbers.count == list.count {
            try meter.did(numbers.count)
            integers = NumberSet(numbers)
            return
        }
        known.reserveCapacity(list.count)
        for item in list {
            try meter.did(1 + item.outerBytes / MemoryLayout<Value>.stride)
            if item.isNull {
                hasNull = true
            } else if item.isCertain {
                known.insert(HashedKey(item))
            } else if case .float = item {
                // NaN equals nothing.
            } else {
                uncertain.append(item)
            }
        }
    }

    /// By row, as below: 1, 0, or -1 for null.
    func contains(_ elements: Vector, _ rows: Range<Int>) -> [Int8] {
        if let integers, case .integers(let numbers) = elements { return numbers[rows].map { integers.contains($0) ? 1 : 0 } }
        return rows.map { contains(elements.value(at: $0)).map { $0 ? 1 : 0 } ?? -1 }
    }

    /// nil is null.
    func contains(_ element: Value) -> Bool? {
        guard element.isCertain else { return Value.isIn(list, element) }
        if let integers {
            return switch element {
            case .integer(let number): integers.contains(number)
            case .float(let number): Int(exactly: number).map(integers.contains) ?? false
            default: false
            }
        }
        if known.contains(HashedKey(element)) { return true }
        var unknown = hasNull
        for item in uncertain {
            switch Value.equals(item, element) {
            case true?: return true
            case nil: unknown = true
            case false?: break
            }
        }
        return unknown ? nil : false
    }
}

/// Whole numbers, found by their place where they lie near to each other.
private enum NumberSet {
    case near(NearNumbers, isThere: [Bool])
    case any(Set<Int>)

    /// Takes up to 16 bytes for each.
    init(_ numbers: [Int]) {
        guard let near = NearNumbers(numbers, most: 16 * numbers.count) else {
            self = .any(Set(numbers))
            return
        }
        var isThere = [Bool](repeating: false, count: near.count)
        for place in numbers.lazy.compactMap(near.place) { isThere[place] = true }
        self = .near(near, isThere: isThere)
    }

    @inline(__always)
    func contains(_ number: Int) -> Bool {
        switch self {
        case .near(let near, let isThere): near.place(of: number).map { isThere[$0] } ?? false
        case .any(let numbers): numbers.contains(number)
        }
    }
}

extension Value {
    /// `element IN list`, element by element: nil, which is null, where a null in the list could have been it.
    static func isIn(_ list: ValueList, _ element: Value) -> Bool? {
        var unknown = false
        for (index, item) in list.enumerated() {
            if ValueWatch.stops(at: index, of: list.bytes) { return nil }
            switch equals(item, element) {
            case true?: return true
            case nil: unknown = true
            case false?: break
            }
        }
        return unknown ? nil : false
    }

    /// Neither null nor NaN, nor a list or map with one in it: `=` answers true or false.
    var isCertain: Bool {
        switch self {
        case .null: false
        case .float(let number): !number.isNaN
        case .list(let items): items.allSatisfy(\.isCertain)
        case .map(let map): map.values.allSatisfy(\.isCertain)
        default: true
        }
    }
}

/// The indexes of the lists that were asked about last. A list has one from the second time on.
final class MembershipCache {
    private var entries: [(list: ValueList, index: MembershipIndex?)] = []

    /// Below this many elements looking at each is as fast.
    private static let leastCount = 16

    /// nil for a short list, and for one that is met for the first time, if it is not known that several rows have it.
    func index(of list: ValueList, isShared: Bool, _ run: ExecutionContext.Setting) throws(EvaluationError) -> MembershipIndex? {
        guard list.count >= Self.leastCount else { return nil }
        var known = entries.firstIndex { $0.list.isSame(as: list) }
        if known == nil {
            if entries.count == 4 { entries.removeFirst() }
            entries.append((list, nil))
            if isShared { known = entries.count - 1 }
        }
        guard let place = known else { return nil }
        if let index = entries[place].index { return index }
        let index = try MembershipIndex(list, run)
        entries[place].index = index
        return index
    }
}

extension ValueList {
    /// Whether both are one list in memory: what is held cannot change.
    fileprivate func isSame(as other: ValueList) -> Bool {
        count == other.count
            && items.withUnsafeBufferPointer { a in other.items.withUnsafeBufferPointer { a.baseAddress == $0.baseAddress } }
    }
}
