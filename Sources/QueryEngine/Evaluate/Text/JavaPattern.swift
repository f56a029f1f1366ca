/// A regular expression in Java's syntax, which Cypher has, in PCRE2's.
///
/// Both are descendants of Perl's and mostly agree. Translated are the flags `u`, `d` and `U`, `\uXXXX`, `\0` octal numbers,
/// and property names that only Java has. What means something else in the two without an error is refused:
/// sets within sets, `&&`, and PCRE2's verbs such as `(*ACCEPT)`.
struct JavaPattern {
    struct Refusal: Error {
        let reason: String
        /// In characters from the start of the pattern as written.
        let offset: Int
    }

    private let source: [Unicode.Scalar]
    private var at = 0
    private var inSet = false
    private(set) var text = ""
    /// By byte of `text`, the character of the pattern that it came from.
    private var origins: [Int] = []
    /// Whether `(?U)` asks for Unicode's meaning of `\w`, `\d`, `\s` and `\b`.
    private(set) var unicodeClasses = false

    init(_ pattern: String) throws(Refusal) {
        source = Array(pattern.unicodeScalars)
        while at < source.count { try step() }
    }

    /// Where a byte of `text` stands in the pattern as written.
    func offset(ofByte byte: Int) -> Int { byte < origins.count ? origins[byte] : source.count }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? { at + ahead < source.count ? source[at + ahead] : nil }

    /// Adds text that stands for `length` characters of the pattern.
    private mutating func emit(_ piece: String, taking length: Int) {
        text += piece
        origins += repeatElement(at, count: piece.utf8.count)
        at += length
    }

    private mutating func step() throws(Refusal) {
        let scalar = source[at]
        switch scalar {
        case "\\": try escape()
        case "[" where inSet:
            // `[:alpha:]` is PCRE2's own, which Java would read as letters.
            throw Refusal(reason: "a set within a set is not supported", offset: at)
        case "[":
            inSet = true
            emit("[", taking: 1)
            if peek() == "^" { emit("^", taking: 1) }
            // Closes nothing at the start.
            if peek() == "]" { emit("\\]", taking: 1) }
        case "]" where inSet:
            inSet = false
            emit("]", taking: 1)
        case "&" where inSet && peek(1) == "&": throw Refusal(reason: "&& between sets is not supported", offset: at)
        case "(" where !inSet && peek(1) == "*": throw Refusal(reason: "nothing to repeat", offset: at + 1)
        case "(" where !inSet && peek(1) == "?": flags()
        default: emit(String(Character(scalar)), taking: 1)
        }
    }

    /// `(?idmsuxU-idmsuxU)` or `(?i:`; other groups are left as they are.
    private mutating func flags() {
        var end = at + 2
        var kept = ""
        var sets = true
        while end < source.count, "idmsuxU-".unicodeScalars.contains(source[end]) {
            switch source[end] {
            case "u", "d": break
            case "U": unicodeClasses = unicodeClasses || sets
            case let flag:
                if flag == "-" { sets = false }
                kept.unicodeScalars.append(flag)
            }
            end += 1
        }
        guard end > at + 2, end < source.count, source[end] == ")" || source[end] == ":" else { return emit("(?", taking: 2) }
        if kept.hasSuffix("-") { kept.removeLast() }
        emit("(?" + kept + String(Character(source[end])), taking: end + 1 - at)
    }

    private mutating func escape() throws(Refusal) {
        switch peek(1) {
        case nil: throw Refusal(reason: "a backslash at the end", offset: at)
        case "Q": quoted()
        case "u":
            guard let number = number(from: at + 2, digits: 4, radix: 16) else {
                throw Refusal(reason: "\\u takes four hexadecimal digits", offset: at)
            }
            emit("\\x{\(String(number, radix: 16))}", taking: 6)
        case "0":
            var length = 0
            while length < 3, number(from: at + 2, digits: length + 1, radix: 8).map({ $0 <= 0o377 }) == true { length += 1 }
            guard length > 0, let number = number(from: at + 2, digits: length, radix: 8) else {
                throw Refusal(reason: "\\0 takes octal digits", offset: at)
            }
            emit("\\x{\(String(number, radix: 16))}", taking: 2 + length)
        case "p", "P": property()
        case let next?: emit("\\" + String(Character(next)), taking: 2)
        }
    }

    private func number(from start: Int, digits: Int, radix: Int) -> Int? {
        guard start + digits <= source.count else { return nil }
        var text = ""
        for scalar in source[start..<start + digits] {
            guard scalar.isASCII, Character(scalar).isHexDigit else { return nil }
            text.unicodeScalars.append(scalar)
        }
        return Int(text, radix: radix)
    }

    /// `\Q…\E`, each character by itself, so that a set may hold it too.
    private mutating func quoted() {
        at += 2
        while at < source.count {
            if source[at] == "\\", peek(1) == "E" {
                at += 2
                return
            }
            let isWord = source[at].isASCII && (Character(source[at]).isLetter || Character(source[at]).isNumber)
            emit((isWord || !source[at].isASCII ? "" : "\\") + String(Character(source[at])), taking: 1)
        }
    }

    /// `\p{Lower}` and its like, of ASCII only, and `\p{IsLatin}`.
    private mutating func property() {
        guard peek(2) == "{", let end = source[at...].firstIndex(of: "}") else { return emit("\\" + String(Character(source[at + 1])), taking: 2) }
        var name = ""
        name.unicodeScalars.append(contentsOf: source[at + 3..<end])
        let negated = source[at + 1] == "P"
        let length = end + 1 - at
        if Self.posix.contains(name) {
            let set = "[:\(negated ? "^" : "")\(name.lowercased()):]"
            return emit(inSet ? set : "[\(set)]", taking: length)
        }
        if name.hasPrefix("Is") { name = String(name.dropFirst(2)) }
        if let equals = name.firstIndex(of: "="), ["script", "sc", "general_category", "gc"].contains(name[..<equals].lowercased()) {
            name = String(name[name.index(after: equals)...])
        }
        emit("\\\(negated ? "P" : "p"){\(name)}", taking: length)
    }

    private static let posix: Set<String> = [
        "Lower", "Upper", "ASCII", "Alpha", "Digit", "Alnum", "Punct", "Graph", "Print", "Blank", "Cntrl", "XDigit", "Space",
    ]
}
