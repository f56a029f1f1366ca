import Diagnostics
import PropertyGraph
import Synchronization

/// Finds nodes by what people call them. The one place where names become nodes: of commands, reports, loaded cells and queries.
///
/// A name fits, surest first: by id (`saf:W3`); by code, with whatever words stand around it that belong to the thing:
/// its kind (`Reg 17`, `QS W5`), its framework (`RA-2014 17`, `Reg 18 (2009)`, `HSCA Reg 17`), its title (`W5: Governance`);
/// by title, alias or former title, with such words around it; by the first words of a title; by words of it; by words
/// that the thesaurus relates to them. Case, hyphens, spaces, plurals and `&` for `and` make no difference.
///
/// Among those that fit equally well, one in force comes before one that ended, a settled one before a draft, a newer
/// instrument of the same sector before an older one.
package final class NameResolver: Sendable {
    let graph: Graph
    let day: CalendarDate
    let entries: [NameEntry]
    let vocabulary: NameVocabulary
    /// Labels in the order of the parameter, which is that of preference where a name is only near.
    let labels: [String]
    private let codes: NameCodes
    private let titles = Mutex<NameTitles?>(nil)
    private let relatives = Mutex<NameRelatives?>(nil)

    /// `labels`: what may be meant; a further label such as `Criterion` stands for all that carry it; none means any node.
    /// `day`: the day on which things count as in force. O(nodes with the labels).
    package init(graph: Graph, schema: Schema, day: CalendarDate, labels: [String] = []) {
        self.graph = graph
        self.day = day
        self.labels = labels
        vocabulary = NameVocabulary(graph: graph, schema: schema)
        var entries: [NameEntry] = []
        var seen: Set<NodeID> = []
        let wanted = labels.isEmpty ? [[]] : labels.compactMap { graph.labels.number(of: $0) }.map { [$0] }
        for label in wanted {
            for node in graph.nodes(withLabels: label) where wanted.count == 1 || seen.insert(node).inserted {
                if let entry = NameEntry(node, in: graph, schema: schema) { entries.append(entry) }
            }
        }
        self.entries = entries
        codes = NameCodes(entries, vocabulary)
    }

    /// O(words of the name) for ids, codes and titles; O(nodes) for what is only near.
    package func resolve(_ name: String) -> NameResolution {
        let atoms = NameAtoms(name)
        guard !atoms.isEmpty else { return .none(nearest: []) }
        let exact = exactMatches(name, atoms)
        if !exact.isEmpty { return choose(exact, atoms) }
        let titles = titleTable()
        let near = titles.near(atoms)
        if near.contains(where: standsByItself) { return choose(near, atoms) }
        // What is only near and a part of something gives way to a whole that the thesaurus relates to the words.
        let related = relativeTable().related(name)
        if near.isEmpty || related.contains(where: standsByItself) {
            let further = near.filter { part in !related.contains { $0.entry == part.entry } }
            if !related.isEmpty { return choose(related + further, atoms) }
        }
        return near.isEmpty ? .none(nearest: nearest(to: name, atoms, titles)) : choose(near, atoms)
    }

    private func standsByItself(_ found: Found) -> Bool { entries[found.entry].rank == 0 }

    /// Whether the whole name is understood as that of something.
    func isExact(_ name: String) -> Bool {
        let atoms = NameAtoms(name)
        return !atoms.isEmpty && !exactMatches(name, atoms).isEmpty
    }

    typealias Found = (entry: Int, match: NameMatch)

    private func exactMatches(_ name: String, _ atoms: NameAtoms) -> [Found] {
        let ids = codes.entries(withID: name)
        if !ids.isEmpty { return ids.map { ($0, .id) } }
        let coded = codes.matches(atoms, entries)
        if !coded.isEmpty { return coded }
        return titleTable().matches(atoms, entries, vocabulary)
    }

    private func titleTable() -> NameTitles {
        titles.withLock { table in
            let known = table ?? NameTitles(entries)
            table = known
            return known
        }
    }

    private func relativeTable() -> NameRelatives {
        relatives.withLock { table in
            let known = table ?? NameRelatives(entries, Thesaurus(graph))
            table = known
            return known
        }
    }

    // MARK: Choice

    private func choose(_ found: [Found], _ atoms: NameAtoms) -> NameResolution {
        let readings = found.map { reading(entries[$0.entry], $0.match) }
        let isNear = !(found.first?.match.isExact ?? true)
        let isNumber = atoms.atoms.allSatisfy { $0.first?.isNumber == true || $0.utf8.count == 1 }
        func grade(_ index: Int) -> [Int] {
            let (entry, reading) = (entries[found[index].entry], readings[index])
            let state = (reading.isInForce ? 0 : 2) + (reading.isDraft ? 1 : 0)
            if isNear {
                // Of what is only near, what stands by itself comes before its parts, and what begins so before what holds it.
                return [state, entry.rank, preference(of: reading.node), reading.match == .beginning ? 0 : 1]
            }
            // A bare number is a regulation before it is anything else; otherwise the first kind that was asked for comes first.
            return [state, found[index].match == .alias ? 1 : 0, isNumber ? entry.labelOrder : 0, preference(of: reading.node)]
        }
        let grades = readings.indices.map(grade)
        guard let best = grades.min(by: { $0.lexicographicallyPrecedes($1) }) else { return .none(nearest: []) }
        var chosen = readings.indices.filter { grades[$0] == best }
        let newest = vocabulary.newest(chosen.map { readings[$0].framework })
        if newest.count < chosen.count { chosen = newest.map { chosen[$0] } }
        let rest = readings.indices.filter { !chosen.contains($0) }.sorted { a, b in
            grades[a] == grades[b] ? a < b : grades[a].lexicographicallyPrecedes(grades[b])
        }
        if chosen.count > 1 { return .several(chosen.map { readings[$0] }) }
        return .one(readings[chosen[0]], others: rest.map { readings[$0] })
    }

    private func preference(of node: NodeID) -> Int {
        let own = graph.labels(of: node)
        return labels.firstIndex { own.contains($0) } ?? 0
    }

    private func reading(_ entry: NameEntry, _ match: NameMatch) -> NameReading {
        let node = entry.node
        let status = graph.string("status", of: node)
        var validity = Validity()
        if case .date(let day) = graph.property("valid_from", of: node) { validity.from = day }
        if case .date(let day) = graph.property("valid_to", of: node) { validity.to = day }
        return NameReading(
            node: node, id: entry.id, label: entry.label, code: entry.code, title: entry.title, framework: entry.framework,
            isInForce: validity.holds(on: day), isDraft: status == "draft" || status == "proposal", match: match)
    }

    // MARK: Unknown names

    /// Codes with the same letters, then names of like spelling; where nothing is near, all things of the kind if they are few.
    private func nearest(to name: String, _ atoms: NameAtoms, _ titles: NameTitles) -> [String] {
        if let wanted = atoms.letterAndNumber {
            let codes = codes.numbers(after: wanted.letters).sorted { (abs($0 - wanted.number), $0) < (abs($1 - wanted.number), $1) }
            if !codes.isEmpty { return codes.prefix(2).map { "\(wanted.letters.uppercased())\($0)" } }
            return []
        }
        var names: [String] = []
        let known = entries.compactMap(\.title) + entries.compactMap(\.code) + entries.map(\.id)
        for name in Suggestion.nearest(to: name, in: known) where !names.contains(name) { names.append(name) }
        let all = entries.compactMap(\.title)
        return names.isEmpty && labels.count == 1 && all.count <= 8 ? all : names
    }
}

extension Graph {
    /// The property, where it is a string.
    func string(_ key: String, of node: NodeID) -> String? {
        if case .string(let text) = property(key, of: node) { text } else { nil }
    }

    /// The strings of a property that is a list.
    func strings(_ key: String, of node: NodeID) -> [String] {
        guard case .list(let items) = property(key, of: node) else { return [] }
        return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}
