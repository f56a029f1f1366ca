public import Diagnostics

/// Reads a JSON text (RFC 8259) into the same tree as `YamlReader`, with the place of every value.
/// libyaml cannot do it: it rejects surrogate pairs. Numbers, `true`, `false` and `null` are plain scalars; strings are not.
public struct JSONReader {
    private let source: SourceText
    private let bytes: [UInt8]
    private var at = 0
    /// Deeper values would take the stack of whoever walks the tree.
    private static let deepest = 200

    /// Throws `ImportFault.malformedJSON` and `.duplicateKey`, both with their place. O(n).
    public static func read(_ source: SourceText) throws(Diagnostics) -> YamlNode {
        var reader = JSONReader(source: source)
        let root = try reader.value(depth: 0)
        reader.skipSpace()
        if reader.at < reader.bytes.count { throw reader.malformed("text follows the value") }
        return root
    }

    private init(source: SourceText) {
        self.source = source
        bytes = Array(source.text.utf8)
    }

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private func malformed(_ problem: String) -> Diagnostics { malformed(problem, SourceSpan(at, min(at + 1, bytes.count))) }

    private func malformed(_ problem: String, _ span: SourceSpan) -> Diagnostics {
        Diagnostics(ImportFault.malformedJSON(problem: problem), span: span, source: source)
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private mutating func value(depth: Int) throws(Diagnostics) -> YamlNode {
        skipSpace()
        if depth > Self.deepest { throw malformed("it is nested more than \(Self.deepest) levels deep") }
        let start = at
        switch next {
        case nil: throw malformed("it ends too early")
        case UInt8(ascii: "{"):
            let entries = try entries(depth: depth)
            return YamlNode(.mapping(entries), span: SourceSpan(start, at), isPlain: false)
        case UInt8(ascii: "["):
            let items = try items(depth: depth)
            return YamlNode(.sequence(items), span: SourceSpan(start, at), isPlain: false)
        case UInt8(ascii: "\""): return YamlNode(.scalar(try string()), span: SourceSpan(start, at), isPlain: false)
        default: return try word()
        }
    }

    private mutating func entries(depth: Int) throws(Diagnostics) -> [YamlNode.Entry] {
        at += 1
        var (entries, seen): ([YamlNode.Entry], Set<String>) = ([], [])
        skipSpace()
        if next == UInt8(ascii: "}") {
            at += 1
            return entries
        }
        while true {
            skipSpace()
            let start = at
            guard next == UInt8(ascii: "\"") else { throw malformed("a key in double quotes is missing") }
            let key = try string()
            let span = SourceSpan(start, at)
            guard seen.insert(key).inserted else { throw Diagnostics(DataFault.duplicateKey(key), span: span, source: source) }
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw malformed("a colon is missing after the key `\(key)`") }
            at += 1
            entries.append(YamlNode.Entry(key: key, keySpan: span, value: try value(depth: depth + 1)))
            if try !goesOn(until: UInt8(ascii: "}")) { return entries }
        }
    }

    private mutating func items(depth: Int) throws(Diagnostics) -> [YamlNode] {
        at += 1
        var items: [YamlNode] = []
        skipSpace()
        if next == UInt8(ascii: "]") {
            at += 1
            return items
        }
        while true {
            items.append(try value(depth: depth + 1))
            if try !goesOn(until: UInt8(ascii: "]")) { return items }
        }
    }

    /// Passes a comma, or the bracket that ends the list.
    private mutating func goesOn(until end: UInt8) throws(Diagnostics) -> Bool {
        skipSpace()
        guard let byte = next, byte == end || byte == UInt8(ascii: ",") else {
            throw malformed(next == nil ? "it ends too early" : "a comma or `\(Character(UnicodeScalar(end)))` is missing")
        }
        at += 1
        return byte != end
    }

    private mutating func word() throws(Diagnostics) -> YamlNode {
        let start = at
        while let byte = next, Self.isWordByte(byte) { at += 1 }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        guard ["true", "false", "null"].contains(text) || Self.isNumber(bytes[start..<at]) else {
            at = start
            throw malformed("a value is missing or misspelt here")
        }
        return YamlNode(.scalar(text), span: SourceSpan(start, at))
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || [0x2B, 0x2D, 0x2E].contains(byte)
    }

    private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        func digits() -> Int {
            let count = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let leadsWithZero = rest.first == 0x30
        let whole = digits()
        if whole == 0 || leadsWithZero && whole > 1 { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            if digits() == 0 { return false }
        }
        if rest.first.map({ $0 | 0x20 }) == UInt8(ascii: "e") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            if digits() == 0 { return false }
        }
        return rest.isEmpty
    }

    // MARK: Strings

    private mutating func string() throws(Diagnostics) -> String {
        let start = at
        at += 1
        var text: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            if byte < 0x20 { throw malformed("a control character stands in a string; write it as an escape such as \\n") }
            if byte == UInt8(ascii: "\\") { try escape(&text) } else {
                text.append(byte)
                at += 1
            }
        }
        guard next != nil else { throw malformed("this string has no closing quote", SourceSpan(start, start + 1)) }
        at += 1
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escape(_ text: inout [UInt8]) throws(Diagnostics) {
        let start = at
        at += 1
        guard let letter = next else { throw malformed("it ends too early") }
        at += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            guard let first = unit() else { throw malformed("\\u needs four hexadecimal digits", SourceSpan(start, at)) }
            var units = [first]
            // A surrogate pair is two escapes; half of one becomes U+FFFD.
            if UTF16.isLeadSurrogate(first), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") {
                let before = at
                at += 2
                if let second = unit(), UTF16.isTrailSurrogate(second) { units.append(second) } else { at = before }
            }
            text += Array(String(decoding: units, as: UTF16.self).utf8)
        default: throw malformed("there is no such escape", SourceSpan(start, at))
        }
    }

    private mutating func unit() -> UInt16? {
        guard at + 4 <= bytes.count, bytes[at..<(at + 4)].allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
        defer { at += 4 }
        return UInt16(String(decoding: bytes[at..<(at + 4)], as: UTF8.self), radix: 16)
    }
}
