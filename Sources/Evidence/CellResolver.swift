/// What the words of a cell mean: links to the knowledge base, and what is to be said about them.
struct CellMeaning: Sendable {
    /// Ids, each once.
    var links: [String] = []
    var warnings: [String] = []
    /// Parts that mean nothing here, with the nearest name.
    var unknown: [(text: String, nearest: String?)] = []

    mutating func add(_ id: String) { if !links.contains(id) { links.append(id) } }

    mutating func add(_ other: CellMeaning) {
        other.links.forEach { add($0) }
        warnings += other.warnings
        unknown += other.unknown
    }
}

/// Reads the cells of a register: several codes in one, codes with titles, titles alone.
public struct CellResolver: Sendable {
    let vocabulary: EvidenceVocabulary
    /// Which law a regulation without a year is of, where that is asked for: the code of its framework.
    var law: String?

    public init(_ vocabulary: EvidenceVocabulary, law: String? = nil) {
        self.vocabulary = vocabulary
        self.law = law
    }

    /// Most of the cells name statements.
    public func looksLikeStatements(_ cells: [String]) -> Bool {
        let named = cells.count { !statements($0).links.isEmpty }
        return named * 2 > cells.count
    }

    // MARK: Statements

    func statements(_ cell: String) -> CellMeaning {
        var meaning = CellMeaning()
        let text = Self.plainSpaces(cell)
        // Titles have commas of their own.
        if let entry = titled(text) {
            meaning.add(entry.id)
            if entry.framework != vocabulary.framework {
                meaning.warnings.append("\(entry.name) is of \(entry.framework), not of \(vocabulary.framework)")
            }
            return meaning
        }
        if let entry = named(text, .criterion) {
            meaning.add(entry, self)
            return meaning
        }
        for part in Self.split(text, at: ";\n|/") { meaning.add(part: part, self) }
        return meaning
    }

    func titled(_ text: String) -> EvidenceVocabulary.Entry? {
        let words = TitleWords(text)
        guard text.contains(where: \.isLetter), text.count > 3, !words.isEmpty else { return nil }
        // `safe.learning_culture` has its key question first.
        if let dot = text.firstIndex(of: "."), !text.contains(" "), let entry = vocabulary.criterion(titled: TitleWords(String(text[text.index(after: dot)...]))) {
            return entry
        }
        return vocabulary.criterion(titled: words)
    }

    /// A whole cell without a number that is one name, however it is written. Codes are those of the register's framework.
    func named(_ text: String, _ kind: EvidenceVocabulary.Kind) -> EvidenceVocabulary.Entry? {
        text.contains(where: \.isNumber) ? nil : vocabulary.named(text, kind)
    }

    func keyQuestion(_ text: String) -> EvidenceVocabulary.Entry? {
        let words = RegisterField.plain(text).split(separator: " ").filter { !["is", "the", "service", "are", "they", "key", "question"].contains($0) }
        let plain = words.joined(separator: " ")
        return vocabulary.keyQuestions.first { RegisterField.plain($0.title) == plain || $0.code.lowercased() == plain }
            ?? (["wl", "wellled"].contains(plain) ? vocabulary.keyQuestions.first { $0.code == "W" } : nil)
    }

    func keyQuestions(_ cell: String) -> CellMeaning {
        var meaning = CellMeaning()
        for part in Self.split(Self.plainSpaces(cell), at: ";\n|/,") {
            if let entry = keyQuestion(part) ?? vocabulary.named(part, .keyQuestion) { meaning.add(entry.id) } else {
                meaning.unknown.append((part, vocabulary.nearest(to: part, in: vocabulary.keyQuestions)?.title))
            }
        }
        return meaning
    }

    // MARK: Categories

    func categories(_ cell: String) -> CellMeaning {
        var meaning = CellMeaning()
        for part in Self.split(Self.plainSpaces(cell).replacing("_", with: " "), at: ";\n|/,") {
            if let entry = category(part) ?? vocabulary.named(part, .category) { meaning.add(entry.id) } else {
                meaning.unknown.append((part, vocabulary.nearest(to: part, in: vocabulary.categories)?.title))
            }
        }
        return meaning
    }

