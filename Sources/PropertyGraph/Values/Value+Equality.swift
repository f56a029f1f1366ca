extension Value {
    /// The language's `=`: nil is null. Lists and maps compare part by part; a difference wins over a null.
    /// Values of different types are unequal, and numbers compare by their number.
    public static func equals(_ a: Value, _ b: Value) -> Bool? {
        switch (a, b) {
        case (.null, _), (_, .null): return nil
        case (.float(let a), .float(let b)): return a == b
        case (.integer(let a), .float(let b)), (.float(let b), .integer(let a)):
            return NumberOrder.compare(a, b) == 0
        case (.list(let a), .list(let b)): return equals(a, b)
        case (.map(let a), .map(let b)): return equals(a, b)
        default: return a == b
        }
    }

    private static func equals(_ a: ValueList, _ b: ValueList) -> Bool? {
        guard a.count == b.count else { return false }
        var unknown = false
        for index in a.indices {
            if ValueWatch.stops(at: index, of: a.bytes) { return nil }
            switch equals(a[index], b[index]) {
            case false?: return false
            case nil: unknown = true
            case true?: break
            }
        }
        return unknown ? nil : true
    }

    private static func equals(_ a: ValueMap, _ b: ValueMap) -> Bool? {
        guard a.count == b.count else { return false }
        var unknown = false
        for (index, entry) in a.enumerated() {
            if ValueWatch.stops(at: index, of: a.bytes) { return nil }
            guard let other = b[entry.key] else { return false }
            switch equals(entry.value, other) {
            case false?: return false
            case nil: unknown = true
            case true?: break
            }
        }
        return unknown ? nil : true
    }
}
