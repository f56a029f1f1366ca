/// A name taken apart as people vary it: runs of letters in lower case and runs of digits without leading zeros.
/// `Reg. 17`, `reg17` and `REG-17` have the same atoms, and so have `12(2)(g)` and `12.2 g`. `&` and `+` are `and`;
/// apostrophes are left out.
struct NameAtoms: Hashable {
    let atoms: [String]

    init(_ atoms: [String]) { self.atoms = atoms }

    /// O(length).
    init(_ text: some StringProtocol) {
        // Nearly all names are ASCII, whose bytes are read many times faster than characters.
        atoms = Self.atoms(ofASCII: text.utf8) ?? Self.atoms(of: text)
    }

    private static func atoms(of text: some StringProtocol) -> [String] {
        var atoms: [String] = []
        var current = ""
        var isNumber = false
        func end() {
            guard !current.isEmpty else { return }
            atoms.append(isNumber ? Self.withoutLeadingZeros(current) : current)
            current = ""
        }
        for character in text {
            if let digit = character.wholeNumberValue, character.isASCII || character.isNumber {
                if !isNumber { end() }
                isNumber = true
                current += String(digit)
            } else if character.isLetter {
                if isNumber { end() }
                isNumber = false
                current += character.lowercased()
            } else if character == "&" || character == "+" {
                end()
                atoms.append("and")
            } else if character != "'" && character != "’" && character != "‘" {
                end()
            }
        }
        end()
        return atoms
    }

    /// The same of bytes; nil where one is not ASCII.
    private static func atoms(ofASCII text: some Collection<UInt8>) -> [String]? {
        var atoms: [String] = []
        var current: [UInt8] = []
        var isNumber = false
        func end() {
            guard !current.isEmpty else { return }
            let word = String(decoding: current, as: UTF8.self)
            atoms.append(isNumber ? withoutLeadingZeros(word) : word)
            current.removeAll(keepingCapacity: true)
        }
        for byte in text {
            switch byte {
            case 0x80...: return nil
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if !isNumber { end() }
                isNumber = true
                current.append(byte)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if isNumber { end() }
                isNumber = false
                current.append(byte | 0x20)
            case UInt8(ascii: "&"), UInt8(ascii: "+"):
                end()
                atoms.append("and")
            case UInt8(ascii: "'"): break
            default: end()
            }
        }
        end()
        return atoms
    }

    private static func withoutLeadingZeros(_ digits: String) -> String {
        let rest = digits.drop { $0 == "0" }
        return rest.isEmpty ? "0" : String(rest)
    }

    var isEmpty: Bool { atoms.isEmpty }

    /// What codes are looked up by: `12.2.g`.
    var code: String { atoms.joined(separator: ".") }

    /// What titles are looked up by: without articles, plurals and anything between the words. `Well-led`, `well led` and `wellled` are one.
    var title: String { words.joined() }

    /// The same of a title written in one word, whose inner plurals cannot be seen.
    var joined: String { Self.singular(atoms.joined()) }

    /// The words in the singular, without `the`.
    var words: [String] { atoms.filter { $0 != "the" }.map(Self.singular) }

    /// An English word without the ending of its plural; both forms of a word come out the same.
    static func singular(_ word: String) -> String {
        guard word.utf8.count > 3, word.hasSuffix("s") else { return word }
        if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
        if word.hasSuffix("sses") { return String(word.dropLast(2)) }
        if word.hasSuffix("ss") || word.hasSuffix("us") || word.hasSuffix("is") { return word }
        return String(word.dropLast())
    }

    /// Letters and the number behind them, as of `W5`; nil for any other form.
    var letterAndNumber: (letters: String, number: Int)? {
        guard atoms.count == 2, atoms[0].first?.isLetter == true, let number = Int(atoms[1]) else { return nil }
        return (atoms[0], number)
    }
}
