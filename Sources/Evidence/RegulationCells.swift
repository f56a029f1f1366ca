/// Regulations as registers write them: `Reg 12`, `Regulation 12 - Safe Care & Treatment (QS1)`, `HSCA 2008 (RA) Regs 2014, reg 12`,
/// `reg-20a`, `17(2)(a)`, `12; 17`, `Reg 18 (2009)`, `Good governance`.
extension CellResolver {
    private static let (law2014, law2009) = ("RA-2014", "REG-2009")

    func regulations(_ cell: String) -> CellMeaning {
        var meaning = CellMeaning()
        let text = Self.plainSpaces(cell)
        if let entry = titledRegulation(text) ?? named(text, .regulation) {
            meaning.add(entry.id)
            return meaning
        }
        // What says which law stands for all numbers in the cell.
        let law = Self.law(in: text)
        // Numbers of instruments have a slash of their own.
        let plain = text.replacing("SI 2014/2936", with: "2014").replacing("2014/2936", with: "2014")
            .replacing("SI 2009/3112", with: "2009").replacing("2009/3112", with: "2009")
        for part in Self.split(plain, at: ";\n|/") {
            let own = Self.law(in: part) ?? law
            let bare = Self.withoutLaw(part)
            let numbers = Self.numbers(in: bare)
            if numbers.isEmpty {
                if RegisterField.plain(bare).isEmpty || ["reg", "regs", "regulation", "regulations"].contains(RegisterField.plain(bare)) { continue }
                addTitles(bare, &meaning)
            }
            for (index, each) in numbers.enumerated() {
                let end = index + 1 < numbers.count ? numbers[index + 1].range.lowerBound : bare.endIndex
                add(each.number, part: each.part, law: own, title: String(bare[each.range.upperBound..<end]), cell: part, &meaning)
            }
        }
        return meaning
    }

    private func addTitles(_ text: String, _ meaning: inout CellMeaning) {
        for piece in titledRegulation(text) == nil ? Self.split(text, at: ",") : [text] {
            if let entry = titledRegulation(piece) ?? vocabulary.named(piece, .regulation) { meaning.add(entry.id) } else {
                meaning.unknown.append((piece, vocabulary.nearest(to: piece, in: vocabulary.regulations).map { "regulation \($0.name)" }))
            }
        }
    }

    private func titledRegulation(_ text: String) -> EvidenceVocabulary.Entry? {
        let words = TitleWords(text)
        guard text.count > 3, !words.isEmpty else { return nil }
        let fitting = vocabulary.regulations.filter { $0.words.isNamed(by: words) }
        return fitting.first { $0.words == words } ?? (fitting.count == 1 ? fitting[0] : fitting.filter(\.isInForce).count == 1 ? fitting.first(where: \.isInForce) : nil)
    }

    private func add(_ number: String, part: String?, law: String?, title: String, cell: String, _ meaning: inout CellMeaning) {
        let known = vocabulary.regulations.filter { $0.code.uppercased() == number }
        guard !known.isEmpty else {
            meaning.unknown.append(("Regulation \(number)", vocabulary.nearest(to: number, in: vocabulary.regulations).map { "regulation \($0.name)" }))
            return
        }
        var hint = title
        while let first = hint.first, "-:,.() ".contains(first) { hint.removeFirst() }
        let words = TitleWords(hint)
        let named = words.isEmpty || hint.count <= 3 ? nil : known.first { $0.words.isNamed(by: words, more: true) }
        if let law, let entry = known.first(where: { $0.framework == law }) { return link(entry, part, cell, &meaning) }
        if let named { return link(named, part, cell, &meaning) }
        if let law = self.law, let entry = known.first(where: { $0.framework == law }) { return link(entry, part, cell, &meaning) }
        if known.count == 1 { return link(known[0], part, cell, &meaning) }
        // Of both laws: staffing in one, notification of incidents in the other, and registers mean either.
        if number == "18" {
            let choices = known.map { "\($0.title) (\($0.framework == Self.law2009 ? "2009" : "2014"))" }.joined(separator: " or ")
            meaning.warnings.append("`\(cell)` may be \(choices): it was not linked; write the year, or give --law 2014 or 2009")
            return
        }
        link(known.first { $0.framework == Self.law2014 } ?? known[0], part, cell, &meaning)
    }

    /// To the paragraph where there is one, else to the regulation.
    private func link(_ entry: EvidenceVocabulary.Entry, _ part: String?, _ cell: String, _ meaning: inout CellMeaning) {
        if !entry.isInForce { meaning.warnings.append("`\(cell)`: regulation \(entry.name) is not in force") }
        guard let part else { return meaning.add(entry.id) }
        if let paragraph = vocabulary.parts.first(where: { $0.framework == entry.framework && $0.code.lowercased() == (entry.code + part).lowercased() }) {
            meaning.add(paragraph.id)
        } else {
            meaning.warnings.append("`\(cell)`: there is no paragraph \(entry.code)\(part) here; regulation \(entry.code) was taken")
        }
        meaning.add(entry.id)
    }

    // MARK: Words

    /// The law that the text names by its year, number or title.
    private static func law(in text: String) -> String? {
        let plain = RegisterField.plain(text)
        if plain.contains("2009") || plain.contains("registration") || plain.contains("3112") { return law2009 }
        if plain.contains("2014") || plain.contains("regulated activities") || plain.contains("2936") || plain.hasPrefix("hsca") { return law2014 }
        return nil
    }

    /// Without years and numbers of instruments, which are not regulations.
    private static func withoutLaw(_ text: String) -> String {
        var text = text
        for mark in ["2008", "2009", "2014", "(RA)", "()"] {
            text = text.replacing(mark, with: String(repeating: " ", count: mark.count))
        }
        return text
    }

    /// Numbers from 1 to 29, with a letter or paragraphs behind them: `20A`, `17(2)(a)`.
    private static func numbers(in text: String) -> [(number: String, part: String?, range: Range<String.Index>)] {
        var found: [(number: String, part: String?, range: Range<String.Index>)] = []
        var at = text.startIndex
        while at < text.endIndex {
            // A number in brackets is a paragraph of the one before it: `12(3)-(5)`.
            let isInside = !found.isEmpty && text[..<at].last == "("
            guard text[at].isASCII, text[at].isNumber, !isInside, at == text.startIndex || !isWord(text, before: at) else {
                at = text.index(after: at)
                continue
            }
            var rest = text[at...]
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = text[digits.endIndex...]
            let letter = rest.prefix { $0.isLetter && $0.isASCII }
            if letter.count == 1 { rest = rest.dropFirst() }
            var part = ""
            while rest.first == "(", let close = rest.firstIndex(of: ")"), rest.distance(from: rest.startIndex, to: close) <= 5,
                rest[..<close].dropFirst().allSatisfy({ $0.isLetter || $0.isNumber }), !rest[..<close].dropFirst().uppercased().hasPrefix("QS")
            {
                part += rest[...close]
                rest = rest[text.index(after: close)...]
            }
            if digits.count <= 2, letter.count <= 1 {
                found.append((digits + letter.uppercased(), part.isEmpty ? nil : part, at..<rest.startIndex))
            }
            at = max(rest.startIndex, text.index(after: at))
        }
        return found
    }

    /// A letter stands right before it, as in `QS1`; not so in `reg12`.
    private static func isWord(_ text: String, before at: String.Index) -> Bool {
        let letters = String(text[..<at].reversed().prefix { $0.isLetter }.reversed()).lowercased()
        return !letters.isEmpty && !["reg", "regs", "regulation", "r"].contains(letters) || text[..<at].last?.isNumber == true
    }
}
