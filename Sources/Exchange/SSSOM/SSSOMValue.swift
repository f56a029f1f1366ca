import PropertyGraph
/// What a value of a slot may be: as the LinkML model of SSSOM has it, which the sssom package applies to every row.
enum SSSOMValue {
    /// Why a text cannot be a value of the slot; nil where it can.
    static func fault(_ text: String, of name: String, _ kind: SSSOMSlots.Kind) -> String? {
        switch kind {
        case .text: nil
        case .reference: isReference(text) ? nil : "\(name) `\(text)` is neither a CURIE nor an IRI"
        case .address: isAddress(text) ? nil : "\(name) `\(text)` is not an IRI"
        case .date: isDate(text) ? nil : "\(name) `\(text)` is not a day, written YYYY-MM-DD"
        case .number: number(text) == nil ? "\(name) `\(text)` is not a number" : nil
        case .choice(let words): words.contains(text) ? nil : "\(name) `\(text)` is not one of \(words.joined(separator: ", "))"
        }
    }

    static func number(_ text: String) -> Double? {
        let text = text.trimmed
        return text.utf8.contains(UInt8(ascii: "x")) || text.utf8.contains(UInt8(ascii: "X")) ? nil : Double(text)
    }

    /// A day that there is, from the year 1 on.
    private static func isDate(_ text: String) -> Bool { CalendarDate(text) != nil && !text.hasPrefix("0000") }

    /// RFC 3986 URI or relative reference, or a CURIE (https://www.w3.org/TR/curie/), all of them ASCII.
    private static func isReference(_ text: String) -> Bool {
        if isAddress(text) { return true }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let prefix = text.utf8[..<colon]
        let isName = prefix.allSatisfy { isLetter($0) || isDigit($0) || [0x2E, 0x2D, 0x5F].contains($0) }
            && (prefix.first.map { isLetter($0) || $0 == 0x5F } ?? true)
        return isName && isAddress(String(text[text.index(after: colon)...]))
    }

    /// A URI, or a relative reference: then no colon stands in its first segment.
    private static func isAddress(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        var (hasFragment, index) = (false, 0)
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") {
                guard index + 2 < bytes.count, isHex(bytes[index + 1]), isHex(bytes[index + 2]) else { return false }
                index += 2
            } else if byte == UInt8(ascii: "#") {
                if hasFragment { return false }
                hasFragment = true
            } else if !isLetter(byte), !isDigit(byte), !allowed.contains(byte) { return false }
            index += 1
        }
        let segment = bytes.prefix { ![UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0) }
        guard let colon = segment.firstIndex(of: UInt8(ascii: ":")) else { return true }
        return isLetter(segment.first ?? 0) && segment[..<colon].allSatisfy { isLetter($0) || isDigit($0) || [0x2B, 0x2D, 0x2E].contains($0) }
    }

    /// Unreserved characters, delimiters and the rest of a path or query.
    private static let allowed = Set("-._~!$&'()*+,;=:@/?".utf8)
    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66 }
}

extension StringProtocol {
    /// Without white space at its ends.
    var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
