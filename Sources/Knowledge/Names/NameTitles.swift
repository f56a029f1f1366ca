/// Titles, aliases and former titles, and what is found by them or by words of them.
struct NameTitles: Sendable {
    private var keys: [String: [(entry: Int, match: NameMatch)]] = [:]
    /// Words of each title, in the singular, by the entry.
    private let words: [[String]]

    init(_ entries: [NameEntry]) {
        var words: [[String]] = []
        for (index, entry) in entries.enumerated() {
            let atoms = NameAtoms(entry.title ?? "")
            words.append(atoms.words)
            let names = [(entry.title, NameMatch.title)] + entry.aliases.map { ($0, .alias) } + entry.formerTitles.map { ($0, .formerTitle) }
            for case (let name?, let match) in names {
                let atoms = NameAtoms(name)
                for key in Set([atoms.title, atoms.joined]) where !key.isEmpty { keys[key, default: []].append((index, match)) }
            }
        }
        self.words = words
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
}
