/// A name as the resolver compares it: its words in lower case, whatever stands between them.
/// `Well-led`, `well led` and `WELL_LED` are one; apostrophes and the full stop between digits do not part words.
struct NameWords: Hashable {
    let text: String

    init(_ name: String) {
        var out: [UInt8] = []
        if Self.appendASCII(name, to: &out) {
            text = String(decoding: out, as: UTF8.self)
        } else {
            text = Self.general(name)
        }
    }

    var isEmpty: Bool { text.isEmpty }

    /// `QualityStatement` → `quality statement`, `IStatement` → `i statement`, `KLOE` → `kloe`.
    static func ofCamelCase(_ name: String) -> NameWords { NameWords(spaced(name)) }

    /// A label as words of a sentence: `quality statement`, `I statement`, `KLOE`.
    static func sentenceWords(of label: String) -> String {
        spaced(label).split(separator: " ").map { $0.allSatisfy(\.isUppercase) ? String($0) : $0.lowercased() }
            .joined(separator: " ")
    }

    /// A space before each capital that begins a word.
    private static func spaced(_ name: String) -> String {
        let letters = Array(name)
        var out = ""
        for (index, letter) in letters.enumerated() {
            if index > 0, letter.isUppercase {
                let followsSmall = letters[index - 1].isLowercase
                let precedesSmall = index + 1 < letters.count && letters[index + 1].isLowercase
                if followsSmall || precedesSmall { out += " " }
            }
            out.append(letter)
        }
        return out
    }

    /// The other name begins with these words, whole ones.
    func isWholePrefix(of other: NameWords) -> Bool {
        other.text.hasPrefix(text) && other.text.utf8.dropFirst(text.utf8.count).first == 0x20
    }

    /// The other name begins with these letters.
    func isPrefix(of other: NameWords) -> Bool { other.text.hasPrefix(text) }

    /// The quick way, for names of ASCII only; false for others.
    private static func appendASCII(_ name: String, to out: inout [UInt8]) -> Bool {
        let bytes = name.utf8
        var gap = false
        for byte in bytes {
            switch byte {
            case 0x80...: return false
            case 0x30...0x39, 0x61...0x7A, 0x41...0x5A, 0x2E:
                if gap, !out.isEmpty { out.append(0x20) }
                gap = false
                out.append(byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte)
            case 0x27: continue
            default: gap = true
            }
        }
        while out.last == 0x2E { out.removeLast() }
        return true
    }

    private static func general(_ name: String) -> String {
        var out = ""
        var gap = false
        for character in name {
            if character.isLetter || character.isNumber || character == "." {
                if gap, !out.isEmpty { out += " " }
                gap = false
                out += character.lowercased()
            } else if character != "'" && character != "’" && character != "‘" {
                gap = true
            }
        }
        while out.last == "." { out.removeLast() }
        return out
    }
}
