/// What stands between `.*` at both ends of a pattern: a text of one line matches the pattern where this is found in it.
struct PatternMiddle {
    /// With the flags of the whole pattern.
    let text: String
    /// Without flags, escapes, groups with options and counted repetitions.
    private(set) var isPlain: Bool

    /// Whether letters of both cases are alike, and whether a dot stands for the end of a line, which texts of one line do not have.
    private static let flags = ["(?i)", "(?s)", "(?is)", "(?si)"]
    /// What may follow a backslash: classes, ends of words, and signs that stand for themselves.
    private static let escaped = Array("bBdDwWsS.,;:!?+*-/()[]{}|&#%@'\"\\".utf8)

    /// nil where the pattern does not begin, after its flags, and end with `.*`, and where it holds anything but letters, digits, blanks, groups without
    /// options, classes without nesting, dots, quantifiers and escapes.
    init?(of pattern: String) {
        let flags = Self.flags.first { pattern.hasPrefix($0) } ?? ""
        let whole = pattern.dropFirst(flags.count)
        guard whole.hasPrefix(".*"), whole.hasSuffix(".*"), whole.utf8.count > 4 else { return nil }
        let middle = whole.dropFirst(2).dropLast(2)
        guard let first = middle.utf8.first, !"?+*{".utf8.contains(first) else { return nil }
        text = flags + middle
        isPlain = flags.isEmpty
        guard isSimple(Array(middle.utf8)) else { return nil }
    }

    /// Takes note of what is not plain.
    private mutating func isSimple(_ bytes: [UInt8]) -> Bool {
        var (depth, isClass) = (0, false)
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\\"):
                guard place < bytes.count, Self.escaped.contains(bytes[place]) else { return false }
                isPlain = false
                place += 1
            case UInt8(ascii: "["):
                if isClass { return false }
                isClass = true
            case UInt8(ascii: "]"):
                if !isClass { return false }
                isClass = false
            case UInt8(ascii: "(") where !isClass:
                depth += 1
                // A group that is not numbered is the one option.
                if place < bytes.count, bytes[place] == UInt8(ascii: "?") {
                    guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: ":") else { return false }
                    isPlain = false
                    place += 2
                }
            case UInt8(ascii: ")") where !isClass:
                depth -= 1
                if depth < 0 { return false }
            // At the top it would divide the whole pattern, `.*` and all.
            case UInt8(ascii: "|"): if depth == 0, !isClass { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","): isPlain = false
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "?"), UInt8(ascii: "."), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: " "),
                UInt8(ascii: "_"): break
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
            default: return false
            }
        }
        return depth == 0 && !isClass
    }
}
