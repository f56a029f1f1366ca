/// Takes the endings off English words, so that `involve`, `involved` and `involving` are one term.
///
/// The rules are those of M. F. Porter, "An algorithm for suffix stripping", Program 14 (3), 1980, pages 130 to 137.
/// A stem is not a word and is shown to nobody.
package struct Stemmer {
    private var letters: [UInt8]

    /// `word`: small letters a to z; with any other letter, or up to two letters, it stays as it is. O(length).
    package static func stem(_ word: String) -> String {
        let letters = Array(word.utf8)
        guard letters.count > 2, letters.allSatisfy({ (0x61...0x7A).contains($0) }) else { return word }
        var stemmer = Stemmer(letters: letters)
        stemmer.takePlural()
        stemmer.takePast()
        stemmer.turnFinalY()
        stemmer.replace(Self.doubleEndings, above: 0)
        stemmer.replace(Self.singleEndings, above: 0)
        stemmer.takeLastEnding()
        stemmer.tidy()
        return String(decoding: stemmer.letters, as: UTF8.self)
    }

    // MARK: Steps

    private mutating func takePlural() {
        if ends("sses") || ends("ies") { letters.removeLast(2) } else if ends("s"), !ends("ss") { letters.removeLast() }
    }

    private mutating func takePast() {
        if ends("eed") {
            if measure(letters.count - 3) > 0 { letters.removeLast() }
            return
        }
        guard let ending = ["ed", "ing"].first(where: { ends($0) }), hasVowel(letters.count - ending.utf8.count) else { return }
        letters.removeLast(ending.utf8.count)
        if ends("at") || ends("bl") || ends("iz") {
            letters.append(Self.e)
        } else if endsInDouble, !ends("l"), !ends("s"), !ends("z") {
            letters.removeLast()
        } else if measure(letters.count) == 1, endsInShortSyllable(letters.count) {
            letters.append(Self.e)
        }
    }

    private mutating func turnFinalY() {
        if ends("y"), hasVowel(letters.count - 1) { letters[letters.count - 1] = 0x69 }
    }

    /// The longest ending that fits decides; it is replaced where enough of the word is before it.
    private mutating func replace(_ endings: [(String, String)], above least: Int) {
        guard let (ending, other) = endings.filter({ ends($0.0) }).max(by: { $0.0.utf8.count < $1.0.utf8.count }) else { return }
        let rest = letters.count - ending.utf8.count
        if measure(rest) > least { letters.replaceSubrange(rest..., with: other.utf8) }
    }

    private mutating func takeLastEnding() {
        if ends("ion"), !ends("sion"), !ends("tion") { return }
        replace(Self.lastEndings, above: 1)
    }

    private mutating func tidy() {
        if ends("e") {
            let rest = letters.count - 1
            let measure = measure(rest)
            if measure > 1 || measure == 1 && !endsInShortSyllable(rest) { letters.removeLast() }
        }
        if ends("ll"), measure(letters.count) > 1 { letters.removeLast() }
    }

    // MARK: Conditions

    private static let e: UInt8 = 0x65

    private func ends(_ ending: String) -> Bool { letters.suffix(ending.utf8.count).elementsEqual(ending.utf8) }

    /// `y` is a vowel after a consonant.
    private func isConsonant(_ index: Int) -> Bool {
        switch letters[index] {
        case 0x61, 0x65, 0x69, 0x6F, 0x75: false
        case 0x79: index == 0 || !isConsonant(index - 1)
        default: true
        }
    }

    /// How often a consonant follows a vowel in the first letters: `m` in the article.
    private func measure(_ end: Int) -> Int {
        var count = 0
        var afterVowel = false
        for index in 0..<end {
            let isConsonant = isConsonant(index)
            if isConsonant, afterVowel { count += 1 }
            afterVowel = !isConsonant
        }
        return count
    }

    private func hasVowel(_ end: Int) -> Bool { (0..<end).contains { !isConsonant($0) } }

    private var endsInDouble: Bool {
        let end = letters.count
        return end > 1 && letters[end - 1] == letters[end - 2] && isConsonant(end - 1)
    }

    /// Consonant, vowel, consonant, the last none of w, x and y: `*o` in the article.
    private func endsInShortSyllable(_ end: Int) -> Bool {
        end > 2 && isConsonant(end - 3) && !isConsonant(end - 2) && isConsonant(end - 1)
            && !Array("wxy".utf8).contains(letters[end - 1])
    }

    // MARK: Tables

    private static let doubleEndings = [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"),
        ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"),
        ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"),
        ("biliti", "ble"),
    ]

    private static let singleEndings = [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ]

    private static let lastEndings = [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti",
        "ous", "ive", "ize",
    ].map { ($0, "") }
}