    private func category(_ text: String) -> EvidenceVocabulary.Entry? {
        let words = TitleWords(text)
        if let entry = vocabulary.categories.first(where: { $0.words == words || RegisterField.plain($0.code) == RegisterField.plain(text) }) { return entry }
        let plain = RegisterField.plain(text.replacing("'", with: "").replacing("’", with: ""))
        let position: Int? = if plain.contains("partner") { 3 } else if plain.contains("staff") || plain.contains("leader") { 2 }
            else if plain.hasPrefix("people") || plain.contains("experience") || plain.hasPrefix("service user feedback") || plain.hasPrefix("resident feedback") { 1 }
            else if plain.hasPrefix("observation") || plain == "observed" { 4 } else if plain.hasPrefix("process") { 5 } else if plain.hasPrefix("outcome") { 6 }
            else if let number = Int(plain.hasPrefix("ec") ? plain.dropFirst(2).drop { $0 == " " } : "") { number } else { nil }
        return position.flatMap { position in vocabulary.categories.first { $0.position == position } }
    }

    // MARK: Words

    static func plainSpaces(_ text: String) -> String {
        String(text.map { $0 == "\u{A0}" || $0 == "\t" ? " " : $0 == "–" || $0 == "—" || $0 == "‑" ? "-" : $0 })
    }

    /// Parts between the signs, without spaces around them and without empty ones.
    static func split(_ text: String, at signs: String) -> [String] {
        text.split { signs.contains($0) || $0.isNewline }.map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    static func trimmed(_ text: String) -> String {
        var text = text[...]
        let isEdge: (Character) -> Bool = { $0.isWhitespace || $0 == "." || $0 == "," }
        while let first = text.first, isEdge(first) { text.removeFirst() }
        while let last = text.last, isEdge(last) { text.removeLast() }
        return String(text)
    }
}

extension CellMeaning {
    /// A part between separators: codes, each perhaps with a title behind it, or a title, or titles.
    fileprivate mutating func add(part: String, _ resolver: CellResolver) {
        if let entry = resolver.titled(part) { return add(entry, resolver) }
        let codes = CodeScanner.codes(in: part)
        guard !codes.isEmpty else { return addWithoutCodes(part, resolver) }
        if let first = codes.first, first.range.lowerBound > part.startIndex {
            // `Learning culture (S1)`: the title stands before its code.
            let before = CellResolver.trimmed(String(part[..<first.range.lowerBound]).filter { $0 != "(" && $0 != "-" })
            let isFiller = ["", "qs", "kloe", "statement", "quality statement", "cqc", "saf", "and", "see"].contains(RegisterField.plain(before))
            if !isFiller, codes.count == 1 { return add(code: first.code, title: before, cell: part, resolver) }
        }
        for (index, each) in codes.enumerated() {
            let end = index + 1 < codes.count ? codes[index + 1].range.lowerBound : part.endIndex
            add(code: each.code, title: CellResolver.trimmed(String(part[each.range.upperBound..<end])), cell: part, resolver)
        }
    }

    private mutating func addWithoutCodes(_ part: String, _ resolver: CellResolver) {
        if let question = resolver.keyQuestion(part) { return add(question.id) }
        let pieces = CellResolver.split(part, at: ",")
        for piece in pieces.count > 1 ? pieces : [part] {
            if let entry = resolver.titled(piece) { add(entry, resolver) } else if let question = resolver.keyQuestion(piece) { add(question.id) } else if
                let entry = resolver.vocabulary.named(piece, .criterion)
            {
                add(entry, resolver)
            } else {
                unknown.append((piece, resolver.vocabulary.nearest(to: piece, in: resolver.vocabulary.criteria)?.name))
            }
        }
    }

    fileprivate mutating func add(_ entry: EvidenceVocabulary.Entry, _ resolver: CellResolver) {
        add(entry.id)
        if entry.framework != resolver.vocabulary.framework {
            warnings.append("`\(entry.title)` is \(entry.code) of \(entry.framework), not of \(resolver.vocabulary.framework)")
        }
    }

