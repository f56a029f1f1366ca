/// One name out of a cell that may hold several, and what it means.
package struct CellName: Sendable {
    /// As it can be resolved by itself: of `Reg 12 and 17` the second is `Reg 17`.
    package var text: String
    /// Where it stands in the cell, in UTF-8. Names of one range have the same place.
    package var place: Range<Int>
    package var resolution: NameResolution
}

extension NameResolver {
    /// The names in a cell as people fill them in: `W3/W5`, `R1; C2`, `W3, W5 and R1`, `Reg 12 & 17`, `S1 - S3`, one per line.
    ///
    /// The whole cell is tried first, for titles have commas and `and` in them; then it is divided at line ends, `;` and
    /// `|`, then at `/`, at `,`, `and`, `&` and `+`, and at last at blanks, where each part is a name. A number takes the letters or
    /// the kind of the name before it. What is not understood stays in one piece, with the nearest names.
    package func names(in cell: String) -> [CellName] {
        var splitter = CellSplitter(resolver: self, cell: cell)
        return splitter.divided()
    }
}

/// Divides a cell.
private struct CellSplitter {
    let resolver: NameResolver
    let cell: String
    private var names: [CellName] = []

    init(resolver: NameResolver, cell: String) {
        self.resolver = resolver
        self.cell = cell
    }

    mutating func divided() -> [CellName] {
        split(cell[...], at: 0)
        return names
    }

    /// Where a text is divided, step by step.
    private static let steps: [@Sendable (Character) -> Bool] = [
        { $0.isNewline || $0 == ";" || $0 == "|" || $0 == "\t" }, { $0 == "/" }, { $0 == "," || $0 == "&" || $0 == "+" },
    ]
    private static let joining: Set<String> = ["and", "or", "und", "&"]
    /// No range is longer.
    private static let longestRange = 100

    private mutating func split(_ text: Substring, at step: Int) {
        let text = text.trimmed(Self.isPadding)
        guard !text.isEmpty else { return }
        if resolver.isExact(inherited(text)) { return add(text) }
        if addRange(text) { return }
        guard step <= Self.steps.count + 1 else { return add(text) }
        let pieces = Self.pieces(of: text, step)
        guard pieces.count > 1 else { return split(text, at: step + 1) }
        // Blanks divide only what is names all over.
        if step == Self.steps.count + 1, !pieces.allSatisfy({ resolver.isExact(String($0)) }) { return add(text) }
        let before = names.count
        defer {
            // `N/A` and `see above, please` are one thing that is not understood.
            if !names[before...].contains(where: \.resolution.isExact) {
                names.removeSubrange(before...)
                add(text)
            }
        }
        var first = 0
        while first < pieces.count {
            // A title with a comma in it is one name again.
            let last = (first..<pieces.count).last { last in
                last > first && resolver.isExact(String(text[pieces[first].startIndex..<pieces[last].endIndex]))
            }
            if let last {
                add(text[pieces[first].startIndex..<pieces[last].endIndex])
                first = last + 1
            } else {
                split(pieces[first], at: step + 1)
                first += 1
            }
        }
    }

    private static func pieces(of text: Substring, _ step: Int) -> [Substring] {
        if step < steps.count { return text.split(whereSeparator: steps[step]).map { $0.trimmed(isPadding) }.filter { !$0.isEmpty } }
        let words = text.split(whereSeparator: \.isWhitespace)
        if step > steps.count { return words }
        var pieces: [Substring] = []
        var start: String.Index?
        var end = text.startIndex
        for word in words {
            if joining.contains(word.lowercased()) {
                if let start { pieces.append(text[start..<end]) }
                start = nil
            } else {
                start = start ?? word.startIndex
                end = word.endIndex
            }
        }
        if let start { pieces.append(text[start..<end]) }
        return pieces
    }

    private static func isPadding(_ character: Character) -> Bool {
        character.isWhitespace || "\"“”•*·".contains(character)
    }

    // MARK: Numbers and ranges

    /// A number with what stood before the number of the last name: `17` after `Reg 12` is `Reg 17`, `5` after `W3` is `W5`.
    private func inherited(_ text: Substring) -> String {
        guard text.first?.isNumber == true, let last = names.last?.text, let number = last.firstIndex(where: \.isNumber),
            number > last.startIndex
        else { return String(text) }
        let whole = last[..<number] + text
        return resolver.isExact(String(whole)) ? String(whole) : String(text)
    }

    private mutating func add(_ text: Substring) {
        let name = inherited(text)
        names.append(CellName(text: name, place: place(of: text), resolution: resolver.resolve(name)))
    }

    private func place(of text: Substring) -> Range<Int> {
        let start = cell.utf8.distance(from: cell.startIndex, to: text.startIndex)
        return start..<start + text.utf8.count
    }

    /// `S1-S3`, `S1 to 3`, `Reg 12 – 14`: each of the range that there is.
    private mutating func addRange(_ text: Substring) -> Bool {
        let dashes: Set<Character> = ["-", "–", "—"]
        let parts: [Substring]
        let words = text.split(whereSeparator: \.isWhitespace)
        if let to = words.firstIndex(where: { $0.lowercased() == "to" }), to > 0, to + 1 < words.count {
            parts = [text[text.startIndex..<words[to - 1].endIndex], text[words[to + 1].startIndex...]]
        } else {
            parts = text.split(maxSplits: 1) { dashes.contains($0) }.map { $0.trimmed(Self.isPadding) }
        }
        guard parts.count == 2, let digits = parts[0].firstIndex(where: \.isNumber), let first = Int(parts[0][digits...]),
            let number = parts[1].firstIndex(where: \.isNumber), let last = Int(parts[1][number...]),
            first < last, last - first < Self.longestRange
        else { return false }
        let head = parts[0][..<digits]
        let other = parts[1][..<number]
        guard !head.isEmpty, other.isEmpty || NameAtoms(other) == NameAtoms(head) else { return false }
        let texts = (first...last).map { head + "\($0)" }.filter { resolver.isExact(String($0)) }
        guard texts.count > 1 else { return false }
        for name in texts {
            names.append(CellName(text: String(name), place: place(of: text), resolution: resolver.resolve(String(name))))
        }
        return true
    }
}

extension Substring {
    fileprivate func trimmed(_ isPadding: (Character) -> Bool) -> Substring {
        var text = drop(while: isPadding)
        while let last = text.last, isPadding(last) { text.removeLast() }
        return text
    }
}
