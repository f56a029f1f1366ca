extension Value {
    /// The language's `=`: nil is null. Lists and maps compare part by part; a difference wins over a null.
    /// Values of different types are unequal, and numbers compare by their number.
    public static func equals(_ a: Value, _ b: Value) -> Bool? {
        switch (a, b) {
        case (.null, _), (_, .null): return nil
        case (.float(let a), .float(let b)): return a == b
        case (.integer(let a), .float(let b)), (.float(let b), .integer(let a)):
            return NumberOrder.compare(a, b) == 0
        case (.list(let a), .list(let b)):
            guard a.count == b.count else { return false }
            return all(zip(a, b))
        case (.map(let a), .map(let b)):
            guard a.count == b.count else { return false }
            var unknown = false
            for (key, value) in a {
                guard let other = b[key] else { return false }
                switch equals(value, other) {
                case false?: return false
                case nil: unknown = true
                case true?: break
                }
            }
            return unknown ? nil : true
        default: return a == b
        }
    }

    private static func all(_ pairs: Zip2Sequence<[Value], [Value]>) -> Bool? {
        var unknown = false
        for (a, b) in pairs {
            switch equals(a, b) {
            case false?: return false
            case nil: unknown = true
            case true?: break
            }
        }
        return unknown ? nil : true
    }
}