    /// A code that is not safe alone: where a known title stands beside it, the title counts.
    private mutating func add(code: CodeScanner.Code, title: String, cell: String, _ resolver: CellResolver) {
        let vocabulary = resolver.vocabulary
        let byCode: EvidenceVocabulary.Entry? = switch code {
        case .position(let number): vocabulary.criteria.first { $0.framework == vocabulary.framework && $0.position == number }
        case .letter(let text): vocabulary.criterion(text, in: vocabulary.framework)
        }
        var hint = title
        while let first = hint.first, "-:,.( ".contains(first) { hint.removeFirst() }
        let words = TitleWords(hint)
        guard words.count > 0, hint.count > 3, byCode.map({ !$0.words.isNamed(by: words, more: true) }) ?? true,
            let titled = vocabulary.criterion(titled: words, more: true)
        else {
            if let byCode { return add(byCode.id) }
            unknown.append((code.text, vocabulary.nearest(to: code.text, in: vocabulary.criteria)?.name))
            return
        }
        if titled.code == code.text, titled.framework != vocabulary.framework {
            warnings.append("`\(cell)`: by its title this is \(titled.code) of \(titled.framework), not \(byCode?.name ?? "a code") of \(vocabulary.framework)")
        } else {
            warnings.append("`\(cell)`: the code \(code.text) is \(byCode?.title ?? "not known"), but the title is that of \(titled.code); the title was taken")
        }
        add(titled.id)
    }
}

/// Codes of statements in the forms that registers write: `W3`, `w 3`, `WL3`, `QS W3`, `QS27`, `SAFE1`, `safe-1`, `S1.1`.
enum CodeScanner {
    enum Code: Sendable {
        case letter(String)
        /// Number in published order: QS27.
        case position(Int)

        var text: String {
            switch self {
            case .letter(let text): text
            case .position(let number): "QS\(number)"
            }
        }
    }

    static func codes(in text: String) -> [(code: Code, range: Range<String.Index>)] {
        var found: [(code: Code, range: Range<String.Index>)] = []
        var at = text.startIndex
        while at < text.endIndex {
            let isStart = at == text.startIndex || !(text[text.index(before: at)].isLetter || text[text.index(before: at)].isNumber)
            if isStart, let (code, end) = code(text[at...]) {
                found.append((code, at..<end))
                at = end
            } else {
                at = text.index(after: at)
            }
        }
        return found
    }

    private static func code(_ text: Substring) -> (Code, String.Index)? {
        let letters = text.prefix { $0.isLetter && $0.isASCII }
        var rest = text[letters.endIndex...]
        var word = letters.uppercased()
        // `Well-led 3`
        if word == "WELL", rest.lowercased().hasPrefix("-led") || rest.lowercased().hasPrefix(" led") {
            rest = rest.dropFirst(4)
            word = "WL"
        }
        let gap = rest.prefix { $0 == " " || $0 == "-" || $0 == "." || $0 == "#" || $0 == "_" }
        guard gap.count <= 2 else { return nil }
        rest = rest[gap.endIndex...]
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), digits.count <= 2, number > 0 else { return nil }
        var end = digits.endIndex
        // `S1.1` is a prompt or a part of S1; `S1a` is not a code.
        var after = text[end...]
        if after.first == ".", let next = after.dropFirst().first, next.isNumber {
            after = after.dropFirst().drop(while: \.isNumber)
            end = after.startIndex
        }
        if let next = after.first, next.isLetter || next.isNumber { return nil }
        switch word {
        // `S01` is S1.
        case "S", "E", "C", "R", "W": return number < 10 ? (.letter(word + String(number)), end) : nil
        case "WL", "WELLLED": return (.letter("W" + String(number)), end)
        case "SAFE", "EFFECTIVE", "CARING", "RESPONSIVE": return (.letter(String(word.prefix(1)) + String(number)), end)
        case "QS": return (.position(number), end)
        default: return nil
        }
    }
}
