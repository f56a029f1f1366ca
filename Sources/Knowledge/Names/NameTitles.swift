/// Titles, aliases and former titles, and what is found by them or by words of them.
struct NameTitles: Sendable {
    private var keys: [String: [(entry: Int, match: NameMatch)]] = [:]
    /// Words of each title, in the singular, by the entry.
    private let words: [[String]]
    private let texts: [TermText]
    private let thesaurus: Thesaurus

    init(_ entries: [NameEntry], _ thesaurus: Thesaurus) {
        self.thesaurus = thesaurus
        var words: [[String]] = []
        var texts: [TermText] = []
        for (index, entry) in entries.enumerated() {
            let atoms = NameAtoms(entry.title ?? "")
            words.append(atoms.words)
            texts.append(entry.rank < 2 ? TermText(entry.title ?? "", thesaurus: thesaurus) : TermText(""))
            let names = [(entry.title, NameMatch.title)] + entry.aliases.map { ($0, .alias) } + entry.formerTitles.map { ($0, .formerTitle) }
            for case (let name?, let match) in names {
                let atoms = NameAtoms(name)
                for key in Set([atoms.title, atoms.joined]) where !key.isEmpty { keys[key, default: []].append((index, match)) }
            }
        }
        self.words = words
        self.texts = texts
    }

    /// What bears the title, alone or with words around it that belong to the thing; the surest kind of name only.
    func matches(_ name: NameAtoms, _ entries: [NameEntry], _ vocabulary: NameVocabulary) -> [NameResolver.Found] {
        var found: [NameResolver.Found] = []
        for key in Set([name.title, name.joined]) {
            for match in keys[key] ?? [] where !found.contains(where: { $0.entry == match.entry }) { found.append(match) }
        }
        if !found.isEmpty { return surest(found) }
        // With a word for the kind or the framework before it or behind it.
        let atoms = name.atoms
        for dropped in 1..<max(1, min(5, atoms.count)) {
            for front in 0...dropped {
                let middle = NameAtoms(Array(atoms[front..<(atoms.count - dropped + front)]))
                let rest = atoms[..<front] + atoms[(atoms.count - dropped + front)...]
                for match in keys[middle.title] ?? []
                where vocabulary.explain(rest, of: entries[match.entry], withTitle: false)
                    && !found.contains(where: { $0.entry == match.entry })
                {
                    found.append(match)
                }
            }
            if !found.isEmpty { return surest(found) }
        }
        return []
    }

    private func surest(_ found: [NameResolver.Found]) -> [NameResolver.Found] {
        let best = found.map(\.match).min()
        return found.filter { $0.match == best }
    }

    /// Titles that begin with the words or letters, or hold all of the words.
    func near(_ name: NameAtoms) -> [NameResolver.Found] {
        let wanted = name.words
        let letters = name.atoms.joined()
        guard letters.utf8.count >= 3, wanted.contains(where: { !TermText.silent.contains($0) && $0.utf8.count > 1 }) else { return [] }
        return words.indices.compactMap { index in
            let title = words[index]
            if title.starts(with: wanted) || title.joined().hasPrefix(letters) { return (index, .beginning) }
            return wanted.allSatisfy(title.contains) ? (index, .words) : nil
        }
    }

    /// Titles in which each word stands, or one that the thesaurus relates to it. Words that say nothing do not count.
    func related(_ name: String) -> [NameResolver.Found] {
        let wanted = TermText(name, thesaurus: thesaurus)
        // Where a word says nothing, what is left may be somebody else's name.
        guard !wanted.terms.isEmpty, wanted.terms.count == NameAtoms(name).atoms.count else { return [] }
        let groups = wanted.terms.map { Set([$0] + thesaurus.terms(near: $0)) }
        let found = texts.indices.filter { index in
            let terms = texts[index].terms
            return !terms.isEmpty && groups.allSatisfy { group in terms.contains(where: group.contains) }
        }
        // `medication` is nearer to `medicines` than to `treatment`.
        let alike = found.filter { index in wanted.terms.allSatisfy { term in texts[index].terms.contains { Self.areAlike(term, $0) } } }
        return (alike.isEmpty ? found : alike).map { ($0, .related) }
    }

    /// Words of one family: they begin with the same five letters.
    static func areAlike(_ a: String, _ b: String) -> Bool { a.prefix(5) == b.prefix(5) && a.utf8.count >= 4
    }
}
