import PropertyGraph

/// Finds nodes by words of their texts: code, title, topics, summary, note. Hyphens, plurals and case make no difference, and
/// words that the thesaurus relates to those of a title count as well, after the words themselves.
package struct TextSearch: Sendable {
    package enum Place: String, Sendable {
        case code, title, summary, related, note
    }

    package struct Hit: Sendable {
        package var node: NodeID
        /// Where the words stand, the best place of the node.
        package var place: Place
    }

    private let graph: Graph
    private let schema: Schema
    private let day: CalendarDate
    private let thesaurus: Thesaurus

    package init(graph: Graph, schema: Schema, day: CalendarDate) {
        self.graph = graph
        self.schema = schema
        self.day = day
        thesaurus = Thesaurus(graph)
    }

    /// Best first: codes, then what is in force, then what stands by itself before its parts and before documents;
    /// of these a title before a summary before a related word, regulations before the rest. O(words of all texts).
    package func find(_ text: String, label: String? = nil) -> [Hit] {
        let wanted = Wanted(text, thesaurus)
        guard !wanted.phrase.isEmpty else { return [] }
        var labels: [Int] = []
        if let label {
            guard let number = graph.labels.number(of: label) else { return [] }
            labels = [number]
        }
        let entries = graph.nodes(withLabels: labels).compactMap { NameEntry($0, in: graph, schema: schema) }
        var hits: [(hit: Hit, grade: [Int])] = entries.enumerated().compactMap { order, entry in
            guard let (place, family) = place(of: entry, wanted) else { return nil }
            return (Hit(node: entry.node, place: place), grade(entry, place, [family, order]))
        }
        if hits.isEmpty, wanted.groups.count > 1 {
            // Nothing has all of the words: what has most of them, in a title.
            hits = entries.enumerated().compactMap { order, entry in
                guard entry.rank < 2 else { return nil }
                let terms = Set(TermText(entry.title ?? "").terms)
                let count = wanted.groups.count { !$0.isDisjoint(with: terms) }
                let alike = wanted.stems.count { stem in terms.contains { NameRelatives.areAlike(stem, $0) } }
                return count == 0 ? nil : (Hit(node: entry.node, place: .related), [-count, -alike] + grade(entry, .related, [order]))
            }
        }
        return hits.sorted { $0.grade.lexicographicallyPrecedes($1.grade) }.map(\.hit)
    }

    /// What is looked for, in the forms that texts are compared with.
    private struct Wanted {
        let phrase: [String]
        let code: String
        let joined: String
        let stems: [String]
        let groups: [Set<String>]

        init(_ text: String, _ thesaurus: Thesaurus) {
            let atoms = NameAtoms(text)
            phrase = atoms.words
            code = atoms.code
            joined = atoms.joined
            let terms = TermText(text, thesaurus: thesaurus)
            stems = terms.terms
            groups = terms.terms.map { Set([$0] + thesaurus.terms(near: $0)) }
        }
    }

    /// The second number is less where the related words are of one family with those that are looked for.
    private func place(of entry: NameEntry, _ wanted: Wanted) -> (Place, Int)? {
        if entry.code != nil, entry.codeAtoms?.code == wanted.code || NameAtoms(entry.id).code == wanted.code { return (.code, 0) }
        let names = [entry.title ?? ""] + entry.aliases + entry.formerTitles
        if names.contains(where: { holds($0, wanted) || NameAtoms($0).joined == wanted.joined }) { return (.title, 0) }
        let summary = ([graph.string("summary", of: entry.node) ?? ""] + graph.strings("topics", of: entry.node)).joined(separator: ". ")
        if holds(summary, wanted) { return (.summary, 0) }
        if entry.rank < 2, !wanted.groups.isEmpty {
            let terms = Set(TermText(entry.title ?? "").terms)
            if wanted.groups.allSatisfy({ !$0.isDisjoint(with: terms) }) {
                let isAlike = wanted.stems.allSatisfy { stem in terms.contains { NameRelatives.areAlike(stem, $0) } }
                return (.related, isAlike ? 0 : 1)
            }
        }
        return graph.string("note", of: entry.node).map { holds($0, wanted) } ?? false ? (.note, 0) : nil
    }

    /// The words stand in the text one after the other, or all of those that say something stand somewhere in it.
    private func holds(_ text: String, _ wanted: Wanted) -> Bool {
        guard !text.isEmpty else { return false }
        let words = NameAtoms(text).words
        let count = wanted.phrase.count
        if words.count >= count, words.indices.dropLast(count - 1).contains(where: { words[$0..<$0 + count].elementsEqual(wanted.phrase) }) {
            return true
        }
        let said = wanted.phrase.filter { !TermText.silent.contains($0) }
        return !said.isEmpty && said.allSatisfy(words.contains)
    }

    private func grade(_ entry: NameEntry, _ place: Place, _ last: [Int]) -> [Int] {
        var validity = Validity()
        if case .date(let day) = graph.property("valid_from", of: entry.node) { validity.from = day }
        if case .date(let day) = graph.property("valid_to", of: entry.node) { validity.to = day }
        let status = graph.string("status", of: entry.node)
        let isCurrent = validity.holds(on: day) && status != "draft" && status != "proposal"
        let places: [Place] = [.title, .summary, .related, .note]
        return [
            place == .code ? 0 : 1, isCurrent ? 0 : 1, entry.rank == 2 ? 1 : 0, places.firstIndex(of: place) ?? 0] + last.dropLast() + [
            entry.rank, entry.label == "Regulation" ? 0 : 1, entry.labelOrder, last.last ?? 0,
        ]
    }
}
