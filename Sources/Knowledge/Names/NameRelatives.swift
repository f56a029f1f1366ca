/// Titles by what the thesaurus relates to their words. Asked for only where a name fits no title.
struct NameRelatives: Sendable {
    private let texts: [TermText]
    private let thesaurus: Thesaurus

    /// O(words of all titles and concepts).
    init(_ entries: [NameEntry], _ thesaurus: Thesaurus) {
        self.thesaurus = thesaurus
        texts = entries.map { $0.rank < 2 ? TermText($0.title ?? "", thesaurus: thesaurus) : TermText("") }
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
    static func areAlike(_ a: String, _ b: String) -> Bool { a.prefix(5) == b.prefix(5) && a.utf8.count >= 4 }
}
